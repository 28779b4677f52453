"""Reading: the list, a protocol, a version, its certificate."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import Person
from liaison import access
from liaison.roles import Permission
from protocols import (
    annexes,
    clocks,
    comparing,
    conversation,
    declining,
    discarding,
    drafting,
    endorsing,
    interruptions,
    met,
    open_points,
    overview,
    reading,
    telling,
    texts,
    turns,
)
from protocols.conversation import Thread
from protocols.interruptions import Interruptions
from protocols.models import Protocol, Version
from protocols.open_points import OpenPoint
from protocols.texts import Text
from protocols.views.requests import SignedIn


def protocol_list(request: SignedIn) -> HttpResponse:
    access.require(request.user, Permission.PROTOCOL_READ)
    page = overview.page_for(request.user, request.GET.get("page", ""), at=timezone.now())
    may_start = access.may(request.user, Permission.PROTOCOL_DRAFT)
    return render(request, "protocols/protocol_list.html", {"page": page, "may_start": may_start})


def protocol_detail(request: SignedIn, slug: str) -> HttpResponse:
    protocol = get_object_or_404(Protocol.objects.visible_to(request.user), slug=slug)
    versions = protocol.versions.visible_to(request.user)
    may_draft = access.may(request.user, Permission.PROTOCOL_DRAFT, protocol.covered)
    now = timezone.now()
    context = {
        "protocol": protocol,
        "versions": overview.with_times(versions, request.user, at=now),
        "endorsed": endorsing.of_protocol(versions, at=now),
        "unclear": telling.unclear_in(versions, request.user),
        "sees_briefing": access.may(request.user, Permission.BRIEFING_SEE, protocol.covered),
        "zone": clocks.zone_of(protocol, request.user),
        "may_draft": may_draft,
        "next_from": drafting.base_of_next(list(versions)) if may_draft else None,
    }
    return render(request, "protocols/protocol_detail.html", context)


def version_detail(request: SignedIn, slug: str, number: int) -> HttpResponse:
    version = visible_version(request, slug, number)
    at, person = timezone.now(), request.user
    text = texts.read_by(person, version)
    reads_drafts = access.may(person, Permission.PROTOCOL_READ_DRAFT, version)
    talk = conversation.of(version, text.clauses, person) if reads_drafts else {}
    course = _course_of(text, person, at)
    context = {
        "version": version,
        "zone": clocks.zone_of(version.protocol, person),
        "crumbs": _crumbs(version.protocol),
        "reads_drafts": reads_drafts,
        "talk": talk,
        "may_edit": version.is_draft and access.may(person, Permission.PROTOCOL_DRAFT, version),
        "show": request.GET.get("show", ""),
        **_left_of(text, person, at, talk, course),
        **_words_of(text, person, text_language(request, version), at, talk),
        **course,
    }
    return render(request, "protocols/version_detail.html", context)


def _crumbs(protocol: Protocol) -> list[tuple[str, str]]:
    here = (protocol.title, protocol.get_absolute_url())
    return [(_("Protocols"), reverse("protocols:protocol_list")), here]


def _left_of(
    text: Text,
    person: Person,
    at: datetime,
    talk: Mapping[UUID, Thread],
    course: Mapping[str, Any],
) -> dict[str, Any]:
    """What is still open on it, and whose turn that makes it."""
    gaps = reading.gaps(text) if text.version.is_draft else []
    points = _open_points(text, talk)
    counts = {"gaps": len(gaps), "points": len(points)}
    may_suspend = course["may_suspend"]
    turn = turns.of(text.version, person, at=at, talk=talk, may_suspend=may_suspend, **counts)
    may_resume = [may_resume for _suspension, may_resume in course["stopped"].standing]
    return {
        "gaps": reading.told(gaps),
        "points": points,
        "unresolved": [thread for thread in talk.values() if thread.comments],
        "turn": turns.while_suspended(turn, may_resume),
    }


def visible_version(request: SignedIn, slug: str, number: int, *, sent: bool = False) -> Version:
    """The version of the address, if its reader may see it; with *sent*, only once it was."""
    versions = Version.objects.visible_to(request.user).select_related("protocol", "base")
    if sent:
        versions = versions.exclude(digest="")
    return get_object_or_404(versions, protocol__slug=slug, number=number)


def _open_points(text: Text, talk: Mapping[UUID, Thread]) -> list[OpenPoint]:
    if not text.version.is_draft:
        return []
    proposals = [thread.proposal.remark for thread in talk.values() if thread.proposal]
    return open_points.of(text.clauses, text.version.languages, proposals)


def _words_of(
    text: Text, person: Person, language: str, at: datetime, talk: Mapping[UUID, Thread]
) -> dict[str, Any]:
    """What it says, and what that changes for as long as it can still be changed."""
    is_open = not text.version.is_settled
    counted = met.counted_for(text.version)
    times = met.times(counted, person) if counted else {}
    parts = annexes.parts(text, person, language, talk, times)
    return {
        "text": text,
        "text_language": language,
        **parts,
        "counted": counted,
        "met": met.most_often(parts),
        "talk_of_gone": [thread for thread in talk.values() if not thread.clause],
        "grid": reading.grid(text, language),
        "differences": comparing.with_what_stands(text, person, language, at) if is_open else [],
    }


def _course_of(text: Text, person: Person, at: datetime) -> dict[str, Any]:
    """How it went, and where that leaves it."""
    version = text.version
    times = overview.times_of(version, person, at=at)
    stopped = interruptions.of(version, person, at=at) if times else Interruptions()
    return {
        "times": times,
        "placed": overview.Placed(version, times),
        "slots": version.slots.select_related("organisation", "signature"),
        "stopped": stopped,
        "unclear": telling.unclear_in([version], person).get(version.pk, {}) if times else {},
        "held": {
            clause.pk
            for one in times
            for clause in text.clauses
            if clause.number in one.hold.clauses
            and clause.partnership_id in (None, one.row.partnership_id)
        },
        "story": overview.story_of(version, person, stopped.story),
        "discarded": discarding.move_of(version),
        "declined": declining.standing([version]).get(version.pk),
        **_stopping(person, times, at),
    }


def _stopping(person: Person, times: list[overview.Times], at: datetime) -> dict[str, bool]:
    """Whether this reader may suspend it, or end it with notice."""
    rows = [one.row for one in times]
    asked = {
        "may_suspend": Permission.PROTOCOL_SUSPEND,
        "may_terminate": Permission.PROTOCOL_TERMINATE,
    }
    return {
        name: bool(interruptions.open_to(person, permission, rows, at=at))
        for name, permission in asked.items()
    }


def text_language(request: SignedIn, version: Version) -> str:
    """The language to read the text in: the one asked for, else that of the page. Who signs
    signs them all, and can read them all."""
    asked = request.GET.get("text", "")
    return asked if asked in version.languages else str(translation.get_language())
