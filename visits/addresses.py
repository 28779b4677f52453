"""Where a time for a visit is found, with what is known of it filled in."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from liaison.models import Partnership
from visits import turns
from visits.kinds import Kind


def finder(partnership_id: Any, *, kind: str = "", place: str = "") -> str:
    """The page on which a visit of *partnership_id* is proposed."""
    wanted = {"partnership": str(partnership_id), "kind": kind, "place": place}
    named = {name: value for name, value in wanted.items() if value}
    return f"{reverse('visits:visit_new')}?{urlencode(named)}"


def debrief(partnership: Partnership, person: Any) -> str:
    """The same for a debrief; nothing for somebody who proposes no visits there."""
    acts = turns.side_in(person, partnership) is not None
    return finder(partnership.pk, kind=Kind.DEBRIEF.value) if acts else ""
