"""Whether a copy is genuine, and what became of it: for anybody, without showing any of it.

Whoever asks holds a copy of the text or of an annex: its code, which nobody guesses, or the whole
of it. The answer
says stages, days and numbers; no word of the text, no name, no site.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liaison import strict_json
from liaison.refusal import Refused
from protocols import canonical, holding, holds
from protocols.lifecycle import Force, Stage
from protocols.models import InForce, SentAnnex, Suspension, Version
from protocols.overview import FORCE_TONES, Times

# Four groups of eight: nobody finds 128 bits by trying.
SHORTEST_CODE = 32
LONGEST_TEXT = 500_000
_CODE_GROUPS = 4
_CODE = re.compile(rf"[0-9a-f]{{{SHORTEST_CODE},64}}")
_SCHEMES = canonical.SCHEMES + canonical.ANNEX_SCHEMES
_NEITHER = _(
    "This is neither a code nor a signed text. A code is at least the first four groups of the "
    "digest; a signed text is the file that comes with a copy, the whole of it."
)
# Looked for where a copy is unknown, so that the answer takes the same steps.
_NOBODY = UUID(int=0)
# By partnership and clause (None: the whole text), since when it stands suspended.
Held = defaultdict[UUID, dict[int | None, datetime]]


class CannotRead(Refused):
    """What was handed in is neither a code nor a signed text; says what would be."""


@dataclass(frozen=True, slots=True)
class Spell:
    """From which day until which day (none: until now) it applied at a site, by that site's
    calendar, and how it stands there now.

    ``since`` is the day from which it is suspended or without a legal basis; ``clauses`` are the
    numbers of those that are suspended by themselves, with that day. ``superseded_by`` is the
    number of the version of the same protocol that followed, ``superseded_code`` its code."""

    force: Force
    starts: date
    ends: date | None
    since: date | None
    clauses: tuple[tuple[int, date], ...]
    superseded_by: int | None
    superseded_code: str

    @property
    def tone(self) -> str:
        return FORCE_TONES.get(self.force, "plain")


@dataclass(frozen=True, slots=True)
class Answer:
    """``stage`` is None where the portal holds no such text that was sent for signature;
    ``is_annex`` where it is no version but one of its annexes, which applies at its site alone."""

    stage: Stage | None = None
    number: int = 0
    is_annex: bool = False
    spells: tuple[Spell, ...] = ()

    @property
    def is_genuine(self) -> bool:
        """Whether every post named in the text has signed it."""
        return self.stage == Stage.SIGNED

    @property
    def tone(self) -> str:
        """The colour of the whole answer: of what is worst about a genuine text now."""
        if not self.is_genuine:
            return "wait"
        tones = {spell.tone for spell in self.spells}
        if any(spell.clauses for spell in self.spells):
            tones.add("stop")
        return next((tone for tone in ("stop", "ok", "wait") if tone in tones), "plain")


def address(version: Version) -> str:
    """Where a copy of *version* is checked. The digest stands behind the ``#``: browsers keep that
    to themselves, so that no server, log or referring link tells who checked what."""
    return f"{page()}#{version.digest}"


def page() -> str:
    """The whole address of the page on which a copy is checked."""
    return f"{settings.BASE_URL}{reverse('protocols:copy_verify')}"


def check(handed_in: str, *, at: datetime) -> Answer:
    """What became of the copy that *handed_in* stands for, as of *at* (aware). Five queries,
    whether it is known or not. Errors: ``CannotRead``."""
    found, annex = _found(_wanted(handed_in))
    pk = found.pk if found else _NOBODY
    rows = InForce.objects.filter(version=pk).annotate(
        basis_ends=holds.newest_basis_ends("partnership__site", at)
    )
    if annex:
        rows = rows.filter(partnership=annex.partnership_id)
    named = list(
        rows.select_related("partnership__site", "version", "termination").order_by("starts", "pk")
    )
    following = {
        (row.partnership_id, row.starts): row.version
        for row in InForce.objects.filter(partnership__in_force__version=pk).select_related(
            "version"
        )
    }
    held = _held(pk, annex, at)
    if found is None:
        return Answer()
    spells = [_spell(row, following, held[row.partnership_id], at) for row in named]
    known = tuple(dict.fromkeys(spells))
    return Answer(Stage(found.stage), found.number, annex is not None, known)


def _held(version: UUID, annex: SentAnnex | None, at: datetime) -> Held:
    """What stands suspended at *at* (the whole text: None), since when, by partnership. Of annexes
    only what is in *annex*: nobody else learns what another one holds. One query."""
    readable = Q(clause__partnership=None)
    if annex:
        readable |= Q(clause__partnership=annex.partnership_id)
    found: Held = defaultdict(dict)
    rows = Suspension.objects.at(at).filter(readable, version=version).order_by("-starts")
    for partnership, clause, starts in rows.values_list(
        "partnership_id", "clause__number", "starts"
    ):
        # The earliest of those that stand comes last, and is since when.
        found[partnership][clause] = starts
    return found


def _found(wanted: Q) -> tuple[Version | None, SentAnnex | None]:
    """The version that has a digest as *wanted* or, with the annex, the one whose annex has it.
    Two queries, whatever is found."""
    version = Version.objects.exclude(digest="").filter(wanted).first()
    annex = SentAnnex.objects.filter(wanted).select_related("version").first()
    if version or not annex:
        return version, None
    return annex.version, annex


def _spell(
    row: Any,
    following: Mapping[tuple[UUID, datetime], Version],
    held: Mapping[int | None, datetime],
    at: datetime,
) -> Spell:
    zone = row.partnership.site.tz
    until_now = [holding.Spell(clause, "", at) for clause in held]
    hold = holding.hold(until_now, basis_ends=row.basis_ends, day=at.astimezone(zone).date())
    force = Times(row, at, hold).force
    later = following.get((row.partnership_id, row.ends)) if row.ends else None
    is_own = later is not None and later.protocol_id == row.version.protocol_id
    successor = later if is_own and force is Force.SUPERSEDED else None
    days = {clause: moment.astimezone(zone).date() for clause, moment in held.items()}
    return Spell(
        force=force,
        starts=row.starts.astimezone(zone).date(),
        ends=row.ends.astimezone(zone).date() if row.ends else None,
        since=_since(force, row, days),
        # Where nothing of it applies, what a clause would be is no news.
        clauses=tuple((clause, days[clause]) for clause in hold.clauses)
        if force is Force.APPLIES
        else (),
        superseded_by=successor.number if successor else None,
        superseded_code=" ".join(successor.digest_groups[:_CODE_GROUPS]) if successor else "",
    )


def _since(force: Force, row: Any, days: Mapping[int | None, date]) -> date | None:
    """The day from which it stands as it does, where that is a hold."""
    if force is Force.LAPSED:
        lapsed: date = row.basis_ends + timedelta(days=1)
        return lapsed
    return days.get(None) if force is Force.SUSPENDED else None


def _wanted(handed_in: str) -> Q:
    """The digests that what was handed in may have. Blanks and line ends between the signs of a
    code do not count, nor does the address before its ``#``."""
    code = "".join(handed_in.rpartition("#")[2].split()).lower()
    if _CODE.fullmatch(code):
        return Q(digest__startswith=code)
    return Q(digest__in=_digests(handed_in))


def _digests(handed_in: str) -> list[str]:
    """Of a signed text or an annex: the first line names the scheme (left out: any), the rest is
    JSON, however it is spaced and in whatever order its keys stand."""
    first, _sep, rest = handed_in.strip().partition("\n")
    schemes, written = (
        ((first.strip(),), rest) if first.strip() in _SCHEMES else (_SCHEMES, handed_in)
    )
    try:
        document = strict_json.read(written.strip().encode())
        if not isinstance(document, dict) or _is_ambiguous(document):
            raise CannotRead(_NEITHER)
        return [canonical.digest(document, scheme) for scheme in schemes]
    except (strict_json.BadDocument, TypeError, ValueError, RecursionError) as unread:
        raise CannotRead(_NEITHER) from unread


def _is_ambiguous(value: Any) -> bool:
    """Whether some key stands twice in one object: then the text says two things."""
    if isinstance(value, dict):
        repeated = bool(getattr(value, "repeated", ()))
        return repeated or any(map(_is_ambiguous, value.values()))
    return isinstance(value, list) and any(map(_is_ambiguous, value))
