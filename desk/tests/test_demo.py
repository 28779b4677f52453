"""The demonstration loads once, is alive, is truthful, and speaks of nobody."""

import json
import re
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from accounts.models import Person
from audit.models import Chain, Entry
from desk import agenda
from desk.demo import loading
from desk.demo.people import PARTS
from incidents.lifecycle import Stage as IncidentStage
from incidents.mediation import surveying
from incidents.mediation.lifecycle import CaseStage
from incidents.mediation.surveying import Question
from incidents.models import (
    Attachment,
    CriticalMatter,
    Incident,
    MediationCase,
    Pattern,
    Release,
    Settlement,
    Statement,
    Told,
)
from incidents.taxonomy import Severity, Valence
from liaison import hours, screening, timekeeping
from liaison.models import Designation, Mandate, Organisation, Partnership, Site
from liaison.roles import Role, Side
from notifications.models import Notice
from protocols import signatories
from protocols.lifecycle import Stage as VersionStage
from protocols.models import DeclineReason, InForce, Version
from visits import closures, exceptions
from visits.kinds import Place
from visits.lifecycle import Stage as VisitStage
from visits.models import CalendarFeed, Visit, VisitNote

# One load serves the whole file; it takes some seconds.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]
NOW = datetime(2025, 2, 4, 18, 0, tzinfo=UTC)  # Tuesday, 10:00 in Vancouver
PASSWORD = "harbour-lights"


@pytest.fixture(scope="module")
def var_dir(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="module")
def _loaded(django_db_setup, django_db_blocker, var_dir):
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "VAR_DIR", var_dir)
        assert loading.load(PASSWORD, at=NOW)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(_loaded, db) -> None:
    """The demonstration, loaded on a Tuesday morning."""


def rows() -> dict[str, int]:
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


def load(monkeypatch, password: str = PASSWORD) -> str:
    monkeypatch.setenv("DEMO_PASSWORD", password)
    said = StringIO()
    call_command("load_demo", stdout=said)
    return said.getvalue()


def test_a_second_load_adds_nothing(demo, monkeypatch):
    before = rows()
    hashes = set(Person.objects.values_list("password", flat=True))

    assert "before" in load(monkeypatch)

    assert rows() == before
    assert set(Person.objects.values_list("password", flat=True)) == hashes


def test_another_password_opens_the_demo_accounts_and_only_those(demo, monkeypatch):
    visitor = Person.objects.create(email="somebody@example.org", name="Somebody", is_active=True)
    visitor.set_password("their own words")
    visitor.save()

    load(monkeypatch, "another")

    accounts = Person.objects.filter(email__in=[part.address for part in PARTS])
    assert {account.check_password("another") for account in accounts} == {True}
    visitor.refresh_from_db()
    assert visitor.check_password("their own words")


def test_a_password_that_somebody_changed_is_the_printed_one_again(demo, monkeypatch):
    chief = Person.objects.get(email="chief@coastal.example")
    chief.set_password("something else altogether")
    chief.save()

    load(monkeypatch)

    chief.refresh_from_db()
    assert chief.check_password(PASSWORD)


def test_the_accounts_are_listed_with_role_and_organisation(demo, var_dir):
    listed = json.loads((var_dir / loading.LISTING).read_text(encoding="utf-8"))

    assert len(listed) == len(PARTS)
    assert ["chief@coastal.example", "Police leader", "Coastal Police Service"] in listed
    assert ["deputy@coastal.example", "Police leader (deputy)", "Coastal Police Service"] in listed


def test_somebody_signs_in_with_the_printed_password(demo, client):
    data = {"login": "liaison@coastal.example", "password": PASSWORD}

    answer = client.post("/accounts/login/", data)

    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_every_role_has_an_account_that_was_given_and_confirmed(demo):
    standing = Mandate.objects.confirmed()

    assert set(standing.values_list("role", flat=True)) == set(Role)
    assert {mandate.person.email for mandate in standing} == {part.address for part in PARTS}
    assert all(mandate.person.is_active for mandate in standing.select_related("person"))


def test_mandates_wait_to_be_confirmed_and_have_ended(demo):
    assert Mandate.objects.awaiting_confirmation().count() == 2
    assert Mandate.objects.filter(ended_at__isnull=False).count() == 1


@pytest.mark.parametrize(
    "address",
    [
        "leader@harbour.example",
        "manager@harbour.example",
        "manager@gardenrow.example",
        "manager@kingfisher.example",
        "chief@lakeside.example",
        "deputy@southern.example",
        "liaison@coastal.example",
        "liaison@lakeside.example",
        "liaison@southern.example",
    ],
)
def test_something_waits_on_the_desk_of_those_in_charge(demo, address):
    desk = agenda.for_person(Person.objects.get(email=address), at=NOW)

    assert desk.yours
    assert desk.theirs
    assert desk.coming


def test_seven_sites_work_with_three_services_and_each_side_has_two_who_speak(demo):
    assert Site.objects.count() == 7
    assert Organisation.objects.filter(kind="police").count() == 3
    assert Designation.objects.count() == Partnership.objects.count() * len(Side) * 2


@pytest.mark.parametrize(
    ("slug", "weekly"),
    [
        ("harbour-street", 7 * 18),
        ("garden-row", 5 * 11.5),
        ("the-annex", 7 * 24),
        ("foundry", 5 * 9 + 2 * 5),
        ("kingfisher-road", 5 * 12 + 2 * 8),
        ("night-van", 7 * 6),
    ],
)
def test_each_site_opens_as_long_as_its_pattern_says(demo, slug, weekly):
    site = Site.objects.get(slug=slug)
    start = datetime(2025, 1, 6, 12, 0, tzinfo=site.tz)  # a week without exceptions

    open_for = hours.operating(timekeeping.schedule_of(site), start, start + timedelta(days=7))

    assert sum((one.end - one.start for one in open_for), timedelta()) == timedelta(hours=weekly)


@pytest.mark.parametrize(
    ("model", "stages"),
    [(Version, VersionStage), (Visit, VisitStage), (Incident, IncidentStage)],
    ids=["protocols", "visits", "incidents"],
)
def test_every_stage_is_there_to_be_seen(demo, model, stages):
    assert set(model.objects.values_list("stage", flat=True)) == set(stages)


def test_protocols_apply_are_superseded_and_are_still_to_begin(demo):
    now = InForce.objects.at(NOW).values_list("partnership__site__slug", flat=True)

    assert sorted(now) == ["garden-row", "harbour-street", "kingfisher-road", "night-van"]
    assert InForce.objects.filter(ends__lte=NOW).count() == 1
    assert InForce.objects.after(NOW).get().partnership.site.slug == "night-van"


def test_the_annex_is_signed_in_order_and_waits_for_the_second_of_four_posts(demo):
    version = Version.objects.get(stage=VersionStage.AWAITING_SIGNATURES)

    assert version.in_order
    (slot,) = signatories.awaited(version)
    assert (slot.side, slot.role) == (Side.POLICE, "liaison_officer")
    assert (version.slots.count(), version.signatures.count()) == (4, 1)


def test_incidents_are_of_every_sort_and_from_both_sides(demo):
    logged = Incident.objects.all()

    assert set(logged.values_list("valence", flat=True)) == set(Valence)
    assert set(logged.values_list("severity", flat=True)) == set(Severity)
    assert set(logged.values_list("side", flat=True)) == set(Side)
    assert logged.filter(due_at__lt=NOW).exists()
    assert CriticalMatter.objects.filter(side="site").exists()
    assert Settlement.objects.accepted().filter(commitments__isnull=False).exists()
    # Every other story speaks of opening hours.
    assert logged.get(site_state="non_operational").kind == "N3"


def test_what_recurs_waits_to_be_talked_over(demo):
    pattern = Pattern.objects.get()

    assert (pattern.partnership.site.slug, pattern.kind, pattern.number) == ("the-annex", "P1", 3)
    assert pattern.stage == "open"


def test_what_could_tell_who_it_was_is_shown_with_care(demo):
    planned = Release.objects.planned().get()
    counted = Incident.objects.get(released_at=None, counted_at__isnull=False)

    assert planned.due_at > NOW
    assert counted.site.slug == "kingfisher-road"
    for less_exactly in ({"time_grain": "day"}, {"place_grain": "inside"}):
        assert Incident.objects.filter(released_at__isnull=False, **less_exactly).exists()


def test_what_somebody_told_a_site_waits_to_be_read(demo):
    told = Told.objects.get()

    assert told.stage == "received"
    assert told.shown_from < NOW


def test_a_site_that_never_closes_is_visited_elsewhere(demo):
    places = Visit.objects.filter(partnership__site__slug="the-annex").values_list("place")

    assert {place for (place,) in places} == {Place.OFF_SITE}


def test_nothing_is_left_standing_in_operating_hours(demo):
    ahead = Visit.objects.filter(starts__gt=NOW, place=Place.ON_SITE, stage=VisitStage.CONFIRMED)

    assert ahead
    for visit in ahead.with_parties():
        assert not exceptions.hit([visit], timekeeping.schedule_of(visit.site))


def test_a_site_that_closes_for_a_visit_names_a_place_that_is_open(demo):
    (visit,) = [
        one
        for one in Visit.objects.filter(starts__gt=NOW, place=Place.ON_SITE).with_parties()
        if closures.made_for(one)
    ]
    told, closed = closures.notice_of(visit), closures.stretch(visit)

    assert (visit.site.slug, visit.stage) == ("kingfisher-road", VisitStage.CONFIRMED)
    assert len(told.why.forms) == 2
    assert "is open" in told.instead.en
    assert closed.start < visit.starts < visit.ends < closed.end
    # No hours change by themselves: whoever reads them is led to the visit.
    manager = Person.objects.get(email="manager@kingfisher.example")
    schedule = timekeeping.schedule_of(visit.site)
    assert closures.ahead(visit.site, schedule, manager, at=NOW) == [visit]


def test_the_ledger_is_whole_and_was_written_in_the_order_of_time(demo):
    call_command("audit", "verify", stdout=StringIO())

    assert Entry.objects.filter(at__gt=NOW).count() == 0
    for chain in Chain.objects.all():
        moments = list(
            Entry.objects.filter(chain=chain).order_by("seq").values_list("at", flat=True)
        )
        assert moments == sorted(moments)


def test_no_text_tells_who_somebody_is(demo):
    sealed = [
        *Statement.objects.select_related("data_key").filter(data_key__destroyed_at=None),
        *VisitNote.objects.select_related("data_key"),
        *DeclineReason.objects.select_related("data_key"),
        *Told.objects.select_related("data_key"),
    ]
    texts = [one.words() for one in sealed]

    assert len(texts) > 80
    officers = {screening.Kind.OFFICER}
    assert [text for text in texts if screening.check(text, year=2025, apart_from=officers)] == []
    unkind = re.compile(
        r"\b(addict|junkie|drug user|abuse|offender|client|toxicomane|drogué|usager)", re.I
    )
    assert [text for text in texts if unkind.search(text)] == []


def test_only_the_news_of_the_last_working_day_is_still_to_be_mailed(demo):
    due = Notice.objects.due(NOW)
    assert 0 < due.count() < 60
    assert due.filter(created_at__lt=NOW - timedelta(days=2)).count() == 0
    assert not Notice.objects.filter(created_at__gt=NOW).exists()


def test_calendar_programs_follow_visits_and_one_address_was_lost(demo):
    assert CalendarFeed.objects.standing().count() == 2
    assert CalendarFeed.objects.exclude(revoked_at=None).count() == 1


def test_mediations_were_closed_and_what_both_sides_said_of_them_is_shown(demo):
    closed = MediationCase.objects.filter(stage=CaseStage.CLOSED)
    pairs = {case.incident.partnership_id for case in closed}
    followed_up = Settlement.objects.accepted().get(assignment__case__in=closed)

    assert {case.outcome for case in closed} == {"unresolved", "explained", "partial"}
    assert len(pairs) == 2
    promises = followed_up.commitments.all()
    assert sorted(promise.stands for promise in promises) == ["kept", "not_kept"]
    # Of three questions a number is shown, and none of the one to which all said the same.
    shown = {asked: set(told.values()) - {None} for asked, told in surveying.results().items()}
    assert shown == {one: {5} for one in Question} | {Question.NEUTRAL: set()}


def test_a_photo_was_added_and_shown_to_the_other_side(demo):
    own, shown = Attachment.objects.select_related("data_key").order_by("lane").reverse()

    assert (own.lane, shown.lane, shown.released_from) == ("site", "shared", own)
    assert shown.content().startswith(b"\xff\xd8\xff")
    assert not screening.check(shown.words())
