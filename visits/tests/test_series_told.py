"""What a rule does not say by itself is told before anything is proposed: clock changes, months
without the day, a fifth weekday, dates left out, and what each kind takes."""

import re
from datetime import date, time, timedelta

import pytest
from django.utils import translation

from tests.cast import NOW
from visits import recurrence, terms
from visits.booking import CannotPropose
from visits.kinds import Kind, Place
from visits.recurrence import ClockChange, Frequency
from visits.series import changing, offering
from visits.series import showing as series_showing
from visits.terms import Asked
from visits.tests.conftest import VANCOUVER, WED, repeated
from visits.tests.test_recurrence import rule
from visits.tests.test_series_pages import NEW, typed

VIRTUAL = {"place": Place.VIRTUAL}
# In Vancouver clocks go forward on 9 March 2025 at 02:00 and back on 2 November.
GAP = {"day": "2025-03-02", "time": "02:30"}


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def looks(cast, as_):
    """What the page shows to the liaison who looks at the dates of a form."""

    def look(**over):
        page = as_(cast.liaison).post(NEW, typed(**VIRTUAL | over) | {"look": "1"})
        assert page.status_code == 200
        return page.content.decode()

    return look


@pytest.mark.parametrize(
    ("day", "change"),
    [("2025-03-09", ClockChange.SKIPPED), ("2025-11-02", None), ("2025-03-16", None)],
)
def test_a_rule_knows_on_which_day_clocks_meet_it(day, change):
    half_past_two = rule(starts_on=date(2025, 3, 2), time=time(2, 30))
    assert recurrence.clock_change(half_past_two, VANCOUVER, date.fromisoformat(day)) is change


@pytest.mark.parametrize(
    ("over", "words", "shown"),
    [
        (GAP, "02:30 does not come that day, and it begins at 03:00.", "Sun 9 Mar 2025, 03:00"),
        (
            {"day": "2025-10-26", "time": "01:30"},
            "01:30 comes twice that day, and it begins the first time.",
            "Sun 2 Nov 2025, 01:30",
        ),
    ],
)
def test_a_date_that_clocks_move_is_named(looks, over, words, shown):
    page = looks(**over)

    assert page.count(words) == 1
    assert shown in page
    assert "Clocks go" not in looks(time="06:00")


def test_a_date_with_a_time_of_its_own_or_left_out_is_not_moved_by_clocks(looks):
    for value in ("leave", "20250309T1800/60"):
        assert "Clocks go" not in looks(**GAP, **{"on-2025-03-09": value})


def test_a_change_names_the_dates_that_clocks_move_to_both_sides(cast, as_, looks):
    sundays = repeated(date(2025, 2, 16), time(5), place=Place.VIRTUAL, minutes=60)
    running = offering.confirm(
        offering.propose(cast.partnership, sundays, by=cast.liaison, at=NOW),
        by=cast.manager,
        at=NOW,
    )
    url = f"{running.get_absolute_url()}change/"
    page = as_(cast.liaison).post(url, typed(**GAP, count="3") | {"look": "1"})
    assert "02:30 does not come that day" in page.content.decode()

    asked = repeated(date(2025, 3, 2), time(2, 30), count=3, place=Place.VIRTUAL)
    change = changing.change(running, asked, by=cast.liaison, at=NOW)
    page = as_(cast.manager).get(change.get_absolute_url())
    assert "02:30 does not come that day" in page.content.decode()


@pytest.mark.parametrize(
    ("of", "last", "months"),
    [
        (rule(Frequency.MONTHLY, date(2025, 1, 31)), date(2025, 6, 30), [2, 4, 6]),
        (rule(Frequency.MONTHLY, date(2025, 1, 29)), date(2025, 6, 30), [2]),
        (rule(Frequency.MONTHLY, date(2025, 1, 31), interval=2), date(2025, 12, 31), [9, 11]),
        (rule(Frequency.MONTHLY, date(2025, 1, 28)), date(2025, 12, 31), []),
        (rule(Frequency.MONTHLY, weekdays=(4,), nth=4), date(2025, 12, 31), []),
        (rule(Frequency.YEARLY, date(2024, 2, 29)), date(2026, 12, 31), [2, 2]),
        (rule(starts_on=date(2025, 1, 31)), date(2025, 12, 31), []),
    ],
)
def test_a_rule_knows_the_months_that_lack_its_day(of, last, months):
    assert [month.month for month in recurrence.lacking(of, of.starts_on, last)] == months


def test_months_without_the_day_are_listed(looks):
    monthly = {"day": "2025-03-31", "frequency": "monthly"}

    page = looks(**monthly, count="3")
    assert "Every month on day 31" in page
    assert "The months without this day are left aside: April 2025, June 2025." in page
    assert "left aside: June 2025." in looks(**monthly | {"day": "2025-05-31"}, count="2")
    assert "left aside" not in looks(**monthly | {"day": "2025-03-28"})


def test_a_fifth_weekday_is_said_to_be_the_last(looks):
    fifth = {"day": "2025-04-30", "frequency": "monthly", "monthly": "nth"}

    page = looks(**fifth)
    assert "the rule takes the last one of each month." in page
    assert "Every month on the last Wednesday" in page
    for other in ({"day": "2025-04-23"}, {"monthly": "last"}, {"frequency": "weekly"}):
        assert "the rule takes the last" not in looks(**fifth | other)


# --- dates left out --------------------------------------------------------------------------


def test_dates_left_out_are_shown_while_a_series_is_on_offer(cast, as_):
    wanted = repeated(said={WED + timedelta(weeks=1): None})
    offered = offering.propose(cast.partnership, wanted, by=cast.liaison, at=NOW)
    for person in (cast.manager, cast.liaison):
        page = as_(person).get(offered.get_absolute_url()).content.decode()
        assert "Dates left out" in page
        assert '<time datetime="2025-02-19">' in page.split("Dates left out")[1]
        assert "Propose it again" not in page


def test_a_change_names_the_new_dates_that_it_leaves_out(cast, as_, running):
    twice = repeated(weekdays=(1, 2), count=12, said={date(2025, 2, 18): None})
    change = changing.change(running, twice, by=cast.liaison, at=NOW)

    page = as_(cast.manager).get(change.get_absolute_url()).content.decode()

    assert "One date is left out:" in page
    assert '<time datetime="2025-02-18">' in page
    assert "Dates left out" not in page


# --- kinds -----------------------------------------------------------------------------------


def kinds(page) -> set[str]:
    select = re.search(r'<select name="kind".*?</select>', page, re.DOTALL)[0]
    return set(re.findall(r'value="(\w+)"', select))


def minutes(page) -> str:
    select = re.search(r'<select name="minutes".*?</select>', page, re.DOTALL)[0]
    return re.search(r'value="(\d+)" selected', select)[1]


def test_only_kinds_that_can_come_again_and_that_the_site_takes_are_listed(cast, as_):
    usual = terms.of(cast.partnership, Kind.TOUR)
    asked = Asked(**{name: getattr(usual, name) for name in terms.FACTS} | {"is_offered": False})
    terms.set_terms(cast.partnership, Kind.TOUR, asked, by=cast.manager, at=NOW)

    found = kinds(as_(cast.liaison).get(NEW).content.decode())

    assert "check_in" in found
    assert found.isdisjoint({"tour", "debrief", "mediation", "pre_opening"})


def test_a_kind_that_belongs_to_one_case_is_refused_and_offers_no_repeat(cast, as_):
    with pytest.raises(CannotPropose, match="one incident or one case"):
        offering.look(cast.partnership, repeated(kind=Kind.DEBRIEF), side=None, at=NOW)
    page = as_(cast.liaison).get("/visits/new/", {"kind": "debrief"}).content.decode()
    assert "Repeat this" not in page


def test_the_length_is_the_usual_one_of_the_kind_for_this_partnership(cast, as_):
    usual = terms.of(cast.partnership, Kind.CHECK_IN)
    asked = Asked(**{name: getattr(usual, name) for name in terms.FACTS} | {"usual_minutes": 30})
    terms.set_terms(cast.partnership, Kind.CHECK_IN, asked, by=cast.manager, at=NOW)
    client = as_(cast.liaison)
    assert minutes(client.get(NEW).content.decode()) == "30"

    other = typed(kind=Kind.JOINT_MEETING, minutes="30", times_for="check_in")
    page = client.post(NEW, other | {"look": "1"}).content.decode()
    assert minutes(page) == "90"
    assert 'name="times_for" value="joint_meeting"' in page
    chosen = client.post(NEW, other | {"minutes": "60", "look": "1"}).content.decode()
    assert minutes(chosen) == "60"


# --- in French -------------------------------------------------------------------------------


def test_the_course_keeps_its_colon_with_the_word_in_french(cast, on_offer):
    with translation.override("fr"):
        entry = series_showing.whole(on_offer, cast.manager, NOW)["entries"][0]
    assert entry.title.endswith("\N{NO-BREAK SPACE}: 6 dates")
