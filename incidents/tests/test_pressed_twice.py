"""Whoever presses twice has done it once, and is not told of a fault."""

from datetime import timedelta

import pytest
from django.utils import timezone

from incidents import keeping
from incidents.models import Incident, Move, Release
from incidents.taxonomy import Area, Distance, Severity
from incidents.tests import reports
from incidents.tests.test_keeping import OURS, OVER, THEIRS
from notifications.models import Notice

WORDS = {"words": "Thank you."}
LOOKED_AT = {**WORDS, "recognisable": "no", "time": "minute", "place": "distance", "release": "1"}
TERMS = {
    "words": "Patrols park around the corner.",
    "outcome": "instruction",
    "promise-TOTAL_FORMS": "3",
    "promise-INITIAL_FORMS": "0",
    "promise-0-side": "police",
    "promise-0-post": "Liaison officer, Central Division",
    "promise-0-what": "Tell every shift.",
    "promise-0-due_on": "2025-12-31",
}


def settlement(incident):
    return f"settlements/{incident.settlements.get().pk}/"


def promise(incident):
    return f"promises/{incident.settlements.get().commitments.get(side='police').pk}/"


KEPT = {"verdict": "kept", "evidence": "seen"}
# The state it begins in, the person who presses, the address, and what is sent.
STEPS = {
    "release": ("logged", "manager", lambda one: "release/", LOOKED_AT),
    "keep back": ("logged", "manager", lambda one: "keep/", {}),
    "acknowledge": ("released", "liaison", lambda one: "acknowledge/", {}),
    "say": ("acknowledged", "liaison", lambda one: "say/", WORDS),
    "ask": ("acknowledged", "liaison", lambda one: "ask/", WORDS),
    "propose": ("acknowledged", "manager", lambda one: "settle/", TERMS),
    "accept": ("proposed", "liaison", lambda one: f"{settlement(one)}accept/", {}),
    "decline": ("proposed", "liaison", lambda one: f"{settlement(one)}decline/", WORDS),
    "withdraw": ("proposed", "manager", lambda one: f"{settlement(one)}withdraw/", {}),
    "done": ("settled", "liaison", lambda one: f"{promise(one)}done/", WORDS),
    "reopen": ("settled", "manager", lambda one: "reopen/", WORDS),
    "check": ("settled", "manager", lambda one: f"{promise(one)}check/", KEPT),
}


@pytest.fixture
def over(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: OVER)


@pytest.mark.parametrize("name", STEPS)
def test_the_second_press_of_a_step_counts_as_the_first(cast, as_, over, name):
    stage, part, address, fields = STEPS[name]
    more = {"promises": [OURS, THEIRS]} if stage == "settled" else {}
    incident = getattr(reports, stage)(cast, **more)
    client = as_(getattr(cast, part))
    url, given = incident.get_absolute_url() + address(incident), {"seen": incident.stamp, **fields}
    client.post(url, given)
    told = Notice.objects.count()

    again = client.post(url, given, follow=True)

    assert again.redirect_chain == [(incident.get_absolute_url(), 302)]
    assert "You pressed twice. It counts once." in again.text
    assert Incident.objects.get().revision == Move.objects.count() == incident.revision + 1
    assert Notice.objects.count() == told


def test_whom_one_told_of_a_critical_matter_is_written_down_once(cast, as_):
    incident = reports.logged(cast, severity=Severity.CRITICAL)
    given = {"words": "The director, at 14:20.", "seen": incident.stamp}

    for _press in range(2):
        as_(cast.manager).post(f"{incident.get_absolute_url()}take-up/", given)

    assert Move.objects.count() == 1


@pytest.mark.parametrize(
    ("part", "words"), [("liaison", "Something else."), ("backup", "Thank you.")]
)
def test_other_words_and_another_person_are_no_second_press(cast, as_, part, words):
    incident = reports.acknowledged(cast)
    url = f"{incident.get_absolute_url()}say/"
    as_(cast.liaison).post(url, {**WORDS, "seen": incident.stamp})

    answer = as_(getattr(cast, part)).post(url, {"words": words, "seen": incident.stamp})

    assert answer.status_code == 409
    assert f"{words}</textarea>" in answer.text


@pytest.mark.parametrize(
    "other",
    [
        {"outcome": "explained"},
        {"words": "Patrols park elsewhere."},
        {"promise-0-what": "Tell one shift."},
        {"promise-0-side": "site"},
        {"promise-0-due_on": "2025-12-30"},
        {"promise-0-post": "", "promise-0-what": "", "promise-0-due_on": "", "promise-0-side": ""},
    ],
)
def test_other_terms_are_no_second_press(cast, as_, over, other):
    incident = reports.acknowledged(cast)
    url, client = f"{incident.get_absolute_url()}settle/", as_(cast.manager)
    client.post(url, {**TERMS, "seen": incident.stamp})

    answer = client.post(url, {**TERMS, **other, "seen": incident.stamp})

    assert answer.status_code == 409
    assert Move.objects.filter(step="propose").count() == 1


def test_another_promise_is_no_second_press(cast, as_, over):
    incident = reports.settled(cast, promises=[THEIRS, THEIRS])
    first, second = incident.settlements.get().commitments.all()
    keeping.say_done(incident, first.pk, by=cast.liaison, at=OVER - timedelta(hours=1))

    answer = as_(cast.liaison).post(
        f"{incident.get_absolute_url()}promises/{second.pk}/done/",
        {"words": "", "seen": incident.stamp},
    )

    assert answer.status_code == 409
    second.refresh_from_db()
    assert second.done_at is None


@pytest.mark.parametrize("other", [{"recognisable": "perhaps"}, {"time": "day"}, {"place": "area"}])
def test_a_release_with_other_answers_is_no_second_press(cast, as_, other):
    incident = reports.logged(cast, area=Area.ROUTE, distance=Distance.UNDER_50)
    url, client = f"{incident.get_absolute_url()}release/", as_(cast.manager)
    given = {**LOOKED_AT, "seen": incident.stamp}
    client.post(url, given)

    answer = client.post(url, {**given, **other})

    assert answer.status_code == 409
    assert "Meanwhile: Released" in answer.text
    assert "Thank you.</textarea>" in answer.text
    assert Incident.objects.get().time_grain == "minute"


@pytest.mark.parametrize(("other", "status"), [({}, 302), ({"time": "day"}, 409)])
def test_a_release_is_planned_once_with_the_same_answers(cast, as_, over, other, status):
    incident = reports.logged(cast)
    url, client = f"{incident.get_absolute_url()}release/", as_(cast.manager)
    day = (OVER + timedelta(days=3)).date().isoformat()
    given = {**LOOKED_AT, "on": day, "seen": incident.stamp}
    client.post(url, given)

    assert client.post(url, {**given, **other}).status_code == status
    assert Release.objects.get().time_grain == "minute"
