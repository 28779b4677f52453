"""What each step of an incident is called where its course is told."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from incidents.lifecycle import Step

TITLES: Mapping[Step, Any] = {
    Step.TAKE_UP: gettext_lazy("Taken up: whom we told"),
    Step.CONFIRM: gettext_lazy("Confirmed as critical: the other side knows that it exists"),
    Step.REPORT: gettext_lazy("Told to the statutory body"),
    Step.CLOSE: gettext_lazy("Closed on our side"),
    Step.KEEP_BACK: gettext_lazy("Kept on our side"),
    Step.COUNT: gettext_lazy("Counted in patterns only"),
    Step.PLAN: gettext_lazy("Release planned, in these words"),
    Step.RECALL: gettext_lazy("Planned release taken back"),
    Step.LAPSE: gettext_lazy("The planned release was not possible any more"),
    Step.RELEASE: gettext_lazy("Released to the other side, in these words"),
    Step.ACKNOWLEDGE: gettext_lazy("Acknowledged"),
    Step.ASK: gettext_lazy("Question"),
    Step.ANSWER: gettext_lazy("Answer to a question"),
    Step.REWORD: gettext_lazy("Correction"),
    Step.CORRECT: gettext_lazy("A fact corrected"),
    Step.CORRECT_OWN: gettext_lazy("A fact corrected"),
    Step.PROPOSE: gettext_lazy("Settlement proposed"),
    Step.WITHDRAW: gettext_lazy("Settlement taken back"),
    Step.DECLINE: gettext_lazy("Settlement declined"),
    Step.ACCEPT: gettext_lazy("Settlement accepted: settled"),
    Step.OFFER: gettext_lazy("Mediation offered to both sides"),
    Step.RETURN: gettext_lazy("The mediation does not go on: both sides talk again"),
    Step.MEDIATED: gettext_lazy("Settled by mediation"),
    Step.ESCALATE: gettext_lazy("Taken to the leaders of both sides"),
    Step.OVERDUE: gettext_lazy("Taken to the leaders of both sides, because nobody answered"),
    Step.REVIEW: gettext_lazy("The leaders of both sides asked to look at the mediation again"),
    Step.PUT_FORWARD: gettext_lazy("A leader puts a way forward"),
    Step.SEND_BACK: gettext_lazy("Both leaders: both sides talk again"),
    Step.LEAD_OFFER: gettext_lazy("Both leaders: mediation offered to both sides"),
    Step.LEAD_SETTLE: gettext_lazy("Both leaders: settled"),
    Step.LEAD_STAND: gettext_lazy("Both leaders: what was agreed stays as it was agreed"),
    Step.REFER: gettext_lazy("Both leaders: it goes to the statutory body"),
    Step.RECORD: gettext_lazy("Told to the statutory body"),
    Step.RESULT: gettext_lazy("The statutory body has answered: closed"),
    Step.REOPEN: gettext_lazy("Opened again: both sides talk on"),
    Step.DONE: gettext_lazy("Promise of %(post)s: said to be done"),
    Step.KEPT: gettext_lazy("Promise of %(post)s: kept"),
    Step.NOT_KEPT: gettext_lazy("Promise of %(post)s: not kept"),
    Step.STILL_KEPT: gettext_lazy("Promise of %(post)s, asked again: kept"),
    Step.SLIPPED: gettext_lazy("Promise of %(post)s, asked again: not kept"),
}


def of(step: str, post: str = "") -> str:
    """In words; *post*: whose promise it is about. Nothing where the words that were written say
    it all."""
    title = str(TITLES.get(Step(step), ""))
    return title % {"post": post} if post else title
