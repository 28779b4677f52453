"""What begins a step before an opening: the page on which its thing comes to be."""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from liaison import access
from liaison.agenda import Action
from liaison.roles import Permission, Side
from protocols import briefing_notices
from visits import addresses
from visits.track.records import Evidence
from visits.track.table import Code, Stand, State, Step


def begin(stand: Stand, evidence: Evidence, person: Any, side: Side | None) -> Action | None:
    """As *person* of *side* (None: of neither, or of both) can begin it; None where the step is
    under way, is not theirs, or nothing can be done about it yet."""
    step = stand.step
    if stand.proof or side not in step.owed or _is_too_early(stand):
        return None
    permission, made = _VISIT if step.kinds else _BEGUN[step.code]
    may = access.may(person, permission, evidence.partnership)
    return made(evidence, step) if may else None


def _is_too_early(stand: Stand) -> bool:
    """Nobody opens a site, or reviews its opening, long before."""
    return stand.step.weeks >= 0 and stand.state is State.AHEAD


def _find(evidence: Evidence, step: Step) -> Action:
    where = str(step.place or "")
    url = addresses.finder(evidence.partnership.pk, kind=str(step.kinds[0]), place=where)
    return _link(_("Find a time"), url)


def _appoint(evidence: Evidence, step: Step) -> Action:
    where = [evidence.site.slug, evidence.partnership.pk, step.owed[0]]
    return _link(_("Appoint"), reverse("liaison:designation_appoint", args=where))


def _record(evidence: Evidence, step: Step) -> Action:
    url = reverse("liaison:legal_basis_record", args=[evidence.site.slug])
    return _link(_("Record the legal basis"), url)


def _draft(evidence: Evidence, step: Step) -> Action:
    if evidence.draft:
        return _link(_("Open the draft"), evidence.draft.get_absolute_url())
    return _link(_("Begin the draft"), reverse("protocols:protocol_start"))


def _endorse(evidence: Evidence, step: Step) -> Action | None:
    return _briefing_page(evidence, _("Endorse it"), "endorsements")


def _roll_call(evidence: Evidence, step: Step) -> Action | None:
    return _briefing_page(evidence, _("Open a roll-call"), "open-one")


def _briefing_page(evidence: Evidence, label: str, part: str) -> Action | None:
    if evidence.signed is None:
        return None
    return _link(label, f"{briefing_notices.page_of(evidence.signed.version)}#{part}")


def _call(evidence: Evidence, step: Step) -> Action:
    return _link(_("Test the numbers"), evidence.calls_url)


def _open(evidence: Evidence, step: Step) -> Action:
    url = reverse("liaison:lifecycle_change", args=[evidence.site.slug])
    return _link(_("Say that it is open"), url)


def _link(label: str, url: str) -> Action:
    return Action(label, url, posts=False)


Begin = tuple[Permission, Callable[[Evidence, Step], Action | None]]
_VISIT: Begin = (Permission.VISIT_PROPOSE, _find)
_BEGUN: Mapping[Code, Begin] = {
    Code.SITE_SPEAKS: (Permission.DESIGNATE_SITE, _appoint),
    Code.POLICE_SPEAKS: (Permission.DESIGNATE_POLICE, _appoint),
    Code.LEGAL_BASIS: (Permission.SITE_SETTINGS, _record),
    Code.DRAFT: (Permission.PROTOCOL_DRAFT, _draft),
    Code.SIGNED: (Permission.PROTOCOL_DRAFT, _draft),
    Code.ENDORSED: (Permission.PROTOCOL_ENDORSE, _endorse),
    Code.BRIEFED: (Permission.BRIEFING_LEAD, _roll_call),
    Code.SITE_CALLS: (Permission.LADDER_TEST, _call),
    Code.POLICE_CALLS: (Permission.LADDER_TEST, _call),
    Code.OPENING: (Permission.SITE_SETTINGS, _open),
}
