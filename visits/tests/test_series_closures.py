"""A site that closes for dates of a series: none is agreed before the people who use it know."""

from datetime import time, timedelta

import pytest

from liaison import opening
from tests.cast import NOW
from visits import booking, closures
from visits.closures import Counted
from visits.lifecycle import Stage
from visits.series import changing, offering
from visits.series.planning import CannotRepeat
from visits.tests.conftest import WED, local, repeated, slot, wish
from visits.tests.test_closures import SHORTER, tell
from visits.tests.test_series_pages import typed

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
# Four of the six dates lie less than a month after the hours were cut to open at noon.
IN_THE_GAP = [WED + n * WEEK for n in range(4)]
LATER = [WED + 4 * WEEK, WED + 5 * WEEK]


@pytest.fixture
def shorter(cast):
    return opening.set_hours(cast.site, SHORTER, by=cast.manager, at=NOW)


@pytest.fixture
def closing(cast, shorter):
    """Wednesdays at half past nine, by the site; the police side's turn."""
    return offering.propose(cast.partnership, repeated(at=time(9, 30)), by=cast.manager, at=NOW)


def refused(cast, one) -> list:
    """The dates that keep *one* from being confirmed."""
    with pytest.raises(CannotRepeat) as caught:
        offering.confirm(one, by=cast.liaison, at=NOW)
    return caught.value.plan.failing


def standing(one) -> list:
    return list(one.visits.filter(stage=Stage.CONFIRMED).values_list("occurs_on", flat=True))


def test_dates_for_which_the_site_closes_unsaid_are_named_and_can_be_left_out(cast, closing):
    failing = refused(cast, closing)

    assert [one.day for one in failing] == IN_THE_GAP
    assert all("another place that is open" in one.reasons[-1] for one in failing)
    assert standing(closing) == []

    offering.confirm(closing, by=cast.liaison, without=IN_THE_GAP, at=NOW)
    assert standing(closing) == LATER


def test_a_date_whose_notice_is_written_is_agreed(cast, closing):
    tell(cast, closing.visits.get(occurs_on=WED))

    assert [one.day for one in refused(cast, closing)] == IN_THE_GAP[1:]

    offering.confirm(closing, by=cast.liaison, without=IN_THE_GAP[1:], at=NOW)
    assert standing(closing) == [WED, *LATER]
    assert closures.counted(cast.site, cast.manager, NOW + 60 * DAY) == Counted(
        in_hours=0, closed_for=1
    )


def test_a_series_somewhere_else_closes_nothing(cast, shorter):
    elsewhere = repeated(at=time(9, 30), place="virtual")
    one = offering.propose(cast.partnership, elsewhere, by=cast.manager, at=NOW)

    offering.confirm(one, by=cast.liaison, at=NOW)

    assert len(standing(one)) == 6


def test_a_change_moves_no_date_into_a_gap_unsaid(cast, shorter):
    former = offering.propose(cast.partnership, repeated(), by=cast.manager, at=NOW)
    former = offering.confirm(former, by=cast.liaison, at=NOW)

    def change(**over):
        wanted = repeated(at=time(9, 30), **over)
        return changing.change(former, wanted, by=cast.manager, at=NOW)

    with pytest.raises(CannotRepeat) as caught:
        change()
    assert [one.day for one in caught.value.plan.failing] == IN_THE_GAP
    assert len(standing(former)) == 6

    new = offering.confirm(change(said=dict.fromkeys(IN_THE_GAP)), by=cast.liaison, at=NOW)
    assert standing(new) == LATER


@pytest.mark.parametrize("count", [5, 7])
def test_what_was_said_of_a_time_holds_for_the_series_that_follows(cast, closing, count):
    """The site drops a date, which counts at once; or adds one, which is answered."""
    for visit in closing.visits.filter(occurs_on__in=IN_THE_GAP):
        tell(cast, visit)
    former = offering.confirm(closing, by=cast.liaison, at=NOW)

    wanted = repeated(at=time(9, 30), count=count)
    new = changing.change(former, wanted, by=cast.manager, at=NOW)
    if count == 7:
        offering.confirm(new, by=cast.liaison, at=NOW)

    assert len(standing(new)) == count
    assert closures.notice_of(new.visits.get(occurs_on=WED)) is not None
    assert closures.counted(cast.site, cast.manager, NOW + 60 * DAY) == Counted(
        in_hours=0, closed_for=4
    )


def test_the_page_names_the_dates_and_offers_to_leave_them_out(cast, as_, closing, time_machine):
    time_machine.move_to(NOW, tick=False)
    client, page = as_(cast.liaison), f"/visits/series/{closing.pk}/"

    answer = client.post(f"{page}confirm/", {"seen": closing.revision})

    assert answer.status_code == 422
    assert "the site manager writes the notice" in answer.content.decode()
    client.post(
        f"{page}confirm/",
        {"seen": closing.revision, "without": [day.isoformat() for day in IN_THE_GAP]},
    )
    assert standing(closing) == LATER


def test_the_questions_asked_do_not_grow_with_the_dates(cast, closing, django_assert_num_queries):
    spans = [one.span for one in refused(cast, closing)]

    for some in (spans[:1], spans):
        with django_assert_num_queries(3):
            assert len(closures.untold(cast.partnership, "on_site", some)) == len(some)


def test_the_dates_say_what_they_will_owe_before_they_are_sent(cast, as_, shorter, time_machine):
    time_machine.move_to(NOW, tick=False)

    page = as_(cast.manager).post("/visits/series/new/", typed(time="09:30") | {"look": "1"})

    text = page.content.decode()
    assert "The site closes for 4 of these dates" in text
    owing = text.split("The site closes for")[1].split("</ul>")[0]
    assert owing.count("<li>") == 4


def test_the_series_says_what_its_dates_owe(cast, as_, closing, time_machine):
    time_machine.move_to(NOW, tick=False)
    tell(cast, closing.visits.get(occurs_on=WED))
    url = closing.get_absolute_url()

    manager, liaison = (as_(who).get(url).content.decode() for who in (cast.manager, cast.liaison))

    assert "The site closes for 3 of these dates" in manager
    assert manager.count("Write the notice") == 3
    assert "The site closes for 3 of these dates" in liaison
    assert "Write the notice" not in liaison


@pytest.mark.parametrize("for_all", ["", "nearest"])
def test_a_time_that_is_offered_instead_says_that_the_site_closes_for_it(
    cast, as_, shorter, time_machine, for_all
):
    time_machine.move_to(NOW, tick=False)
    for date in IN_THE_GAP[:2]:
        taken = slot(local(date.month, date.day, 9, 30))
        booking.propose(cast.partnership, wish(taken), by=cast.manager, at=NOW)
    sent = typed(time="09:30") | {"look": "1", "for_all": for_all}

    text = as_(cast.manager).post("/visits/series/new/", sent).content.decode()

    choices = text.split('<fieldset class="series-date">', 1)[1]
    assert "The site closes for this: the people who use it are owed a notice." in choices
