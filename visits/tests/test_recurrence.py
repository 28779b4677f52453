"""The dates of a rule, its hour by the clock of a site, and how calendars write it."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from visits import recurrence
from visits.recurrence import LAST, Frequency, Rule
from visits.series import rule_words

SEVEN = time(7)
TUE, THU, SAT = 1, 3, 5


def rule(frequency=Frequency.WEEKLY, starts_on=date(2025, 1, 7), **over) -> Rule:
    if frequency is Frequency.WEEKLY:
        over = {"weekdays": (starts_on.weekday(),)} | over
    return Rule(**{"frequency": frequency, "starts_on": starts_on, "time": SEVEN} | over)


def first(count: int, of: Rule) -> list[date]:
    return list(islice(recurrence.dates(of, of.starts_on, date(2199, 1, 1)), count))


@pytest.mark.parametrize(
    ("given_rule", "expected"),
    [
        (rule(Frequency.DAILY, interval=3), ["2025-01-07", "2025-01-10", "2025-01-13"]),
        (rule(weekdays=(TUE, THU)), ["2025-01-07", "2025-01-09", "2025-01-14"]),
        # Counted in weeks from Monday, so the Thursday of the first week comes first.
        (
            rule(starts_on=date(2025, 1, 8), weekdays=(TUE, THU), interval=2),
            ["2025-01-09", "2025-01-21", "2025-01-23"],
        ),
        (
            rule(Frequency.MONTHLY, date(2025, 1, 31)),
            ["2025-01-31", "2025-03-31", "2025-05-31"],
        ),
        (
            rule(Frequency.MONTHLY, weekdays=(TUE,), nth=2, interval=3),
            ["2025-01-14", "2025-04-08", "2025-07-08"],
        ),
        (
            rule(Frequency.MONTHLY, weekdays=(SAT,), nth=LAST),
            ["2025-01-25", "2025-02-22", "2025-03-29"],
        ),
        (
            rule(Frequency.YEARLY, date(2024, 2, 29)),
            ["2024-02-29", "2028-02-29", "2032-02-29"],
        ),
        (rule(until=date(2025, 1, 14)), ["2025-01-07", "2025-01-14"]),
        (rule(count=2), ["2025-01-07", "2025-01-14"]),
    ],
)
def test_the_dates_of_a_rule(given_rule, expected):
    assert [day.isoformat() for day in first(3, given_rule)] == expected


@pytest.mark.parametrize(
    "fault",
    [
        {"interval": 0},
        {"count": 0},
        {"count": recurrence.MOST_TIMES + 1},
        {"count": 2, "until": date(2025, 2, 1)},
        {"weekdays": ()},
        {"weekdays": (7,)},
        {"frequency": Frequency.DAILY, "weekdays": (1,)},
        {"frequency": Frequency.MONTHLY, "weekdays": (1, 2), "nth": 1},
        {"frequency": Frequency.MONTHLY, "weekdays": (1,), "nth": 5},
        {"frequency": Frequency.YEARLY, "weekdays": (1,), "nth": 1},
    ],
)
def test_a_rule_that_does_not_hang_together_is_none(fault):
    with pytest.raises(ValueError, match=r"\."):
        Rule(**{"frequency": Frequency.WEEKLY, "starts_on": date(2025, 1, 7), "time": SEVEN,
                "weekdays": (1,)} | fault)  # fmt: skip


# --- against a naive expansion ---------------------------------------------------------------


@st.composite
def rules(draw) -> Rule:
    frequency = draw(st.sampled_from(Frequency))
    fields = {
        "frequency": frequency,
        "starts_on": draw(st.dates(date(2000, 1, 1), date(2025, 12, 31))),
        "time": draw(st.times()).replace(second=0, microsecond=0),
        "interval": draw(st.integers(1, 7)),
    }
    if frequency is Frequency.WEEKLY:
        fields["weekdays"] = tuple(draw(st.sets(st.integers(0, 6), min_size=1)))
    elif frequency is Frequency.MONTHLY and draw(st.booleans()):
        fields["weekdays"] = (draw(st.integers(0, 6)),)
        fields["nth"] = draw(st.sampled_from([1, 2, 3, 4, LAST]))
    ends = draw(st.sampled_from(["open", "until", "count"]))
    if ends == "until":
        fields["until"] = fields["starts_on"] + timedelta(days=draw(st.integers(0, 4000)))
    elif ends == "count":
        fields["count"] = draw(st.integers(1, recurrence.MOST_TIMES))
    return Rule(**fields)


def naive(of: Rule, last: date) -> list[date]:
    """From its very start, as anybody would write it."""
    kept = {}
    if of.nth is not None:
        kept["byweekday"] = rrule.weekday(of.weekdays[0], of.nth)
    elif of.weekdays:
        kept["byweekday"] = sorted(of.weekdays)
    found = rrule.rrule(
        getattr(rrule, of.frequency.upper()),
        dtstart=datetime.combine(of.starts_on, time()),
        interval=of.interval,
        count=of.count,
        until=datetime.combine(of.until, time()) if of.until else None,
        **kept,
    )
    ended = datetime.combine(last, time())
    return [
        at.date() for at in found.between(datetime.combine(of.starts_on, time()), ended, inc=True)
    ]


@settings(max_examples=300, deadline=None)
@given(rules(), st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 400))
def test_any_window_of_a_rule_equals_the_naive_expansion_from_its_start(of, begin, days):
    end = begin + timedelta(days=days)
    expected = [day for day in naive(of, end) if day >= begin]

    assert list(recurrence.dates(of, begin, end)) == expected
    assert not expected or recurrence.first_from(of, begin) == expected[0]


@settings(max_examples=100, deadline=None)
@given(rules(), st.sampled_from(["Europe/Berlin", "America/Vancouver", "Australia/Sydney"]))
def test_what_is_written_for_calendars_means_the_same_dates(of, zone):
    begins = recurrence.first_from(of, of.starts_on)
    if begins is None:
        assert of.until
        return
    end = begins + timedelta(days=800)
    written = rrule.rrulestr(
        recurrence.rrule_text(of, ZoneInfo(zone)),
        dtstart=datetime.combine(begins, of.time, tzinfo=ZoneInfo(zone)),
    )
    read = []
    for at in written:
        if at.date() > end:
            break
        read.append(at.date())

    assert read == list(recurrence.dates(of, begins, end))


def test_an_old_rule_costs_no_more_than_a_young_one():
    def cost(of: Rule) -> float:
        begun = perf_counter()
        for _ in range(20):
            list(recurrence.dates(of, date(2025, 1, 1), date(2025, 12, 31)))
        return perf_counter() - begun

    old, young = rule(starts_on=date(1900, 1, 2)), rule(starts_on=date(2024, 12, 31))
    assert min(cost(old) for _ in range(3)) < 3 * min(cost(young) for _ in range(3))


# --- by the clock on the wall ----------------------------------------------------------------

ZONES = ["America/Vancouver", "America/St_Johns", "Europe/Berlin", "Australia/Sydney",
         "America/Toronto"]  # fmt: skip


@pytest.mark.parametrize("name", ZONES)
def test_seven_o_clock_reads_seven_all_year_over_both_clock_changes(name):
    zone = ZoneInfo(name)
    found = list(recurrence.occurrences(rule(), zone, date(2025, 1, 1), date(2025, 12, 31)))

    local = [one.starts.astimezone(zone) for one in found]
    assert len(found) == 52
    assert {(at.hour, at.minute) for at in local} == {(7, 0)}
    assert [at.date() for at in local] == [one.day for one in found]
    assert len({at.utcoffset() for at in local}) == 2
    assert all(one.starts.tzinfo is UTC for one in found)


@pytest.mark.parametrize(
    ("day", "wall", "expected"),
    [
        # Half past two does not come that night: the first instant after the gap.
        (date(2025, 3, 9), time(2, 30), datetime(2025, 3, 9, 10, 0, tzinfo=UTC)),
        # Half past one comes twice: the first of them.
        (date(2025, 11, 2), time(1, 30), datetime(2025, 11, 2, 8, 30, tzinfo=UTC)),
    ],
)
def test_an_hour_that_is_missing_or_comes_twice(day, wall, expected):
    of = rule(Frequency.DAILY, day, time=wall)
    (found,) = recurrence.occurrences(of, ZoneInfo("America/Vancouver"), day, day)

    assert found.starts == expected


def test_a_rule_for_calendars():
    of = rule(weekdays=(TUE, THU), interval=2, until=date(2025, 3, 13))

    # In Vancouver 07:00 of 13 March is 14:00 in UTC: summer time has begun.
    assert recurrence.rrule_text(of, ZoneInfo("America/Vancouver")) == (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20250313T140000Z"
    )


WEEKLY = rule()
UNTIL = {"until": date(2026, 6, 24)}


@pytest.mark.parametrize(
    ("of", "other", "adds_nothing"),
    [
        (rule(interval=2), WEEKLY, True),
        (WEEKLY, rule(interval=2), False),
        (rule(**UNTIL), WEEKLY, True),
        (WEEKLY, rule(**UNTIL), False),
        (rule(count=5), rule(count=6), True),
        (rule(count=6), rule(count=5), False),
        (rule(count=5), rule(**UNTIL), True),
        (rule(until=date(2026, 6, 29)), rule(**UNTIL), True),  # no date lies between the two ends
        (rule(time=time(8)), WEEKLY, False),
        (rule(until=date(2025, 1, 8)), rule(time=time(8)), False),
    ],
)
def test_whether_one_rule_has_a_date_that_another_has_not(of, other, adds_nothing):
    assert recurrence.adds_nothing(of, other, of.starts_on) is adds_nothing


# --- in words --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("of", "english", "french"),
    [
        (rule(Frequency.DAILY), "Every day at 07:00", "Tous les jours à 07:00"),
        (
            rule(Frequency.DAILY, interval=3, count=4),
            "Every 3 days at 07:00, 4 times in all",
            "Tous les 3 jours à 07:00, 4 fois en tout",
        ),
        (rule(), "Every Tuesday at 07:00", "Chaque mardi à 07:00"),
        (
            rule(weekdays=(THU, TUE), interval=2, until=date(2025, 3, 4)),
            "Every second Tuesday and Thursday at 07:00 until Tue 4 Mar 2025",
            "Une semaine sur deux, le mardi et jeudi, à 07:00 jusqu’au mar. 4 mars 2025",
        ),
        (
            rule(weekdays=(TUE, THU, SAT), interval=3),
            "Every 3 weeks on Tuesday, Thursday and Saturday at 07:00",
            "Toutes les 3 semaines, le mardi, jeudi et samedi, à 07:00",
        ),
        (
            rule(Frequency.MONTHLY),
            "Every month on day 7 at 07:00",
            "Chaque mois, le 7, à 07:00",
        ),
        (
            rule(Frequency.MONTHLY, weekdays=(TUE,), nth=LAST, interval=2),
            "Every 2 months on the last Tuesday at 07:00",
            "Tous les 2 mois, le dernier mardi, à 07:00",
        ),
        (rule(Frequency.YEARLY), "Every year on 7 January at 07:00", ""),
        (rule(Frequency.YEARLY, interval=2), "Every 2 years on 7 January at 07:00", ""),
    ],
)
def test_a_rule_in_words(of, english, french):
    assert rule_words.of(of) == english
    if french:
        with translation.override("fr"):
            assert rule_words.of(of) == french
