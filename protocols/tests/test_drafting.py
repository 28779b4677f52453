"""Beginning a draft."""

import re
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Person
from liaison.models import LegalBasis
from notifications.models import Notice
from protocols import checking, drafting, profile, reading, texts
from protocols.drafting import CannotDraft
from protocols.models import Protocol
from protocols.tests.conftest import BEGUN


def test_a_first_draft_is_complete_from_the_start(draft):
    numbers = [clause.number for clause in reading.clauses(texts.of(draft), "en")]

    assert reading.gaps(texts.of(draft)) == []
    assert numbers == list(range(1, len(profile.TOPICS) + 1))
    assert checking.gaps(reading.table(texts.of(draft), "fr"), numbers) == []
    assert draft.languages == ["en", "fr"]


def test_the_next_version_says_what_the_latest_said(cast, signed):
    clause = signed.clauses.get(number=5)
    following = drafting.start_next(signed.protocol, by=cast.liaison)

    assert (following.number, following.base) == (2, signed)
    assert following.clauses.get(number=5).key == clause.key
    assert following.clauses.get(number=5).pk != clause.pk
    assert reading.table(texts.of(following), "fr") == reading.table(texts.of(signed), "fr")
    assert [c.body for c in reading.clauses(texts.of(following), "en")] == [
        c.body for c in reading.clauses(texts.of(signed), "en")
    ]


def test_a_new_protocol_may_begin_from_the_words_of_another(cast, signed):
    other = drafting.start([cast.partnership], title="Other", by=cast.liaison, base=signed)

    assert other.protocol != signed.protocol
    assert reading.table(texts.of(other), "en") == reading.table(texts.of(signed), "en")


@pytest.mark.parametrize("part", ["manager", "alternate", "leader", "liaison", "police_leader"])
def test_everybody_in_charge_may_begin(cast, part):
    version = drafting.start([cast.partnership], title="Entry", by=getattr(cast, part))

    assert version.begun_by == getattr(cast, part)


@pytest.mark.parametrize("part", ["staff", "officer", "observer", "other_manager", "stranger"])
def test_nobody_else_begins(cast, part):
    with pytest.raises(PermissionDenied):
        drafting.start([cast.partnership], title="Entry", by=getattr(cast, part))


def test_nobody_begins_for_a_partnership_they_do_not_hold(cast):
    with pytest.raises(PermissionDenied):
        drafting.start([cast.partnership, cast.other_partnership], title="Both", by=cast.liaison)
    assert not Protocol.objects.exists()


def test_the_portal_itself_may_begin_one(cast):
    version = drafting.start([cast.partnership], title="Entry", by=Person.system())

    assert version.begun_by.is_system


def test_one_version_at_a_time_is_worked_on(cast, draft):
    with pytest.raises(CannotDraft, match="still being worked on"):
        drafting.start_next(draft.protocol, by=cast.manager)


@pytest.mark.parametrize("title", ["", "   ", "x" * 121, "En\u202etry"])
def test_a_title_that_cannot_be_read_is_refused_beside_its_field(cast, title):
    with pytest.raises(CannotDraft) as refused:
        drafting.start([cast.partnership], title=title, by=cast.manager)
    assert refused.value.field == "title"


def test_a_protocol_needs_a_partnership(cast):
    with pytest.raises(CannotDraft, match="which site"):
        drafting.start([], title="Entry", by=cast.manager)


@pytest.mark.parametrize(
    ("title", "words"),
    [("Entry", "entry"), ("New", "new"), ("入口", "protocol"), ("x" * 90, "x" * 40)],
)
def test_no_address_tells_whether_its_title_stands_elsewhere(cast, title, words):
    first = drafting.start([cast.partnership], title=title, by=cast.manager).protocol
    same = drafting.start([cast.other_partnership], title=title, by=cast.other_manager).protocol

    assert first.slug != same.slug
    for slug in (first.slug, same.slug):
        assert re.fullmatch(rf"{words}-[0-9a-f]{{10}}", slug)


def test_the_review_falls_due_after_a_year(cast):
    assert drafting.review_due([cast.partnership], date(2025, 1, 6)) == date(2026, 1, 6)


@pytest.mark.parametrize(
    ("ends", "due"),
    [
        (date(2025, 9, 30), date(2025, 8, 1)),
        (date(2025, 1, 20), date(2025, 1, 6)),
        (date(2027, 1, 1), date(2026, 1, 6)),
        (date.min, date(2025, 1, 6)),
        (date.max, date(2026, 1, 6)),
        (None, date(2026, 1, 6)),
    ],
)
def test_the_review_falls_due_before_the_legal_basis_ends(cast, ends, due):
    LegalBasis.objects.create(
        site=cast.site,
        kind=LegalBasis.Kind.EXEMPTION,
        valid_from=min(date(2024, 1, 1), ends or date.max),
        valid_to=ends,
        recorded_at=BEGUN,
        recorded_by=cast.manager,
    )

    assert drafting.review_due([cast.partnership], date(2025, 1, 6)) == due


def test_the_others_in_charge_are_told(cast, draft):
    told = Notice.objects.filter(kind="protocols/begun").values_list("recipient", flat=True)

    parts = {"alternate", "leader", "liaison", "backup", "police_leader"}
    assert set(told) == {getattr(cast, part).pk for part in parts}
