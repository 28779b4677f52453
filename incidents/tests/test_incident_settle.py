"""Proposing how it ends, and the other side's answer, on pages."""

import pytest
from django.utils import timezone

from incidents import settling
from incidents.models import Settlement
from incidents.tests import reports
from incidents.tests.conftest import mandate
from liaison.roles import Role
from tests.cast import NOW


@pytest.fixture(autouse=True)
def that_day(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def rows(*promises):
    fields = {"promise-TOTAL_FORMS": "3", "promise-INITIAL_FORMS": "0"}
    for number, promise in enumerate(promises):
        fields |= {f"promise-{number}-{name}": value for name, value in promise.items()}
    return fields


PROMISE = {
    "side": "police",
    "post": "Liaison officer, Central Division",
    "what": "Tell every shift.",
    "due_on": "2025-02-14",
}


def propose(client, incident, *promises, **changes):
    given = {
        "outcome": "instruction",
        "words": "Patrols park around the corner.",
        "seen": incident.stamp,
        **rows(*promises),
    }
    return client.post(f"{incident.get_absolute_url()}settle/", {**given, **changes}, follow=True)


def answer_to(client, incident, deed, **fields):
    settlement = Settlement.objects.open().get()
    return client.post(
        f"{incident.get_absolute_url()}settlements/{settlement.pk}/{deed}/",
        {"seen": incident.stamp, **fields},
        follow=True,
    )


@pytest.mark.parametrize(("part", "side"), [("manager", "site"), ("liaison", "police")])
def test_a_promise_is_of_the_own_side_unless_said_otherwise(cast, as_, part, side):
    incident = reports.acknowledged(cast)

    page = as_(getattr(cast, part)).get(f"{incident.get_absolute_url()}settle/").content.decode()

    assert page.count(f'<option value="{side}" selected>') == 3


def test_the_form_asks_for_an_outcome_and_promises(cast, as_):
    incident = reports.acknowledged(cast)

    page = as_(cast.manager).get(f"{incident.get_absolute_url()}settle/").content.decode()
    for words in ("How does it end?", "Promise 3", "A post, not a name", "Both sides: those in"):
        assert words in page


def test_a_proposal_with_a_promise_is_read_and_accepted_by_the_other_side(cast, as_):
    incident = reports.acknowledged(cast)
    propose(as_(cast.manager), incident, PROMISE)
    incident.refresh_from_db()

    liaison = as_(cast.liaison)
    page = liaison.get(incident.get_absolute_url()).content.decode()
    for words in ("Patrols park around the corner.", "Tell every shift.", "Fri 14 Feb 2025"):
        assert words in page
    done = answer_to(liaison, incident, "accept").content.decode()
    assert "Settled. Both sides have been told." in done


def test_rows_that_are_left_empty_promise_nothing(cast, as_):
    propose(as_(cast.manager), reports.acknowledged(cast), {"side": "site"})

    assert Settlement.objects.get().commitments.count() == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"post": ""}, "post"),
        ({"what": ""}, "what"),
        ({"due_on": ""}, "due_on"),
        ({"due_on": "tomorrow"}, "due_on"),
        ({"side": ""}, "side"),
        ({"side": "nobody"}, "side"),
        ({"what": "call 604 555 1234"}, "what"),
        ({"post": "call 604 555 1234"}, "post"),
    ],
)
def test_half_a_promise_comes_back_with_what_it_lacks(cast, as_, changes, field):
    answer = propose(as_(cast.manager), reports.acknowledged(cast), {**PROMISE, **changes})

    assert answer.status_code == 422
    assert field in answer.context["promises"].forms[0].errors
    page = answer.content.decode()
    assert "A promise needs your attention" in page
    assert "Patrols park around the corner.</textarea>" in page
    assert not Settlement.objects.exists()


def test_a_day_that_has_passed_is_refused(cast, as_):
    late = {**PROMISE, "due_on": "2025-02-03"}
    answer = propose(as_(cast.manager), reports.acknowledged(cast), late)

    assert answer.status_code == 422
    assert "due_on" in answer.context["promises"].forms[0].errors
    page = answer.content.decode()
    assert page.count("has passed. The nearest day is today, Tue 4 Feb 2025.") == 2
    assert '<a href="#id_promise-0-due_on">Promise 1, By: A promise' in page
    assert "Patrols park around the corner.</textarea>" in page


def test_the_fields_of_a_promise_are_not_called_optional(cast, as_):
    page = as_(cast.manager).get(f"{reports.acknowledged(cast).get_absolute_url()}settle/")

    assert "(optional)" not in page.content.decode()


@pytest.mark.parametrize(
    "changes",
    [
        {"outcome": ""},
        {"outcome": "guilty"},
        {"words": ""},
        {"words": "\x00"},
        {"promise-TOTAL_FORMS": "x"},
        {"promise-TOTAL_FORMS": "11"},
        {"promise-TOTAL_FORMS": "99999999999"},
        {"promise-TOTAL_FORMS": ""},
    ],
)
def test_what_will_not_do_comes_back(cast, as_, changes):
    answer = propose(as_(cast.manager), reports.acknowledged(cast), **changes)

    assert answer.status_code == 422
    assert not Settlement.objects.exists()


def test_an_old_page_is_told_and_what_was_typed_is_kept(cast, as_):
    incident = reports.acknowledged(cast)

    answer = propose(as_(cast.manager), incident, PROMISE, seen="0")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Patrols park around the corner.</textarea>" in page
    assert "Tell every shift.</textarea>" in page


def test_a_proposal_that_comes_too_late_is_told_and_not_lost(cast, as_):
    incident = reports.proposed(cast)
    settling.accept(incident, Settlement.objects.get().pk, by=cast.backup, at=NOW)

    answer = propose(as_(cast.liaison), incident, PROMISE)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Patrols park around the corner.</textarea>" in page
    assert "Tell every shift.</textarea>" in page


def test_whoever_changed_sides_does_not_accept_their_own_proposal(cast, as_):
    incident = reports.proposed(cast)
    cast.manager.mandates.update(ended_at=NOW, ended_by=cast.leader)
    mandate(cast.manager, Role.LIAISON_OFFICER, cast.service, giver=cast.police_leader)

    page = answer_to(as_(cast.manager), incident, "accept").content.decode()

    assert "You proposed this yourself" in page
    assert Settlement.objects.open().exists()


def test_while_one_lies_on_the_table_another_is_refused(cast, as_):
    answer = propose(as_(cast.liaison), reports.proposed(cast))

    assert answer.status_code == 409
    assert "proposed already" in answer.content.decode()


def test_declining_says_why_and_both_sides_read_it(cast, as_):
    incident = reports.proposed(cast)
    answer_to(as_(cast.liaison), incident, "decline", words="We need a date.")

    page = as_(cast.manager).get(incident.get_absolute_url()).content.decode()
    assert "We need a date." in page
    assert not Settlement.objects.open().exists()


@pytest.mark.parametrize("words", ["", "call 604 555 1234"])
def test_declining_without_fit_words_comes_back(cast, as_, words):
    answer = answer_to(as_(cast.liaison), reports.proposed(cast), "decline", words=words)

    assert answer.status_code == 422
    assert Settlement.objects.open().exists()


def test_declining_too_late_keeps_the_words(cast, as_):
    incident = reports.proposed(cast)
    settlement = Settlement.objects.get()
    answer_to(as_(cast.manager), incident, "withdraw")

    answer = as_(cast.liaison).post(
        f"{incident.get_absolute_url()}settlements/{settlement.pk}/decline/",
        {"words": "We need a date.", "seen": incident.stamp},
    )
    assert answer.status_code == 409
    assert "We need a date.</textarea>" in answer.content.decode()


def test_the_proposer_takes_it_back(cast, as_):
    incident = reports.proposed(cast)

    page = answer_to(as_(cast.manager), incident, "withdraw").content.decode()
    assert "Taken back. The other side has been told." in page


def test_accepting_an_old_page_is_told(cast, as_):
    incident = reports.proposed(cast)

    page = answer_to(as_(cast.liaison), incident, "accept", seen="1").content.decode()
    assert "has moved on since you opened the page" in page
    assert Settlement.objects.open().exists()


def test_before_it_is_acknowledged_there_is_nothing_to_settle(cast, as_):
    incident = reports.released(cast)

    answer = as_(cast.liaison).get(f"{incident.get_absolute_url()}settle/")
    assert answer["Location"] == incident.get_absolute_url()


def test_a_settlement_that_is_not_there_is_not_found(cast, as_):
    incident, other = reports.discussed(cast), reports.proposed(cast)
    settlement = other.settlements.get()

    page = f"{incident.get_absolute_url()}settlements/{settlement.pk}/decline/"
    assert as_(cast.liaison).get(page).status_code == 404


@pytest.mark.parametrize("day", ["9999-12-31", "2027-02-05"])
def test_a_promise_for_a_day_far_away_is_refused_with_the_last_one_there_is(cast, as_, day):
    answer = propose(as_(cast.manager), reports.acknowledged(cast), {**PROMISE, "due_on": day})

    assert answer.status_code == 422
    [error] = answer.context["promises"].forms[0].errors["due_on"]
    assert error.endswith("The last day is Thu 4 Feb 2027.")
