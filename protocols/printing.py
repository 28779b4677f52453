"""A version as a PDF: tagged (PDF/UA-1), the same bytes for the same content.

The words go into the template as data. A draft says so across every page; a text that was sent
carries its digest on every page, the signatures, how to check them, and the signed bytes.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from liaison import access, paper, squares
from liaison.roles import Permission
from liaison.templatetags import time_tags
from liaison.templatetags.form_tags import lead_in
from protocols import annexes, clocks, document, prose, reading, texts, verifying
from protocols.models import SignatorySlot, Version
from protocols.reading import CellRead, ClauseRead, RowRead

_TEMPLATE = settings.BASE_DIR / "templates" / "paper" / "version.typ"
# Each is one page's own words; kept together so that the template holds none.
_WORDS = {
    "clauses": gettext_noop("Clauses"),
    "door": gettext_noop("At the door"),
    "door_before": gettext_noop(
        "A threat to life comes before this table, and a paper that entitles to entry is never "
        "refused; the table says how."
    ),
}


def pdf(version: Version, *, language: str, person: Any = None) -> bytes:
    """*version* in *language*, where a text has it, with the annexes that *person* reads (none:
    without any). Signs that no font holds are written out."""
    with translation.override(language):
        return paper.pdf(_TEMPLATE, _data(texts.read_by(person, version), language, person))


def file_name(version: Version, ending: str) -> str:
    """What a copy is called: the address of the protocol and the number, no word of the text."""
    return f"{version.protocol.slug}-{version.number}{ending}"


def annex_file_name(version: Version, partnership_id: UUID) -> str:
    """What a copy of one annex is called: as ``file_name``, and no site."""
    return file_name(version, f"-annex-{partnership_id.hex[:8]}.txt")


def _data(text: texts.Text, language: str, person: Any) -> dict[str, Any]:
    version = text.version
    slots = list(version.slots.select_related("organisation", "signature"))
    zone = clocks.zone_of(version.protocol, person)
    applies = _applies(version, person)
    number = _("Version %(number)d") % {"number": version.number}
    title = version.named.get("title", version.protocol.title)
    return {
        "lang": language,
        "paper": paper.size(zone),
        "title": f"{title}, {number}",
        "author": ", ".join(_parties(version)),
        "mark": _mark(version),
        "foot": _("Draft, not signed by anybody") if not version.digest else f"{title}, {number}",
        "digest": version.digest_groups if version.digest else None,
        "kicker": title,
        "heading": number,
        "status": _status(version, slots),
        "facts": _facts(version, zone, applies),
        "notes": _notes(text, language),
        "words": {**{key: _(words) for key, words in _WORDS.items()}, "columns": _columns()},
        "clauses": [
            _clause(clause, language, text.annex_name(clause.partnership_id))
            for clause in reading.clauses(text, language)
        ],
        "entry": [_row(row) for row in reading.grid(text, language)],
        "certificate": _certificate(text, slots, zone, applies) if version.digest else None,
        "attached": _attached(text) if version.digest else [],
    }


def _parties(version: Version) -> list[str]:
    covered = version.protocol.covered
    named = version.named.get("parties")
    if named:
        return [str(party["name"]) for party in named]
    return sorted({p.site.operator.name for p in covered} | {p.service.name for p in covered})


def _mark(version: Version) -> str | None:
    """What stands across every page of a text that was not sent."""
    if version.is_discarded:
        return _("DISCARDED")
    return _("DRAFT") if version.is_draft else None


def _status(version: Version, slots: list[SignatorySlot]) -> str:
    if version.is_draft:
        return _("A draft. It says what is being talked about, and applies to nobody.")
    if version.is_discarded:
        return _("A draft that was discarded. It never applied.")
    if version.is_declined:
        return _("Declined. It never applied.")
    if version.is_signed:
        return _("Signed by every post named in it.")
    signed = sum(hasattr(slot, "signature") for slot in slots)
    return ngettext(
        "Awaiting signatures: %(signed)d of %(count)d post has signed. It is not in force.",
        "Awaiting signatures: %(signed)d of %(count)d posts have signed. It is not in force.",
        len(slots),
    ) % {"signed": signed, "count": len(slots)}


def _facts(version: Version, zone: str, applies: list[str]) -> list[tuple[str, list[str]]]:
    sites = version.named.get("partnerships")
    names = [one["site"]["name"] for one in sites] if sites else None
    names = names or [p.site.name for p in version.protocol.covered]
    found: list[tuple[str, list[str]]] = [
        (_("Parties"), _parties(version)),
        (_("Sites"), list(dict.fromkeys(names))),
        (_("Applies from"), applies or [_begins(version)]),
    ]
    for label, day in ((_("Last day"), version.ends_on), (_("Review on"), version.review_on)):
        if day:
            found.append((label, [_day(day)]))
    found += [
        (_("May be suspended by each side"), [_days(version.suspension_days)]),
        (_("Notice to end it"), [_days(version.notice_days)]),
    ]
    if version.sent_at:
        found.append((_("Sent for signature"), [time_tags.time_in_words(version.sent_at, zone)]))
    return found


def _begins(version: Version) -> str:
    """From when it is to apply, for as long as it may."""
    if version.is_declined:
        return _("Never: it was declined.")
    if version.is_discarded:
        return _("Never: it was discarded.")
    return _day(version.starts_on) or _("the last signature")


def _applies(version: Version, person: Any) -> list[str]:
    """Since when it is in force, once all have signed: a moment that stays, whatever ends it
    later. By site, of those that *person* reads about (none: all), where they differ."""
    rows = version.in_force.select_related("partnership__site").order_by("starts", "pk")
    if person:
        own = access.standing(person).partnerships_for(Permission.PROTOCOL_READ)
        rows = rows.filter(partnership__in=own)
    told: dict[str, str] = {}
    for row in rows:
        never = row.ends is not None and row.ends <= row.starts
        told[str(row.partnership.site.name)] = (
            _("A later version took its place before its day.")
            if never
            else time_tags.time_in_words(row.starts, row.partnership.site.zone)
        )
    if len(set(told.values())) == 1:
        return [next(iter(told.values()))]
    return [f"{lead_in(site)} {since}" for site, since in told.items()]


def _day(day: date | None) -> str:
    return time_tags.day_in_words(day) if day else ""


def _days(days: int) -> str:
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}


def _notes(text: texts.Text, language: str) -> list[str]:
    if all(language not in lack.missing for lack in text.lacks):
        return []
    return [_("Where a text is missing in this language, the words of the other one are shown.")]


def _columns() -> list[str]:
    return [_("Circumstance"), _("The site is"), _("Answer"), _("Clause")]


def _clause(clause: ClauseRead, language: str, annex: str) -> dict[str, Any]:
    return {
        "number": str(clause.number),
        "heading": f"{clause.heading} ({annex})" if annex else clause.heading,
        "lang": clause.other or language,
        "other": _other(clause.other) if clause.other else None,
        "body": prose.nodes(clause.body),
    }


def _other(code: str) -> str:
    name = translation.get_language_info(code)["name_translated"]
    return _("Only in %(language)s") % {"language": name}


def _row(row: RowRead) -> dict[str, Any]:
    return {
        "code": row.circumstance.value,
        "question": str(row.question),
        "cells": [
            {
                "states": ", ".join(str(label) for label in spread.labels)
                if not spread.is_everywhere
                else _("In every state"),
                "words": str(spread.cell.words) or _("No answer yet"),
                "steps": list(spread.cell.steps),
                "duties": _duties(spread.cell),
                "clause": str(spread.cell.clause or ""),
            }
            for spread in row.spreads
        ],
    }


def _duties(cell: CellRead) -> list[str]:
    """Whom to call and what to write down afterwards, each on a line of its own."""
    calls, logs = map(str, cell.calls), map(str, cell.logs)
    told = ((_("Call:"), ", ".join(calls)), (_("Afterwards:"), _("; ").join(logs)))
    return [f"{label} {what}" for label, what in told if what]


def _certificate(
    text: texts.Text, slots: list[SignatorySlot], zone: str, applies: list[str]
) -> dict[str, Any]:
    version = text.version
    return {
        "heading": _("Certificate"),
        "lead": _(
            "What the portal attests about this text: which text it is, who put their name to it, "
            "and when."
        ),
        "digest_heading": f"{_('Digest')} ({version.scheme}, SHA-256)",
        "annexes": [
            {"heading": _("Annex: %(site)s") % {"site": one.name}, "digest": one.digest_groups}
            for one in annexes.digests(text)
        ],
        "signatures_heading": _("Signatures"),
        "columns": [_("Post"), _("Name"), _("Time")],
        "signatures": [_signature(slot, zone) for slot in slots],
        "applies_heading": _("Applies from"),
        "applies": applies,
        "check_heading": _("How to check it"),
        "check": [
            _("Scan the square, or open %(address)s and type the first four groups of the digest.")
            % {"address": verifying.page()},
            _(
                "Or take the signed text that is attached to this file and work out SHA-256 over "
                "the whole of it: the result is the digest. No program of ours is needed."
            ),
            _("Compare the digest with the one at the foot of every page."),
        ],
        "qr": squares.for_paper(verifying.address(version)),
        "qr_alt": _("A square code that leads to the page where this copy is checked."),
        "note": _(
            "This is an electronic signature recorded and attested by the portal, not a personal "
            "qualified certificate. Anybody who holds the content can work out the digest by "
            "themselves."
        ),
    }


def _signature(slot: SignatorySlot, zone: str) -> dict[str, Any]:
    if not hasattr(slot, "signature"):
        when = [_("Not signed")]
        return {"post": slot.post, "organisation": slot.organisation.name, "name": "", "when": when}
    signed = slot.signature
    at = [time_tags.time_in_words(signed.signed_at, one) for one in dict.fromkeys((zone, "UTC"))]
    return {
        "post": signed.post,
        "organisation": "",
        "name": signed.name,
        "when": [*at, str(signed.get_method_display())],
    }


def _attached(text: texts.Text) -> list[dict[str, str]]:
    """The signed text, and each annex that its reader reads."""
    version = text.version
    whole = {
        "name": file_name(version, ".txt"),
        "text": document.signed_text(version),
        "says": _("The signed text, byte for byte"),
    }
    parts = [
        {
            "name": annex_file_name(version, one.partnership.pk),
            "text": document.annex_text(version, one.partnership.pk),
            "says": _("Annex: %(site)s, byte for byte") % {"site": one.name},
        }
        for one in text.annexes
    ]
    return [whole, *parts]
