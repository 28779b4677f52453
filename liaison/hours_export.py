"""A site and its hours as the one file that ``load_site`` takes. Pure."""

import json

from liaison import opening
from liaison.models import HoursSet, Site


def exported(site: Site, known: HoursSet | None) -> str:
    """Loading it again changes nothing."""
    facts = {
        "slug": site.slug,
        "name": site.name,
        "operator": site.operator.name,
        "zone": site.zone,
        "lifecycle": site.lifecycle,
        **({"opens_on": site.opens_on.isoformat()} if site.opens_on else {}),
    }
    return json.dumps({**facts, **opening.hours_of(known)}, indent=2, ensure_ascii=False) + "\n"
