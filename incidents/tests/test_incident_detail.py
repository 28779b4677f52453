"""The page of an incident: whose turn, what is known, what applied then, what was said."""

import uuid
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from audit.models import Read
from incidents import course, noting, settling
from incidents.laying_down import Promise
from incidents.models import Statement
from incidents.taxonomy import Distance, Precision
from incidents.tests import reports
from liaison.models import HoursSet
from liaison.roles import Side
from tests.cast import HARBOUR_HOURS, NOW
from vault import sealing

MOST_QUERIES = 16
PROMISE = Promise(Side.POLICE, "Liaison officer", "Tell every shift.", date(2025, 2, 14))


def shown(client, incident, status=200):
    answer = client.get(incident.get_absolute_url())
    assert answer.status_code == status
    return answer.content.decode()


def test_each_reading_is_noted_before_anything_is_shown(cast, as_):
    incident = reports.released(cast)
    shown(as_(cast.manager), incident)
    shown(as_(cast.liaison), incident)
    shown(as_(cast.liaison), incident)

    noted = Read.objects.filter(about_id=str(incident.pk)).values_list("person", "lane")
    assert sorted(noted, key=str) == sorted(
        [(cast.manager.pk, "site"), (cast.liaison.pk, "police"), (cast.liaison.pk, "police")],
        key=str,
    )


@pytest.mark.parametrize("page", ["", "release/"])
def test_what_cannot_be_noted_is_not_shown(cast, as_, monkeypatch, page):
    incident = reports.logged(cast)

    def broken(**fields):
        raise DatabaseError

    monkeypatch.setattr(Read.objects, "create", broken)
    answer = as_(cast.manager).get(f"{incident.get_absolute_url()}{page}")

    assert answer.status_code == 503
    assert reports.WORDS not in answer.content.decode()


def test_nobody_else_finds_it_and_no_reading_is_noted(cast, as_):
    incident = reports.logged(cast)

    for person in (cast.liaison, cast.other_manager, cast.admin, cast.observer):
        shown(as_(person), incident, status=404)
    assert not Read.objects.exists()


@pytest.mark.parametrize("reference", ["K7QM-42XT", "k7qm-42xt", "x", "AAAA-AAAA", "%00", "1"])
def test_a_reference_that_is_none_is_not_found(cast, as_, reference):
    assert as_(cast.manager).get(f"/incidents/{reference}/").status_code == 404


def test_the_own_side_reads_the_draft_and_the_other_the_words_released(cast, as_):
    incident = reports.released(cast)

    own, other = shown(as_(cast.manager), incident), shown(as_(cast.liaison), incident)
    assert reports.WORDS in own
    assert reports.SHOWN in own
    assert reports.WORDS not in other
    assert reports.SHOWN in other
    assert "Site staff (staff)" in own
    assert "Site staff (staff)" not in other


def test_identifiers_are_not_on_the_page_of_the_case(cast, as_):
    incident = reports.released(cast, identifiers="badge 4471", with_identifiers=True)

    for person in (cast.manager, cast.liaison, cast.staff):
        page = shown(as_(person), incident)
        assert "A badge or fleet number is kept apart" in page
        assert "badge 4471" not in page


def test_what_applied_then_is_shown_though_it_changed_since(cast, as_, agreed):
    incident = reports.released(cast)
    never = {**HARBOUR_HOURS, "hours": []}
    HoursSet.objects.create(
        site=cast.site, schedule=never, recorded_at=NOW, recorded_by=cast.manager
    )
    reports.ended(cast, agreed)
    cast.partnership.designations.update(ended_at=NOW)

    page = shown(as_(cast.liaison), incident)
    for words in (
        str(agreed.version),
        agreed.version.get_absolute_url(),
        "Wed 15 Jan 2025",
        "Operating",
        "00:00–03:00, 09:00–24:00",
        "Liaison officer, Central Division",
        "Site manager",
    ):
        assert words in page, words


def test_where_nothing_applied_it_says_so(cast, as_):
    before = reports.logged(cast, occurred_at=datetime(2023, 12, 31, tzinfo=UTC), by=cast.manager)

    page = shown(as_(cast.manager), before)
    assert "None was in force" in page
    assert "Not recorded, so counted as operating" in page


def test_a_day_without_hours_is_said_to_be_closed(cast, as_):
    incident = reports.logged(
        cast,
        by=cast.other_manager,
        site_id=cast.other_site.pk,
        occurred_at=datetime(2025, 2, 3, 15, tzinfo=UTC),  # a Monday
    )

    assert "Closed all day" in shown(as_(cast.other_manager), incident)


def test_between_whom_is_open_until_the_release_at_a_site_with_two_services(cast, as_, second):
    page = shown(as_(cast.manager), reports.logged(cast))

    assert "this site works with several services" in page


def test_facts_are_told_in_words(cast, as_):
    incident = reports.logged(
        cast, by=cast.manager, distance=Distance.UNDER_50, precision=Precision.HOUR
    )

    page = shown(as_(cast.manager), incident)
    for words in ("In front of the site", "15 to 50 m", "Within an hour of it", "Minor, or for"):
        assert words in page


def test_a_critical_matter_names_the_statutory_body_and_cannot_be_released(cast, as_):
    incident = reports.logged(cast, kind="K7", by=cast.manager)

    page = shown(as_(cast.manager), incident)
    assert "Critical: this is not settled or mediated here" in page
    assert "Office of the Police Complaint Commissioner" in page
    assert "one year" in page
    assert "911" in page
    assert "Decide what is released" not in page


@pytest.mark.parametrize(
    ("stage", "part", "words"),
    [
        ("logged", "manager", "Decide what is released"),
        ("logged", "staff", "This needs: Site manager."),
        ("released", "liaison", "Your turn"),
        ("released", "liaison", "Acknowledge to the other side"),
        ("released", "manager", "Their turn: Coastal Police"),
        ("acknowledged", "liaison", "Propose a settlement"),
        ("acknowledged", "liaison", 'href="#say"'),
        ("proposed", "liaison", "Accept for my side"),
        ("proposed", "manager", "Take it back"),
        ("proposed", "police_leader", "This needs: Liaison officer."),
        ("settled", "manager", "Both sides accepted this"),
    ],
)
def test_each_sees_what_can_be_done_now_or_why_not(cast, as_, stage, part, words):
    assert words in shown(as_(getattr(cast, part)), getattr(reports, stage)(cast))


def test_one_press_acknowledges(cast, as_):
    incident = reports.released(cast)

    answer = as_(cast.liaison).post(
        f"{incident.get_absolute_url()}acknowledge/", {"seen": incident.stamp}, follow=True
    )

    assert "Acknowledged. The other side has been told." in answer.content.decode()
    incident.refresh_from_db()
    assert incident.stage == "acknowledged"


@pytest.mark.parametrize("seen", ["", "0", "x", "\x00", "-1", "99999999999999999999", "１"])
def test_a_press_on_an_old_page_is_told_and_changes_nothing(cast, as_, seen):
    incident = reports.released(cast)

    answer = as_(cast.liaison).post(
        f"{incident.get_absolute_url()}acknowledge/", {"seen": seen}, follow=True
    )

    assert "has moved on since you opened the page" in answer.content.decode()
    incident.refresh_from_db()
    assert incident.stage == "released"


def say(client, incident, words, seen=None):
    fields = {"words": words, "seen": incident.stamp if seen is None else seen}
    return client.post(f"{incident.get_absolute_url()}say/", fields, follow=True)


def test_both_sides_write_to_each_other(cast, as_):
    incident = reports.acknowledged(cast)

    say(as_(cast.liaison), incident, "The shift was asked to park elsewhere.")

    assert "asked to park elsewhere" in shown(as_(cast.manager), incident)


def test_an_answer_on_an_old_page_is_kept_and_can_be_sent_again(cast, as_):
    incident = reports.acknowledged(cast)
    say(as_(cast.manager), incident, "Any news?")

    late = say(as_(cast.liaison), incident, "The shift was told.")
    page = late.content.decode()
    assert late.status_code == 409
    assert "has moved on since you opened the page" in page
    assert "The shift was told.</textarea>" in page
    assert "Any news?" in page

    incident.refresh_from_db()
    assert f'name="seen" value="{incident.stamp}"' in page
    assert say(as_(cast.liaison), incident, "The shift was told.").status_code == 200


@pytest.mark.parametrize(
    ("words", "said"),
    [("", "Write a few words; this cannot stay empty."), ("call 604 555 1234", "looks like")],
)
def test_words_that_will_not_do_come_back_with_the_reason(cast, as_, words, said):
    answer = say(as_(cast.liaison), reports.acknowledged(cast), words)

    assert answer.status_code == 422
    assert said in str(answer.context["words_form"].errors)
    assert not Statement.objects.filter(kind=Statement.Kind.DISCUSSION).exists()


def test_words_that_come_too_late_are_not_lost(cast, as_):
    incident = reports.settled(cast)

    answer = say(as_(cast.liaison), incident, "One more thing.")

    assert answer.status_code == 409
    assert "One more thing.</textarea>" in answer.content.decode()


def test_a_note_is_kept_for_the_own_side(cast, as_):
    incident = reports.released(cast)
    as_(cast.manager).post(
        f"{incident.get_absolute_url()}note/", {"note": "Speak to them.", "key": uuid.uuid4()}
    )

    assert "Speak to them." in shown(as_(cast.leader), incident)
    assert "Speak to them." not in shown(as_(cast.liaison), incident)


def test_a_note_that_will_not_do_comes_back(cast, as_):
    answer = as_(cast.manager).post(
        f"{reports.released(cast).get_absolute_url()}note/", {"note": "call 604 555 1234"}
    )

    assert answer.status_code == 422
    assert "call 604 555 1234</textarea>" in answer.content.decode()


def test_the_box_says_who_reads_it(cast, as_):
    page = shown(as_(cast.liaison), reports.acknowledged(cast))

    assert "in charge of this site at Harbour Health" in page
    assert "Nobody of the site." in page


def test_whoever_stands_on_both_sides_reads_no_words_and_can_do_nothing(cast, as_, torn):
    incident = reports.proposed(cast)

    page = shown(as_(torn), incident)
    assert reports.WORDS not in page
    assert reports.SHOWN not in page
    assert "<textarea" not in page
    assert "Accept for my side" not in page


def test_the_terms_stand_once_with_their_promises(cast, as_):
    incident = reports.settled(cast, promises=[PROMISE])

    page = shown(as_(cast.manager), incident)
    assert page.count("Parked elsewhere from now on.") == 1
    assert "Tell every shift." in page
    assert "Fri 14 Feb 2025" in page


def test_an_earlier_proposal_stays_in_the_course(cast, as_):
    incident = reports.proposed(cast)
    settling.decline(
        incident, incident.settlements.get().pk, "We need a date.", by=cast.liaison, at=NOW
    )

    page = shown(as_(cast.manager), incident)
    assert "Settlement declined" in page
    assert "Parked elsewhere from now on." in page
    assert "We need a date." in page


def test_thanks_are_said(cast, as_):
    page = shown(as_(cast.manager), reports.acknowledged(cast, kind="G2"))

    assert "Acknowledged, with thanks" in page
    assert "Nobody has to do anything now" in page


def test_a_text_that_was_taken_out_leaves_its_place(cast, as_):
    incident = reports.released(cast, identifiers="badge 4471")
    for statement in Statement.objects.select_related("data_key"):
        sealing.take_out(statement.data_key)

    page = shown(as_(cast.manager), incident)
    assert page.count("This text was taken out for good.") == 2
    assert course.read(Statement.objects.select_related("data_key").first()).gone


def test_a_reading_takes_few_queries_and_no_more_with_more_words(cast, as_):
    incident = reports.settled(cast, promises=[PROMISE])
    client = as_(cast.manager)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            shown(client, incident)
        return [one["sql"] for one in caught.captured_queries]

    queries()
    few = len(queries())
    for number in range(10):
        noting.note(incident, f"Note {number}.", key=uuid.uuid4(), by=cast.manager, at=NOW)
    more = queries()

    assert len(more) == few <= MOST_QUERIES
    assert len(set(more)) == len(more)
