"""The layer that hides words of a case in its exports: whose it is, and who may change it."""

from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from incidents import stepping
from incidents.models import Incident, RedactionLayer
from incidents.stepping import FOR_NEITHER
from liaison import access
from liaison.access import Verdict
from liaison.refusal import Stale
from liaison.roles import Permission, Side


class Held(NamedTuple):
    """A locked incident, the side that acts, and its layer as it stands."""

    incident: Incident
    side: Side
    layer: RedactionLayer


def may_export(incident: Incident, side: Side | None, *, by: Any) -> Verdict:
    """Whether *by*, who stands on *side*, exports what their side reads of *incident*."""
    if side is None:
        return Verdict(False, str(FOR_NEITHER))
    return access.may(by, Permission.INCIDENT_EXPORT, incident)


def lock(incident: Incident, by: Any) -> tuple[Incident, Side]:
    """The locked incident, and the side for which *by* exports it. Errors: ``PermissionDenied``."""
    held, seen = stepping.lock(incident, by)
    side = seen.side_in(held)
    access.require_verdict(may_export(held, side, by=by))
    assert side is not None  # noqa: S101 - the verdict has refused it
    return held, side


def standing(layer: RedactionLayer, incident: Incident, side: Side) -> Held:
    """*layer* as it is under the lock of *incident*. Errors: ``PermissionDenied``."""
    found = RedactionLayer.objects.of_side(incident, side).filter(pk=layer.pk).first()
    if found is None:
        raise PermissionDenied(_("This is for the other side to do."))
    return Held(incident, side, found)


def unfinished(layer: RedactionLayer, by: Any) -> Held:
    """The layer of *by*'s side, which nobody changes until the transaction ends. Errors:
    ``PermissionDenied``, ``Stale`` once a file was made of it."""
    held = standing(layer, *lock(layer.incident, by))
    if held.layer.exports.exists():
        raise Stale(_("A file was made of this already. Begin another export with what it hides."))
    return held
