"""The page on which anybody tells a site something: without a name, a cookie or a script."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from incidents.models import Told, ToldCount
from incidents.telling import limits, slips, tickets
from incidents.telling.asked import Account, What
from incidents.tests.telling.conftest import WORDS
from liaison import fields, site_links
from liaison.models import TellLink
from protocols import suspending
from tests.cast import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
OPCC = "Office of the Police Complaint Commissioner (OPCC)"
PHONE = "Call me on 604-555-0123."
LEAVES_NOTHING = {
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, noarchive",
}


@pytest.fixture
def address(link):
    return f"{site_links.path(link)}?lang=en"


@pytest.fixture
def send(client, address):
    """``send(what="good")``: what comes of the form as a phone sends it, changed like that."""

    def sent(**changes):
        page = client.get(address).text
        given = {"what": "outside", "words": "", "wish": "site", "ticket": ticket_in(page)}
        return client.post(address, given | changes)

    return sent


def ticket_in(page: str) -> str:
    return re.search(r'name="ticket" value="([^"]+)"', page)[1]


def words_in(page: str) -> str:
    return " ".join(
        re.findall(r"<li>([^<]+)</li>", page.split("<ol")[1].split("</ol>", maxsplit=1)[0])
    )


def test_ticks_alone_are_told_and_the_slip_is_shown_once(client, address, send):
    answer = send()

    assert answer.status_code == 200
    assert slips.hash_of(words_in(answer.text)) == Told.objects.get().slip_hash
    assert Told.objects.get().account == Account(What.OUTSIDE)
    assert words_in(answer.text) not in client.get(address).text


def test_everything_that_is_ticked_and_typed_is_kept(send):
    send(place="way", when="earlier", known="relayed", words=WORDS, wish="raise")

    told = Told.objects.get()
    assert told.account == Account(What.OUTSIDE, "way", "earlier", "relayed", WORDS)
    assert told.wish == "raise"


def test_what_is_only_counted_has_no_slip(send):
    page = send(wish="count", words=WORDS).text

    assert "Only the kind and the week are kept" in page
    assert "<ol" not in page
    assert (Told.objects.count(), ToldCount.objects.count()) == (0, 1)


def test_pressed_twice_it_is_told_once_with_the_same_slip(client, address):
    given = {"what": "good", "wish": "site", "ticket": ticket_in(client.get(address).text)}

    first, again = (client.post(address, given).text for _press in range(2))

    assert words_in(first) == words_in(again)
    assert Told.objects.count() == 1


def test_no_cookie_is_needed_or_set_and_nothing_is_left_behind(address):
    client = Client(enforce_csrf_checks=True)
    opened = client.get(address)
    given = {"what": "good", "wish": "site", "ticket": ticket_in(opened.text)}

    for answer in (opened, client.post(address, given), client.get("/tell/status/")):
        assert answer.status_code == 200
        assert not answer.cookies
        assert {name: answer[name] for name in LEAVES_NOTHING} == LEAVES_NOTHING
    assert not client.cookies


def test_title_and_address_say_nothing(client, address):
    for page in (client.get(address).text, client.get("/tell/status/").text):
        title = re.search("<title>(.*)</title>", page)[1]
        assert title in ("Form", "Answer")


# --- what the page opens with -------------------------------------------------------------------


def test_it_opens_with_what_police_agreed_to(client, address, agreed):
    page = client.get(address).text

    assert "Coastal Police" in page
    asked = re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", page)
    assert ("On patrol, or just looking in", "They do not come in.") in asked
    assert len(asked) >= 6


def test_what_does_not_count_for_now_is_not_promised(client, address, agreed, cast):
    suspending.suspend(
        agreed.version,
        cast.partnership,
        clause=None,
        days=3,
        reason="Talks.",
        by=cast.manager,
        at=NOW,
    )

    page = client.get(address).text

    assert "it does not count for now" in page
    assert "They do not come in." not in page


def test_it_says_where_to_complain_until_when_and_who_reads(client, address, cast):
    cast.operator.country, cast.operator.subdivision = "CA", "BC"
    cast.operator.save()

    page = client.get(address).text

    assert "Office of the Police Complaint Commissioner. Time limit: one year." in page
    assert "the last day is" not in page, "the site's own limit stands alone"
    assert "by <time" in page
    assert "Fri 7 Feb 2025" in page
    assert "call 911" in page
    assert "A court, and a public body" in page


@pytest.mark.parametrize(
    ("body", "limit", "said", "day"),
    [
        ("", "", f"{OPCC}.", "Wed 4 Feb 2026"),
        ("Our ombudsman", "", "Our ombudsman.", ""),
        ("", "one year", f"{OPCC}. Time limit: one year.", ""),
    ],
)
def test_the_day_is_that_of_the_law_where_the_site_names_nothing_of_its_own(
    client, address, cast, body, limit, said, day
):
    cast.operator.country, cast.operator.subdivision = "CA", "BC"
    cast.operator.save()
    cast.site.complaint_body_en, cast.site.complaint_limit_en = body, limit
    cast.site.save()

    page = client.get(address).text

    assert f"Complaints about the police go to: {said}" in page
    assert (day in page) if day else ("the last day is" not in page)
    assert ("Ask that body until when" in page) == (not day and not limit)


def test_where_no_limit_is_known_no_day_is_made_up(client, link, cast):
    cast.operator.country, cast.operator.subdivision = "AU", "NSW"
    cast.operator.save()
    cast.site.complaint_body_en = ""
    cast.site.save()

    page = client.get(site_links.path(link)).text

    assert "the last day is" not in page
    assert "Ask staff which public body" in page


def test_where_to_complain_is_said_in_the_readers_language_or_else_in_the_other(client, link, cast):
    cast.site.complaint_body_fr, cast.site.complaint_limit_fr = "Notre ombudsman", ""
    cast.site.save()

    french = client.get(f"{site_links.path(link)}?lang=fr").text
    assert "Notre ombudsman" in french
    assert "Complaint Commissioner" not in french
    assert '<span lang="en">one year</span>' in french
    assert "Notre ombudsman" not in client.get(f"{site_links.path(link)}?lang=en").text


def test_it_is_whole_in_french(client, link):
    page = client.get(f"{site_links.path(link)}?lang=fr").text

    assert '<html lang="fr">' in page
    assert "Police stood or parked" not in page
    assert 'href="?lang=en" lang="en"' in page


def test_the_page_stays_cheap(client, address, agreed):
    client.get(address)

    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert len(queries) == 5, [query["sql"][:90] for query in queries]


# --- what is asked before it is sent ------------------------------------------------------------


def test_marked_words_are_asked_about_once_and_can_be_sent(send):
    asked = send(words=PHONE)

    assert asked.status_code == 422
    assert "<mark>604-555-0123</mark>" in asked.text
    assert not Told.objects.exists()
    assert send(words=PHONE, **{"words-vouched": fields.vouch(PHONE)}).status_code == 200
    assert Told.objects.get().account == Account(What.OUTSIDE, words=PHONE, marked=True)


@pytest.mark.parametrize("typed", ["Thank you \U0001f469\u200d\U0001f467", "a\u0000b", "\u202eabc"])
def test_signs_that_cannot_be_seen_stop_nobody(send, typed):
    assert send(words=typed).status_code == 200
    assert "\u200d" not in Told.objects.get().account.words


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"what": ""}, "Tick what comes closest."),
        ({"what": "anything"}, "Choose one of those"),
        ({"wish": ""}, "Tick what may be done with it."),
        ({"words": "x" * 501}, "at most 500 characters"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_kept(send, changes, says):
    answer = send(**{"place": "way", "words": "Kept."} | changes)

    assert answer.status_code == 422
    assert says in answer.text
    assert re.search(r'value="way"[^>]* checked', answer.text)
    assert not Told.objects.exists()


# --- hostile ------------------------------------------------------------------------------------


def test_without_a_ticket_of_this_link_nothing_is_taken(client, address, cast, clock, send):
    other = site_links.issue(TellLink, cast.site, "Other", by=cast.manager)
    old = ticket_in(client.get(address).text)
    for ticket in ("", "x", tickets.draw(other), old[:-1] + "!"):
        answer = send(ticket=ticket, words="Kept.")
        assert answer.status_code == 422
        assert "Nothing was lost" in answer.text
        assert "Kept.</textarea>" in answer.text
    clock.shift(tickets.LASTS.total_seconds() + 1)
    assert send(ticket=old).status_code == 422
    assert not Told.objects.exists()
    fresh = ticket_in(send(ticket=old).text)
    assert send(ticket=fresh).status_code == 200


@pytest.mark.parametrize("token", ["x", "%00", "%F0%9F%92%A9", "a" * 500])
def test_a_token_that_opens_nothing_opens_nothing(client, token):
    for method in (client.get, client.post):
        assert method(f"/tell/{token}/").status_code == 404


def test_a_revoked_link_is_gone(client, address, link, cast):
    site_links.revoke(link, by=cast.manager)

    answer = client.get(address)

    assert answer.status_code == 404
    assert "This link is no longer valid" in answer.text
    assert not answer.cookies


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"x=" + b"a" * 1_048_576, "application/x-www-form-urlencoded", 413),
        (b"words=" + b"a" * 20_000, "application/x-www-form-urlencoded", 413),
        (b"words=\xff\xfe&what=%ff", "application/x-www-form-urlencoded", 422),
        (b"what=good", "application/x-www-form-urlencoded; charset=utf-16", 422),
        (b"{}", "application/json", 422),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x", 422),
    ],
)
def test_a_body_that_no_form_made_is_refused(client, address, body, kind, status):
    client.raise_request_exception = False

    for path in (address, "/tell/status/"):
        assert client.post(path, body, content_type=kind).status_code == status
    assert not Told.objects.exists()


def test_a_flood_is_not_taken_and_nothing_typed_is_lost(send, monkeypatch, clock):
    monkeypatch.setattr(limits, "TELLING", limits.Limit("told", from_one=2, in_all=9))
    for _time in range(2):
        assert send().status_code == 200

    answer = send(words="Kept.")

    assert answer.status_code == 429
    assert "Kept.</textarea>" in answer.text
    clock.shift(3601)
    assert send(words="Kept.").status_code == 200


def test_whoever_is_signed_in_is_nobody_here(as_, cast, address):
    browser = as_(cast.liaison)

    page = browser.get(address).text

    assert cast.liaison.name not in page
    assert "Sign out" not in page


def test_the_two_pages_are_found_by_name(link):
    assert reverse("telling:tell", args=[link.words()]) == site_links.path(link)
    assert timedelta(hours=1) < tickets.LASTS
