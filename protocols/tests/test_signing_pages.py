"""Sending, signing, declining and taking back on their pages."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from protocols import editing, sending
from protocols.editing import Wording
from protocols.models import Signature
from tests.cast import PASSWORD


def sign_data(version, **changes):
    return {"digest": version.digest, "has_read": "on", "password": PASSWORD, **changes}


def send_data(cast, **changes):
    """The usual posts, in any order, by a day that is always to come."""
    return {
        f"posts_{cast.operator.pk}": ["site_manager"],
        f"posts_{cast.service.pk}": ["police_leader"],
        "order": "any",
        "sign_by": (timezone.localdate() + timedelta(days=20)).isoformat(),
        **changes,
    }


def test_both_sides_sign_on_the_page_and_it_is_in_force(cast, as_, sent):
    address = f"{sent.get_absolute_url()}sign/"
    first = as_(cast.manager).post(address, sign_data(sent), follow=True)
    second = as_(cast.police_leader).post(address, sign_data(sent), follow=True)

    assert "Signed for your organisation" in first.content.decode()
    assert "In force" in second.content.decode()
    assert sent.in_force.exists()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"password": "wrong"}, "This is not your password"),
        ({"password": ""}, "Type your password."),
        ({"has_read": ""}, "Confirm that you have read the text"),
        ({"digest": "0" * 64}, "changed while you were reading"),
        ({"digest": "x" * 65}, "64"),
        ({"digest": "\x00"}, "cannot be seen"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_signed(cast, as_, sent, changes, says):
    response = as_(cast.manager).post(f"{sent.get_absolute_url()}sign/", sign_data(sent, **changes))

    text = response.content.decode()
    assert response.status_code == 422
    assert says in text
    assert PASSWORD not in text
    assert not Signature.objects.exists()


def test_who_may_not_sign_is_told_which_roles_may(cast, as_, sent):
    response = as_(cast.staff).post(f"{sent.get_absolute_url()}sign/", sign_data(sent))

    assert response.status_code == 403
    assert "Site leader or Site manager" in response.content.decode()


def test_whose_post_was_not_named_is_told_which_were(cast, as_, sent):
    response = as_(cast.liaison).post(f"{sent.get_absolute_url()}sign/", sign_data(sent))

    assert response.status_code == 422
    assert "Site manager, Harbour Health; Police leader, Coastal Police" in (
        response.content.decode()
    )
    assert not Signature.objects.exists()


def test_a_draft_is_sent_from_its_page(cast, as_, draft):
    response = as_(cast.liaison).post(
        f"{draft.get_absolute_url()}send/", send_data(cast), follow=True
    )

    assert "Awaiting signatures" in response.content.decode()
    draft.refresh_from_db()
    assert draft.awaits_signatures


def test_an_incomplete_draft_is_refused_in_words(cast, as_, draft):
    draft.rows.filter(circumstance="C13").delete()
    response = as_(cast.liaison).post(f"{draft.get_absolute_url()}send/", send_data(cast))

    assert "3 answers of the table" in response.content.decode()


def test_a_sent_version_is_taken_back_from_its_page(cast, as_, sent):
    response = as_(cast.manager).post(f"{sent.get_absolute_url()}recall/", follow=True)

    assert "Back to draft" in response.content.decode()
    sent.refresh_from_db()
    assert sent.is_draft


def test_taking_back_is_asked_first_and_asking_changes_nothing(cast, as_, sent):
    client, address = as_(cast.manager), f"{sent.get_absolute_url()}recall/"
    assert f'href="{address}"' in client.get(sent.get_absolute_url()).content.decode()

    page = client.get(address).content.decode()
    for words in ("Take this version back to draft?", "Nobody can sign it any more"):
        assert words in page, words
    sent.refresh_from_db()
    assert sent.awaits_signatures


def test_what_is_signed_already_is_not_asked_about(cast, as_, half_signed):
    answer = as_(cast.manager).get(f"{half_signed.get_absolute_url()}recall/")

    assert answer["Location"] == half_signed.get_absolute_url()


def test_declining_shows_the_reason_to_both_sides(cast, as_, half_signed):
    address = f"{half_signed.get_absolute_url()}decline/"
    client = as_(cast.police_leader)
    assert "Why you do not sign" in client.get(address).content.decode()
    response = client.post(address, {"reason": "Name the supervisor."}, follow=True)

    assert ", version 2" in response.content.decode()
    declined = as_(cast.manager).get(half_signed.get_absolute_url()).content.decode()
    assert "Name the supervisor." in declined


def test_a_reason_that_may_be_about_a_person_is_asked_about(cast, as_, sent):
    response = as_(cast.manager).post(
        f"{sent.get_absolute_url()}decline/", {"reason": "Ring 604 555 0100 instead."}
    )

    assert response.status_code == 422
    assert "telephone number" in response.content.decode()
    sent.refresh_from_db()
    assert sent.awaits_signatures


def test_there_is_nothing_to_decline_in_a_draft(cast, as_, draft):
    assert as_(cast.manager).get(f"{draft.get_absolute_url()}decline/").status_code == 404


def test_above_the_reason_stands_who_will_read_it(cast, as_, sent):
    words = as_(cast.manager).get(f"{sent.get_absolute_url()}decline/").content.decode()

    box = words[words.index("lane-box__head") : words.index("<textarea")]
    assert "Harbour Health, Coastal Police" in box
    assert "Who may demand it by law" in box


def test_what_is_open_is_listed_with_its_way_and_nothing_can_be_pressed(cast, draft, as_):
    clause = draft.clauses.get(number=3)
    texts = {code: Wording("Gate", "By the [which] gate.") for code in ("en", "fr")}
    editing.reword(clause, texts=texts, revision=1, by=cast.manager)
    address, client = f"{draft.get_absolute_url()}send/", as_(cast.liaison)

    page = client.get(address).content.decode()
    assert f'href="{draft.get_absolute_url()}clauses/{clause.pk}/"' in page
    assert "[which]" in page
    assert 'aria-disabled="true">Send for signature' in page
    assert 'type="submit"' not in page.partition("<main")[2].partition("</main")[0]

    data = send_data(cast)
    refused = client.post(address, data)
    assert refused.status_code == 422
    kept = refused.content.decode()
    assert "Not yet: one thing in the clauses is still open." in kept
    assert f'value="{data["sign_by"]}"' in kept
    assert 'aria-disabled="true">Send for signature' in kept

    texts = {code: Wording("Gate", "By the back gate.") for code in ("en", "fr")}
    editing.reword(clause, texts=texts, revision=2, by=cast.manager)
    assert 'aria-disabled="true"' not in client.get(address).content.decode()


def test_what_was_sent_has_no_page_to_send_it(cast, as_, sent):
    assert as_(cast.manager).get(f"{sent.get_absolute_url()}send/").status_code == 404


def test_the_page_of_a_signer_says_what_matters_in_five_minutes(cast, as_, sent):
    page = as_(cast.manager).get(f"{sent.get_absolute_url()}sign/").content.decode()

    for words in ("What it changes", "What binds you", "Waits for: Police leader", "Its digest"):
        assert words in page, words
    assert "You sign the whole text" in page
    main = page[page.index("<main") : page.index("</main>")]
    at_once = re.sub(r"<[^>]+>", " ", re.sub(r"(?s)</summary>.*?</details>", "", main))
    assert len(at_once.split()) < 5 * 150, "more than five minutes at an easy pace"


def test_a_signer_reads_first_what_their_own_side_does(cast, as_, sent):
    def page_of(person):
        return as_(person).get(f"{sent.get_absolute_url()}sign/").content.decode()

    site = page_of(cast.manager)
    assert site.index("about what the other side does") < site.index("Inside the site")
    police = page_of(cast.police_leader)
    assert "Inside the site" in police
    assert "about what the other side does" not in police


def test_whose_turn_is_not_yet_sees_who_is_next_and_no_place_to_sign(cast, as_, draft):
    data = send_data(cast, order="site_first")
    as_(cast.liaison).post(f"{draft.get_absolute_url()}send/", data)

    page = as_(cast.police_leader).get(f"{draft.get_absolute_url()}sign/").content.decode()
    assert "Next to sign: Site manager, Harbour Health" in page
    assert "Sign for my organisation" not in page
    assert "Decline, with a reason" in page


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"sign_by": "2020-01-01"}, "The earliest is"),
        ({"sign_by": "2220-01-01"}, "The latest is"),
        ({"posts": []}, "Choose at least one post"),
        ({"posts": ["liaison_officer"]}, "at least one of these signs: Police leader"),
        ({"posts": ["site_manager"]}, "Choose one of those"),
        ({"order": "later"}, "Choose one of those"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_beside_its_field(cast, as_, draft, changes, says):
    changes = {k if k != "posts" else f"posts_{cast.service.pk}": v for k, v in changes.items()}
    response = as_(cast.liaison).post(
        f"{draft.get_absolute_url()}send/", send_data(cast, **changes)
    )

    assert response.status_code == 422
    assert says in response.content.decode()
    assert not response.context["form"].non_field_errors()
    draft.refresh_from_db()
    assert draft.is_draft
    assert not draft.slots.exists()


def test_the_page_of_a_signer_asks_no_more_of_a_longer_text(cast, as_, sent):
    def queries(version):
        with CaptureQueriesContext(connection) as captured:
            as_(cast.manager).get(f"{version.get_absolute_url()}sign/")
        return len(captured)

    few = queries(sent)
    sending.recall(sent, by=cast.liaison)
    for number in range(3):
        texts = {code: Wording(f"More {number}", "Words.") for code in ("en", "fr")}
        editing.add_clause(sent, texts=texts, number=3, by=cast.liaison)
    sending.send(sent, by=cast.liaison)

    assert queries(sent) <= few
