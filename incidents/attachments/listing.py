"""The files with an incident, as one person sees them on its page: from one query."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import Person
from incidents import hanging, sight, stepping, taking_out
from incidents.lifecycle import Step
from incidents.models import Attachment, Incident
from incidents.taxonomy import Lane
from liaison.instances import Instances, Part
from liaison.roles import Side
from vault.models import DataKey

_FILES = (Part("", Attachment), Part("data_key", DataKey), Part("author", Person, "id", "name"))


@dataclass(frozen=True, slots=True)
class Row:
    """One file. The addresses are empty where the reader may not go there; ``also`` is what both
    sides see it as, where it was shown to them."""

    file: Attachment
    caption: str
    is_own: bool
    open_url: str = ""
    show_url: str = ""
    out_url: str = ""
    also: str = ""


def _in_lanes(incident_id: UUID, own: str, shared: str) -> QuerySet[Any]:
    rows = Attachment.objects.filter(incident_id=incident_id, lane__in=[own, shared])
    return rows.order_by("at", "id")


_ATTACHMENTS = Instances(_in_lanes, _FILES, UUID, str, str)


def of_incident(incident: Incident, side: Side | None, reader: Any) -> list[Attachment]:
    """The files that *reader* on *side* sees, oldest first, with their keys and authors; on no
    side, those that both sides see, if they hear the incident as its mediator."""
    if side is None:
        hears = incident.pk in sight.of(reader).heard
        return _ATTACHMENTS.found(incident.pk, Lane.SHARED, Lane.SHARED) if hears else []
    return _ATTACHMENTS.found(incident.pk, *(lane.value for lane in sight.lanes(side)))


def find(pk: UUID, incident: Incident, side: Side | None, reader: Any) -> Attachment:
    """Errors: ``Attachment.DoesNotExist`` for one that *reader* does not see."""
    for one in of_incident(incident, side, reader):
        if one.pk == pk:
            return one
    raise Attachment.DoesNotExist


def rows(incident: Incident, side: Side | None, reader: Any) -> list[Row]:
    seen = of_incident(incident, side, reader) if hanging.known(incident).files else []
    if not seen:
        return []
    may_show = stepping.may_take(Step.DISCUSS, incident, by=reader, side=side)
    shown = {one.released_from_id: one.label for one in seen}
    return [_row(one, incident, side, reader, bool(may_show), shown) for one in seen]


def _row(
    one: Attachment,
    incident: Incident,
    side: Side | None,
    reader: Any,
    may_show: bool,
    shown: dict[UUID | None, str],
) -> Row:
    caption, is_gone = one.shown()
    is_own = one.author_id == reader.pk
    if is_gone:
        return Row(one, "", is_own)
    also = shown.get(one.pk, "")
    is_to_show = may_show and one.is_served and one.lane != Lane.SHARED and not also
    may_take_out = taking_out.may(one, incident, side, by=reader)
    return Row(
        one,
        caption,
        is_own,
        open_url=_url("attachment_file", incident, one) if one.is_served else "",
        show_url=_url("attachment_show", incident, one) if is_to_show else "",
        out_url=_url("attachment_take_out", incident, one) if may_take_out else "",
        also=also,
    )


def _url(name: str, incident: Incident, one: Attachment) -> str:
    return reverse(f"incidents:{name}", args=[incident.reference, one.pk])
