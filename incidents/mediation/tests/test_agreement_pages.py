"""The pages of an agreement: drafted, read with its changes, signed, taken back."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from incidents.mediation import agreeing, agreement, drafting
from incidents.mediation.tests import cases
from incidents.models import AgreementSignature, Commitment, MediationCase, Settlement
from incidents.tests.test_reopening import by_mediation, reopen
from tests.cast import NOW, PASSWORD

pytestmark = pytest.mark.usefixtures("at_ten")

LATER = replace(cases.TERMS, words="Kits stay with their owners.", promises=(cases.KITS,))


def page(name, case):
    return reverse(f"incidents:mediation_{name}", args=[case.incident.reference])


def form(**changes):
    said = {
        "key": str(uuid4()),
        "outcome": "agreement",
        "words": "Kits stay with whoever carries them.",
        "promise-TOTAL_FORMS": "3",
        "promise-INITIAL_FORMS": "0",
        "promise-0-side": "police",
        "promise-0-post": "Liaison officer",
        "promise-0-what": "Tell every shift.",
        "promise-0-due_on": "2025-02-28",
    }
    return said | changes


def names_in(text):
    """The part of a page that says who has signed the agreement."""
    return text.partition('id="signatures-heading"')[2].partition("</section>")[0]


def signing(case, **changes):
    said = {"digest": cases.digest_of(case), "has_read": "on", "password": PASSWORD}
    return said | changes


def test_the_mediator_drafts_and_asks_both_sides(cast, as_):
    case, mediator = cases.begun(cast), as_(cast.mediator)
    assert page("draft", case) in mediator.get(case.get_absolute_url()).content.decode()
    answer = mediator.post(page("draft", case), form())

    assert (answer.status_code, answer["Location"]) == (302, page("agreement", case))
    text = mediator.get(page("agreement", case)).content.decode()
    assert "Tell every shift." in text
    mediator.post(page("lay_out", case), {"digest": cases.digest_of(case)})
    assert MediationCase.objects.get().stage == "signing"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"outcome": ""}, "Choose how it ends."),
        ({"promise-0-due_on": "2025-02-15"}, "The nearest day is Sun 16 Feb 2025."),
        ({"promise-0-post": ""}, "Say which post will do it."),
        ({"words": "Ring 604 555 0199."}, "604 555 0199"),
        ({"promise-TOTAL_FORMS": "900"}, ""),
    ],
    ids=["outcome", "too soon", "no post", "a phone", "too many rows"],
)
def test_what_is_refused_is_said_and_what_was_typed_is_kept(cast, as_, changes, says):
    case = cases.begun(cast)
    answer = as_(cast.mediator).post(page("draft", case), form(**changes))

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "Tell every shift." in answer.content.decode()
    assert not Settlement.objects.exists()


def test_a_draft_begins_with_the_one_before_and_a_row_can_be_emptied(cast, as_):
    case, mediator = cases.drafted(cast), as_(cast.mediator)
    text = mediator.get(page("draft", case)).content.decode()
    for kept in (cases.TERMS.words, cases.KITS.what, cases.LEND.what):
        assert kept in text
    mediator.post(page("draft", case), form(**{"promise-1-side": "site", "promise-1-what": ""}))

    assert Commitment.objects.filter(settlement=agreement.standing(case)).count() == 1


@pytest.mark.parametrize("part", ["manager", "leader", "liaison", "police_leader", "mediator"])
def test_all_three_read_the_draft_and_what_it_changed(cast, as_, part):
    case = cases.drafted(cast)
    drafting.draft(case, LATER, key=uuid4(), by=cast.mediator, at=NOW + timedelta(minutes=1))
    client = as_(getattr(cast, part))
    assert page("agreement", case) in client.get(case.get_absolute_url()).content.decode()
    text = client.get(page("agreement", case)).content.decode()

    assert "their owners" in text.partition("<ins>")[2].partition("</ins>")[0]
    assert "Promises that it drops" in text
    assert cases.LEND.what in text


def test_a_side_signs_what_it_read_with_its_password(cast, as_):
    case, client = cases.laid_out(cast), as_(cast.police_leader)
    assert "Sign the agreement" in client.get(page("agreement", case)).content.decode()
    wrong = client.post(page("agreement", case), signing(case, password="not mine"))
    stale = client.post(page("agreement", case), signing(case, digest="0" * 64))
    assert (wrong.status_code, stale.status_code) == (422, 409)
    assert "not your password" in wrong.content.decode()

    client.post(page("agreement", case), signing(case))
    assert AgreementSignature.objects.get().side == "police"
    digest = cases.digest_of(case)
    for part in ("police_leader", "liaison"):
        own = as_(getattr(cast, part))
        text = own.get(page("agreement", case)).text
        assert "Your side has signed." in text
        assert cast.police_leader.name in names_in(text)
        assert digest[:8] in names_in(text)
        assert "Your side has signed." in own.get(case.get_absolute_url()).text
    for part in ("manager", "leader", "mediator"):
        other = as_(getattr(cast, part))
        for text in (
            other.get(page("agreement", case)).text,
            other.get(case.get_absolute_url()).text,
        ):
            assert "Your side has signed." not in text
            assert not names_in(text)


@pytest.mark.parametrize("part", ["manager", "liaison", "mediator"])
def test_once_both_have_signed_all_three_read_who_when_and_over_which_digest(cast, as_, part):
    case = cases.laid_out(cast)
    cases.put_name(case, cast.manager)
    cases.put_name(case, cast.police_leader, at=NOW + timedelta(hours=2))
    digest = cases.digest_of(case)

    text = names_in(as_(getattr(cast, part)).get(page("agreement", case)).text)

    for said in ("Site side", cast.manager.name, "Police side", cast.police_leader.name):
        assert said in text
    assert "10:00" in text.partition(cast.police_leader.name)[0]
    assert "12:00" in text.partition(cast.police_leader.name)[2]
    assert all(f"<span>{digest[at : at + 8]}</span>" in text for at in range(0, 64, 8))
    assert "It counts after Sun" in re.sub(r"<[^>]+>", "", text)


def test_names_under_an_agreement_that_went_back_to_the_table_are_not_shown(cast, as_):
    case, client = cases.signed(cast), as_(cast.manager)
    assert names_in(client.get(page("agreement", case)).text)
    agreeing.go_back(case, by=cast.manager, at=NOW)

    assert "Draft 1" in client.get(page("agreement", case)).text
    assert not names_in(client.get(page("agreement", case)).text)


@pytest.mark.parametrize("part", ["leader", "mediator"])
def test_whoever_does_not_sign_is_not_asked_to(cast, as_, part):
    case, client = cases.laid_out(cast), as_(getattr(cast, part))
    assert "Your password" not in client.get(page("agreement", case)).content.decode()
    assert client.post(page("agreement", case), signing(case)).status_code == 403


def test_a_side_takes_it_back_and_is_asked_once_more_before(cast, as_):
    case, client = cases.signed(cast), as_(cast.manager)
    assert page("go_back", case) in client.get(page("agreement", case)).content.decode()
    assert "Take it back for both sides" in client.get(page("go_back", case)).content.decode()
    answer = client.post(page("go_back", case), follow=True)

    assert "back at the table" in answer.content.decode()
    again = client.post(page("go_back", case), follow=True)
    assert "What happened last: Back at the table – " in again.content.decode()


def test_what_counts_stands_on_the_page_of_the_incident_too(cast, as_):
    case = cases.bound(cast)
    for part in ("manager", "liaison", "mediator"):
        client = as_(getattr(cast, part))
        assert cases.KITS.what in client.get(case.incident.get_absolute_url()).content.decode()
        text = client.get(page("agreement", case)).text
        assert "Agreed" in text
        assert "It has counted since" in names_in(text)


@pytest.mark.parametrize("is_reopened", [False, True])
def test_the_incident_says_when_both_signed_and_since_when_it_counts(cast, as_, is_reopened):
    incident = by_mediation(cast)
    if is_reopened:
        reopen(incident, cast.manager)
    text = as_(cast.liaison).get(incident.get_absolute_url()).text

    signed, counts = text.split("Both sides signed this:")[1].split("It has counted since")[:2]
    assert "Tue 4 Feb 2025" in signed
    assert "Mon 17 Feb 2025" in counts[:90]
    assert "Both sides accepted this" not in text


def test_before_there_is_a_draft_its_page_leads_to_the_mediation(cast, as_):
    case = cases.begun(cast)
    assert as_(cast.manager).get(page("agreement", case))["Location"] == case.get_absolute_url()


@pytest.mark.parametrize("sent", [{}, {"digest": "none"}])
@pytest.mark.parametrize("part", ["manager", "liaison", "police_leader"])
def test_nobody_of_a_side_asks_for_names_whatever_they_send(cast, as_, part, sent):
    case = cases.laid_out(cast)

    answer = as_(getattr(cast, part)).post(page("lay_out", case), sent)

    assert answer.status_code == 403
    assert "This is for the mediator to do." in answer.text
