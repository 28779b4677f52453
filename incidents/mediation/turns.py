"""Whose turn it is in a mediation, until when, and what happens next: as one of the three sees it,
for the bar on its page and for the desk. What the other side has done is not asked for."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from incidents.mediation.lifecycle import CaseStage
from incidents.mediation.parts import COMMITS, STEPS, Viewer
from incidents.models import MediationCase
from incidents.turns import TurnNow, Whose
from liaison.roles import Side

# Who of the reader's own side answers, where it is not the reader.
ANSWERS: Mapping[Side, Any] = {
    Side.SITE: gettext_lazy("the site manager of your side"),
    Side.POLICE: gettext_lazy("the liaison officer or the leader of your side"),
}
TAKES_PART: Mapping[Side, Any] = {
    Side.SITE: gettext_lazy("the site manager of your side"),
    Side.POLICE: gettext_lazy("the liaison officer of your side"),
}
# What is asked of a part at a stage, and what stands there once it is done.
_ASKED: Mapping[str, Any] = {
    CaseStage.OFFERED: gettext_lazy(
        "Say whether your side wants to mediate. The other side reads only whether both do."
    ),
    CaseStage.ASSIGNING: gettext_lazy(
        "Say that nothing speaks against the mediator, or use your side’s one challenge."
    ),
    CaseStage.TERMS: gettext_lazy("Read the terms and sign them."),
    CaseStage.SESSIONS: gettext_lazy(
        "Talk with both sides, then draft what both can agree to, or end the talks without it."
    ),
    CaseStage.DRAFTING: gettext_lazy(
        "Ask both sides to sign the draft, or write it anew after what they tell you."
    ),
    CaseStage.SIGNING: gettext_lazy(
        "Read the agreement, then sign it or take it back to the table. Nobody learns of the first "
        "signature before the second is there."
    ),
}
_WAITS: Mapping[str, tuple[Any, Any]] = {
    CaseStage.OFFERED: (
        gettext_lazy("Both sides are asked, each privately"),
        gettext_lazy("What came of it stands here when both have answered, or time is up."),
    ),
    CaseStage.AGREED: (
        gettext_lazy("A mediator is wanted"),
        gettext_lazy(
            "Nobody on the roster is free at the moment. Either side can propose a mediator, whom "
            "the other side confirms; it then goes on by itself."
        ),
    ),
    CaseStage.ASSIGNING: (
        gettext_lazy("Each side may challenge the mediator"),
        gettext_lazy("If neither does until then, the terms are signed next."),
    ),
    CaseStage.TERMS: (
        gettext_lazy("The others sign the terms"),
        gettext_lazy("With the third name the talks begin."),
    ),
    CaseStage.SESSIONS: (
        gettext_lazy("The two sides and the mediator talk"),
        gettext_lazy("The mediator then drafts what both can agree to."),
    ),
    CaseStage.DRAFTING: (
        gettext_lazy("The mediator works on the draft"),
        gettext_lazy(
            "Each side reads it and tells the mediator in confidence what it still lacks. Then "
            "both are asked to sign."
        ),
    ),
    CaseStage.SIGNING: (
        gettext_lazy("Both sides are asked to sign"),
        gettext_lazy(
            "You read it here once both have signed, or once one of them wants the draft changed."
        ),
    ),
    CaseStage.COOLING_OFF: (
        gettext_lazy("Both have signed, and may think again"),
        gettext_lazy(
            "Until then either side can take it back to the table, without a reason. After that "
            "the promises count, and the case is settled."
        ),
    ),
    CaseStage.FOLLOW_UP: (
        gettext_lazy("The agreement counts"),
        gettext_lazy("Each side keeps its promises by their days; the other says whether it did."),
    ),
    CaseStage.CLOSED: (
        gettext_lazy("The mediation has ended"),
        gettext_lazy("What was agreed, and what became of it, stands on the page of the incident."),
    ),
    CaseStage.NOT_PROCEEDING: (
        gettext_lazy("Not proceeding"),
        gettext_lazy("Both sides talk on in the shared lane. Every other way stays open."),
    ),
    CaseStage.WITHDRAWN: (
        gettext_lazy("It does not go on"),
        gettext_lazy("Both sides talk on in the shared lane. Every other way stays open."),
    ),
}

# Where the viewer's own side has signed, and may be the first to: told to nobody else.
_SIGNED = gettext_lazy(
    "Your side has signed. Nobody else learns that before the other side has signed too."
)


def turn_now(case: MediationCase, viewer: Viewer, *, done: bool) -> TurnNow:
    """*done*: the viewer's own part has done what is asked of it."""
    if viewer.who in STEPS.get(case.stage, ()) and not done:
        asked = _ASKED[case.stage]
        whose, who = (Whose.YOURS, "") if viewer.may(case) else (Whose.SIDE, awaited(case, viewer))
        return TurnNow(whose, who, case.stage_since, case.due_at, asked, viewer.side)
    who, then = _WAITS.get(case.stage, (case.get_stage_display(), ""))
    if case.stage == CaseStage.SIGNING and done:
        then = _SIGNED
    return TurnNow(who=who, since=case.stage_since, until=case.due_at, next=then)


def awaited(case: MediationCase, viewer: Viewer) -> Any:
    """For whom of the viewer's own side it waits."""
    if viewer.side is None:
        return ""
    return (ANSWERS if case.stage in COMMITS else TAKES_PART)[viewer.side]
