"""Asking the leaders, and deciding, on the pages."""

from datetime import date

import pytest

from incidents import ending
from incidents.leading import agenda, deciding
from incidents.leading.deciding import Choice
from incidents.leading.tests import led
from incidents.models import Referral
from incidents.models.escalation import Way
from incidents.referring import Told
from incidents.tests import reports
from liaison.agenda import Turn
from tests.cast import NOW


def page(client, incident, more=""):
    answer = client.get(f"{incident.get_absolute_url()}{more}")
    assert answer.status_code == 200
    return answer.content.decode()


def send(client, incident, more, **data):
    address = f"{incident.get_absolute_url()}{more}"
    return client.post(address, {"seen": incident.stamp, **data}, follow=True)


def test_a_manager_asks_the_leaders_and_both_sides_read_why(cast, as_, at_ten):
    incident = reports.discussed(cast)
    assert "Ask the leaders of both sides" in page(as_(cast.manager), incident)

    answer = send(as_(cast.manager), incident, "leaders/ask/", words=led.WHY)

    assert "With the leaders of both sides" in answer.content.decode()
    for part in ("liaison", "leader", "police_leader"):
        shown = page(as_(getattr(cast, part)), incident)
        assert led.WHY in shown
        assert ("Your turn" in shown) == (part != "liaison")


def test_an_empty_reason_comes_back(cast, as_):
    incident = reports.discussed(cast)

    answer = send(as_(cast.manager), incident, "leaders/ask/", words="")
    assert answer.status_code == 422
    assert "Say in a few words why." in answer.content.decode()


def test_one_leader_puts_forward_and_the_other_agrees(cast, as_, at_ten):
    incident = led.escalated(cast)
    terms = {"way": "settle", "outcome": "instruction", "words": "Parked behind the library."}
    answer = send(as_(cast.leader), incident, "leaders/choose/", **terms)
    assert "The leader of the other side has been told" in answer.content.decode()

    other = as_(cast.police_leader)
    shown = page(other, incident)
    assert "Parked behind the library." in shown
    incident.refresh_from_db()
    word = incident.escalations.get().words.get()
    assert f"leaders/agree/{word.pk}/" in shown
    assert f"leaders/agree/{word.pk}/" not in page(as_(cast.leader), incident)
    answer = send(other, incident, f"leaders/agree/{word.pk}/")

    shown = answer.content.decode()
    assert "Decided by both leaders" in shown
    assert "Both leaders: settled" in shown
    assert "Parked behind the library." in page(as_(cast.liaison), incident)


def test_what_is_wrong_comes_back_with_what_was_typed(cast, as_):
    incident = led.escalated(cast)

    form = page(as_(cast.leader), incident, "leaders/choose/")
    assert form.count("(needed if it is settled)") == 2
    answer = send(as_(cast.leader), incident, "leaders/choose/", way="settle", words="Elsewhere.")

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "say how it ends" in shown
    assert "Elsewhere." in shown


def test_only_what_can_be_mediated_is_offered_to_the_leaders(cast, as_):
    incident = led.escalated(cast)
    shown = page(as_(cast.leader), incident, "leaders/choose/")
    assert 'value="mediate"' in shown
    assert "Not open here" not in shown

    cast.mediator.mandates.update(ended_at=NOW, ended_by=cast.leader)
    shown = page(as_(cast.leader), incident, "leaders/choose/")
    assert 'value="mediate"' not in shown
    # They are told why, and not of what was never agreed.
    assert "want to mediate: There is no mediator whom both sides have confirmed" in shown
    assert "What was agreed stays" not in shown


@pytest.mark.parametrize("more", ["leaders/ask/", "leaders/choose/"])
def test_once_it_is_decided_the_pages_lead_back(cast, as_, more):
    incident = led.decided(cast, Way.REFER)

    person = cast.manager if "ask" in more else cast.leader
    answer = as_(person).get(f"{incident.get_absolute_url()}{more}", follow=True)
    assert "Here stands what can be done now" in answer.content.decode()


def test_the_desks_of_both_sides_know_with_whom_it_is(cast):
    incident = led.escalated(cast)
    turns = {}
    for part in ("leader", "police_leader", "manager", "liaison", "other_leader"):
        items = agenda.waiting_for(getattr(cast, part), NOW)
        turns[part] = [item.turn for item in items]
    yours, theirs = [Turn.YOURS], [Turn.THEIRS]
    assert turns == {
        "leader": yours,
        "police_leader": yours,
        "manager": theirs,
        "liaison": theirs,
        "other_leader": [],
    }

    led.forward(cast, incident, Choice(Way.BACK))
    assert [item.turn for item in agenda.waiting_for(cast.leader, NOW)] == theirs
    deciding.put_forward(incident, Choice(Way.BACK), by=cast.police_leader, at=NOW)
    assert not agenda.waiting_for(cast.leader, NOW)


def test_the_desk_takes_no_more_queries_for_more(cast, django_assert_max_num_queries):
    def counted():
        with django_assert_max_num_queries(60) as caught:
            agenda.waiting_for(cast.leader, NOW)
        return len(caught)

    led.escalated(cast)
    one = counted()
    led.escalated(cast)
    led.escalated(cast)
    assert counted() == one


def test_what_the_body_was_told_and_what_it_answered_is_for_both_sides(cast, as_, at_ten):
    incident = led.referred(cast)
    liaison = as_(cast.liaison)
    assert "Nobody has written down yet that it was told" in page(liaison, incident)

    form = {"body": "The commissioner", "on": "2025-02-04", "number": "2025-26417"}
    send(liaison, incident, "report/", **form)
    shown = page(as_(cast.manager), incident)
    assert "The commissioner" in shown
    assert "2025-26417" in shown

    incident.refresh_from_db()
    send(as_(cast.manager), incident, "close/", words="The body found that it fits the rules.")
    shown = page(liaison, incident)
    assert "The statutory body has answered: closed" in shown
    assert "The body found that it fits the rules." in shown


def test_either_side_writes_down_what_the_body_was_told(cast):
    for by in (cast.manager, cast.liaison):
        incident = led.referred(cast)
        ending.report(incident, Told("The body", date(2025, 2, 4), "X-7"), by=by, at=NOW)
        incident.refresh_from_db()
        assert incident.stage == "referred"
        assert Referral.objects.get(incident=incident).number.lane == "shared"
