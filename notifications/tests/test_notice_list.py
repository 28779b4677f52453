"""The inbox page: one's own, once, newest first, and only what one may still see."""

from datetime import timedelta

import pytest
from django.urls import reverse

from notifications import inbox, outbox
from notifications.models import Notice
from notifications.tests.conftest import AT

pytestmark = pytest.mark.django_db
LIST = reverse("notifications:notice_list")


@pytest.fixture
def many(told, cast):
    """Three pages of notices to the liaison, one a minute."""
    return [
        told(cast.liaison, key=str(n), at=AT + timedelta(minutes=n), count=n)
        for n in range(2 * inbox.ON_A_PAGE + 5)
    ]


def counts(page):
    return [int(line.body.split()[1]) for line in page.lines]


def test_a_person_sees_their_own_notices_in_plain_words(told, cast, as_):
    told(cast.liaison, count=7)
    told(cast.manager, count=8)

    page = as_(cast.liaison).get(LIST)

    assert page.status_code == 200
    assert "Told on Tue 4 Feb 2025 (en)" in page.text
    assert "It&#x27;s 7 on" in page.text
    assert "It&#x27;s 8 on" not in page.text


def test_an_empty_inbox_says_something_kind(cast, as_):
    assert "You need not keep looking." in as_(cast.stranger).get(LIST).text


def test_the_page_speaks_the_language_of_the_reader(told, cast, as_):
    cast.liaison.language = "fr"
    cast.liaison.save()
    told(cast.liaison)

    assert "(fr)" in as_(cast.liaison).get(LIST).text


def test_the_inbox_shows_a_thing_once_though_its_mail_was_repeated(told, cast, as_, monkeypatch):
    notice = told(cast.liaison, count=7)
    with monkeypatch.context() as crash:
        crash.setattr(outbox, "_settle", lambda *_args, **_kwargs: None)
        outbox.deliver_due(at=AT)
    outbox.deliver_due(at=AT + timedelta(minutes=5))

    assert [line.id for line in inbox.page(cast.liaison).lines] == [notice.pk]


def test_pages_follow_each_other_without_gap_or_repeat(many, cast):
    first = inbox.page(cast.liaison)
    second = inbox.page(cast.liaison, before=Notice.objects.get(pk=first.older))
    third = inbox.page(cast.liaison, before=Notice.objects.get(pk=second.older))

    seen = counts(first) + counts(second) + counts(third)
    assert seen == list(range(len(many) - 1, -1, -1))
    assert third.older is None


def test_a_long_inbox_costs_as_many_queries_as_a_short_one(
    many, cast, as_, django_assert_max_num_queries
):
    client = as_(cast.liaison)

    with django_assert_max_num_queries(9) as queries:
        client.get(LIST)

    assert not [q for q in queries.captured_queries if "COUNT(" in q["sql"] or "OFFSET" in q["sql"]]


def test_what_may_no_longer_be_seen_is_left_out_and_stops_ringing(told, cast, access_allows, as_):
    told(cast.liaison, count=7)
    access_allows.everything = False

    page = as_(cast.liaison).get(LIST)

    assert "It&#x27;s 7" not in page.text
    assert not inbox.has_unread(cast.liaison)


def test_a_notice_that_cannot_be_rendered_leaves_the_others_on_the_page(told, cast, as_):
    told(cast.liaison, kind="rehearsal/poison", day="secret words")
    told(cast.liaison, count=7)

    page = as_(cast.liaison).get(LIST)

    assert "There is news on this page" in page.text
    assert "secret words" not in page.text
    assert "It&#x27;s 7" in page.text


def test_the_bell_rings_until_everything_is_read(told, cast, as_, django_assert_num_queries):
    told(cast.liaison, key="1")
    notice = told(cast.liaison, key="2", at=AT + timedelta(minutes=1))
    client = as_(cast.liaison)
    with django_assert_num_queries(1):
        assert inbox.has_unread(cast.liaison)
    assert "Something new." in client.get(LIST).text

    client.post(reverse("notifications:notice_read", args=[notice.pk]))
    assert inbox.has_unread(cast.liaison)

    client.post(reverse("notifications:notice_read_all"))
    assert not inbox.has_unread(cast.liaison)
    assert "Something new." not in client.get(LIST).text


def test_to_open_a_notice_is_to_read_it(told, cast, as_):
    notice = told(cast.liaison)

    client, address = as_(cast.liaison), reverse("notifications:notice_open", args=[notice.pk])
    assert f'action="{address}"' in client.get(LIST).text
    answer = client.post(address)

    assert answer.headers["Location"] == notice.path
    assert not inbox.has_unread(cast.liaison)
    assert f'href="{notice.path}"' in client.get(LIST).text


@pytest.mark.parametrize("method", ["get", "head", "options"])
@pytest.mark.parametrize("name", ["notice_open", "notice_read"])
def test_what_merely_looks_marks_nothing_as_read(told, cast, as_, name, method):
    notice = told(cast.liaison)

    getattr(as_(cast.liaison), method)(reverse(f"notifications:{name}", args=[notice.pk]))

    assert inbox.has_unread(cast.liaison)


def test_one_cannot_open_what_one_may_no_longer_see(told, cast, access_allows, as_):
    notice = told(cast.liaison)
    access_allows.everything = False

    answer = as_(cast.liaison).post(reverse("notifications:notice_open", args=[notice.pk]))

    assert answer.status_code == 404


@pytest.mark.parametrize("before", ["x", "\0", "11111111-2222-4333-8444-555555555555", "9" * 400])
def test_a_page_behind_nothing_is_not_there(cast, as_, before):
    assert as_(cast.liaison).get(LIST, {"before": before}).status_code == 404


def test_one_cannot_page_from_somebody_elses_notice(told, cast, as_):
    notice = told(cast.manager)

    assert as_(cast.liaison).get(LIST, {"before": str(notice.pk)}).status_code == 404


def test_all_read_means_ones_own(told, cast, as_):
    told(cast.manager)

    as_(cast.liaison).post(reverse("notifications:notice_read_all"))

    assert inbox.has_unread(cast.manager)
