"""Many presses at the same moment, each with a connection of its own."""

import uuid
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client

from audit import ledger
from incidents import (
    acknowledging,
    discussing,
    keeping_back,
    noting,
    releasing,
    reporting,
    settling,
    taking_out,
)
from incidents.models import Incident, Move, Removal, Settlement, Statement
from incidents.stepping import PressedTwice
from incidents.taking_out import CannotTakeOut
from incidents.taxonomy import Lane, Outcome
from incidents.tests import reports
from incidents.tests.test_keeping import THEIRS
from liaison.refusal import Refused, Stale
from tests import cast as the_cast
from tests.at_once import at_once, only_one
from tests.cast import NOW

PRESSES = 8


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


def chains_are_whole(cast):
    return all(map(ledger.verify, (cast.partnership.chain, cast.operator.chain)))


def test_one_key_pressed_by_many_fingers_makes_one_incident(cast):
    key, report = uuid.uuid4(), reports.report(cast)

    ended = at_once(*[lambda: reporting.log(report, key=key, by=cast.staff, at=NOW)] * PRESSES)

    assert {one.pk for one in ended} == {Incident.objects.get().pk}
    assert Statement.objects.count() == 1
    assert chains_are_whole(cast)


def test_a_double_click_sends_one_form_many_times_and_one_incident_answers(cast, live_server):
    """Through HTTP, to a server with a thread for each request."""
    somebody = Client()
    somebody.force_login(cast.staff)
    session = somebody.cookies[settings.SESSION_COOKIE_NAME].value
    form = {
        "kind": "P1",
        "site": cast.site.pk,
        "occurred_at": "2025-02-04T09:30",
        "precision": "exact",
        "area": "frontage",
        "narrative": "A car stood in front of the door.",
        "key": uuid.uuid4(),
    }

    def press():
        return _post(f"{live_server.url}/incidents/new/", form, session)

    ended = at_once(*[press] * PRESSES)

    [address] = set(ended)
    assert address == Incident.objects.get().get_absolute_url()
    assert Statement.objects.count() == 1
    assert chains_are_whole(cast)


def _post(address, fields, session):
    """Where the answer to a form leads."""
    place = urlsplit(address)
    token = "t" * 32
    body = urlencode({**fields, "csrfmiddlewaretoken": token})
    connection = HTTPConnection(place.hostname, place.port, timeout=60)
    names = settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"{names[0]}={session}; {names[1]}={token}",
    }
    connection.request("POST", place.path, body, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.headers["Location"]


def test_different_keys_make_different_incidents_in_one_unbroken_chain(cast):
    report = reports.report(cast)

    at_once(
        *(
            lambda: reporting.log(report, key=uuid.uuid4(), by=cast.staff, at=NOW)
            for _ in range(PRESSES)
        )
    )

    assert Incident.objects.count() == PRESSES
    assert chains_are_whole(cast)


def test_both_sides_take_one_text_out_at_the_same_moment(cast):
    [said] = reports.released(cast).statements.filter(lane=Lane.SHARED)

    ended = at_once(
        *(
            lambda who=who: taking_out.take_out(said, Removal.Why.PERSON, by=who, at=NOW)
            for who in (cast.manager, cast.liaison)
        )
    )

    assert len(only_one(ended, CannotTakeOut)) == 2
    assert Removal.objects.count() == 2
    assert chains_are_whole(cast)


def test_a_draft_is_taken_out_while_it_is_released(cast):
    """Whichever comes first: no word of the draft is left where somebody reads it."""
    incident = reports.logged(cast)
    [draft] = incident.statements.all()

    at_once(
        lambda: releasing.release(
            incident, reports.WORDS, manner=reports.PLAIN, by=cast.manager, revision=0, at=NOW
        ),
        lambda: taking_out.take_out(draft, Removal.Why.PERSON, by=cast.staff, at=NOW),
        refusals=(Stale,),
    )

    assert all(one.data_key.destroyed_at for one in Statement.objects.all())
    assert chains_are_whole(cast)


def test_one_note_pressed_by_many_fingers_is_kept_once(cast):
    incident, key = reports.released(cast), uuid.uuid4()

    ended = at_once(
        *[lambda: noting.note(incident, "Once.", key=key, by=cast.manager, at=NOW)] * PRESSES
    )

    assert {one.pk for one in ended} == {Statement.objects.get(kind=Statement.Kind.NOTE).pk}
    assert chains_are_whole(cast)


def test_many_release_in_words_of_their_own_and_the_words_of_one_are_read(cast):
    incident = reports.logged(cast, identifiers="badge 4471")

    ended = at_once(
        *(
            lambda who=who, words=words: releasing.release(
                incident, words, manner=reports.WITH_BADGE, by=who, at=NOW
            )
            for who, words in zip(
                [cast.manager, cast.alternate] * 3, ["One.", "Two."] * 3, strict=True
            )
        )
    )

    only_one(ended, Refused)
    shown = Statement.objects.filter(lane=Lane.SHARED).values_list("kind", flat=True)
    assert sorted(shown) == [Statement.Kind.NARRATIVE, Statement.Kind.RESTRICTED]
    assert Move.objects.count() == 1
    assert chains_are_whole(cast)


def test_kept_and_released_at_once_it_is_one_after_the_other(cast):
    incident = reports.logged(cast)

    ended = at_once(
        lambda: keeping_back.keep_back(incident, by=cast.manager, revision=0, at=NOW),
        lambda: releasing.release(
            incident, "Words.", manner=reports.PLAIN, by=cast.alternate, revision=0, at=NOW
        ),
    )

    only_one(ended, Refused)
    assert Move.objects.count() == Incident.objects.get().revision == 1


def test_two_liaisons_acknowledge_once(cast):
    incident = reports.released(cast)

    ended = at_once(
        *(
            lambda who=who: acknowledging.acknowledge(incident, by=who, at=NOW)
            for who in [cast.liaison, cast.backup] * 3
        )
    )

    only_one(ended, Refused)
    assert Move.objects.filter(step="acknowledge").count() == 1


def test_of_answers_to_the_same_state_one_is_taken(cast):
    incident = reports.acknowledged(cast)
    seen = incident.revision

    ended = at_once(
        *(
            lambda who=who: discussing.say(incident, "Noted.", by=who, revision=seen, at=NOW)
            for who in [cast.liaison, cast.manager] * 3
        )
    )

    only_one(ended, Refused, PressedTwice)
    assert Statement.objects.filter(kind=Statement.Kind.DISCUSSION).count() == 1


def test_both_sides_propose_at_once_and_one_settlement_lies_on_the_table(cast):
    incident = reports.acknowledged(cast)

    ended = at_once(
        *(
            lambda who=who: settling.propose(incident, Outcome.EXPLAINED, "So.", by=who, at=NOW)
            for who in [cast.liaison, cast.manager, cast.backup, cast.alternate]
        )
    )

    only_one(ended, Refused)
    assert Settlement.objects.open().count() == 1


def test_who_proposes_the_same_many_times_at_once_proposes_it_once(cast):
    incident = reports.acknowledged(cast)
    seen, terms = incident.revision, (Outcome.EXPLAINED, "So.", [THEIRS])

    ended = at_once(
        *[lambda: settling.propose(incident, *terms, by=cast.manager, revision=seen, at=NOW)] * 4
    )

    only_one(ended, PressedTwice)
    assert Settlement.objects.open().get().commitments.count() == 1


# Each is what somebody of the cast does with the settlement on the table.
ANSWERS = {
    "accept": lambda case, pk, cast: settling.accept(case, pk, by=cast.liaison, at=NOW),
    "accept too": lambda case, pk, cast: settling.accept(case, pk, by=cast.backup, at=NOW),
    "decline": lambda case, pk, cast: settling.decline(case, pk, "No.", by=cast.backup, at=NOW),
    "withdraw": lambda case, pk, cast: settling.withdraw(case, pk, by=cast.manager, at=NOW),
}


@pytest.mark.parametrize(
    "answers",
    [
        ("accept", "withdraw"),
        ("accept", "accept too"),
        tuple(ANSWERS),
    ],
    ids=" and ".join,
)
def test_of_several_answers_at_once_one_counts(cast, answers):
    incident = reports.proposed(cast)
    pk = incident.settlements.get().pk

    ended = at_once(*(lambda do=ANSWERS[one]: do(incident, pk, cast) for one in answers))

    only_one(ended, Refused, PermissionDenied)
    settlement, stage = Settlement.objects.get(), Incident.objects.get().stage
    assert (settlement.accepted_at is None) != (settlement.ended_at is None)
    assert (stage == "settled") == (settlement.accepted_at is not None)
    assert chains_are_whole(cast)
