"""The pages of what recurs, and the desks of both sides."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit import reads
from audit.models import Read
from incidents.models import Pattern
from incidents.patterns import agenda, talking
from incidents.patterns.tests import patterns
from incidents.recusal import declaring
from incidents.taxonomy import Area, Severity
from incidents.tests import reports
from liaison.agenda import Turn
from tests.cast import NOW

LIST = "/incidents/patterns/"


def shown(client, pattern, status=200):
    answer = client.get(pattern.get_absolute_url())
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("name", ["manager", "leader", "liaison", "police_leader"])
def test_both_sides_find_it_with_its_encounters(cast, as_, name):
    encounters = patterns.recurring(cast)
    pattern = Pattern.objects.get()
    client = as_(getattr(cast, name))

    assert pattern.get_absolute_url() in client.get(LIST).content.decode()
    assert f'href="{LIST}"' in client.get("/incidents/").content.decode()
    page = shown(client, pattern)
    assert "It was opened by 3 small encounters within 30 days." in page
    for one in encounters:
        assert one.get_absolute_url() in page


def test_who_is_off_one_of_the_cases_reads_no_number_of_them(cast, as_):
    encounters = patterns.recurring(cast)
    pattern = Pattern.objects.get()
    declaring.declare(encounters[0], cast.liaison, by=cast.liaison, at=NOW)

    page = shown(as_(cast.liaison), pattern)
    assert "Small encounters within 30 days opened it." in page
    assert "3 small" not in page
    assert "more is counted here" not in page
    assert encounters[0].reference not in page
    assert encounters[1].get_absolute_url() in page
    assert "3 small encounters" in shown(as_(cast.backup), pattern)


@pytest.mark.parametrize("name", ["staff", "officer", "observer", "other_manager", "other_liaison"])
def test_nobody_else_finds_it(cast, as_, name):
    pattern = patterns.opened(cast)

    shown(as_(getattr(cast, name)), pattern, status=404)


def test_who_stands_on_both_sides_does_not_find_it(cast, as_, torn):
    shown(as_(torn), patterns.opened(cast), status=404)


def test_a_cluster_names_its_place_hours_and_clause(cast, as_, agreed):
    for kind in ("K1", "K9", "K2"):
        reports.released(cast, kind=kind, area=Area.ROUTE, severity=Severity.MODERATE)
    clause = agreed.version.clauses.get(topic=16)

    page = shown(as_(cast.liaison), Pattern.objects.get())
    assert "On the way to or from · 6–12" in page
    assert f'href="{agreed.version.get_absolute_url()}#{clause.anchor}"' in page


def test_what_was_agreed_goes_over_the_page(cast, as_):
    pattern = patterns.opened(cast)
    path = pattern.get_absolute_url()

    as_(cast.manager).post(path, {"words": patterns.WORDS})
    end = pattern.ends.get()
    page = shown(as_(cast.liaison), pattern)
    assert patterns.WORDS in page
    assert "Agree for my side" in page
    assert "Agree for my side" not in shown(as_(cast.manager), pattern)

    as_(cast.liaison).post(f"{path}{end.pk}/agree/")
    for name in ("manager", "police_leader"):
        page = shown(as_(getattr(cast, name)), pattern)
        assert "What both sides agreed" in page
        assert patterns.WORDS in page


def test_talking_on_brings_the_form_back(cast, as_):
    end = patterns.proposed(cast)

    as_(cast.liaison).post(f"{end.pattern.get_absolute_url()}{end.pk}/talk-on/")

    assert "Ask the other side to agree" in shown(as_(cast.manager), end.pattern)


@pytest.mark.parametrize(
    ("words", "said"), [("", "Say what was agreed."), ("call 604 555 1234", "looks like")]
)
def test_words_that_will_not_do_come_back_with_the_reason(cast, as_, words, said):
    pattern = patterns.opened(cast)

    answer = as_(cast.manager).post(pattern.get_absolute_url(), {"words": words})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert words in answer.content.decode()


def test_words_that_come_second_are_kept_and_told_why(cast, as_):
    end = patterns.proposed(cast)

    answer = as_(cast.liaison).post(end.pattern.get_absolute_url(), {"words": "The shift is told."})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Something is proposed already" in page
    assert "The shift is told.</textarea>" in page


@pytest.mark.parametrize("end", ["agree", "talk-on"])
def test_an_answer_to_an_end_that_is_none_is_told(cast, as_, end):
    pattern = patterns.opened(cast)

    answer = as_(cast.liaison).post(f"{pattern.get_absolute_url()}{pattern.pk}/{end}/", follow=True)

    assert "has moved on since you opened the page" in answer.content.decode()


def turns(cast, name):
    return [(item.turn, item.who) for item in agenda.waiting_for(getattr(cast, name), NOW)]


def test_it_is_on_the_desks_of_both_sides_until_it_is_over(cast):
    pattern = patterns.opened(cast)
    assert turns(cast, "manager") == turns(cast, "liaison") == [(Turn.YOURS, "")]
    assert turns(cast, "leader") == [(Turn.THEIRS, "the site manager of your side")]
    assert turns(cast, "staff") == turns(cast, "other_manager") == []

    end = talking.propose(pattern, patterns.WORDS, by=cast.manager, at=NOW)
    assert turns(cast, "manager") == [(Turn.THEIRS, "Coastal Police")]
    assert turns(cast, "liaison") == [(Turn.YOURS, "")]

    talking.agree(pattern, end.pk, by=cast.liaison, at=NOW)
    assert turns(cast, "manager") == turns(cast, "liaison") == []


@pytest.mark.parametrize("path", ["list", "detail", "desk"])
def test_a_page_costs_no_more_with_more_patterns(cast, as_, path):
    pattern = patterns.opened(cast)
    client = as_(cast.manager)
    address = {"list": LIST, "detail": pattern.get_absolute_url(), "desk": "/"}[path]

    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        return len(caught)

    queries()
    few = queries()
    patterns.recurring(cast, 5, kind="P2")
    reports.released(cast)
    assert queries() <= few


def test_the_reading_of_what_was_agreed_is_noted_or_it_is_not_shown(cast, as_, monkeypatch):
    pattern = patterns.proposed(cast).pattern
    client = as_(cast.liaison)
    assert patterns.WORDS in shown(client, pattern)
    read = Read.objects.get(about_id=str(pattern.pk))
    assert (read.person, read.lane) == (cast.liaison.pk, "shared")

    def broken(*args, **kwargs):
        raise reads.NotNoted

    monkeypatch.setattr("audit.reads.note", broken)
    assert patterns.WORDS not in shown(client, pattern, status=503)


@pytest.mark.parametrize(("days", "is_exact"), [(0, False), (1, True)])
def test_what_is_said_on_the_day_of_the_release_that_opened_it_has_its_day_alone(
    cast, as_, days, is_exact
):
    at = NOW + timedelta(days=days, minutes=7)
    pattern = patterns.opened(cast)
    ends = [talking.propose(pattern, patterns.WORDS, by=cast.manager, at=at)]
    out = reverse("incidents:pattern_end_take_out", args=[pattern.pk, ends[0].pk])
    for page in (pattern.get_absolute_url(), out):
        assert ("10:07" in as_(cast.manager).get(page).text) is is_exact
    talking.talk_on(pattern, ends[0].pk, by=cast.liaison, at=at)
    late = as_(cast.liaison).post(f"{pattern.get_absolute_url()}{ends[0].pk}/agree/", follow=True)
    assert "Both sides talk on" in late.text
    assert ("10:07" in late.text) is is_exact

    end = talking.propose(pattern, patterns.WORDS, by=cast.manager, at=at)
    talking.agree(pattern, end.pk, by=cast.liaison, at=at)
    assert ("10:07" in shown(as_(cast.liaison), pattern)) is is_exact
