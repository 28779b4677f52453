"""Reading: the list, a protocol, a version, its certificate."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from liaison import access
from liaison.roles import Permission
from protocols import endorsing, interruptions, open_points, overview, reading, turns
from protocols.forms import SignForm
from protocols.interruptions import Interruptions
from protocols.models import Protocol, Version
from protocols.open_points import OpenPoint
from protocols.views.requests import SignedIn


def protocol_list(request: SignedIn) -> HttpResponse:
    access.require(request.user, Permission.PROTOCOL_READ)
    page = overview.page_for(request.user, request.GET.get("page", ""), at=timezone.now())
    may_start = access.may(request.user, Permission.PROTOCOL_DRAFT)
    return render(request, "protocols/protocol_list.html", {"page": page, "may_start": may_start})


def protocol_detail(request: SignedIn, slug: str) -> HttpResponse:
    protocol = get_object_or_404(Protocol.objects.visible_to(request.user), slug=slug)
    versions = protocol.versions.visible_to(request.user)
    now = timezone.now()
    context = {
        "protocol": protocol,
        "versions": overview.with_times(versions, at=now),
        "endorsed": endorsing.of_protocol(versions, at=now),
        "sees_briefing": access.may(request.user, Permission.BRIEFING_SEE, protocol.covered),
        "zone": protocol.covered[0].site.zone,
        "may_draft": access.may(request.user, Permission.PROTOCOL_DRAFT, protocol.covered),
    }
    return render(request, "protocols/protocol_detail.html", context)


def version_detail(request: SignedIn, slug: str, number: int) -> HttpResponse:
    version = visible_version(request, slug, number)
    return show_version(request, version, SignForm(initial={"digest": version.digest}))


def version_certificate(request: SignedIn, slug: str, number: int) -> HttpResponse:
    version = visible_version(request, slug, number, sent=True)
    signed = version.signatures.select_related("slot__organisation")
    context = {
        "version": version,
        "zone": version.protocol.covered[0].site.zone,
        "signatures": signed,
        "waiting": version.slots.filter(signature=None).select_related("organisation"),
        "times": overview.times_of(version, at=timezone.now()),
    }
    return render(request, "protocols/version_certificate.html", context)


def visible_version(request: SignedIn, slug: str, number: int, *, sent: bool = False) -> Version:
    """The version of the address, if its reader may see it; with *sent*, only once it was."""
    versions = Version.objects.visible_to(request.user).select_related("protocol", "base")
    if sent:
        versions = versions.exclude(digest="")
    return get_object_or_404(versions, protocol__slug=slug, number=number)


def show_version(
    request: SignedIn, version: Version, form: SignForm, *, status: int = 200
) -> HttpResponse:
    language = _text_language(request, version)
    clauses = reading.clauses(version, language)
    grid = reading.grid(version, language, [clause.number for clause in clauses])
    gaps = sum(cell.gap is not None for row in grid for cell in row.cells)
    points = _open_points(version)
    now = timezone.now()
    times = overview.times_of(version, at=now)
    stopped = interruptions.of(version, request.user, at=now) if times else Interruptions()
    context: dict[str, Any] = {
        "version": version,
        "text_language": language,
        "zone": version.protocol.covered[0].site.zone,
        "clauses": clauses,
        "grid": grid,
        "gaps": gaps,
        "points": points,
        "turn": turns.of(version, request.user, gaps=gaps, points=len(points)),
        "times": times,
        "placed": overview.Placed(version, times),
        "crumbs": [(_("Protocols"), reverse("protocols:protocol_list"))]
        + [(version.protocol.title, version.protocol.get_absolute_url())],
        "slots": version.slots.select_related("organisation", "signature"),
        "stopped": stopped,
        "held": {number for one in times for number in one.hold.clauses},
        **_stopping(request, times, now),
        "story": overview.story_of(version, request.user, stopped.story),
        "form": form,
        "may_edit": version.is_draft
        and access.may(request.user, Permission.PROTOCOL_DRAFT, version),
    }
    return render(request, "protocols/version_detail.html", context, status=status)


def _open_points(version: Version) -> list[OpenPoint]:
    if not version.is_draft:
        return []
    return open_points.of(version.clauses.prefetch_related("texts"), version.languages)


def _stopping(request: SignedIn, times: list[overview.Times], at: datetime) -> dict[str, bool]:
    """Whether this reader may suspend it, or end it with notice."""
    rows = [one.row for one in times]
    asked = {
        "may_suspend": Permission.PROTOCOL_SUSPEND,
        "may_terminate": Permission.PROTOCOL_TERMINATE,
    }
    return {
        name: bool(interruptions.open_to(request.user, permission, rows, at=at))
        for name, permission in asked.items()
    }


def _text_language(request: SignedIn, version: Version) -> str:
    """The language to read the text in: the one asked for, else that of the page. Who signs
    signs them all, and can read them all."""
    asked = request.GET.get("text", "")
    return asked if asked in version.languages else str(translation.get_language())
