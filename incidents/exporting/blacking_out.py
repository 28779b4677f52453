"""What is blacked out before a case is exported: places over texts that stay as they are."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import own_ledger
from incidents.exporting import content, layers, spans
from incidents.exporting.classes import Why
from incidents.exporting.content import Content, Piece
from incidents.exporting.layers import Held
from incidents.exporting.spans import Place
from incidents.models import Attachment, Blackout, Commitment, RedactionLayer, Statement
from liaison.refusal import Refused, Stale

# The longest words that are looked for; a name or a number is shorter.
LONGEST_SAID = 100
# In one press; the ledger keeps each place.
MOST_PLACES = 200
# What words of a piece stand in, and as what a place of them keeps it.
_NAMES: Mapping[type, str] = {
    Statement: "statement",
    Attachment: "attachment",
    Commitment: "commitment",
}


class CannotBlackOut(Refused):
    pass


@ledger.operation
def black_out(
    layer: RedactionLayer,
    text_id: UUID,
    numbers: Iterable[int] | None,
    why: Why,
    *,
    by: Any,
    at: datetime | None = None,
) -> list[Blackout]:
    """Black out of one text the words with *numbers*, or all of it (None).

    Errors: ``PermissionDenied``, ``Stale``, ``CannotBlackOut``.
    """
    at = at or timezone.now()
    held = layers.unfinished(layer, by)
    piece = content.of(held.layer, held.incident, by).piece(text_id)
    if piece is None:
        raise Stale(_("This text is not part of the export any more."))
    if numbers is None:
        places: list[tuple[int, int | None]] = [(0, None)]
    else:
        places = list(spans.chosen(piece.text, set(numbers)))
    if not places:
        raise CannotBlackOut(_("Choose the words, or all of the text."), field="numbers")
    return _black_out(held, [(piece, places)], why, by=by, at=at)


@ledger.operation
def black_out_wherever(
    layer: RedactionLayer, said: str, why: Why, *, by: Any, at: datetime | None = None
) -> list[Blackout]:
    """Black out *said* in every text of the export; it is kept nowhere.

    Errors: ``PermissionDenied``, ``Stale``, ``CannotBlackOut`` where it stands nowhere.
    """
    at = at or timezone.now()
    held = layers.unfinished(layer, by)
    pieces = content.of(held.layer, held.incident, by).pieces
    found = [(piece, spans.wherever(piece.text, said)) for piece in pieces if piece.source]
    if not any(places for _piece, places in found):
        raise CannotBlackOut(_("These words stand in no text of this export."), field="said")
    return _black_out(held, found, why, by=by, at=at)


@ledger.operation
def lift(
    layer: RedactionLayer, blackout_id: UUID, *, by: Any, at: datetime | None = None
) -> Blackout:
    """Show the words again that were blacked out. Doing it again changes nothing.

    Errors: ``PermissionDenied``, ``Stale``, ``CannotBlackOut`` for a detail of one officer.
    """
    at = at or timezone.now()
    held = layers.unfinished(layer, by)
    one = held.layer.blackouts.filter(pk=blackout_id).first()
    if one is None:
        raise Stale(_("This place is not part of the export any more."))
    if one.lifted_at:
        return one
    piece = content.of(held.layer, held.incident, by).piece(one.text_id)
    if piece and _hides_officer(one, piece):
        raise CannotBlackOut(_("Details of one officer never go into an export."))
    one.lifted_by, one.lifted_at = by, at
    one.save(update_fields=["lifted_by", "lifted_at"])
    _record("incidents.blackout_lifted", held, [one], by=by, at=at)
    return one


def places_of(layer: RedactionLayer, pieces: Iterable[Piece]) -> dict[UUID, list[Place]]:
    """What is blacked out of each text, details of officers included that nobody has hidden yet."""
    found: dict[UUID, list[Place]] = {}
    for one in layer.blackouts.standing():
        found.setdefault(one.text_id, []).append(_place(one))
    for piece in pieces:
        if piece.id:
            officers = [Place(*span, Why.OFFICER) for span in spans.of_officers(piece.text)]
            found[piece.id] = [*found.get(piece.id, []), *officers]
    return found


def black_out_officers(
    layer: RedactionLayer, whole: Content, *, by: Any, at: datetime
) -> list[Blackout]:
    """Keep what screening takes for details of one officer and the layer does not hide yet, in the
    running operation."""
    hidden = {
        (one.text_id, one.starts, one.ends)
        for one in layer.blackouts.standing().filter(why=Why.OFFICER)
    }
    found = [
        _row(layer, piece, span, Why.OFFICER, by=by, at=at)
        for piece in whole.pieces
        if piece.source
        for span in spans.of_officers(piece.text)
        if (piece.id, *span) not in hidden
    ]
    return _save(found)


def _black_out(
    held: Held,
    found: Iterable[tuple[Piece, Iterable[tuple[int, int | None]]]],
    why: Why,
    *,
    by: Any,
    at: datetime,
) -> list[Blackout]:
    rows = [
        _row(held.layer, piece, span, why, by=by, at=at)
        for piece, places in found
        for span in places
    ]
    if len(rows) > MOST_PLACES:
        raise CannotBlackOut(
            _("That is more than %(most)d places. Black out whole texts, or fewer words at a time.")
            % {"most": MOST_PLACES}
        )
    standing = {(one.text_id, one.starts, one.ends) for one in held.layer.blackouts.standing()}
    fresh = _save([one for one in rows if (one.text_id, one.starts, one.ends) not in standing])
    if fresh:
        _record("incidents.blacked_out", held, fresh, by=by, at=at, why=why.value)
    return fresh


def _row(
    layer: RedactionLayer,
    piece: Piece,
    span: tuple[int, int | None],
    why: Why,
    *,
    by: Any,
    at: datetime,
) -> Blackout:
    start, end = span
    name = next(name for kind, name in _NAMES.items() if isinstance(piece.source, kind))
    return Blackout(
        **{name: piece.source},
        layer=layer,
        starts=None if end is None else start,
        ends=end,
        why=why,
        by=by,
        at=at,
    )


def _save(rows: Iterable[Blackout]) -> list[Blackout]:
    return Blackout.objects.bulk_create(rows)


def _place(one: Blackout) -> Place:
    return Place(one.starts or 0, one.ends, Why(one.why))


def _hides_officer(one: Blackout, piece: Piece) -> bool:
    place = _place(one)
    end = len(piece.text) if place.end is None else place.end
    return any(start < end and stop > place.start for start, stop in spans.of_officers(piece.text))


def _record(
    verb: str, held: Held, rows: Iterable[Blackout], *, by: Any, at: datetime, **facts: Any
) -> None:
    """Where in which text, and why: what the words were the ledger does not keep."""
    own_ledger.record(
        verb,
        held.incident,
        held.side,
        by=by,
        at=at,
        layer=str(held.layer.pk),
        places=[{"text": str(one.text_id), "starts": one.starts, "ends": one.ends} for one in rows],
        **facts,
    )
