"""When nobody of a side is there, against a look at every quarter of an hour."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from liaison.hours import Span
from visits import availability
from visits.availability import Away, Meeting, Speaker
from visits.slots import QUARTER

FROM = datetime(2025, 3, 9, tzinfo=UTC)
QUARTERS = 48


def at(quarter: int) -> datetime:
    return FROM + quarter * QUARTER


spans = st.tuples(st.integers(0, QUARTERS - 1), st.integers(1, 12)).map(
    lambda pair: Span(at(pair[0]), at(pair[0] + pair[1]))
)
PEOPLE = ["ada", "bo", "cy"]
calendars = st.dictionaries(st.sampled_from(PEOPLE), st.lists(spans, max_size=4))
speakers = st.lists(
    st.builds(
        Speaker,
        st.sampled_from(PEOPLE),
        st.one_of(st.none(), st.integers(1, QUARTERS).map(at)),
    ),
    max_size=2,
    unique_by=lambda one: one.person,
)


def is_there(person, moment, leave, taken) -> bool:
    busy = [*leave.get(person, ()), *taken.get(person, ())]
    return not any(span.start <= moment < span.end for span in busy)


@settings(max_examples=200, deadline=None)
@given(site=speakers, police=speakers, leave=calendars, taken=calendars)
def test_a_side_is_missing_when_all_who_speak_for_it_then_are(site, police, leave, taken):
    sides = {"site": site, "police": police}

    found = availability.missing(sides, leave, taken)

    assert list(found) == sorted(found)
    for quarter in range(QUARTERS + 16):
        moment = at(quarter)
        for side, those in sides.items():
            speaking = [one for one in those if one.until is None or moment < one.until]
            nobody = bool(speaking) and not any(
                is_there(one.person, moment, leave, taken) for one in speaking
            )
            covered = any(a.side == side and a.span.start <= moment < a.span.end for a in found)
            assert covered == nobody, (side, moment)


@settings(max_examples=100, deadline=None)
@given(
    meetings=st.lists(
        st.builds(Meeting, spans, st.permutations(PEOPLE).map(lambda three: (tuple(three[:2]),))),
        max_size=6,
    ),
    leave=calendars,
)
def test_each_meeting_takes_one_of_a_side_who_is_free_if_anybody_is(meetings, leave):
    taken = availability.engaged(meetings, leave)

    assert sum(map(len, taken.values())) == len(meetings)
    before: dict[str, list[Span]] = {}
    for meeting in sorted(meetings, key=lambda one: one.span):
        (people,) = meeting.sides
        free = [
            one
            for one in people
            if not any(
                meeting.span.overlaps(s) for s in [*leave.get(one, ()), *before.get(one, ())]
            )
        ]
        before.setdefault((free or people)[0], []).append(meeting.span)
    assert taken == before


def test_the_backup_stands_in_and_a_side_without_anybody_is_never_missed():
    hour = Span(FROM, FROM + timedelta(hours=1))
    sides = {"site": [], "police": [Speaker("ada"), Speaker("bo")]}
    first = Meeting(hour, ((), ("ada", "bo")))

    once = availability.engaged([first], {})
    assert once == {"ada": [hour]}
    assert availability.missing(sides, {}, once) == ()

    twice = availability.engaged([first, first], {})
    assert twice == {"ada": [hour], "bo": [hour]}
    assert availability.missing(sides, {}, twice) == (Away(hour, "police"),)
