"""The log form and its draft: kept by a button, saved by the script, gone on with, logged."""

import uuid
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from incidents.drafts import saving
from incidents.models import Incident, LogDraft
from incidents.tests.log_form import PAGE, typed

SAVE = "/incidents/drafts/save/"
LIST = "/incidents/drafts/"


@pytest.fixture(autouse=True)
def at_ten(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2025, 2, 4, 18, tzinfo=UTC))


def half(cast, **changes):
    """A form in which the place is still missing and the time is a slip."""
    return typed(cast, area=None, occurred_at="soon", window=str(uuid.uuid4()), **changes)


def test_without_a_script_a_button_keeps_it_as_it_is_and_it_is_gone_on_with(cast, as_):
    client = as_(cast.staff)
    words = "Call 604 555 1234, the car stood there."
    sent = half(cast, narrative=words, impacts=["staff_distressed"], wish="discuss", keep="1")

    page = client.post(PAGE, sent, follow=True)

    draft = LogDraft.objects.get()
    assert page.redirect_chain == [(f"{PAGE}?draft={draft.pk}", 302)]
    assert "Kept as a draft. Only you can read it." in page.text
    assert f"{words}</textarea>" in page.text
    for mark in ('value="staff_distressed" id="id_impacts_4" checked', f'value="{sent["key"]}"'):
        assert mark in page.text
    assert "car stood" not in page.redirect_chain[0][0]

    # Logged from there, it is over.
    log = typed(cast, key=sent["key"], kept="1")
    assert client.post(PAGE, log)["Location"] == Incident.objects.get().get_absolute_url()
    assert not LogDraft.objects.visible_to(cast.staff).exists()
    assert client.get(f"{PAGE}?draft={draft.pk}").status_code == 404


def test_one_form_that_begins_with_something_leaves_no_trace_on_others(cast, as_):
    client = as_(cast.staff)
    page = client.post(PAGE, half(cast, done="We spoke to them.", keep="1"), follow=True)
    assert "We spoke to them.</textarea>" in page.text

    assert "We spoke to them." not in as_(cast.manager).get(PAGE).text


def test_the_script_saves_and_hears_how_it_stands(cast, as_):
    client, sent = as_(cast.staff), half(cast)

    assert client.post(SAVE, {**sent, "kept": "0"}).json() == {"revision": 1}
    assert client.post(SAVE, {**sent, "kept": "1"}).json() == {"revision": 2}

    [draft] = LogDraft.objects.visible_to(cast.staff)
    other = client.post(SAVE, {**sent, "kept": "1", "window": str(uuid.uuid4())})
    assert (other.status_code, other.json()) == (409, {"revision": 2, "draft": str(draft.pk)})

    client.post(f"{LIST}{draft.pk}/discard/")
    gone = client.post(SAVE, {**sent, "kept": "2"})
    assert gone.status_code == 410
    assert "discarded" in gone.json()["said"]
    assert client.post(SAVE, {"narrative": "x" * 41_000}).status_code == 422


@pytest.mark.parametrize("kept", [None, "", "x", "-1", "9" * 30, "\x00"])
def test_a_broken_form_is_kept_all_the_same(cast, as_, kept):
    broken = {"narrative": "Words.", "key": "x", "window": "\x00"}
    if kept is not None:
        broken["kept"] = kept

    assert as_(cast.staff).post(SAVE, broken).status_code == 200


@pytest.mark.parametrize("button", ["keep", "log"])
def test_two_windows_of_one_draft_lose_nothing(cast, as_, button):
    client, key = as_(cast.staff), str(uuid.uuid4())
    client.post(SAVE, typed(cast, key=key, kept="0", narrative="Of the first window."))
    mine = typed(cast, key=key, kept="0", narrative="Of the second window.")
    if button == "keep":
        mine["keep"] = "1"

    answer = client.post(PAGE, mine)

    assert answer.status_code == 409
    assert "Of the first window.</p>" in answer.text
    assert "Of the second window.</textarea>" in answer.text
    assert not Incident.objects.exists()

    # Pressed again, now that both are seen, it counts.
    assert 'name="kept" id="id_kept" value="1"' in answer.text
    client.post(PAGE, {**mine, "kept": "1"})
    assert Incident.objects.exists() is (button == "log")


def test_a_draft_that_was_logged_elsewhere_is_told_and_its_words_go_on(cast, as_):
    client, sent = as_(cast.staff), half(cast, kept="0")
    client.post(
        PAGE, {**typed(cast), **sent, "area": "frontage", "occurred_at": "2025-02-04T09:30"}
    )
    assert Incident.objects.count() == 1

    answer = client.post(PAGE, {**sent, "keep": "1"})

    assert answer.status_code == 422
    assert "logged or discarded already" in answer.text
    assert "A patrol car stood in front of the door.</textarea>" in answer.text
    assert sent["key"] not in answer.text


def test_ones_drafts_are_listed_and_told_of_where_one_logs(cast, as_):
    client = as_(cast.staff)
    assert "No draft waits" in client.get(LIST).text
    client.post(SAVE, half(cast))
    client.post(SAVE, {"narrative": "Words.", "key": str(uuid.uuid4())})

    page = client.get(LIST).text
    assert "Police vehicle stopped or parked in front" in page
    assert "No kind chosen yet" in page
    assert "Lapses" in page
    assert "2 drafts of yours are not logged yet" in client.get(PAGE).text
    assert "not logged yet" not in as_(cast.manager).get(PAGE).text


@pytest.mark.parametrize("part", ["manager", "admin", "liaison", "other_staff"])
def test_nobody_else_finds_it(cast, as_, part):
    as_(cast.staff).post(SAVE, half(cast))
    draft = LogDraft.objects.get()

    for page in (f"{PAGE}?draft={draft.pk}", f"{LIST}{draft.pk}/discard/"):
        client = as_(getattr(cast, part))
        assert (client.post if "discard" in page else client.get)(page).status_code == 404
    assert saving.opened(draft).fields["narrative"]
    assert as_(cast.staff).get(f"{PAGE}?draft=x").status_code == 404


def test_logging_without_a_draft_asks_nothing_of_drafts(cast, as_):
    client = as_(cast.staff)
    with CaptureQueriesContext(connection) as caught:
        client.post(PAGE, typed(cast))
    assert "logdraft" not in str(caught.captured_queries)

    client.post(SAVE, typed(cast, key=(key := str(uuid.uuid4())), window=key, kept="0"))
    with CaptureQueriesContext(connection) as with_draft:
        client.post(PAGE, typed(cast, key=key, window=key, kept="1"))
    assert len(with_draft) - len(caught) == 6  # seen?, savepoint, lock, key, row, release
