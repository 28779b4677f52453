"""With which police service a site shares an incident, where it works with several."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from incidents import judging, sight
from incidents.models import Incident
from liaison.models import Partnership
from liaison.refusal import Refused


class CannotChoose(Refused):
    """Nobody is there to share it with, or it is not said with whom."""


def partnerships_for(incident: Incident, by: Any) -> list[Partnership]:
    """With whom the incident can be shared: the own partnerships of its site."""
    if incident.partnership:
        return [incident.partnership]
    seen = sight.of(by)
    return list(
        Partnership.objects.with_parties().filter(
            pk__in=seen.partnerships - seen.torn, site_id=incident.site_id
        )
    )


def choose(held: Incident, wanted: UUID | None, *, by: Any) -> None:
    """Settle the partnership of *held*, which is locked, where it has none yet; not saved here.
    Errors: as ``chosen``."""
    if held.partnership_id is None:
        held.partnership = chosen(held, wanted, by=by)
        judging.judge_for_partnership(held)


def chosen(incident: Incident, wanted: UUID | None, *, by: Any) -> Partnership:
    """The partnership that *wanted* names, or the only one. Errors: ``CannotChoose``,
    ``PermissionDenied``."""
    open_to = {partnership.pk: partnership for partnership in partnerships_for(incident, by)}
    if not open_to:
        raise CannotChoose(_("This site has no partnership yet, so there is nobody to show it."))
    if wanted is None and len(open_to) == 1:
        wanted = next(iter(open_to))
    if wanted is None:
        raise CannotChoose(_("Say to which police service."), field="partnership")
    if wanted not in open_to:
        raise PermissionDenied(_("You do not act for the site in that partnership."))
    return open_to[wanted]
