"""Offering to mediate: one side asks whether both want to, and both are then asked privately."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import settling, stepping
from incidents.corrections import reading
from incidents.lifecycle import Step
from incidents.mediation import eligibility, moving, notices, roster, terms
from incidents.mediation.eligibility import ASKED, Code, Row
from incidents.mediation.lifecycle import CASE_RULES, CaseStep
from incidents.models import Incident, MediationCase
from liaison import wallclock
from liaison.refusal import Refused
from liaison.roles import Side
from liaison.templatetags import time_tags

# Nobody is asked again and again until they agree.
AGAIN_AFTER = timedelta(days=30)
# Kinds of encounter that are not mediated, however serious the author says that it was.
NEVER_MEDIATED = {"K7": Code.FORCE, "I3": Code.DISCLOSED}


class CannotOffer(Refused):
    """``rows``: what is in the way, each with what is open instead."""

    def __init__(self, message: Any, *, rows: Sequence[Row] = (), **more: Any) -> None:
        super().__init__(message, **more)
        self.rows = rows


@ledger.operation
def offer(
    incident: Incident,
    told: Collection[Code] = (),
    *,
    by: Any,
    revision: int | None = None,
    at: datetime | None = None,
) -> MediationCase:
    """Ask both sides whether they want to mediate; to offer is not yet to agree. *told* is what
    the person says is in the way.

    Errors: ``PermissionDenied``, ``PressedTwice``, ``Stale``, ``NotTheMoment``, ``CannotOffer``.
    """
    at = at or timezone.now()
    footing = stepping.begin(incident, Step.OFFER, by=by, revision=revision)
    held = footing.incident
    settling.require_empty_table(held)
    _refuse_too_soon(held, at)
    rows = in_the_way(held, at, told)
    if rows:
        raise CannotOffer(_("This cannot be mediated."), rows=rows)
    before = Side(held.turn) if held.turn else None
    case = open_case(held, footing.side, before=before, by=by, at=at)
    stepping.end(footing, Step.OFFER, by=by, at=at)
    return case


def open_case(
    held: Incident, side: Side, *, before: Side | None, by: Any, at: datetime
) -> MediationCase:
    """Ask both sides of the locked *held*, in the running transaction; *side* offers it, *before*
    had the turn."""
    until = moving.within(held, CASE_RULES[CaseStep.OFFER].days or 0, at)
    case = MediationCase.objects.create(
        incident=held,
        offered_side=side,
        offered_by=by,
        offered_at=at,
        consent_until=until,
        terms_version=terms.VERSION,
        turn_before=before or held.author_side.other,
        stage_since=at,
        due_at=until,
    )
    moving.note(case, CaseStep.OFFER, by=by, at=at, side=side)
    notices.offered(case, by=by, at=at)
    moving.record(
        "incidents.mediation_offered", case, by=by, at=at, side=side.value, terms=case.terms_version
    )
    return case


def in_the_way(incident: Incident, at: datetime, told: Collection[Code] = ()) -> list[Row]:
    """What keeps *incident* from being mediated: by what is known here, and by what is *told*."""
    asked = {row.code for row in ASKED}
    return eligibility.in_the_way(known(incident, at) | (asked & set(told)))


def known(incident: Incident, at: datetime) -> set[Code]:
    """What the portal itself knows to be in the way, by what is logged and by what is corrected."""
    kinds = {incident.kind, reading.as_corrected(incident).kind}
    holds = {
        Code.GOOD: incident.is_positive,
        Code.CRITICAL: incident.is_critical,
        **{code: kind in kinds for kind, code in NEVER_MEDIATED.items()},
        Code.NOBODY: not roster.free(incident, at),
    }
    return {code for code, does in holds.items() if does}


def why_not(incident: Incident, at: datetime) -> str:
    """Why *incident* cannot be mediated now, by what is known here; empty where it can."""
    if reasons := [str(row.says) for row in in_the_way(incident, at)]:
        return " ".join(reasons)
    return why_too_soon(incident, at)


def why_too_soon(incident: Incident, at: datetime) -> str:
    """Where it did not go on a short while ago; else empty."""
    first = open_again_from(incident)
    return _too_soon(incident, first) if first is not None and at < first else ""


def open_again_from(incident: Incident) -> datetime | None:
    """The beginning of the day (UTC) from which on it can be offered again; None where it never
    was, or goes on."""
    ended = incident.mediations.filter(closed_at__isnull=False, outcome="")
    last = ended.order_by("-closed_at").first()
    if last is None or last.closed_at is None:
        return None
    first = (last.closed_at + AGAIN_AFTER).astimezone(incident.tz).date()
    return wallclock.midnight(first, incident.tz)


def _refuse_too_soon(incident: Incident, at: datetime) -> None:
    first = open_again_from(incident)
    if first is not None and at < first:
        raise CannotOffer(_too_soon(incident, first), nearest=[first])


def _too_soon(incident: Incident, first: datetime) -> str:
    day = time_tags.day_in_words(first.astimezone(incident.tz).date())
    says = _("It was offered before and did not go on. It can be offered again from %(day)s on.")
    return says % {"day": day}
