"""Reading: the list, a protocol, a version, its certificate."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from protocols import commenting, declining, drafting, sending
from protocols.entry import Circumstance
from protocols.models import ClauseText, EntryRow
from protocols.tests.conftest import SIGNED_SECOND, agree
from tests.cast import NOW

LIST = "/protocols/"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def page(client, address):
    return client.get(address).content.decode()


def test_an_empty_list_says_what_holds_meanwhile(cast, as_):
    text = page(as_(cast.manager), LIST)

    assert "Harbour Street" in text
    assert "Nothing in force" in text
    assert "Begin a protocol" in text


def test_the_list_shows_what_is_in_force_what_comes_and_what_is_worked_on(cast, as_, signed):
    drafting.start_next(signed.protocol, by=cast.manager)
    text = page(as_(cast.liaison), LIST)

    assert "Entry and presence, version 1" in text
    assert "In force" in text
    assert "since" in text
    assert "Entry and presence, version 2" in text


def test_officers_and_observers_see_no_draft(cast, as_, signed):
    draft = drafting.start_next(signed.protocol, by=cast.manager)

    for part in ("officer", "observer", "auditor"):
        client = as_(getattr(cast, part))
        assert "version 2" not in page(client, LIST)
        assert client.get(draft.get_absolute_url()).status_code == 404
        assert client.get(signed.get_absolute_url()).status_code == 200
        assert "Version 2" not in page(client, signed.protocol.get_absolute_url())


def test_a_protocol_that_only_has_a_draft_is_not_there_for_an_officer(cast, as_, draft):
    assert as_(cast.officer).get(draft.protocol.get_absolute_url()).status_code == 404
    assert "Entry and presence" not in page(as_(cast.officer), LIST)


@pytest.mark.parametrize("part", ["other_manager", "other_police_leader", "former", "stranger"])
def test_nobody_else_finds_it(cast, as_, signed, part):
    client = as_(getattr(cast, part))

    for address in (
        signed.protocol.get_absolute_url(),
        signed.get_absolute_url(),
        f"{signed.get_absolute_url()}certificate/",
    ):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/protocols/nothing-here/",
        "/protocols/nothing-here/1/",
        "/protocols/{slug}/99/",
        "/protocols/{slug}/99999999999999999999999999/",
        "/protocols/{slug}/0/",
        "/protocols/entry%00/",
    ],
)
def test_an_address_of_nothing_is_not_found(cast, as_, signed, address):
    address = address.format(slug=signed.protocol.slug)
    assert as_(cast.manager).get(address).status_code == 404


@pytest.mark.parametrize("number", ["0", "-1", "x", "9999999999", "²", "1"])
def test_any_page_number_shows_a_list(cast, as_, signed, number):
    assert as_(cast.manager).get(LIST, {"page": number}).status_code == 200


def test_a_version_shows_every_clause_and_every_answer(cast, as_, signed):
    text = page(as_(cast.officer), signed.get_absolute_url())

    for number in range(1, 15):
        assert f'id="clause-{number}"' in text
    for circumstance in Circumstance:
        assert f'id="entry-{circumstance}"' in text
    assert "In force" in text
    for group in signed.digest_groups:
        assert group in text


def test_a_version_begins_with_the_way_to_its_parts_and_clauses(cast, as_, signed):
    text = as_(cast.manager).get(signed.get_absolute_url()).content.decode()

    for part in ("contents", "entry", "signatures", "story", "clause-1"):
        assert text.index(f'href="#{part}"') < text.index(f'id="{part}"')


def test_markdown_is_shown_and_nothing_in_it_runs(cast, as_, draft):
    ClauseText.objects.filter(clause__version=draft, clause__number=1, language="en").update(
        body="**strong** <script>alert(1)</script> [a](javascript:alert(1)) ![i](https://x.test/i)"
    )
    text = page(as_(cast.manager), draft.get_absolute_url())

    assert "<strong>strong</strong>" in text
    assert "<script>alert" not in text
    assert 'href="javascript' not in text
    assert "<img" not in text


def test_a_missing_language_is_shown_in_the_other_and_labelled(cast, as_, draft):
    ClauseText.objects.filter(clause__version=draft, clause__number=1, language="en").delete()
    text = page(as_(cast.manager), draft.get_absolute_url())

    assert "Only in French" in text
    assert 'lang="fr"' in text


def test_who_signs_all_languages_can_read_them_all(cast, as_, sent):
    french = page(as_(cast.manager), f"{sent.get_absolute_url()}?text=fr")
    other = page(as_(cast.manager), f"{sent.get_absolute_url()}?text=xx")

    assert "Le site garde des personnes en vie" in french
    assert "Restez dehors." in french
    assert "Your turn" in french
    assert "The site keeps people alive" in other


def test_a_gap_stands_out_and_the_draft_cannot_be_sent(cast, as_, draft):
    EntryRow.objects.filter(version=draft, circumstance="C13", state="operating").delete()
    text = page(as_(cast.manager), draft.get_absolute_url())

    assert "entry__gap" in text
    assert "One thing in the entry table keeps this from being sent" in text
    assert reverse("protocols:version_send", args=[draft.protocol.slug, 1]) not in text


def test_who_may_not_edit_sees_why_and_no_edit_links(cast, as_, draft):
    text = page(as_(cast.staff), draft.get_absolute_url())

    assert "This needs:" in text
    assert "Change clause" not in text
    assert "/dates/" not in text


def test_the_page_says_whose_turn_it_is(cast, as_, half_signed):
    site = page(as_(cast.manager), half_signed.get_absolute_url())
    police = page(as_(cast.police_leader), half_signed.get_absolute_url())

    assert "Their turn: Police leader, Coastal Police" in site
    assert "Read and sign" not in site
    assert "Your turn" in police
    assert f'href="{half_signed.get_absolute_url()}sign/"' in police
    assert half_signed.digest_groups[0] in police


def test_a_reason_for_declining_is_read_by_both_sides(cast, as_, half_signed):
    declining.decline(half_signed, reason="Name the supervisor.", by=cast.police_leader)

    for part in ("manager", "liaison", "staff"):
        text = page(as_(getattr(cast, part)), half_signed.get_absolute_url())
        assert "Name the supervisor." in text
        assert "Declined" in text


@pytest.mark.parametrize("text", ["sent", "half_signed"])
def test_why_it_was_declined_stands_at_the_top_of_what_has_to_be_revised(cast, as_, request, text):
    version = request.getfixturevalue(text)
    draft = declining.decline(version, reason="Name the supervisor.", by=cast.police_leader, at=NOW)
    words = page(as_(cast.liaison), draft.get_absolute_url())

    top = words[: words.index('id="text"')]
    assert "Declined by Police leader, Coastal Police" in top
    assert "Name the supervisor." in top
    assert "Tue 4 Feb 2025, 10:00 (Vancouver)" in top


def test_once_it_is_sent_again_the_reason_is_history(cast, as_, sent):
    declining.decline(sent, reason="Name the supervisor.", by=cast.police_leader)
    sending.send(sent, by=cast.liaison)
    words = page(as_(cast.liaison), sent.get_absolute_url())

    assert "Name the supervisor." not in words[: words.index('id="text"')]
    assert "Name the supervisor." in words


def test_the_protocol_page_says_when_each_version_applied(cast, as_, signed):
    later = SIGNED_SECOND + timedelta(days=10)
    agree(drafting.start_next(signed.protocol, by=cast.manager), cast, at=later)
    text = page(as_(cast.officer), signed.protocol.get_absolute_url())

    assert "Superseded" in text
    assert "Sat 25 Jan 2025" in text
    assert "In force" in text
    assert "Begin the next version" not in text
    assert "Begin the next version" in page(as_(cast.manager), signed.protocol.get_absolute_url())


def test_a_certificate_names_text_signatures_posts_and_times(cast, as_, signed):
    text = page(as_(cast.officer), f"{signed.get_absolute_url()}certificate/")

    for words in (
        "Site manager (manager)",
        "Site manager, Harbour Health",
        "Police leader, Coastal Police",
        "Wed 15 Jan 2025, 09:00 (Vancouver)",
        "Password, asked again at signing",
        signed.digest_groups[7],
    ):
        assert words in text


def test_a_draft_has_no_certificate(cast, as_, draft):
    assert as_(cast.manager).get(f"{draft.get_absolute_url()}certificate/").status_code == 404


def test_a_certificate_of_a_waiting_text_says_who_has_not_signed(cast, as_, half_signed):
    text = page(as_(cast.manager), f"{half_signed.get_absolute_url()}certificate/")

    waiting = text[text.index("Police leader, Coastal Police") :]
    assert "Not signed" in waiting
    assert "Not in force" in waiting


def test_what_a_version_began_from_is_a_link_only_for_who_may_read_it(cast, as_, half_signed):
    declining.decline(half_signed, reason="Why.", by=cast.police_leader, at=SIGNED_SECOND)
    following = agree(half_signed.protocol.versions.get(number=2), cast, at=NOW)
    link = f'href="{half_signed.get_absolute_url()}"'

    assert link in page(as_(cast.staff), following.get_absolute_url())
    officer = page(as_(cast.officer), following.get_absolute_url())
    assert link not in officer
    assert "version 1" in officer


def test_a_declined_text_never_applies(cast, as_, half_signed):
    declining.decline(half_signed, reason="Name the supervisor.", by=cast.police_leader)

    for address in (
        half_signed.get_absolute_url(),
        f"{half_signed.get_absolute_url()}certificate/",
    ):
        text = page(as_(cast.manager), address)
        assert "Never: it was declined." in text
        assert "the last signature" not in text
        assert "it takes the signatures" not in text


@pytest.mark.parametrize(
    ("address", "most"),
    [(LIST, 9), ("version", 22), ("certificate/", 16), ("protocol", 12)],
)
def test_a_page_costs_a_fixed_number_of_queries(
    cast, as_, signed, address, most, django_assert_max_num_queries
):
    paths = {"version": signed.get_absolute_url(), "protocol": signed.protocol.get_absolute_url()}
    client = as_(cast.manager)
    path = paths.get(address, address if address == LIST else paths["version"] + address)
    with django_assert_max_num_queries(most):
        assert client.get(path).status_code == 200


# A long page ----------------------------------------------------------------------------------


def folds(page):
    """How many clauses stand open, and how many of the other folds."""
    opened = re.findall(r'<details class="(clause__fold|fold)" open>', page)
    return opened.count("clause__fold"), opened.count("fold")


def test_a_version_is_read_whole_by_headings_or_with_everything(cast, as_, draft):
    commenting.comment(draft, draft.clauses.get(number=3).key, words="Hm.", by=cast.liaison)
    client, base, clauses = as_(cast.manager), draft.get_absolute_url(), draft.clauses.count()

    assert folds(client.get(base).content.decode()) == (clauses, 0)
    assert folds(client.get(f"{base}?show=headings").content.decode()) == (0, 0)
    everything = client.get(f"{base}?show=all").content.decode()
    assert folds(everything) == (clauses, everything.count('<details class="fold"'))
    assert everything.count('<details class="fold"') > 1


def test_what_is_linked_to_stands_outside_of_what_is_folded(cast, as_, draft):
    page = as_(cast.manager).get(f"{draft.get_absolute_url()}?show=headings").content.decode()

    for clause in draft.clauses.all():
        assert f'<article class="clause" id="{clause.anchor}">' in page
    without = re.sub(r"<details.*?</details>", "", page, flags=re.S)
    for circumstance in ("C01", "C22"):
        assert f'<tr id="entry-{circumstance}">' in without


def test_a_folded_clause_says_that_something_is_open(cast, as_, draft):
    commenting.comment(draft, draft.clauses.get(number=3).key, words="Hm.", by=cast.liaison)
    page = as_(cast.manager).get(f"{draft.get_absolute_url()}?show=headings").content.decode()

    assert page.count("one open remark") == 1
