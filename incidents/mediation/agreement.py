"""What a mediator drafted: which draft stands, and the digest that both sides sign."""

import json
from hashlib import sha256
from typing import Any

from django.db.models import F, Prefetch, QuerySet

from incidents import writing
from incidents.models import AgreementSignature, Commitment, MediationCase, Settlement
from liaison.roles import Side

SCHEME = "portal-mediation-agreement-v1"


def drafts_of(case: MediationCase) -> QuerySet[Settlement]:
    """All that were drafted in *case*, oldest first, with their promises and the keys of their
    words; two queries."""
    rows = Settlement.objects.filter(assignment__case=case)
    rows = rows.select_related("text__data_key", "text__author", "proposed_by", "assignment")
    promises = Commitment.objects.select_related("what__data_key")
    rows = rows.prefetch_related(Prefetch("commitments", promises))
    return rows.order_by("proposed_at", F("ended_at").asc(nulls_last=True), "id")


def standing(case: MediationCase) -> Settlement:
    """The draft that is not put aside. Errors: ``Settlement.DoesNotExist``."""
    return drafts_of(case).get(ended_at=None)


def digest_of(settlement: Settlement) -> str:
    """SHA-256 over the scheme's name, a line break, and canonical JSON of the outcome, of who
    promises what by which day, and of all words as they are stored: sealed, so that whoever reads
    the digest in the ledger cannot try out what they say. It stays when words are taken out."""
    promises = sorted(settlement.commitments.all(), key=lambda one: (one.due_on, one.pk))
    [text, *words] = writing.seals([settlement.text, *(one.what for one in promises)])
    body = {
        "assignment": str(settlement.assignment_id),
        "outcome": settlement.outcome,
        "promises": [
            {"by": str(one.due_on), "post": one.post, "side": one.side, "what": what}
            for one, what in zip(promises, words, strict=True)
        ],
        "settlement": str(settlement.pk),
        "text": text,
    }
    return sha256(f"{SCHEME}\n{_canonical(body)}".encode()).hexdigest()


def latest_digest(case: MediationCase) -> str:
    """That of the newest draft, put aside or not; "" where there is none."""
    latest = drafts_of(case).last()
    return digest_of(latest) if latest else ""


def has_lost_words(settlement: Settlement) -> bool:
    """Whether some of it was taken out for good, so that nobody can read what they would sign."""
    statements = [settlement.text, *(one.what for one in settlement.commitments.all())]
    return any(one.data_key.destroyed_at for one in statements)


def names_shown(settlement: Settlement, side: Side | None) -> list[AgreementSignature]:
    """The names under *settlement* that a reader on *side* may learn of, the first one first: both
    once both are there, until then at most that of their own side. None under a draft that was put
    aside: what was signed there no longer counts. One query."""
    if settlement.ended_at:
        return []
    names = list(settlement.signatures.select_related("by"))
    if len(names) == len(Side):
        return names
    return [one for one in names if one.side == side]


def signed_by(case: MediationCase, side: Side) -> bool:
    """Whether *side* has put its name under the draft that stands."""
    rows = AgreementSignature.objects.filter(side=side, settlement__assignment__case=case)
    return rows.filter(settlement__ended_at=None).exists()


def _canonical(body: dict[str, Any]) -> str:
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
