"""Somebody leaves a case: they see nothing of it any more, and others of their side go on."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Person
from audit.models import Entry
from incidents import acknowledging, noting, sight
from incidents.mediation.tests import cases
from incidents.models import Incident, MediationCase, Recusal, Statement
from incidents.recusal import agenda, declaring
from incidents.recusal.declaring import CannotRecuse
from incidents.reminding import running
from incidents.reminding.tests.runs import over
from incidents.tests import reports
from incidents.tests.conftest import mandate
from liaison.models import Site
from liaison.refusal import Stale
from liaison.roles import Role
from notifications import inbox
from notifications.models import Notice
from tests.cast import NOW

OTHER = "Another patrol stood there."


@pytest.fixture
def incident(cast):
    return reports.released(cast)


def leave(incident, person, *, by=None, at=NOW):
    return declaring.declare(incident, person, by=by or person, at=at)


def notices(kind):
    rows = Notice.objects.filter(kind=f"incidents/{kind}")
    return set(rows.values_list("recipient", flat=True))


# --- nothing is seen any more ---------------------------------------------------------------------


def pages(incident):
    page = incident.get_absolute_url()
    names = ("", "conflict/", "apart/", "release/", "settle/", "mediation/", "mediation/offer/")
    return [f"{page}{name}" for name in names]


@pytest.mark.parametrize("part", ["liaison", "police_leader", "manager", "leader"])
def test_all_pages_of_the_case_are_gone_for_who_left_it(cast, as_, part):
    case = cases.offered(cast)
    person = getattr(cast, part)
    client = as_(person)
    assert client.get(case.incident.get_absolute_url()).status_code == 200

    leave(case.incident, person)

    for page in pages(case.incident):
        assert client.get(page).status_code == 404, page
    for name in ("say", "note", "acknowledge", "mediation/answer"):
        answer = client.post(f"{case.incident.get_absolute_url()}{name}/", {"words": "x"})
        assert answer.status_code == 404, name


def test_it_is_in_no_list_count_search_desk_or_notice_of_theirs(cast, as_, incident):
    other = reports.released(cast, kind="E1", words=OTHER)
    leave(incident, cast.liaison)
    client = as_(cast.liaison)
    noting.note(other, "Kept.", key=uuid.uuid4(), by=cast.liaison, at=NOW)

    addresses = [
        reverse("incidents:incident_list"),
        f"{reverse('incidents:incident_list')}?kind=P1",
        f"{reverse('incidents:incident_list')}?show=waiting",
        reverse("desk:home"),
        reverse("notifications:notice_list"),
        incident.site.get_absolute_url(),
    ]
    for address in addresses:
        assert incident.reference not in client.get(address).content.decode(), address
    assert other.reference in client.get(addresses[0]).content.decode()
    assert Incident.objects.visible_to(cast.liaison).get() == other
    assert not Statement.objects.visible_to(cast.liaison).filter(incident=incident)
    assert [one.path for one in inbox.page(cast.liaison).lines] == [other.get_absolute_url()]


def test_nothing_that_is_told_later_rings_their_bell(cast, incident):
    leave(incident, cast.manager)
    Notice.objects.all().delete()

    acknowledging.acknowledge(incident, by=cast.liaison, at=NOW)

    assert notices("acknowledged") == {cast.alternate.pk}


def test_they_see_no_mediation_of_it(cast):
    case = cases.offered(cast)
    leave(case.incident, cast.police_leader)

    assert not MediationCase.objects.visible_to(cast.police_leader).exists()
    assert MediationCase.objects.visible_to(cast.liaison).exists()


def test_they_take_no_step_any_more(cast, incident):
    leave(incident, cast.liaison)

    with pytest.raises(PermissionDenied):
        acknowledging.acknowledge(incident, by=cast.liaison, at=NOW)
    acknowledging.acknowledge(incident, by=cast.backup, at=NOW)


def test_whoever_logged_it_leaves_it_too(cast):
    incident = reports.logged(cast)
    leave(incident, cast.staff)

    assert not Incident.objects.visible_to(cast.staff).exists()
    assert Incident.objects.visible_to(cast.manager).exists()


# --- who goes on ----------------------------------------------------------------------------------


def test_the_backup_holds_the_turn_and_is_told_without_a_reason(cast, incident):
    Notice.objects.all().delete()
    leave(incident, cast.liaison)
    assert notices("passed_on") == {cast.backup.pk}

    running.remind_due(by=Person.system(), at=over(incident.due_at, incident))
    assert notices("turn_over") == {cast.backup.pk}


def test_where_nobody_is_left_to_act_the_leaders_are_asked_to_name_somebody(cast, incident):
    leave(incident, cast.liaison)
    leave(incident, cast.backup)
    assert notices("nobody_left") == {cast.police_leader.pk}

    def asked(person):
        found = agenda.waiting_for(person, NOW)
        return [one for one in found if one.action and "conflict" in one.action.url]

    assert len(asked(cast.police_leader)) == 1
    assert asked(cast.leader) == []
    running.remind_due(by=Person.system(), at=over(incident.due_at, incident))
    assert notices("turn_over") == {cast.police_leader.pk}


def test_the_last_person_in_charge_of_a_side_stays(cast, incident):
    for person in (cast.liaison, cast.backup):
        leave(incident, person)

    with pytest.raises(CannotRecuse, match="Nobody else in charge"):
        leave(incident, cast.police_leader)


def test_who_is_off_the_case_is_nobody_who_could_be_left(cast, incident):
    for person in (cast.backup, cast.police_leader):
        leave(incident, person)

    with pytest.raises(CannotRecuse, match="Nobody else in charge"):
        leave(incident, cast.liaison)


def test_somebody_of_another_site_is_nobody_who_could_be_left(cast, second):
    """Before it is settled with which service, it is with the people of its site."""
    elsewhere = Site.objects.create(
        slug="pier", name="Pier", operator=cast.operator, zone="America/Vancouver"
    )
    mandate(cast.stranger, Role.SITE_MANAGER, cast.operator, giver=cast.leader, site=elsewhere)
    incident = reports.logged(cast)
    for person in (cast.manager, cast.alternate):
        leave(incident, person)

    with pytest.raises(CannotRecuse, match="Nobody else in charge"):
        leave(incident, cast.leader)


# --- by whom --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "person"),
    [("manager", "alternate"), ("leader", "manager"), ("police_leader", "liaison")],
)
def test_somebody_in_charge_takes_others_of_their_side_off(cast, incident, by, person):
    made = leave(incident, getattr(cast, person), by=getattr(cast, by))

    assert not sight.of(getattr(cast, person)).sees(incident)
    assert (made.person, made.declared_by) == (getattr(cast, person), getattr(cast, by))


@pytest.mark.parametrize(
    ("by", "person"), [("liaison", "backup"), ("staff", "manager"), ("other_leader", "manager")]
)
def test_nobody_else_takes_somebody_off(cast, incident, by, person):
    with pytest.raises(PermissionDenied):
        leave(incident, getattr(cast, person), by=getattr(cast, by))


@pytest.mark.parametrize("person", ["liaison", "other_manager", "observer"])
def test_nobody_is_taken_off_who_is_not_of_that_side(cast, incident, person):
    with pytest.raises(CannotRecuse, match="of your side"):
        leave(incident, getattr(cast, person), by=cast.leader)


def test_somebody_in_charge_lets_them_back_once(cast, incident):
    made = leave(incident, cast.liaison)
    with pytest.raises(PermissionDenied):
        declaring.let_back(made, by=cast.backup, at=NOW)
    with pytest.raises(PermissionDenied):
        declaring.let_back(made, by=cast.leader, at=NOW)

    later = NOW + timedelta(hours=1)
    declaring.let_back(made, by=cast.police_leader, at=later)

    assert sight.of(cast.liaison).sees(incident)
    assert notices("back_on_case") == {cast.liaison.pk}
    made.refresh_from_db()
    assert (made.ended_by, made.ended_at) == (cast.police_leader, later)
    with pytest.raises(Stale):
        declaring.let_back(made, by=cast.police_leader, at=later)


def test_nobody_lets_themselves_back(cast, incident):
    made = leave(incident, cast.police_leader)

    with pytest.raises(PermissionDenied):
        declaring.let_back(made, by=cast.police_leader, at=NOW)


# --- the other side, and what is kept -------------------------------------------------------------


def test_the_other_side_learns_nothing_of_it(cast, as_, incident, at_ten):
    client = as_(cast.manager)

    def read():
        shown = client.get(incident.get_absolute_url()).content.decode()
        return shown.split("<main")[1].split("</main>")[0].split("csrfmiddlewaretoken")[0]

    before, told = read(), Notice.objects.filter(recipient=cast.manager).count()
    chain = Entry.objects.filter(chain=cast.partnership.pk).count()
    leave(incident, cast.liaison)

    assert read() == before
    assert Notice.objects.filter(recipient=cast.manager).count() == told
    assert Entry.objects.filter(chain=cast.partnership.pk).count() == chain
    assert cast.liaison.name not in client.get(pages(incident)[1]).content.decode()


def test_the_own_ledger_keeps_who_and_when(cast, incident):
    made = leave(incident, cast.liaison)
    declaring.let_back(made, by=cast.police_leader, at=NOW)

    kept = Entry.objects.filter(chain=cast.service.pk).order_by("seq").select_related("body")
    bodies = [one.body.body for one in kept]
    assert ["incidents.recused" in bodies[-2], "incidents.recusal_ended" in bodies[-1]] == [
        True
    ] * 2
    assert all(str(cast.liaison.pk) in one for one in bodies[-2:])


def test_the_database_keeps_one_standing_recusal(cast, incident):
    made = leave(incident, cast.liaison)
    made.pk = uuid.uuid4()

    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)


# --- the page -------------------------------------------------------------------------------------


def conflict(incident):
    return reverse("incidents:conflict", args=[incident.reference])


def test_one_leaves_by_the_page_and_is_led_to_the_list(cast, as_, incident):
    client = as_(cast.liaison)
    assert conflict(incident) in client.get(incident.get_absolute_url()).content.decode()

    answer = client.post(conflict(incident), {"person": cast.liaison.pk}, follow=True)

    assert answer.redirect_chain == [(reverse("incidents:incident_list"), 302)]
    assert "You have left the case." in answer.content.decode()
    assert Recusal.objects.get().person == cast.liaison


def test_somebody_in_charge_sees_who_left_and_lets_them_back(cast, as_, incident):
    client = as_(cast.police_leader)
    answer = client.post(conflict(incident), {"person": cast.backup.pk}, follow=True)
    page = answer.content.decode()
    assert f"Let {cast.backup.name} back" in page

    made = Recusal.objects.get()
    client.post(reverse("incidents:conflict_end", args=[incident.reference, made.pk]))
    assert sight.of(cast.backup).sees(incident)


@pytest.mark.parametrize("person", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_what_is_nobody_of_that_side_comes_back(cast, as_, incident, person):
    answer = as_(cast.liaison).post(conflict(incident), {"person": person})

    assert answer.status_code == 422
    assert not Recusal.objects.exists()


def test_a_refusal_stands_beside_the_field(cast, as_, incident):
    for one in (cast.liaison, cast.backup):
        leave(incident, one)

    answer = as_(cast.police_leader).post(conflict(incident), {"person": cast.police_leader.pk})

    assert answer.status_code == 422
    assert "Nobody else in charge of your side is left" in answer.content.decode()
    page = as_(cast.police_leader).get(conflict(incident)).content.decode()
    assert "Nobody of your side is left who can act" in page
