"""The pages on which whoever speaks for the site reads and answers."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Read
from incidents.models import Incident, Told
from incidents.recusal import declaring
from incidents.telling import answering
from incidents.telling.answers import Answer
from incidents.telling.asked import When, Wish
from incidents.tests import reports
from incidents.tests.telling.conftest import WORDS
from liaison import access, site_links
from liaison.models import TellLink
from tests.architecture import doors

pytestmark = pytest.mark.django_db
LIST = "/incidents/told/"


def test_the_list_shows_days_and_nothing_of_what_was_told(cast, as_, told, tell, clock):
    tell(wish=Wish.COUNT, seed="counted")
    clock.shift(9 * 86_400)

    page = as_(cast.manager).get(LIST).text

    assert told.get_absolute_url() in page
    assert "Not read yet" in page
    assert "to read by" in page
    assert WORDS not in page
    assert not Read.objects.exists()
    assert re.search(r'<th scope="row">Police stood or parked outside</th><td>1</td>', page)


def test_nothing_told_says_how_a_poster_is_made(cast, as_):
    assert "Nothing has been told yet" in as_(cast.manager).get(LIST).text


def test_the_list_leads_to_the_newest_poster_that_stands(cast, as_, link):
    newer = site_links.issue(TellLink, cast.site, "At the door", by=cast.manager)
    poster = reverse("liaison:tell_link_poster", args=[cast.site.slug, newer.pk])

    page = as_(cast.manager).get(LIST).text
    assert f'<a href="{poster}">The poster for people who use the site</a>' in page
    assert page.count("The poster for people who use the site") == 1
    site_links.revoke(newer, by=cast.manager)
    site_links.revoke(link, by=cast.manager)
    assert "The poster for people who use the site" not in as_(cast.manager).get(LIST).text


def test_nothing_that_is_told_or_answered_is_cut_in_silence(cast, as_, client, link, told):
    for page in (
        client.get(f"/tell/{link.words()}/"),
        as_(cast.manager).get(told.get_absolute_url()),
    ):
        boxes = re.findall(r"<textarea[^>]*>", page.text)
        assert boxes
        assert [box for box in boxes if "maxlength" in box] == []


def test_the_list_goes_on_page_by_page(cast, as_, tell, clock, monkeypatch):
    monkeypatch.setattr("liaison.keyset.PAGE", 2)
    for number in range(3):
        tell(seed=str(number))
    clock.shift(86_400)
    access.forget()
    browser = as_(cast.manager)

    first = browser.get(LIST).text
    older = re.search(r'href="(\?before=[^"]+)"', first)[1]
    second = browser.get(LIST + older).text
    newer = re.search(r'href="(\?after=[^"]+)"', second)[1]

    links = [set(re.findall(r"/incidents/told/[0-9a-f-]+/", page)) for page in (first, second)]
    assert [len(found) for found in links] == [2, 1]
    assert not links[0] & links[1]
    assert (
        set(re.findall(r"/incidents/told/[0-9a-f-]+/", browser.get(LIST + newer).text)) == links[0]
    )
    assert browser.get(f"{LIST}?before=nowhere").status_code == 404


def test_opened_it_is_read_and_the_reading_is_noted(cast, as_, told):
    page = as_(cast.manager).get(told.get_absolute_url()).text

    assert WORDS in page
    assert "Nobody" not in page.split("<title>")[1].split("</title>")[0]
    assert "nobody of the police" in page
    assert "write in the language in which it was told" in page  # which is not kept
    told.refresh_from_db()
    assert told.stage == "read"
    [read] = Read.objects.all()
    assert (read.person, read.about_id, read.lane) == (cast.manager.pk, str(told.pk), "site")


def test_what_cannot_be_noted_is_not_shown(cast, as_, told, monkeypatch):
    def broken(*_args, **_kwargs):
        from audit.reads import NotNoted

        raise NotNoted

    monkeypatch.setattr("audit.reads.note", broken)

    answer = as_(cast.manager).get(told.get_absolute_url())

    assert answer.status_code == 503
    assert WORDS not in answer.text
    told.refresh_from_db()
    assert told.stage == "received"


def test_it_is_answered_and_shown_as_answered(cast, as_, told):
    browser, page = as_(cast.manager), told.get_absolute_url()
    refused = browser.post(page, {"answer": "", "words": "Ring 604-555-0123"})
    assert refused.status_code == 422
    assert "looks like a telephone number" in refused.text

    assert browser.post(page, {"answer": "review", "words": "Thank you."}).url == LIST

    shown = browser.get(page).text
    assert "for the next review" in shown
    assert "Thank you." in shown
    assert '<form method="post"' not in shown.split("<main")[1].split("</main")[0]
    again = as_(cast.alternate).post(page, {"answer": "within"})
    assert again.status_code == 409


def test_an_incident_is_logged_from_it_in_other_words(cast, as_, told):
    browser = as_(cast.manager)
    page = browser.get(told.get_absolute_url()).text
    log = f"/incidents/new/?told={told.pk}"
    assert log in page

    form = browser.get(log).text
    assert re.search(r'value="P1"[^>]* checked', form)
    assert re.search(r'value="frontage"[^>]* checked', form)
    assert WORDS not in form
    given = {
        "kind": "P1",
        "site": cast.site.pk,
        "occurred_at": timezone.now().strftime("%Y-%m-%dT00:10"),
        "precision": "day",
        "area": "frontage",
        "narrative": "A patrol was parked in front.",
        "told": told.pk,
    }
    answer = browser.post("/incidents/new/", given)

    incident = Incident.objects.get()
    assert answer.url == incident.get_absolute_url()
    told.refresh_from_db()
    assert (told.answer, told.incident) == ("logged", incident)
    assert incident.reference in browser.get(told.get_absolute_url()).text


def test_whoever_is_off_the_case_is_not_led_to_it(cast, as_, told):
    incident = reports.logged(cast)
    at = timezone.now()
    answering.answer(told, Answer.LOGGED, incident=incident, by=cast.manager, at=at)
    where = told.get_absolute_url()
    assert incident.reference in as_(cast.manager).get(where).text

    declaring.declare(incident, cast.manager, by=cast.manager, at=at)

    page = as_(cast.manager).get(where)
    assert (page.status_code, WORDS in page.text) == (200, True)
    assert incident.reference not in page.text


def test_what_stays_with_the_site_offers_no_incident(cast, as_, tell, clock):
    tell(wish=Wish.SITE)
    clock.shift(86_400)
    access.forget()

    page = as_(cast.manager).get(Told.objects.get().get_absolute_url()).text

    assert "chose that it stays with this site" in page
    assert "/incidents/new/" not in page.split("<main")[1].split("</main")[0]
    assert 'value="review"' not in page


def test_no_page_of_anybody_else_shows_a_word_or_that_it_is_there(cast, as_, told):
    pages = [
        reverse("desk:home"),
        reverse("notifications:notice_list"),
        reverse("incidents:incident_list"),
        reverse("incidents:incident_log") + f"?told={told.pk}",
        cast.site.get_absolute_url(),
        f"{cast.site.get_absolute_url()}settings/",
        LIST,
        told.get_absolute_url(),
    ]
    signs = ("CNRY", "told to the site", str(told.pk))
    for part in doors.EVERYONE - {"manager", "alternate"}:
        browser = as_(getattr(cast, part))
        for page in pages:
            text = browser.get(page).text.replace(page, "")
            assert not [sign for sign in signs if sign in text], (part, page)


@pytest.mark.parametrize(
    ("when", "says"),
    [
        (When.TODAY, "On the day it was told: Tue 4 Feb 2025"),
        (When.YESTERDAY, "On the day before it was told: Mon 3 Feb 2025"),
        (When.WEEK, "In the seven days before it was told"),
        (When.EARLIER, "More than a week before it was told"),
    ],
)
def test_today_is_the_day_on_which_it_was_told_whenever_it_is_read(
    cast, as_, tell, clock, when, says
):
    tell(wish=Wish.RAISE, when=when)
    clock.shift(5 * 86_400)
    access.forget()
    told, browser = Told.objects.get(), as_(cast.manager)

    for page in (told.get_absolute_url(), f"/incidents/new/?told={told.pk}"):
        text = browser.get(page).text
        assert says in text
        assert f">{when.label}<" not in text
    again = browser.post("/incidents/new/", {"told": told.pk})
    assert again.status_code == 422
    assert says in again.text


def test_what_may_be_raised_is_answered_as_raised_or_not(cast, as_, told, tell, clock):
    browser = as_(cast.manager)
    page = browser.get(told.get_absolute_url()).text
    assert "we raised it with the police, without details" in page
    assert "we did not raise it with the police" in page

    tell(seed="own", wish=Wish.SITE)
    clock.shift(86_400)
    access.forget()
    own, browser = Told.objects.get(wish=Wish.SITE), as_(cast.manager)
    assert "raised it with the police" not in browser.get(own.get_absolute_url()).text
    for answer in ("raised", "unraised"):
        assert browser.post(own.get_absolute_url(), {"answer": answer}).status_code == 422
