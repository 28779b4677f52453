"""What is written again is what doing it would have made, and no test finds what another left."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.apps import apps
from django.db import connection, transaction
from django.utils import translation

from accounts.models import Person
from audit import ledger
from protocols import document
from protocols.models import Version
from protocols.models.protocol import NOTICE_DAYS
from protocols.tests import conftest as versions
from tests import replay
from tests.fixtures import from_nothing_to_agreed

LATER = datetime(2031, 5, 6, 7, tzinfo=UTC)
OF_THAT_TIME = re.compile(r"2031-0[4-7]-\d\d")


def _rows_after(kept: replay.Kept) -> dict[str, int]:
    """How many of each kind there are when a version was begun, sent and signed."""
    with transaction.atomic():
        from_nothing_to_agreed(replay.Start(kept))
        rows = {model._meta.label: model._base_manager.count() for model in apps.get_models()}
        transaction.set_rollback(True)
    return rows


def test_it_leaves_as_many_rows_of_each_kind_as_doing_it(db, learned, kept_versions):
    done = _rows_after(replay.Kept())

    assert _rows_after(learned) == done
    assert done["protocols.Signature"] == 2


def test_what_is_kept_is_not_done_again(monkeypatch, beginning, kept_versions):
    for module, name in ((versions.drafting, "start"), (versions.sending, "send")):
        monkeypatch.setattr(module, name, None)
    monkeypatch.setattr(versions.signing, "sign", None)

    from_nothing_to_agreed(beginning)


def test_the_text_and_the_ledger_are_whole(cast, beginning, signed):
    assert beginning.is_untouched
    assert signed.is_signed
    assert document.is_intact(signed)
    assert ledger.verify(cast.partnership.chain)


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_a_test_changes_no_other_finds(cast, draft, time):
    for name in (cast.manager.name, Person.objects.get(pk=cast.manager.pk).name):
        assert name == "Site manager (manager)"
    assert draft.notice_days == Version.objects.get().notice_days == NOTICE_DAYS

    cast.manager.name, draft.notice_days = "Changed", NOTICE_DAYS + 1
    cast.manager.save()
    draft.save()


def test_what_was_made_before_is_the_same_object(cast, draft):
    assert draft.begun_by is cast.manager


@pytest.fixture
def found(monkeypatch):
    """Whether a version was really begun."""
    calls = []
    really = versions.drafting.start
    monkeypatch.setattr(
        versions.drafting, "start", lambda *args, **named: calls.append(1) or really(*args, **named)
    )
    return calls


def test_it_is_done_anew_where_something_was_written_in_between(
    found, kept_versions, beginning, cast
):
    Person.objects.filter(pk=cast.liaison.pk).update(language="fr")

    versions.begin(beginning, cast)

    assert found


def test_it_is_done_anew_where_something_stands_already(found, learned, kept_versions, cast):
    versions.begin(replay.Start(learned), cast)

    assert found


def test_it_is_done_anew_where_a_setting_is_another(
    found, kept_versions, beginning, cast, settings
):
    settings.BASE_URL = "https://portal.example.org"

    versions.begin(beginning, cast)

    assert found


def test_it_is_done_anew_in_another_language(found, kept_versions, beginning, cast):
    with translation.override("fr"):
        versions.begin(beginning, cast)

    assert found


def test_what_stands_after_a_step_done_anew_is_done_anew(found, kept_versions, beginning, cast):
    with translation.override("fr"):
        draft = versions.begin(beginning, cast)

    versions.send_out(beginning, cast, draft)

    assert draft.awaits_signatures
    assert not beginning.is_untouched


def test_nothing_in_it_tells_when_it_was_kept(db):
    kept = replay.Kept()
    with time_machine.travel(LATER, tick=False):
        kept.learn(from_nothing_to_agreed)

    assert len(kept.steps) == 5
    written = [params for statements, _made in kept.steps.values() for _sql, params in statements]
    params = [str(one) for row in written for one in row]
    assert params
    assert not [one for one in params if OF_THAT_TIME.match(one)]


def test_what_cannot_be_written_again_is_refused(db):
    def make():
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE tests_other (id integer)")

    with pytest.raises(ValueError, match="cannot be written again"):
        replay.Kept().learn(lambda world: world.step("other", make))
