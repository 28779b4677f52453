"""Somebody in charge decides in which words the other side reads what happened."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import (
    apart,
    grain,
    hiding,
    notices,
    own_ledger,
    pairing,
    shared_ledger,
    stepping,
    writing,
)
from incidents.attachments import releasing as attachments
from incidents.grain import PlaceGrain, TimeGrain
from incidents.lifecycle import Step
from incidents.models import Incident, Release, Statement, Vouching
from incidents.patterns import opening
from incidents.stepping import Footing, NotTheMoment
from incidents.taxonomy import Lane
from liaison.refusal import Refused


class CannotRelease(Refused):
    pass


@dataclass(frozen=True, slots=True)
class Manner:
    """How an incident is shown to the other side, and what was answered to "Could someone who was
    there know which person this is?". ``partnership_id`` says to which police service, where the
    site works with several; ``files``: the attachments that go along."""

    recognisable: Release.Recognisable
    time: TimeGrain = TimeGrain.MINUTE
    place: PlaceGrain = PlaceGrain.DISTANCE
    with_identifiers: bool = False
    partnership_id: UUID | None = None
    files: tuple[UUID, ...] = ()


@ledger.operation
def release(
    incident: Incident,
    words: str,
    *,
    manner: Manner,
    by: Any,
    revision: int | None = None,
    at: datetime | None = None,
) -> Incident:
    """Show the other side the facts and *words*; the draft stays in its own lane.

    Errors: ``PermissionDenied``, ``Stale``, ``NotTheMoment``, ``CannotRelease``,
    ``pairing.CannotChoose``, ``writing.CannotShow``, ``attachments.CannotGoAlong``.
    """
    at = at or timezone.now()
    with stepping.rather(lambda: refuse_planned(incident)):
        footing = stepping.begin(
            incident,
            Step.RELEASE,
            by=by,
            revision=revision,
            words=words,
            is_same=lambda _move: is_decided_so(incident, manner),
        )
    refuse_planned(footing.incident)
    refuse_recognisable(footing.incident, manner)
    decided = decision(footing.incident, manner, by=by, at=at)
    return carry_out(footing, words, decided, by=by, at=at)


def is_decided_so(incident: Incident, manner: Manner, *, on: date | None = None) -> bool:
    """Whether the last release was decided with the same answers, for the same day if any."""
    last = incident.releases.last()
    if last is None:
        return False
    day = last.due_at.astimezone(incident.tz).date() if last.due_at else None
    files = tuple(UUID(one) for one in last.files)
    return day == on and manner == Manner(
        Release.Recognisable(last.recognisable),
        time=TimeGrain(last.time_grain),
        place=PlaceGrain(last.place_grain),
        with_identifiers=last.with_identifiers,
        partnership_id=last.partnership_id,
        files=files,
    )


def decision(held: Incident, manner: Manner, *, by: Any, at: datetime) -> Release:
    """What *by* decided, as it is kept; not saved here."""
    return Release(
        incident=held,
        recognisable=manner.recognisable,
        time_grain=manner.time,
        place_grain=manner.place,
        with_identifiers=manner.with_identifiers,
        files=[str(one) for one in manner.files],
        partnership_id=manner.partnership_id,
        decided_by=by,
        decided_at=at,
    )


def carry_out(footing: Footing, words: str, decided: Release, *, by: Any, at: datetime) -> Incident:
    """Do what was *decided*, in the running operation. Errors: as ``release``."""
    held = footing.incident
    refuse_empty(words)
    pairing.choose(held, decided.partnership_id, by=by)
    drafts = list(_drafts(held, words, with_identifiers=decided.with_identifiers))
    statements = writing.write(held, drafts, by=by, side=footing.side, at=at)
    files = attachments.release(held, decided.files, by=by, side=footing.side, at=at)
    held.released_at = at
    show_coarser(held, TimeGrain(decided.time_grain), PlaceGrain(decided.place_grain))
    stepping.end(footing, Step.RELEASE, by=by, at=at, statement=statements[0])
    decided.end(Release.End.RELEASED, at)
    decided.save()
    notices.released(held, by=by, side=footing.side, at=at)
    opening.look_around(held, at=at)
    shared_ledger.record(
        "incidents.released",
        footing,
        by=by,
        at=at,
        words=writing.seals(statements),
        attachments=files,
    )
    own_ledger.record(
        "incidents.release_decided",
        held,
        footing.side,
        by=by,
        at=at,
        **answers(decided),
    )
    return held


def show_coarser(held: Incident, time: TimeGrain, place: PlaceGrain) -> None:
    """How exactly the other side sees when and where; not saved here."""
    held.time_grain, held.place_grain = time, place
    is_exact = time is TimeGrain.MINUTE
    held.coarse_at = None if is_exact else grain.begins(held.occurred_at, time, held.tz)


def answers(decided: Release) -> dict[str, Any]:
    """What the own side's ledger keeps of a decision."""
    return {
        "recognisable": str(decided.recognisable),
        "time": str(decided.time_grain),
        "place": str(decided.place_grain),
    }


def refuse_recognisable(held: Incident, manner: Manner) -> None:
    """Somebody who was there might know who it is: then it is shown less exactly, or later."""
    is_coarser = manner.time is not TimeGrain.MINUTE or hiding.hides(held, manner.place)
    if manner.recognisable != Release.Recognisable.PERHAPS or is_coarser:
        return
    if manner.place is not PlaceGrain.DISTANCE and (kind := hiding.told_by(held)):
        words = _(
            "“%(kind)s” tells by itself where it was. Show the time less exactly, release it on a "
            "later day, or count it in patterns only."
        ) % {"kind": kind}
        raise CannotRelease(words, field="recognisable")
    raise CannotRelease(
        _(
            "Then show the time or the place less exactly, release it on a later day, or count "
            "it in patterns only. Or take out what gives the person away, and answer No."
        ),
        field="recognisable",
    )


def refuse_planned(held: Incident) -> None:
    """Errors: ``NotTheMoment`` while a release waits for its day."""
    if held.releases.planned().exists():
        raise NotTheMoment(_("A release is planned already. Take it back first."), step=Step.PLAN)


def refuse_empty(words: str) -> None:
    if not words.strip():
        raise CannotRelease(_("Say what the other side is to read."), field="words")


def drafts_of(incident: Incident) -> dict[str, Statement]:
    """What the author wrote for the own side, by kind: where the words to release start from."""
    kinds = Statement.Kind
    rows = incident.statements.filter(
        lane=Lane.of(incident.author_side), kind__in=(kinds.NARRATIVE, kinds.DONE)
    ).select_related("data_key")
    return {row.kind: row for row in rows}


def kept_apart_of(incident: Incident) -> list[Statement]:
    """The details of one officer that the own side keeps apart, and that can go along."""
    own = Lane.of(incident.author_side)
    rows = incident.statements.filter(lane=own, kind=Statement.Kind.RESTRICTED)
    return list(rows.select_related("data_key"))


def vouched_in(drafts: Iterable[Statement]) -> list[str]:
    """The kinds of words that screening asked about in *drafts*, and their author vouched for."""
    found = Vouching.objects.filter(statement__in=list(drafts))
    return sorted(set(found.values_list("kind", flat=True)))


def _drafts(held: Incident, words: str, *, with_identifiers: bool) -> Iterator[writing.Draft]:
    kinds, own = Statement.Kind, drafts_of(held)
    yield writing.Draft(words, kinds.NARRATIVE, Lane.SHARED, released_from=own[kinds.NARRATIVE])
    if not with_identifiers:
        return
    kept = kept_apart_of(held)
    standing = [one for one in kept if one.data_key.destroyed_at is None]
    if kept and not standing:
        raise CannotRelease(
            _("The badge or fleet number was taken out for good. Release it without."),
            field="with_identifiers",
        )
    for one in standing:
        numbers = apart.read(one.words()).numbers
        yield writing.Draft(numbers, kinds.RESTRICTED, Lane.SHARED, released_from=one)
