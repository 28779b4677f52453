"""A version as the document that is signed: read from its rows, ready for ``canonical``."""

import secrets
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation

from protocols import canonical, parties, signatories, texts, wording
from protocols.entry import SiteState
from protocols.models import EntryRow, Version

_STATES = [state.value for state in SiteState]


def names_of(version: Version) -> dict[str, Any]:
    """How everything the version speaks of is called now: kept with it when it is sent."""
    protocol = version.protocol
    return {
        "title": protocol.title,
        "parties": [
            {"id": str(party.pk), "name": party.name, "side": side.value}
            for party, side in parties.organisations(protocol)
        ],
        "partnerships": [
            {
                "id": str(partnership.pk),
                "operator": str(partnership.site.operator_id),
                "service": str(partnership.service_id),
                "site": {
                    "id": str(partnership.site_id),
                    "name": partnership.site.name,
                    "zone": partnership.site.zone,
                },
            }
            for partnership in sorted(protocol.covered, key=lambda one: one.pk)
        ],
        "salts": {str(partnership.pk): secrets.token_hex(16) for partnership in protocol.covered},
        "words": {code: _words(code) for code, _name in settings.LANGUAGES},
    }


def of(version: Version) -> dict[str, Any]:
    """Everything the digest covers; of each annex its own digest, so that whoever reads one of
    them can check the whole. Errors: ``KeyError`` when the version was never sent."""
    named = version.named
    return {
        **_terms(version),
        **_signatories(version),
        **_annexes(version),
        "base": version.base.digest if version.base else "",
        "clauses": _clauses(version),
        "entry": _entry(version),
        "languages": list(version.languages),
        "number": version.number,
        "parties": named["parties"],
        "partnerships": named["partnerships"],
        "protocol": str(version.protocol_id),
        "review_on": version.review_on.isoformat() if version.review_on else None,
        "starts_on": version.starts_on.isoformat() if version.starts_on else None,
        "title": named["title"],
        "words": {language: named["words"][language] for language in version.languages},
    }


def annex_of(version: Version, partnership_id: UUID) -> dict[str, Any]:
    """One annex as a document of its own. Its salt keeps anybody who holds nothing but its digest
    from finding out by trial what it says."""
    return {
        "clauses": _clauses(version, partnership_id),
        "languages": list(version.languages),
        "number": version.number,
        "partnership": str(partnership_id),
        "protocol": str(version.protocol_id),
        "salt": version.named["salts"][str(partnership_id)],
    }


def annex_digest(version: Version, partnership_id: UUID) -> str:
    """Errors: ``canonical.HiddenSign``."""
    return canonical.digest(annex_of(version, partnership_id), version.scheme + canonical.ANNEX)


def annex_digests(version: Version) -> dict[UUID, str]:
    """The digest of each annex that holds a clause, by partnership.
    Errors: ``canonical.HiddenSign``."""
    held = version.clauses.exclude(partnership=None).values_list("partnership_id", flat=True)
    return {one: annex_digest(version, one) for one in sorted(set(held))}


def annex_text(version: Version, partnership_id: UUID) -> str:
    """One annex, exactly as it was digested. Errors: ``KeyError`` when the version was never
    sent."""
    return canonical.written(annex_of(version, partnership_id), version.scheme + canonical.ANNEX)


def digest_of(version: Version) -> str:
    """The digest of what the rows say now. Errors: ``canonical.HiddenSign``."""
    return canonical.digest(of(version), version.scheme)


def signed_text(version: Version) -> str:
    """Exactly what was signed: SHA-256 over these characters in UTF-8 is the digest.
    Errors: ``KeyError`` when the version was never sent."""
    return canonical.written(of(version), version.scheme)


def is_intact(version: Version) -> bool:
    """Whether the rows still say what was digested when the version was sent."""
    return bool(version.digest) and digest_of(version) == version.digest


def _terms(version: Version) -> dict[str, Any]:
    """How it ends and pauses: part of the text since the second scheme."""
    if version.scheme == canonical.FIRST:
        return {}
    return {
        "ends_on": version.ends_on.isoformat() if version.ends_on else None,
        "notice_days": version.notice_days,
        "suspension_days": version.suspension_days,
    }


def _signatories(version: Version) -> dict[str, Any]:
    """The posts that sign, and none of the people who hold them: since the third scheme."""
    if version.scheme in (canonical.FIRST, canonical.SECOND):
        return {}
    return {
        "signatories": [
            {"organisation": str(slot.organisation_id), "post": slot.role, "side": slot.side}
            for slot in version.slots.all()
        ]
    }


def _annexes(version: Version) -> dict[str, Any]:
    """The annexes that hold a clause, by partnership: part of the text since the third scheme."""
    if version.scheme in (canonical.FIRST, canonical.SECOND):
        return {}
    return {
        "annexes": [
            {"digest": digest, "partnership": str(one)}
            for one, digest in annex_digests(version).items()
        ]
    }


def _clauses(version: Version, partnership_id: UUID | None = None) -> list[dict[str, Any]]:
    standing = version.clauses.filter(partnership=partnership_id)
    return [
        {
            "id": str(clause.key),
            "number": clause.number,
            "texts": {
                text.language: {"body": text.body, "heading": text.heading}
                for text in texts.said(clause.texts.all(), version.languages)
            },
        }
        for clause in standing.prefetch_related("texts")
    ]


def _entry(version: Version) -> list[dict[str, Any]]:
    rows = version.rows.select_related("clause").prefetch_related("steps__texts")
    return [
        {
            "circumstance": row.circumstance,
            "clause": row.clause.number if row.clause else None,
            "disposition": row.disposition,
            "state": row.state,
            "steps": [
                {t.language: t.text for t in texts.said(step.texts.all(), version.languages)}
                for step in row.steps.all()
            ],
            **_duties(row, version.scheme),
        }
        for row in sorted(rows, key=lambda row: (row.circumstance, _STATES.index(row.state)))
    ]


def _duties(row: EntryRow, scheme: str) -> dict[str, Any]:
    """Whom to call and what to write down: part of an answer since the third scheme."""
    if scheme in (canonical.FIRST, canonical.SECOND):
        return {}
    return {"call": list(row.call), "log": list(row.log)}


def _words(language: str) -> dict[str, dict[str, str]]:
    """What the codes of the table mean, in one language."""
    with translation.override(language):
        return {
            "calls": {p.value: str(words) for p, words in wording.POSTS.items()},
            "circumstances": {c.value: str(words) for c, words in wording.CIRCUMSTANCES.items()},
            "dispositions": {d.value: str(words) for d, words in wording.DISPOSITIONS.items()},
            "logs": {log.value: str(words) for log, words in wording.LOGS.items()},
            "posts": {post.value: str(post.label) for post in signatories.posts()},
            "states": {s.value: str(words) for s, words in wording.STATES.items()},
        }
