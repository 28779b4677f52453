"""What waits for a person in mediations."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from incidents import sight
from incidents.as_seen import AsSeen
from incidents.mediation import closing, parts, turns
from incidents.mediation.lifecycle import DRAFTED, CaseStage
from incidents.models import MediationCase
from incidents.turns import TurnNow, Whose
from liaison.agenda import Action, Item, Time, Turn

_MOST = 50
# Nobody is waited for.
_BY_ITSELF = frozenset({CaseStage.COOLING_OFF, CaseStage.FOLLOW_UP})
# The mediator writes.
_WRITTEN = frozenset({CaseStage.SESSIONS, CaseStage.DRAFTING})


def waiting_for(person: Any, at: datetime) -> list[Item]:
    """The mediations that go on and that *person* may see: one query, and where there are some, up
    to four for what their own part has done."""
    seen = sight.of(person)
    if not (seen.partnerships or seen.named):
        return []
    rows = MediationCase.objects.open().filter(seen.mediations())
    rows = rows.select_related("incident__site__operator", "incident__partnership__service")
    cases = list(rows.order_by("due_at", "offered_at", "id")[:_MOST])
    done = parts.done(cases)
    viewers = [(case, parts.viewer(case, person, seen)) for case in cases]
    return [_coming(case, viewer, at) or _item(case, viewer, done) for case, viewer in viewers]


def _coming(case: MediationCase, viewer: parts.Viewer, at: datetime) -> Item | None:
    """Where nobody is waited for: it goes on by itself with its time."""
    if case.stage not in _BY_ITSELF:
        return None
    until = case.due_at if case.stage == CaseStage.COOLING_OFF else closing.asked_until(case)
    due = until if until and until > at else None
    return _row(case, viewer, turn=Turn.COMING, due=due, time=Time.UNTIL, since=case.stage_since)


def _item(case: MediationCase, viewer: parts.Viewer, done: set[Any]) -> Item:
    is_done = (case.pk, str(viewer.who)) in done
    turn = turns.turn_now(case, viewer, done=is_done)
    yours = turn.whose is Whose.YOURS
    return _row(
        case,
        viewer,
        turn=Turn.YOURS if yours else Turn.THEIRS,
        due=turn.until,
        time=_time(case, viewer) if yours else Time.UNTIL,
        since=turn.since,
        who="" if yours else _waits_for(case, turn),
        action=_action(case) if yours else None,
    )


def _row(
    case: MediationCase, viewer: parts.Viewer, *, since: datetime | None, **facts: Any
) -> Item:
    """What every row of a mediation says, and *facts* besides."""
    incident = case.incident
    return Item(
        what=_what(case) % {"what": incident.what.label},
        where=f"{incident.site.name} · {incident.reference}",
        url=case.get_absolute_url(),
        zone=incident.site.zone,
        since=since,
        # What is due is counted from when it began.
        by_day=AsSeen(incident, viewer.side).is_by_the_day(since),
        **facts,
    )


def _time(case: MediationCase, viewer: parts.Viewer) -> Time:
    writes = viewer.is_mediator and case.stage in _WRITTEN
    return Time.BY if writes else Time.ANSWER


def _waits_for(case: MediationCase, turn: TurnNow) -> Any:
    if turn.whose is Whose.SIDE:
        return turn.who
    return {
        CaseStage.OFFERED: _("both sides"),
        CaseStage.AGREED: _("a mediator"),
        CaseStage.ASSIGNING: _("both sides"),
        CaseStage.TERMS: _("whoever has not signed yet"),
        CaseStage.SESSIONS: _("the mediator"),
        CaseStage.DRAFTING: _("the mediator"),
        CaseStage.SIGNING: _("both sides"),
    }[CaseStage(case.stage)]


def _what(case: MediationCase) -> str:
    return {
        CaseStage.OFFERED: _("Mediation, offered to both sides: %(what)s"),
        CaseStage.ASSIGNING: _("Mediation, a mediator is named: %(what)s"),
        CaseStage.TERMS: _("Mediation, terms to sign: %(what)s"),
        CaseStage.SESSIONS: _("Mediation, the talks: %(what)s"),
        CaseStage.DRAFTING: _("Mediation, an agreement in draft: %(what)s"),
        CaseStage.SIGNING: _("Mediation, an agreement to sign: %(what)s"),
        CaseStage.COOLING_OFF: _(
            "Mediation, time to think again, then the agreement counts: %(what)s"
        ),
        CaseStage.FOLLOW_UP: _("Mediation, promises followed up: %(what)s"),
    }.get(CaseStage(case.stage), _("Mediation: %(what)s"))


def _action(case: MediationCase) -> Action:
    reference = [case.incident.reference]
    if case.stage == CaseStage.TERMS:
        url = reverse("incidents:mediation_terms", args=reference)
        return Action(_("Read and sign"), url, posts=False)
    if case.stage == CaseStage.SESSIONS:
        url = reverse("incidents:mediation_draft", args=reference)
        return Action(_("Draft an agreement"), url, posts=False)
    if case.stage in DRAFTED:
        url = reverse("incidents:mediation_agreement", args=reference)
        signs = case.stage == CaseStage.SIGNING
        return Action(_("Read and sign") if signs else _("Read the draft"), url, posts=False)
    return Action(_("Read and answer"), case.get_absolute_url(), posts=False)
