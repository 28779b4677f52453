"""One mediation, looked up among those that the person may see."""

from typing import Any

from incidents.models import MediationCase

_NAMED = (
    "incident__site__operator",
    "incident__partnership__service",
    "incident__partnership__site",
)


def find(reference: str, person: Any) -> MediationCase:
    """The latest one of the incident *reference*. Errors: ``MediationCase.DoesNotExist``."""
    rows = MediationCase.objects.visible_to(person).select_related(*_NAMED)
    found = rows.filter(incident__reference=reference).order_by("-offered_at").first()
    if found is None:
        raise MediationCase.DoesNotExist
    return found
