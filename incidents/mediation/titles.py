"""What each step of a mediation is called where its course is told."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from incidents.mediation.lifecycle import CaseStep

TITLES: Mapping[str, Any] = {
    CaseStep.OFFER: gettext_lazy("Offered to both sides"),
    CaseStep.AGREE: gettext_lazy("Both agree"),
    CaseStep.NOT_PROCEED: gettext_lazy("Not proceeding"),
    CaseStep.NAME: gettext_lazy("A mediator is named"),
    CaseStep.CHALLENGE: gettext_lazy("The mediator was challenged"),
    CaseStep.STEP_BACK: gettext_lazy("The mediator has stepped back"),
    CaseStep.UNOPPOSED: gettext_lazy("Nobody challenged the mediator"),
    CaseStep.SIGN_TERMS: gettext_lazy("The terms signed"),
    CaseStep.BEGIN: gettext_lazy("All three have signed: the talks begin"),
    CaseStep.DRAFT: gettext_lazy("An agreement drafted"),
    CaseStep.LAY_OUT: gettext_lazy("Both sides asked to sign the draft"),
    CaseStep.COOL_OFF: gettext_lazy("Signed by both sides: time to think again"),
    CaseStep.GO_BACK: gettext_lazy("Back at the table"),
    CaseStep.BIND: gettext_lazy("The agreement counts: the promises are to be kept"),
    CaseStep.NO_AGREEMENT: gettext_lazy("Ended by the mediator, without an agreement"),
    CaseStep.CLOSE: gettext_lazy("Closed: what was agreed has been followed up"),
    CaseStep.REOPEN: gettext_lazy("Closed: what it settled is open again"),
    CaseStep.LEAVE: gettext_lazy("It does not go on"),
    CaseStep.LAPSE: gettext_lazy("It does not go on"),
}


def of(step: str) -> str:
    return str(TITLES.get(step, ""))
