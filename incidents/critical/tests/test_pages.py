"""The pages of critical matters: what the own side decides there, and what the other side reads."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from incidents import agenda as incidents_agenda
from incidents import ending
from incidents.critical import agenda, confirming
from incidents.critical.tests import matters
from incidents.models import CriticalMatter, Incident, Referral
from incidents.referring import Told
from incidents.tests import reports
from liaison.agenda import Turn
from liaison.models import Organisation, Site
from tests.cast import NOW

WORDS = "CNRY-words-of-the-case"


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def rows(person, at=NOW):
    items = [*incidents_agenda.waiting_for(person, at), *agenda.waiting_for(person, at)]
    return [(item.turn, item.what) for item in items]


def test_the_manager_sees_what_they_will_read_and_confirms_it(cast, as_, at_ten):
    incident = matters.called(cast)
    manager = as_(cast.manager)
    assert "Confirm that it is critical" in page(manager, incident.get_absolute_url())

    address = f"{incident.get_absolute_url()}confirm/"
    assert "All that they will read" in page(manager, address)
    answer = manager.post(address, {"seen": incident.stamp}, follow=True)

    shown = answer.content.decode()
    assert "Confirmed. The other side knows that it exists" in shown
    matter = CriticalMatter.objects.get()
    assert matter.get_absolute_url() in shown
    assert "Confirm that it is critical" not in shown
    assert "To the incident of your side" in page(manager, matter.get_absolute_url())


@pytest.mark.parametrize(("reader", "is_led"), [("manager", True), ("staff", False)])
def test_only_those_in_charge_are_led_to_what_the_other_side_sees(
    cast, as_, at_ten, reader, is_led
):
    matter = matters.confirmed(cast)

    shown = page(as_(getattr(cast, reader)), matter.incident.get_absolute_url())

    assert (matter.get_absolute_url() in shown) is is_led
    page(as_(getattr(cast, reader)), matter.get_absolute_url(), 200 if is_led else 404)


@pytest.mark.parametrize(
    ("side", "reader"), [("site", "liaison"), ("site", "police_leader"), ("police", "manager")]
)
def test_the_other_side_reads_the_site_the_week_and_the_body_and_no_more(
    cast, as_, at_ten, side, reader
):
    matter = matters.confirmed(cast, side=side, narrative=WORDS)
    client, incident = as_(getattr(cast, reader)), matter.incident

    shown = page(client, matter.get_absolute_url())
    for words in ("Harbour Street", "Mon 3 Feb 2025", "Police Complaint Commissioner", "call 911"):
        assert words in shown, words
    everywhere = shown + "".join(
        page(client, reverse(name))
        for name in (
            "incidents:incident_list",
            "incidents:critical_list",
            "desk:home",
            "notifications:notice_list",
        )
    )
    everywhere += page(client, incident.site.get_absolute_url())
    assert str(incident.what.label) not in shown
    for words in (WORDS, incident.reference, str(incident.pk)):
        assert words not in everywhere, words
    for more in ("", "confirm/", "report/", "close/", "release/", "mediation/offer/"):
        page(client, f"{incident.get_absolute_url()}{more}", status=404)


def test_the_last_day_is_counted_from_the_first_day_of_the_week(cast, as_):
    Organisation.objects.filter(pk=cast.operator.pk).update(subdivision="BC")
    Site.objects.filter(pk=cast.site.pk).update(complaint_body_en="", complaint_limit_en="")
    matter = matters.confirmed(cast)

    assert "Tue 3 Feb 2026" in page(as_(cast.liaison), matter.get_absolute_url())
    assert "Wed 4 Feb 2026" in page(as_(cast.manager), matter.incident.get_absolute_url())


def test_where_no_limit_is_known_the_page_says_to_ask(cast, as_):
    cast.site.complaint_limit_en = ""
    cast.site.save()
    matter = matters.confirmed(cast)

    assert "Ask that body until when" in page(as_(cast.liaison), matter.get_absolute_url())


def test_it_is_noted_on_its_page_and_leaves_the_desk(cast, as_, at_ten):
    matter = matters.confirmed(cast)
    row = (Turn.YOURS, "The other side has a critical matter, to note")
    assert row in rows(cast.liaison)
    assert row not in rows(cast.manager)

    answer = as_(cast.liaison).post(f"{matter.get_absolute_url()}note/", follow=True)

    assert "Noted by the other side" in answer.content.decode()
    assert row not in rows(cast.liaison)


def test_each_that_nobody_noted_stays_on_the_desk_however_old(cast):
    old, new = (matters.confirmed(cast) for _number in range(2))
    items = agenda.waiting_for(cast.liaison, NOW + timedelta(days=300))

    assert {item.url for item in items} == {one.get_absolute_url() for one in (old, new)}


def test_what_the_own_side_confirmed_takes_nobodys_place_on_the_desk(cast, monkeypatch):
    monkeypatch.setattr(agenda, "_MOST", 1)
    matters.confirmed(cast)
    theirs = matters.confirmed(cast, side="police")

    items = agenda.waiting_for(cast.manager, NOW)

    assert [item.url for item in items] == [theirs.get_absolute_url()]


@pytest.mark.parametrize(
    ("side", "confirms", "waits", "who"),
    [
        ("site", "manager", "leader", "the site manager of your side"),
        ("police", "police_leader", "liaison", "the police leader of your side"),
    ],
)
def test_the_desk_asks_to_confirm_once_the_call_is_recorded(cast, side, confirms, waits, who):
    incident = matters.logged(cast, side=side)
    what = f"Critical, to confirm: {incident.what.label}"
    person = getattr(cast, confirms)
    assert (Turn.YOURS, what) not in rows(person)

    incident = matters.called(cast, side=side)
    assert (Turn.YOURS, what) in rows(person)
    theirs = agenda.waiting_for(getattr(cast, waits), NOW)
    assert who in [str(item.who) for item in theirs if item.what == what]

    confirming.confirm(incident, by=person, at=NOW)
    assert (Turn.YOURS, what) not in rows(person)


def test_the_desk_asks_no_more_once_it_is_closed(cast):
    incident = matters.called(cast)
    ending.close(incident, "The body decides.", by=cast.manager, at=NOW)

    assert not [what for _turn, what in rows(cast.manager) if "Critical" in what]


def test_the_desk_takes_no_more_queries_for_more_matters(cast, django_assert_max_num_queries):
    def counted():
        with django_assert_max_num_queries(200) as caught:
            agenda.waiting_for(cast.liaison, NOW)
            agenda.waiting_for(cast.manager, NOW)
        return len(caught)

    matters.confirmed(cast)
    matters.called(cast)
    one = counted()
    for _more in range(3):
        matters.confirmed(cast)
        matters.called(cast)
    assert counted() == one


def test_what_the_body_was_told_is_kept(cast, as_, at_ten):
    incident = matters.confirmed(cast).incident
    address, manager = f"{incident.get_absolute_url()}report/", as_(cast.manager)
    assert "Office of the Police Complaint Commissioner" in page(manager, address)

    form = {"body": "The commissioner", "on": "2025-02-04", "number": "2025-26417"}
    answer = manager.post(address, {**form, "seen": incident.stamp}, follow=True)

    shown = answer.content.decode()
    assert "With the statutory body" in shown
    assert "The commissioner" in shown
    assert "2025-26417" in shown


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"on": "2025-02-05"}, "give a day between"),
        ({"body": ""}, "Say which body was told"),
        ({"number": "Called Anna Muster"}, "name"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(cast, as_, at_ten, changes, words):
    incident = matters.called(cast)
    form = {"body": "The commissioner", "on": "2025-02-04", "number": "X-7", **changes}

    answer = as_(cast.manager).post(
        f"{incident.get_absolute_url()}report/", {**form, "seen": incident.stamp}
    )

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert words in shown
    assert changes.get("number", "X-7") in shown
    assert not Referral.objects.exists()


def test_it_is_closed_with_a_reason(cast, as_, at_ten):
    incident = matters.called(cast)
    address, manager = f"{incident.get_absolute_url()}close/", as_(cast.manager)

    empty = manager.post(address, {"words": "", "seen": incident.stamp})
    assert empty.status_code == 422
    answer = manager.post(address, {"words": "Not force.", "seen": incident.stamp}, follow=True)

    shown = answer.content.decode()
    assert "Closed: nobody has to do anything now" in shown
    assert "Not force." in shown
    assert "close/" not in shown


def test_what_is_over_is_said_where_it_is_tried_again(cast, as_, at_ten):
    incident = matters.called(cast)
    ending.report(incident, Told("The body", date(2025, 2, 4)), by=cast.manager, at=NOW)

    for step in ("report", "confirm"):
        answer = as_(cast.alternate).get(f"{incident.get_absolute_url()}{step}/", follow=True)
        assert "Here stands what can be done now" in answer.content.decode()


def test_a_site_with_several_services_says_to_which(cast, as_, second):
    incident = matters.called(cast)
    manager, address = as_(cast.manager), f"{incident.get_absolute_url()}confirm/"
    assert "Transit Police" in page(manager, address)

    empty = manager.post(address, {"seen": incident.stamp})
    assert empty.status_code == 422
    manager.post(address, {"seen": incident.stamp, "partnership": second.pk})

    assert Incident.objects.get(pk=incident.pk).partnership == second
    assert page(as_(second.officer), reverse("incidents:critical_list")).count("Harbour Street")


def test_the_numbers_are_there_before_it_is_settled_with_which_service(cast, as_, second):
    incident = reports.logged(cast, kind="K7")

    assert "+1 604 555 0150" in page(as_(cast.manager), incident.get_absolute_url())


def test_the_list_is_for_those_in_charge_and_its_queries_do_not_grow(
    cast, as_, django_assert_max_num_queries
):
    def counted():
        client = as_(cast.liaison)
        with django_assert_max_num_queries(60) as caught:
            client.get(reverse("incidents:critical_list"))
        return len(caught)

    page(as_(cast.staff), reverse("incidents:critical_list"), status=404)
    matters.confirmed(cast)
    one = counted()
    matters.confirmed(cast, at=NOW + timedelta(hours=1))
    assert counted() == one
