"""Whoever comes too late reads what happened meanwhile, has what they typed, and is led on."""

import pytest
import time_machine
from django.urls import get_resolver, reverse

from incidents import finding, references
from incidents.mediation import finding as mediation_finding
from incidents.mediation import leaving
from incidents.mediation.tests import cases
from incidents.models import Incident, MediationCase
from incidents.tests import reports
from incidents.tests.late import NO_MOMENT, READS, TYPED, Late, incident_of, mediated, own, shared
from incidents.tests.late.mediated import GONE
from tests.cast import NOW

PAGES = {**own.PAGES, **shared.PAGES, **mediated.PAGES}
TYPES = [name for name, late in PAGES.items() if late.typed]
PRESSES = [name for name, late in PAGES.items() if not late.typed]
COMES = [name for name, late in PAGES.items() if late.has_page]


def names() -> set[str]:
    resolver = get_resolver("incidents.urls")
    return {str(name) for name in resolver.reverse_dict if isinstance(name, str)}


def test_every_page_is_in_one_of_the_tables():
    assert names() == PAGES.keys() | NO_MOMENT.keys() | READS
    assert not PAGES.keys() & NO_MOMENT.keys()


class Play:
    """One of the pages, until somebody comes there too late."""

    def __init__(self, cast, as_, name: str) -> None:
        self.late: Late = PAGES[name]
        self.made = self.late.make(cast)
        incident = incident_of(self.made)
        incident.refresh_from_db()
        self.incident, self.seen = incident, incident.stamp
        page = self.late.page if isinstance(self.late.page, str) else self.late.page(incident)
        self.url = f"{incident.get_absolute_url()}{page}"
        self.client = as_(getattr(cast, self.late.part))
        self.digest = self._digest() if self.late.sends.get("digest") == "as shown" else ""
        self.late.happen(cast, self.made)

    def _digest(self) -> str:
        """What the page shows before anything happens."""
        with time_machine.travel(NOW, tick=False):
            page = self.client.get(self.url.replace("lay-out/", ""))
        return page.text.split('name="digest" value="')[1].split('"')[0]

    def sent(self):
        fields = {
            name: value() if callable(value) else value for name, value in self.late.sends.items()
        }
        if self.digest:
            fields["digest"] = self.digest
        return {**fields, "seen": self.seen}

    def post(self, **more):
        with time_machine.travel(self.late.at, tick=False):
            return self.client.post(self.url, self.sent(), **more)

    def come(self, **more):
        with time_machine.travel(self.late.at, tick=False):
            return self.client.get(self.url, **more)


@pytest.mark.parametrize("name", TYPES)
def test_words_are_kept_with_what_happened_and_what_can_be_done(cast, as_, name):
    play = Play(cast, as_, name)

    answer = play.post()

    page = answer.text
    assert answer.status_code == 409
    assert play.late.says in page
    assert f"{TYPED}</textarea>" in page
    assert "What can be done now" in page
    assert f'href="{play.made.get_absolute_url()}"' in page


@pytest.mark.parametrize("name", PRESSES)
def test_a_press_leads_to_what_can_be_done(cast, as_, name):
    play = Play(cast, as_, name)

    answer = play.post(follow=True)

    # The release page leads back to itself where something of that is still to be decided.
    assert answer.redirect_chain[-1][0].startswith(play.made.get_absolute_url())
    assert play.late.says.removeprefix("Meanwhile: ") in answer.text


@pytest.mark.parametrize("name", COMES)
def test_whoever_only_comes_is_led_there_too(cast, as_, name):
    play = Play(cast, as_, name)

    answer = play.come(follow=True)

    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] == play.made.get_absolute_url()
    says = play.late.says.replace("Meanwhile:", "What happened last:")
    assert says in answer.text


@pytest.mark.parametrize("name", GONE)
def test_a_mediator_whose_part_is_over_has_what_they_typed(cast, as_, name):
    case = cases.drafted(cast)
    page, sends = GONE[name]
    leaving.leave(case, by=cast.manager, at=NOW)

    fields = {key: value() if callable(value) else value for key, value in sends.items()}
    answer = as_(cast.mediator).post(f"{case.incident.get_absolute_url()}{page}", fields)

    assert answer.status_code == 404
    assert f"{TYPED}</textarea>" in answer.text
    assert case.incident.site.name not in answer.text


def test_nobody_learns_by_that_whether_something_is_there(cast, as_):
    there = reports.released(cast).get_absolute_url()
    nowhere = reverse("incidents:incident_detail", args=[references.draw()])
    client = as_(cast.other_manager)

    answers = [client.post(f"{url}say/", {"words": TYPED}) for url in (there, nowhere)]

    assert [one.status_code for one in answers] == [404, 404]
    assert TYPED in answers[0].text


@pytest.mark.parametrize(
    ("name", "finder", "gone"),
    [
        ("incident_say", finding, Incident.DoesNotExist),
        ("mediation_confide", mediation_finding, MediationCase.DoesNotExist),
    ],
)
def test_whoever_comes_too_late_and_sees_it_no_more_has_what_they_typed(
    cast, as_, name, finder, gone, monkeypatch
):
    """They see it when they send, and not any more when they are to be led on."""
    play = Play(cast, as_, name)
    find, seen = finder.find, []

    def found_once(*args):
        seen.append(find(*args))
        if len(seen) > 1:
            raise gone
        return seen[0]

    monkeypatch.setattr(finder, "find", found_once)
    answer = play.post()

    assert len(seen) == 2
    assert answer.status_code == 404
    assert f"{TYPED}</textarea>" in answer.text


# --- going on with the words ----------------------------------------------------------------------


def ways(page):
    return [
        label for label in ("to both sides", "as a note for your side") if f"it, {label}" in page
    ]


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        # Both sides may still write to each other.
        ("incident_settle", ["to both sides", "as a note for your side"]),
        # With the leaders they may not.
        ("incident_say", ["as a note for your side"]),
        # What was written for the own side is never offered to both.
        ("incident_close", ["as a note for your side"]),
        # What was confided goes nowhere else.
        ("mediation_confide", []),
    ],
)
def test_words_are_gone_on_with_where_they_belong(cast, as_, name, offered):
    assert ways(Play(cast, as_, name).post().text) == offered


@pytest.mark.parametrize(("box", "name"), [("say", "words"), ("note", "note")])
def test_they_are_filled_in_and_not_sent(cast, as_, box, name):
    incident = reports.acknowledged(cast)
    url = f"{incident.get_absolute_url()}{box}/"

    answer = as_(cast.manager).post(url, {"go_on": "1", name: TYPED})

    assert answer.status_code == 200
    assert f"{TYPED}</textarea>" in answer.text
    assert not incident.statements.filter(author=cast.manager, kind__in=["discussion", "note"])


def test_going_on_opens_no_box_that_is_not_open(cast, as_):
    url = reports.logged(cast).get_absolute_url()

    page = as_(cast.manager).post(f"{url}say/", {"go_on": "1", "words": TYPED}).text

    assert TYPED not in page
    assert 'id="say"' not in page
    assert 'id="note"' in page


def test_a_mediation_says_nothing_of_who_left(cast, as_):
    """Whichever side did, the other and the mediator come too late in the same words."""
    said = []
    for leaver in ("manager", "police_leader"):
        case = cases.begun(cast)
        leaving.leave(case, by=getattr(cast, leaver), at=NOW)
        with time_machine.travel(NOW, tick=False):
            page = as_(cast.liaison).post(f"{case.get_absolute_url()}leave/", follow=True).text
        said.append(page.split("What happened last")[1].split("</")[0])
    assert said[0] == said[1]
