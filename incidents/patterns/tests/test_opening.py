"""What recurs opens a talk for both sides, once."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from audit.models import EntryBody
from incidents import counting, releasing
from incidents.grain import TimeGrain
from incidents.models import Incident, Pattern, Release
from incidents.patterns import facts, opening, talking
from incidents.patterns.tests import patterns
from incidents.releasing import Manner
from incidents.taxonomy import Area, Precision, Severity
from incidents.tests import reports
from notifications.models import Notice
from tests.cast import NOW

KIND = "incidents/pattern_opened"


def look(at=NOW):
    return opening.look_everywhere(by=Person.system(), at=at)


def told():
    return sorted(Notice.objects.filter(kind=KIND).values_list("recipient__name", flat=True))


def test_the_third_release_opens_it_for_both_sides(cast):
    patterns.recurring(cast, 2)
    assert not Pattern.objects.exists()

    reports.released(cast)

    pattern = Pattern.objects.get()
    assert (pattern.kind, pattern.number, pattern.opened_at) == ("P1", 3, NOW)
    people = (cast.manager, cast.alternate, cast.liaison, cast.backup)
    assert told() == sorted(person.name for person in people)


def test_no_notice_says_what_recurs_or_where(cast):
    patterns.opened(cast)

    for notice in Notice.objects.filter(kind=KIND):
        assert notice.facts == {}


def test_a_fourth_one_and_the_clock_open_nothing_more(cast):
    patterns.opened(cast)
    reports.released(cast)

    assert look() == 0
    assert Pattern.objects.count() == 1
    assert len(told()) == 4


def test_the_clock_finds_what_was_not_looked_for_at_the_release(cast, monkeypatch):
    monkeypatch.setattr(opening, "look_around", lambda incident, *, at: None)
    patterns.recurring(cast)
    monkeypatch.undo()

    assert look() == 1
    assert look() == 0


def test_what_one_side_keeps_to_itself_is_not_counted(cast):
    patterns.recurring(cast, 2)
    reports.logged(cast)

    assert look() == 0


@pytest.mark.parametrize(
    "changes",
    [{"kind": "P3"}, {"kind": "G1"}, {"severity": Severity.SERIOUS}],
    ids=["serious", "good", "said to be serious"],
)
def test_what_is_serious_or_good_is_no_pattern(cast, changes):
    patterns.recurring(cast, **changes)

    assert not Pattern.objects.exists()


def test_what_happened_long_ago_opens_no_talk(cast):
    patterns.recurring(cast, 2)

    later = NOW + opening.LOOKED_BACK + timedelta(days=1)
    reports.released(cast, at=later)
    assert not Pattern.objects.exists()


def test_a_place_its_hours_and_a_clause_make_one_whatever_the_kinds(cast, agreed):
    """A search, a stop and an order to move on: one clause is about people coming and going."""
    for kind in ("K1", "K9", "K2"):
        reports.released(cast, kind=kind, area=Area.ROUTE, severity=Severity.MODERATE)

    pattern = Pattern.objects.get()
    assert (pattern.rule, pattern.area, pattern.day_part) == ("cluster", "route", "morning")
    assert pattern.clause == agreed.version.clauses.get(topic=16)


def test_where_the_hour_is_not_known_no_hours_recur(cast, agreed):
    for kind in ("K1", "K9", "K2"):
        reports.released(
            cast,
            kind=kind,
            area=Area.ROUTE,
            severity=Severity.MODERATE,
            precision=Precision.UNKNOWN,
        )

    assert not Pattern.objects.exists()


def test_after_the_talk_it_opens_anew_only_by_what_comes_after(cast):
    end = patterns.proposed(cast)
    talking.agree(end.pattern, end.pk, by=cast.liaison, at=NOW)
    assert look() == 0

    later = NOW + timedelta(days=3)
    for hours in (1, 2, 3):
        incident = reports.logged(cast, occurred_at=NOW + timedelta(hours=hours), at=later)
        releasing.release(incident, reports.SHOWN, manner=reports.PLAIN, by=cast.manager, at=later)
    assert Pattern.objects.open().count() == 1


def test_what_is_counted_only_counts_and_is_shown_to_nobody_of_the_other_side(cast, as_):
    for _number in range(2):
        reports.released(cast)
    counted = counting.count_only(reports.logged(cast), by=cast.manager, at=NOW)

    pattern = Pattern.objects.get()
    assert pattern.number == 3
    page = as_(cast.liaison).get(pattern.get_absolute_url()).content.decode()
    assert counted.reference not in page


@pytest.mark.parametrize("time", ["day_part", "day", "week"])
def test_hours_that_the_other_side_does_not_see_do_not_recur(cast, agreed, time):
    manner = Manner(Release.Recognisable.PERHAPS, TimeGrain(time))
    for kind in ("K1", "K9", "K2"):
        reports.released(
            cast, kind=kind, area=Area.ROUTE, severity=Severity.MODERATE, manner=manner
        )

    assert not Pattern.objects.exists()


def test_the_ledger_of_both_sides_says_that_it_was_opened(cast):
    pattern = patterns.opened(cast)

    chain = EntryBody.objects.filter(entry__chain_id=cast.partnership.pk)
    said = [entry.read() for entry in chain]
    [opened] = [one for one in said if one["verb"] == "incidents.pattern_opened"]
    assert opened["about_id"] == str(pattern.pk)
    assert opened["facts"] == {"rule": "kind", "number": 3}


def test_no_person_is_in_the_query(cast):
    with CaptureQueriesContext(connection) as caught:
        facts.between(cast.partnership.pk, cast.site.tz, since=reports.HAPPENED, until=NOW)

    asked = caught.captured_queries[0]["sql"]
    for column in ("logged_by_id", "organisation_id", "side", "officers", "people", "attire"):
        assert f'"{column}"' not in asked


def test_the_database_keeps_one_open_talk_for_what_recurs(cast):
    pattern = patterns.opened(cast)
    again = Pattern.objects.get(pk=pattern.pk)
    again.pk = uuid.uuid4()

    with pytest.raises(IntegrityError), transaction.atomic():
        again.save(force_insert=True)


def test_looking_costs_no_more_with_more_encounters(cast, agreed):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            look()
        return len(caught)

    patterns.recurring(cast)
    few = queries()
    patterns.recurring(cast, 5, kind="P2")
    assert queries() == few
    assert Incident.objects.counted().count() == 8
