"""An export as a PDF for people, with its data attached byte for byte."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incidents.exporting.classes import IN_SHORT, Recipient, Why
from incidents.exporting.document import Document, Line, in_groups
from incidents.taxonomy import Lane
from liaison import paper
from liaison.models import Site
from liaison.roles import Role
from liaison.templatetags import time_tags
from liaison.whose import whose

_TEMPLATE = settings.BASE_DIR / "templates" / "paper" / "export.typ"


def pdf(document: Document) -> bytes:
    return paper.pdf(_TEMPLATE, _data(document))


def _data(document: Document) -> dict[str, Any]:
    head = document.heading
    zone = document.content.incident.site.zone
    title = _("Export %(code)s") % {"code": head.code}
    return {
        "lang": head.language,
        "paper": paper.size(zone),
        "title": title,
        "author": head.organisation,
        "foot": f"{title} · {Recipient(head.recipient).label}",
        "digest": in_groups(document.digest).split(),
        "heading": title,
        "status": _holds(document),
        "made": [
            (_("Made on"), time_tags.time_in_words(head.at, zone)),
            (_("Made by"), whose(str(Role(head.role).label), head.organisation)),
            (_("Made for"), str(Recipient(head.recipient).label)),
        ],
        "black": [in_words(document), *_reasons(document)],
        "notes": [
            _("Where words are blacked out, they are not in this file at all."),
            _("Details of officers and what is said to a mediator are part of no export."),
        ],
        "facts_heading": _("The incident"),
        "facts": list(document.content.facts),
        "course_heading": _("How it went"),
        "entries": [_entry(line, document.content.incident.site) for line in document.lines],
        "digest_heading": _("Digest (SHA-256)"),
        "check": _(
            "It is worked out over the content of the attached data, and kept by the portal under "
            "the code of this export."
        ),
        "salt": _("Random part of the content: %(salt)s") % {"salt": in_groups(head.salt)},
        "attached": [
            {
                "name": f"{head.code}.json",
                "text": document.as_json().decode(),
                "says": _("The same export as data"),
            }
        ],
    }


def in_words(document: Document) -> str:
    """How many places are blacked out."""
    number = document.black.total()
    if not number:
        return _("Nothing is blacked out.")
    return ngettext(
        "%(number)d place is blacked out.", "%(number)d places are blacked out.", number
    ) % {"number": number}


def _reasons(document: Document) -> list[str]:
    found = sorted(document.black.items())
    return [f"{Why(why).label}: {number}" for why, number in found]


def _holds(document: Document) -> str:
    if not document.content.shares:
        return _("What one side keeps in its own lane. The other side has not seen it.")
    if document.heading.with_own:
        return _("What both sides read, and what one side keeps in its own lane.")
    return _("What both sides read.")


def _entry(line: Line, site: Site) -> dict[str, Any]:
    piece = line.piece
    lane = Lane(piece.side_alone or Lane.SHARED)
    return {
        "title": piece.title,
        "meta": f"{piece.by} · {piece.when(site)} · {lane.label}",
        "gone": _("This text was taken out for good.") if piece.is_gone else None,
        "runs": [
            {"black": _said(run.why)} if run.why else {"words": run.words} for run in line.runs
        ],
    }


def _said(why: Why) -> str:
    return _("[blacked out: %(why)s]") % {"why": IN_SHORT[why]}
