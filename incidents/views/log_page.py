"""The page of the log form, as somebody begins with it, goes on with it, or has to look again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from incidents import beginning, lanes
from incidents.drafts import saving
from incidents.drafts.saving import Typed
from incidents.forms import LogForm
from incidents.models import LogDraft
from incidents.places import Place
from incidents.taxonomy import KINDS, Kind
from incidents.telling import into_incident

_MANY = ("impacts",)
# What says from where a form is sent, and no word of it.
_HIDDEN = {"key", "window", "kept"}
_TYPED = [name for name in LogForm.base_fields if name not in _HIDDEN]


def typed(sent: Any) -> dict[str, list[str]]:
    """The fields of a log form as they were sent, whatever stands in them."""
    return {name: sent.getlist(name) for name in _TYPED if name in sent}


def begun_with(fields: Mapping[str, list[str]]) -> dict[str, Any]:
    """The same, as what a form begins with."""
    return {
        name: values if name in _MANY else values[0]
        for name, values in fields.items()
        if name in _TYPED and values
    }


def kind_of(draft: Typed) -> Kind | None:
    """What kind was chosen, if one was."""
    return KINDS.get("".join(draft.fields.get("kind", [])[:1]))


def show(
    request: HttpRequest,
    form: LogForm,
    open_to: list[Place],
    at: datetime,
    *,
    elsewhere: LogDraft | None = None,
    status: int = 200,
) -> HttpResponse:
    """*elsewhere*: the draft as another window left it, which is shown beneath the form's own."""
    begun = beginning.beginning(open_to, request.user, at=at)
    form.offer_first(begun.kinds)
    context = {
        "form": form,
        "audiences": [lanes.own(side) for side in sorted({place.side for place in open_to})],
        "bodies": begun.bodies,
        "drafts": begun.drafts,
        "zone": open_to[0].zone if open_to else "UTC",
        "has_places": bool(open_to),
        "told_when": into_incident.when(form["told"].value(), request.user),
    }
    if elsewhere:
        there = saving.opened(elsewhere)
        context |= {"elsewhere": elsewhere, "there": list(there.words()), "kind": kind_of(there)}
    return render(request, "incidents/incident_log.html", context, status=status)
