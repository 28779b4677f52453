"""Whoever declined, left or stayed silent, all others see the same: pages, lists, the desk,
notices, the ledger, moves. Only the moment may differ, by which nobody can tell who it was."""

import itertools
import re
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from audit.models import Entry
from incidents.leading import deciding, reviewing
from incidents.leading.deciding import Choice
from incidents.mediation import consenting, leaving
from incidents.mediation.tests import cases
from incidents.models import MediationMove, Move
from incidents.models.escalation import Way
from notifications import rendering
from notifications.models import Notice
from tests.cast import NOW

HOUR = timedelta(hours=1)
SPEAKS = {"site": "manager", "police": "police_leader"}
OTHER = {"site": "police", "police": "site"}
PEOPLE = {
    "site": ("manager", "staff"),
    "police": ("liaison", "police_leader"),
    "neither": ("mediator", "observer", "auditor"),
}
SILENT = None
SITE_PAGE = "/sites/harbour-street/"
# What each side says, and which one says it first.
PLAYS = [
    ({"site": site, "police": police}, first)
    for site, police in itertools.product((True, False, SILENT), repeat=2)
    for first in ("site", "police")
    if (site, police) != (True, True)
    # Where one stays silent, nobody is first.
    and (first == "site" or None not in (site, police))
]


def play(cast, case, answers, first):
    for hours, side in enumerate((first, OTHER[first]), 1):
        if answers[side] is not SILENT:
            by = getattr(cast, SPEAKS[side])
            consenting.answer(case, agrees=answers[side], by=by, at=NOW + hours * HOUR)
    consenting.close_due(by=cast.admin, at=case.consent_until + HOUR)


# Drawn at random each time: the key of a form, the id of a notice, an entry, a sealed text.
DRAWN = re.compile(
    r'(csrfmiddlewaretoken" value="|name="key" value="|/notifications/|"id":"|"sealed":"'
    r'|"statement":"|id="words-)[\w-]+'
)


def pages(case):
    incident = case.incident.get_absolute_url()
    yield from ("/", "/incidents/", "/notifications/", SITE_PAGE, incident)
    yield f"{incident}mediation/"
    yield f"{incident}mediation/offer/"


def read(cast, case, whose, clients):
    """All that the people *whose* read, by what was said, apart from the key of their forms."""
    found = []
    for part in PEOPLE[whose]:
        for page in pages(case):
            answer = clients[part].get(page, follow=True)
            text = DRAWN.sub("", answer.content.decode())
            found.append((part, page, answer.redirect_chain, answer.status_code, text))
    emails = [getattr(cast, part).email for part in PEOPLE[whose]]
    for notice in Notice.objects.filter(recipient__email__in=emails).order_by("kind", "recipient"):
        said = rendering.subject(notice) + rendering.body(notice) + notice.path
        found.append((notice.kind, notice.recipient_id, notice.facts, said))
    chains = [case.incident.partnership_id]
    if whose != "neither":
        chains.append(case.incident.party_id(doors_side(whose)))
    entries = Entry.objects.filter(chain__in=chains).select_related("body")
    found += [
        (one.chain_id, one.seq, one.vis, DRAWN.sub("", one.body.body))
        for one in entries.order_by("chain", "seq")
    ]
    for moves in (Move, MediationMove):
        rows = moves.objects.order_by("number")
        found += rows.values_list("number", "step", "stage", "side", "by", "at")
    return found


def doors_side(whose):
    from liaison.roles import Side

    return Side(whose)


# Every moment, how long ago it is, and the day from which it can be offered again.
MOMENT = re.compile(
    r"<time.*?</time>((?:\\n)? · [^<]* ago)?|\d{4}-\d\d-\d\dT[\d:.]+Z?|datetime\(.*?\)\)"
    r"|offered again from \w{3} \d+ \w{3} \d{4}"
)


def without_times(found):
    # Whether the site is open at that moment is another thing that its page shows.
    return [MOMENT.sub("", repr(one)) for one in found if one[1] != SITE_PAGE]


def differences(seen):
    """What is not the same in all of *seen*, beginning a little before it differs."""
    found = []
    for other in seen[1:]:
        for one, two in itertools.zip_longest(seen[0], other):
            if one != two:
                texts = repr(one), repr(two)
                start = next(n for n, (a, b) in enumerate(zip(*texts, strict=False)) if a != b)
                found += [text[max(start - 80, 0) : start + 80] for text in texts]
    return found


@pytest.fixture
def readers(cast):
    clients = {}
    for part in itertools.chain(*PEOPLE.values()):
        clients[part] = Client()
        clients[part].force_login(getattr(cast, part))
    return clients


def in_each(plays, cast, case, whose, clients):
    """What *whose* read after each of the *plays*, each told from the same beginning, some hours
    after it was revealed."""
    for answers, first in plays:
        then = NOW if revealed(answers) else case.consent_until
        with time_machine.travel(then + 5 * HOUR, tick=False), transaction.atomic():
            play(cast, case, answers, first)
            yield answers, first, read(cast, case, whose, clients)
            transaction.set_rollback(True)


def groups(told, key):
    found = {}
    for answers, first, seen in told:
        found.setdefault(key(answers, first), []).append(seen)
    return found


def revealed(answers):
    return SILENT not in answers.values()


@pytest.mark.parametrize("whose", ["site", "police", "neither"])
def test_who_declined_cannot_be_told(cast, readers, whose):
    case = cases.offered(cast)
    told = list(in_each(PLAYS, cast, case, whose, readers))
    assert len(told) == 11

    def by_moment(answers, first):
        own = (answers.get(whose), first == whose if answers.get(whose) is not SILENT else None)
        return (*own, revealed(answers))

    def own_alone(answers, first):
        return by_moment(answers, first)[:2]

    exact = groups(told, by_moment if whose != "neither" else lambda a, f: revealed(a))
    for seen in exact.values():
        assert differences(seen) == []
    assert max(map(len, exact.values())) > 1

    masked = groups(told, own_alone if whose != "neither" else lambda a, f: None)
    for seen in masked.values():
        assert differences([without_times(one) for one in seen]) == []


@pytest.mark.parametrize("whose", ["site", "police", "neither"])
def test_before_it_is_revealed_nobody_learns_that_the_other_side_has_answered(cast, readers, whose):
    case = cases.offered(cast)
    others = [side for side in SPEAKS if side != whose]
    seen = []
    with time_machine.travel(NOW + 3 * HOUR, tick=False):
        for side, says in [(None, None), *itertools.product(others, (True, False))]:
            with transaction.atomic():
                if side:
                    by = getattr(cast, SPEAKS[side])
                    consenting.answer(case, agrees=says, by=by, at=NOW + HOUR)
                seen.append(read(cast, case, whose, readers))
                transaction.set_rollback(True)

    assert differences(seen) == []


def test_who_left_cannot_be_told(cast, readers):
    case = cases.begun(cast)
    for whose in ("neither", "site", "police"):
        seen = []
        leavers = [side for side in SPEAKS if side != whose]
        with time_machine.travel(NOW + 3 * HOUR, tick=False):
            for side in leavers:
                with transaction.atomic():
                    leaving.leave(case, by=getattr(cast, SPEAKS[side]), at=NOW + HOUR)
                    seen.append(read(cast, case, whose, readers))
                    transaction.set_rollback(True)
        assert differences(seen) == []


@pytest.mark.parametrize("way", [Way.BACK, Way.REFER])
def test_a_review_tells_no_more_of_who_left(cast, readers, way):
    """Whichever side stopped it, what the leaders are asked, read and decide is alike."""
    readers["leader"] = Client()
    readers["leader"].force_login(cast.leader)
    case = cases.confided(cast)
    seen = []
    with time_machine.travel(NOW + 3 * HOUR, tick=False):
        for part in SPEAKS.values():
            with transaction.atomic():
                leaving.leave(case, by=getattr(cast, part), at=NOW + HOUR)
                reviewing.ask(case.incident, "Look again.", by=cast.manager, at=NOW + 1.5 * HOUR)
                before = list(_as_leaders_read(case, readers))
                for hours, leader in ((2, cast.leader), (2.5, cast.police_leader)):
                    at = NOW + hours * HOUR
                    deciding.put_forward(case.incident, Choice(way), by=leader, at=at)
                seen.append(before + list(_as_leaders_read(case, readers)))
                seen[-1] += read(cast, case, "neither", readers)
                transaction.set_rollback(True)
    assert differences(seen) == []
    assert not [text for text in map(repr, seen) for word in CONFIDED if word in text]


CONFIDED = (cases.SITE_SAYS, cases.POLICE_SAY, cases.NOTED)


def _as_leaders_read(case, clients):
    incident = case.incident.get_absolute_url()
    addresses = (incident, f"{incident}leaders/choose/", f"{incident}mediation/", "/notifications/")
    for part in ("leader", "police_leader"):
        for page in addresses:
            answer = clients[part].get(page, follow=True)
            text = DRAWN.sub("", answer.content.decode())
            yield part, page, answer.redirect_chain, answer.status_code, text


@pytest.mark.parametrize("second", [False, True], ids=["first", "second"])
def test_yes_and_no_are_answered_alike(cast, readers, second, django_assert_num_queries):
    """The same words, the same size, the same work."""
    case = cases.offered(cast)
    if second:
        consenting.answer(case, agrees=False, by=cast.liaison, at=NOW)
    seen = []
    with time_machine.travel(NOW + HOUR, tick=False):
        for says in ("yes", "no"):
            with transaction.atomic():
                answer = readers["manager"].post(
                    f"{case.get_absolute_url()}answer/", {"says": says}
                )
                seen.append((answer.status_code, answer["Location"], len(answer.content)))
                page = readers["manager"].get(answer["Location"]).content.decode()
                seen[-1] += ("Your side’s answer is kept." in page,)
                transaction.set_rollback(True)
    assert seen[0] == seen[1]
    assert seen[0][3]
