"""What the pages on which a time is put forward show: the form, and times to pick from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from liaison import access
from liaison.access import Reach
from liaison.hours import Span
from liaison.models import Partnership
from liaison.refusal import Refused
from liaison.roles import Permission, Side
from visits import forms, occupying, showing, slots, terms
from visits.forms import TimeForm
from visits.kinds import Kind
from visits.models import KindTerms, Visit
from visits.refusals import CannotBook

OFFERED = 6
F = TypeVar("F", bound=TimeForm)


@dataclass(frozen=True, slots=True)
class Opening:
    """Free time on site, and the visit in it that one press picks."""

    free: Span
    pick: Span


def choices_of(request: HttpRequest) -> list[Reach]:
    """The partnerships to choose from; with ``?site=``, those of that site if there are any."""
    everywhere = showing.partnerships(request.user, Permission.VISIT_PROPOSE)
    at_site = [reach for reach in everywhere if reach.site_slug == request.GET.get("site")]
    return at_site or everywhere


def with_whom(person: Any, choices: Sequence[Reach]) -> list[tuple[UUID, str]]:
    """Each partnership by the other party: by its site for the police service's own people."""
    own = {held.organisation_id for held in access.standing(person).mandates}
    return [
        (
            reach.id,
            reach.site_name
            if reach.service_id in own
            else f"{reach.service_name} · {reach.site_name}",
        )
        for reach in choices
    ]


def partnership_of(request: HttpRequest, choices: Sequence[Reach]) -> Partnership | None:
    """The partnership the page is about: the only one among *choices*, or the one asked for."""
    asked = request.POST.get("partnership") or request.GET.get("partnership")
    pk = choices[0].id if len(choices) == 1 else showing.chosen(choices, asked)
    if pk is None:
        return None
    return Partnership.objects.visible_to(request.user).with_parties().get(pk=pk)


def bind(
    form_class: type[F], request: HttpRequest, partnership: Partnership, visit: Visit | None = None
) -> F:
    """The form of the page. Posted to *take* an offered time it carries that time; posted to
    *pick* one or to *look* for others it comes back as it was typed, not yet judged."""
    zone = partnership.site.tz
    if request.method != "POST":
        return form_class(zone=zone, initial=_standing(visit) if visit else {})
    if "pick" in request.POST or "look" in request.POST:
        typed = forms.with_time(request.POST, zone, "pick")
        return form_class(zone=zone, initial={name: typed[name] for name in typed})
    return form_class(forms.with_time(request.POST, zone, "take"), zone=zone)


def context(
    form: TimeForm,
    partnership: Partnership,
    *,
    side: Side,
    refused: Refused | None,
    at: datetime,
    visit: Visit | None = None,
) -> dict[str, Any]:
    """What the page shows beside the form."""
    standing = terms.all_of(partnership)
    asked = standing[visit.kind if visit else _kind(form)]
    nearest = refused.nearest if isinstance(refused, CannotBook) else form.nearest
    return {
        "form": form,
        "partnership": partnership,
        "visit": visit,
        "side": side,
        "zone": partnership.site.zone,
        "nearest": nearest,
        "openings": _openings(form, asked, side, at),
        "asked": asked,
        "notice": asked.notice if side is Side.POLICE else 0,
        "kinds_url": reverse("visits:kind_list", args=[partnership.pk]),
    }


def _openings(form: TimeForm, asked: KindTerms, side: Side, at: datetime) -> list[Opening]:
    partnership = asked.partnership
    frame = occupying.limits(asked, side=side, at=at)
    length = min(timedelta(minutes=_minutes(form, asked)), frame.longest)
    found = occupying.openings(
        partnership, asked.kind, frame, length=length, from_=_from(form, at), count=OFFERED
    )
    zone = partnership.site.tz
    return [Opening(free, slots.gentlest(free, length, zone)) for free in found]


def _standing(visit: Visit) -> dict[str, Any]:
    local = visit.starts.astimezone(visit.tz)
    return {
        "seen": visit.revision,
        "place": visit.place,
        "where": visit.where,
        "day": local.date(),
        "time": local.time(),
        "minutes": (visit.ends - visit.starts) // timedelta(minutes=1),
    }


def _kind(form: TimeForm) -> str:
    value = form["kind"].value()
    return value if value in Kind.values else Kind.CHECK_IN


def _minutes(form: TimeForm, asked: KindTerms) -> int:
    lengths = {str(minutes): minutes for minutes, _label in forms.LENGTHS}
    return lengths.get(str(form["minutes"].value()), asked.usual_minutes)


def _from(form: TimeForm, at: datetime) -> datetime:
    """From the day that stands in the form on; from *at* where it holds none."""
    try:
        day = form.fields["day"].clean(form["day"].value())
    except ValidationError:
        return at
    return datetime.combine(day, time.min, tzinfo=form.zone).astimezone(UTC)
