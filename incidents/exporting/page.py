"""What the pages of an export show to one person of the side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incidents.course import Entry
from incidents.exporting import blacking_out, content, document, spans
from incidents.exporting.classes import IN_SHORT, Why
from incidents.exporting.content import Content, Piece
from incidents.exporting.document import Line
from incidents.exporting.spans import Word
from incidents.models import Blackout, Export, Incident, RedactionLayer
from incidents.taxonomy import Lane
from liaison.instances import Instances, Part
from liaison.roles import Role, Side
from liaison.templatetags import time_tags

# Each word is a field of the form, and a request holds DATA_UPLOAD_MAX_NUMBER_FIELDS at most.
WORDS_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Shown:
    """A run as the page shows it: words, or the reason in their place."""

    words: str
    black: Any = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as it would be exported; ``url``: where words of it are blacked out."""

    piece: Piece
    lane: str
    runs: Sequence[Shown]
    asked: Sequence[str]
    url: str = ""


@dataclass(frozen=True, slots=True)
class TextPart:
    """As many words of a text as are chosen from at once; ``number`` from 1 on, ``query`` leads
    there."""

    number: int
    words: Sequence[Word]

    @property
    def query(self) -> str:
        return f"?part={self.number}"

    @property
    def says(self) -> str:
        first, last = self.words[0].number + 1, self.words[-1].number + 1
        return _("Words %(first)d to %(last)d") % {"first": first, "last": last}


@dataclass(frozen=True, slots=True)
class BlackPlace:
    """A place that somebody blacked out, with the way to show it again."""

    words: str
    why: Any
    lift_url: str


class LayerPage:
    """One layer with the case as it would be exported."""

    def __init__(self, layer: RedactionLayer, incident: Incident, reader: Any) -> None:
        self.layer, self.incident = layer, incident
        self.zone = incident.site.zone
        self.whole: Content = content.of(layer, incident, reader)
        self.places = blacking_out.places_of(layer, self.whole.pieces)

    @cached_property
    def exports(self) -> list[Export]:
        return list(self.layer.exports.all())

    @property
    def is_open(self) -> bool:
        """Whether something can still be blacked out: no file was made of it."""
        return not self.exports

    @cached_property
    def lines(self) -> list[Line]:
        return document.lines(self.whole, self.places)

    @property
    def black(self) -> list[tuple[Any, int]]:
        """(reason, places) of what is blacked out."""
        made = document.count(self.lines)
        return [(Why(why).label, number) for why, number in sorted(made.items())]

    @property
    def number(self) -> int:
        return document.count(self.lines).total()

    def rows(self) -> list[Row]:
        return [self._row(line) for line in self.lines]

    def parts(self, piece: Piece) -> list[TextPart]:
        """The words of a text, for choosing among them: one part after the other."""
        words = spans.words_of(piece.text, self.places.get(piece.id, ()) if piece.id else ())
        starts = range(0, len(words), WORDS_AT_ONCE)
        return [
            TextPart(number, words[start : start + WORDS_AT_ONCE])
            for number, start in enumerate(starts, start=1)
        ]

    def black_places(self, piece: Piece) -> list[BlackPlace]:
        """What somebody blacked out of a text, each place with what stands there."""
        found = []
        for one in self.layer.blackouts.standing():
            if one.text_id == piece.id:
                start, end = one.starts or 0, one.ends or len(piece.text)
                parts = [self.incident.reference, self.layer.pk, one.pk]
                url = reverse("incidents:export_lift", args=parts)
                found.append(BlackPlace(piece.text[start:end], one.get_why_display(), url))
        return found

    def _row(self, line: Line) -> Row:
        piece = line.piece
        is_text = bool(piece.id and piece.text and self.is_open)
        parts = [self.incident.reference, self.layer.pk, piece.id]
        left = " ".join(run.words for run in line.runs)
        return Row(
            piece,
            piece.side_alone or Lane.SHARED.value,
            [Shown(run.words, IN_SHORT[run.why] if run.why else "") for run in line.runs],
            spans.asked_about(left) if is_text else (),
            reverse("incidents:export_text", args=parts) if is_text else "",
        )


@dataclass(frozen=True, slots=True)
class ExportRow:
    """An export as one side learns of it; ``layer_url`` where it is its own."""

    export: Export
    who: str
    recipient: Any
    layer_url: str

    @property
    def digest(self) -> str:
        """In groups, as the document shows it."""
        return document.in_groups(self.export.digest)


def export_rows(incident: Incident, side: Side | None) -> list[ExportRow]:
    return [_export_row(one, incident, side) for one in _known_to(incident, side)]


def _export_row(one: Export, incident: Incident, side: Side | None) -> ExportRow:
    is_own = one.layer.side == side
    url = reverse("incidents:export_layer", args=[incident.reference, one.layer_id])
    return ExportRow(one, _who(one), one.layer.get_recipient_display(), url if is_own else "")


def _who(one: Export) -> str:
    """By the post, never by name."""
    return str(Role(one.role).label)


def entries(incident: Incident, side: Side | None) -> list[Entry]:
    """The exports that *side* learns of, in the course of the incident. One query."""
    return [
        Entry(
            at=one.at,
            lane=Lane.SHARED.value if one.shares else one.layer.side,
            by=_who(one),
            own=False,
            title=_("Exported for: %(recipient)s")
            % {"recipient": one.layer.get_recipient_display()},
            side=one.layer.side,
            is_own=not one.shares,
        )
        for one in _known_to(incident, side)
    ]


def _known_to(incident: Incident, side: Side | None) -> list[Export]:
    return _EXPORTS.found(incident.pk, side.value if side else "")


def _exports(incident_id: UUID, side: str) -> QuerySet[Export]:
    return Export.objects.known_to(incident_id, side).order_by("at", "id")


_EXPORTS = Instances(
    _exports,
    [
        Part("", Export),
        Part("layer", RedactionLayer, "id", "incident_id", "side", "recipient"),
    ],
    UUID,
    str,
)


def found(fresh: Sequence[Blackout]) -> str:
    """What became of words that were looked for in every text."""
    if not fresh:
        return _("It was blacked out already wherever it stands.")
    places, texts = len(fresh), len({one.text_id for one in fresh})
    return _("Blacked out: %(places)s in %(texts)s.") % {
        "places": ngettext("%(number)d place", "%(number)d places", places) % {"number": places},
        "texts": ngettext("%(number)d text", "%(number)d texts", texts) % {"number": texts},
    }


def earlier(layers_: Iterable[RedactionLayer], zone: Any) -> list[tuple[UUID, str]]:
    """What one can begin from, the newest first."""
    return [(one.pk, called(one, zone)) for one in layers_]


def called(layer: RedactionLayer, zone: Any) -> str:
    day = time_tags.day_in_words(layer.at.astimezone(zone).date())
    return f"{layer.get_recipient_display()}, {day}"
