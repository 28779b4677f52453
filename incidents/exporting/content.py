"""What goes into an export of a case: what its side reads on the page of the case, people by their
side alone, and never a detail of one officer nor what was confided to a mediator."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from incidents.attachments import listing
from incidents.course import Course, Entry, Terms
from incidents.facts import Facts
from incidents.models import Attachment, Commitment, Incident, RedactionLayer, Statement
from incidents.taxonomy import Lane
from liaison import timekeeping
from liaison.models import Site
from liaison.roles import Side
from liaison.templatetags import time_tags
from liaison.templatetags.form_tags import lead_in


@dataclass(frozen=True, slots=True)
class Piece:
    """One entry. ``source`` holds its words, where it has any (a promise: its post); ``is_gone``:
    they were taken out for good. ``side`` is whose it is, empty for neither's; ``is_own``: only the
    own side reads it; ``by_day``: of ``at`` only the day is told."""

    at: datetime
    side: str
    title: str
    text: str = ""
    is_gone: bool = False
    is_own: bool = False
    source: Statement | Attachment | Commitment | None = None
    by_day: bool = False

    @property
    def id(self) -> UUID | None:
        return self.source.pk if self.source else None

    @property
    def by(self) -> str:
        """Whose it is, in words."""
        return str(Side(self.side).label) if self.side else _("Neither side")

    @property
    def side_alone(self) -> str:
        """The side that alone reads it; empty for what both sides read."""
        if not self.is_own:
            return ""
        return self.source.lane if isinstance(self.source, Statement | Attachment) else self.side

    def when(self, site: Site) -> str:
        """In words."""
        if self.by_day:
            return time_tags.day_in_words(timekeeping.day_at(site, self.at))
        return time_tags.time_in_words(self.at, site.zone)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that an export of a layer holds, before anything is blacked out."""

    incident: Incident
    facts: Sequence[tuple[str, str]]
    pieces: Sequence[Piece]

    @property
    def shares(self) -> bool:
        """Whether something stands in it that both sides read: then the other side learns of it."""
        return self.incident.released_at is not None

    def piece(self, text_id: UUID) -> Piece | None:
        """The entry whose words can be blacked out under *text_id*."""
        found = (piece for piece in self.pieces if piece.id == text_id and not piece.is_gone)
        return next(found, None)


def of(layer: RedactionLayer, incident: Incident, reader: Any) -> Content:
    """*incident* as the side of *layer* exports it; *reader* stands on that side."""
    side = Side(layer.side)
    pieces = [piece for piece in _pieces(incident, side, reader) if _goes_in(piece, layer)]
    # What both sides read is told as the side sees it that did not log it, whoever exports it.
    told_to = side if layer.with_own else incident.author_side.other
    facts = _ExportedFacts(incident, told_to)
    pieces = [replace(one, by_day=facts.seen.is_by_the_day(one.at)) for one in pieces]
    return Content(incident, list(facts.lines()), sorted(pieces, key=lambda p: p.at))


def _goes_in(piece: Piece, layer: RedactionLayer) -> bool:
    if isinstance(piece.source, Commitment) and not layer.with_posts:
        return False
    return layer.with_own or not piece.is_own


class _ExportedFacts(Facts):
    def lines(self) -> Iterator[tuple[str, str]]:
        incident = self.incident
        known = {one.what: one.in_words for one in self.facts()}
        yield _("Reference"), incident.reference
        yield from ({what: str(said) for what, said in self.headings().items()} | known).items()
        yield _("Stage"), incident.get_stage_display()
        if self.seen.knows_the_hour:
            yield _("The site was then"), str(self.state_then)
        if self.has_another_time and self.corrected and self.corrected.seen.knows_the_hour:
            yield _("By the corrected time the site was"), str(self.corrected.state_then)

    def told_of(self, incident: Incident) -> Facts:
        return _ExportedFacts(incident, self.side)

    def headings(self) -> dict[str, Any]:
        incident = self.incident
        return {_("Kind"): incident.what.label, _("How serious"): incident.get_severity_display()}

    def _when(self) -> str:
        return self.seen.when_in_words

    def _logged_by(self) -> str:
        """People are named by their side alone."""
        return str(self.incident.author_side.label)


class _ExportedCourse(Course):
    @cached_property
    def _posts(self) -> dict[UUID, str]:
        """Each promise by its side: the post is free text, an entry of its own, and nothing of a
        title can be black."""
        return {
            one.pk: str(one.promiser.label)
            for settled in self.settlements
            for one in settled.commitments.all()
        }


def _pieces(incident: Incident, side: Side, reader: Any) -> Iterator[Piece]:
    course = _ExportedCourse(incident, side, reader)
    yield from map(_of_entry, course.entries())
    standing = course.terms()
    for terms in (*([standing] if standing else []), *course.earlier()):
        yield from _of_terms(terms, course)
    yield from map(_of_file, listing.of_incident(incident, side, reader))


def _of_entry(entry: Entry) -> Piece:
    return Piece(
        entry.at,
        entry.side,
        entry.title,
        entry.words,
        is_gone=entry.gone,
        is_own=entry.is_own,
        source=entry.statement,
    )


def _of_terms(terms: Terms, course: Course) -> Iterator[Piece]:
    """What lies on the table or was agreed, with the promises in it."""
    settlement = terms.settlement
    side, at = settlement.side or "", settlement.proposed_at
    title = _("How it ends: %(outcome)s") % {"outcome": settlement.get_outcome_display()}
    yield Piece(
        at,
        side,
        title,
        terms.words.text,
        is_gone=terms.words.gone,
        source=course.statements.get(settlement.text_id),
    )
    for line in terms.promises:
        promise = line.commitment
        said = {"post": promise.promiser.label, "day": time_tags.day_in_words(promise.due_on)}
        kept = promise.get_verdict_display()
        title = _("Promise of %(post)s, by %(day)s") % said
        yield Piece(
            at,
            promise.side,
            f"{lead_in(title)} {kept}" if kept else title,
            line.what.text,
            is_gone=line.what.gone,
            source=course.statements.get(promise.what_id),
        )
        who = _("who keeps it, by post")
        yield Piece(
            at,
            promise.side,
            f"{lead_in(title)} {who}",
            promise.post,
            is_gone=not promise.post,
            source=promise,
        )


def _of_file(one: Attachment) -> Piece:
    """That there is a file, and what is said of it: the file itself is opened from the case."""
    caption, is_gone = one.shown()
    return Piece(
        one.at,
        one.author_side,
        _("%(file)s, not part of this export") % {"file": one.label},
        caption,
        is_gone=is_gone,
        is_own=one.lane != Lane.SHARED,
        source=one,
    )
