"""What the two sides do, and their leaders, and who comes after somebody else."""

from datetime import UTC, datetime, timedelta

from incidents import acknowledging, following_up, keeping, reopening, settling
from incidents.keeping import Answer, Verdict
from incidents.leading import deciding, escalating, reviewing
from incidents.leading.deciding import Choice
from incidents.leading.tests import led
from incidents.mediation import closing
from incidents.mediation.tests import cases
from incidents.models import Incident
from incidents.models.escalation import Way
from incidents.questions import asking
from incidents.taxonomy import Evidence, Outcome
from incidents.tests import reports
from incidents.tests.late import TYPED, WORDS, Late
from incidents.tests.test_pressed_twice import TERMS
from incidents.tests.world import PROMISE
from tests.cast import NOW

LATER = NOW + timedelta(days=12)
SEEN = Answer(Verdict.KEPT, Evidence.SEEN)
SAID = {"verdict": "not_kept", "evidence": "seen", "words": TYPED}


def _promise(deed):
    return lambda one: f"promises/{one.settlements.get().commitments.get().pk}/{deed}/"


def _terms(deed):
    return lambda one: f"settlements/{one.settlements.first().pk}/{deed}/"


def _settled(cast):
    return reports.settled(cast, promises=[PROMISE])


def _checked(cast):
    incident = _settled(cast)
    promise = incident.settlements.get().commitments.get()
    at = NOW + timedelta(days=12)
    keeping.check(incident, promise.pk, SEEN, by=cast.manager, at=at)
    incident.refresh_from_db()
    return incident


def _on_promise(operation, part, *said, at=LATER):
    def happen(cast, incident):
        promise = incident.settlements.get().commitments.get()
        operation(incident, promise.pk, *said, by=getattr(cast, part), at=at)

    return happen


def _answer(cast, incident, deed, part, *words):
    settlement = incident.settlements.open().get()
    deed(incident, settlement.pk, *words, by=getattr(cast, part), at=NOW)


def _both_decide(cast, incident):
    for by in (cast.leader, cast.police_leader):
        deciding.put_forward(incident, Choice(Way.BACK), by=by, at=NOW)


def _forward(cast):
    incident = led.escalated(cast)
    led.forward(cast, incident, Choice(Way.REFER), by=cast.police_leader)
    return incident


def _word(one):
    return f"leaders/agree/{one.escalations.get().words.get(side='police').pk}/"


def _no_agreement(cast):
    case = cases.begun(cast)
    closing.close_without(case, Outcome.UNRESOLVED, by=cast.mediator, at=NOW)
    return Incident.objects.get(pk=case.incident_id)


def _proposes(part):
    def happen(cast, incident):
        settling.propose(incident, Outcome.CLARIFIED, "We agree.", by=getattr(cast, part), at=NOW)

    return happen


def _asked(cast):
    return asking.ask(reports.acknowledged(cast), "Who was it?", by=cast.manager, at=NOW).incident


def _question(one):
    return f"questions/{one.statements.get(kind='question').pk}/answer/"


def _answered(cast, incident):
    question = incident.statements.get(kind="question")
    asking.answer(incident, question.pk, "Two of the shift.", by=cast.backup, at=NOW)


PAGES: dict[str, Late] = {
    "question_ask": Late(
        reports.discussed,
        "ask/",
        "manager",
        lambda cast, one: escalating.escalate(one, led.WHY, by=cast.liaison, at=NOW),
        "Meanwhile: Taken to the leaders of both sides – ",
        WORDS,
    ),
    "question_answer": Late(
        _asked,
        _question,
        "liaison",
        _answered,
        "Meanwhile: Answer to a question – ",
        WORDS,
    ),
    "incident_acknowledge": Late(
        reports.released,
        "acknowledge/",
        "liaison",
        lambda cast, one: acknowledging.acknowledge(one, by=cast.backup, at=NOW),
        "Meanwhile: Acknowledged – Liaison officer (backup)",
        has_page=False,
    ),
    "incident_say": Late(
        reports.acknowledged,
        "say/",
        "liaison",
        lambda cast, one: escalating.escalate(one, led.WHY, by=cast.manager, at=NOW),
        "Meanwhile: Taken to the leaders of both sides – ",
        WORDS,
        has_page=False,
    ),
    "incident_settle": Late(
        reports.acknowledged,
        "settle/",
        "manager",
        _proposes("liaison"),
        "Meanwhile: Settlement proposed – ",
        {**TERMS, **WORDS},
    ),
    "settlement_accept": Late(
        reports.proposed,
        _terms("accept"),
        "liaison",
        lambda cast, one: _answer(cast, one, settling.withdraw, "manager"),
        "Meanwhile: Settlement taken back – ",
        has_page=False,
    ),
    "settlement_decline": Late(
        reports.proposed,
        _terms("decline"),
        "liaison",
        lambda cast, one: _answer(cast, one, settling.accept, "backup"),
        "Meanwhile: Settlement accepted: settled – ",
        WORDS,
    ),
    "settlement_withdraw": Late(
        reports.proposed,
        _terms("withdraw"),
        "manager",
        lambda cast, one: _answer(cast, one, settling.accept, "liaison"),
        "Meanwhile: Settlement accepted: settled – ",
        has_page=False,
    ),
    "incident_reopen": Late(
        _settled,
        "reopen/",
        "manager",
        lambda cast, one: reopening.reopen(one, "Again.", by=cast.liaison, at=LATER),
        "Meanwhile: Opened again: both sides talk on – ",
        WORDS,
        at=LATER,
    ),
    "leaders_ask": Late(
        reports.discussed,
        "leaders/ask/",
        "manager",
        lambda cast, one: escalating.escalate(one, led.WHY, by=cast.liaison, at=NOW),
        "Meanwhile: Taken to the leaders of both sides – ",
        WORDS,
    ),
    "leaders_review": Late(
        _no_agreement,
        "leaders/review/",
        "manager",
        lambda cast, one: reviewing.ask(one, led.WHY, by=cast.liaison, at=NOW),
        "Meanwhile: The leaders of both sides asked to look at the mediation again – ",
        WORDS,
    ),
    "leaders_choose": Late(
        led.escalated,
        "leaders/choose/",
        "leader",
        _both_decide,
        "Meanwhile: Both leaders: both sides talk again – ",
        {"way": "refer", **WORDS},
    ),
    "leaders_agree": Late(
        _forward,
        _word,
        "leader",
        lambda cast, one: deciding.put_forward(one, Choice(Way.REFER), by=cast.leader, at=NOW),
        "Meanwhile: Both leaders: it goes to the statutory body – ",
        has_page=False,
    ),
    "promise_done": Late(
        _settled,
        _promise("done"),
        "liaison",
        _on_promise(keeping.say_done, "backup"),
        "Meanwhile: Promise of Liaison officer: said to be done – ",
        WORDS,
        at=LATER,
    ),
    "promise_check": Late(
        _settled,
        _promise("check"),
        "manager",
        _on_promise(keeping.check, "alternate", SEEN),
        "Meanwhile: Promise of Liaison officer: kept – ",
        SAID,
        at=LATER,
    ),
    "promise_again": Late(
        _checked,
        _promise("again"),
        "manager",
        _on_promise(
            following_up.answer, "alternate", SEEN, at=datetime(2025, 3, 10, 18, tzinfo=UTC)
        ),
        "Meanwhile: Promise of Liaison officer, asked again: kept – ",
        SAID,
        at=datetime(2025, 3, 10, 19, tzinfo=UTC),
    ),
}
