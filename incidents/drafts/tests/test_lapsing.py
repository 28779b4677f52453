"""A draft that nobody goes on with: its author is warned in time, then it is destroyed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Person
from incidents.drafts import agenda, lapsing, saving
from incidents.drafts.tests.test_saving import saved, texts
from incidents.models import LogDraft
from liaison.agenda import Time
from notifications import rendering
from notifications.models import Notice
from tests.cast import NOW
from vault.models import DataKey


def hours(number):
    return NOW + timedelta(hours=number)


def run(at):
    lapsing.lapse_due(by=Person.system(), at=at)


def test_it_is_warned_about_once_and_without_a_word_of_it(cast):
    saved(cast)
    run(hours(19))
    assert not Notice.objects.exists()

    for late in (20, 21):
        run(hours(late))

    notice = Notice.objects.get()
    assert (notice.recipient, notice.path) == (cast.staff, reverse("incidents:draft_list"))
    assert notice.facts == {}
    assert "lapses" in rendering.subject(notice)


def test_gone_on_with_it_is_warned_about_anew(cast):
    mine = {"key": Person.system().pk, "window": cast.staff.pk}
    saved(cast, **mine)
    run(hours(21))
    saved(cast, at=hours(22), **mine)
    run(hours(23))
    assert Notice.objects.count() == 1

    run(hours(43))

    assert Notice.objects.count() == 2


@pytest.mark.parametrize(("after", "there"), [(23.9, True), (24, False), (90, False)])
def test_after_a_day_it_is_destroyed_however_late_the_clock_runs(cast, after, there):
    saved(cast)

    run(hours(after))

    assert bool(texts(cast.staff)) is there
    assert (DataKey.objects.get().wrapped is not None) is there


def test_of_one_that_ended_nothing_is_left_after_another_day(cast):
    saving.discard(saved(cast), by=cast.staff, at=NOW)
    run(hours(23))
    assert LogDraft.objects.exists()

    run(hours(24))

    assert not LogDraft.objects.exists()


def test_it_stands_on_the_desk_of_its_author_until_when_it_lapses(cast):
    draft = saved(cast)

    [item] = agenda.waiting_for(cast.staff, NOW)
    assert (item.due, item.time) == (draft.lapses_at, Time.UNTIL)
    assert item.zone == "America/Vancouver"
    assert agenda.waiting_for(cast.manager, NOW) == []
