"""What came of a confirmed visit: it was held, with a note, or missed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from liaison.refusal import Refused
from liaison.roles import Side
from liaison.templatetags.time_tags import clock_in_words
from visits import notices, occupying, steps
from visits.after import actions
from visits.after.actions import Todo
from visits.lifecycle import ACTS, Absent, Act, Stage
from visits.models import SideMark, Visit, VisitMood, VisitMove, VisitOutcome, VisitTopic
from visits.on_the_day import reminders
from visits.track import running as track_running


class CannotSayYet(Refused):
    """The visit has hardly begun, or is not over."""


class CannotSayAbsent(Refused):
    """The side that says it did not come said at the time that it was there."""


class CannotSayMood(Refused):
    """The visit was not held, or the side has said already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What else is kept of a visit, all of it optional: ``attended`` counts by role (keys of
    ``topics.ATTENDED``), ``topics`` codes, ``mood`` 1 to 5 of the side that closes it."""

    attended: Mapping[str, int] = field(default_factory=dict)
    topics: Sequence[str] = ()
    questions: str = ""
    mood: int | None = None
    todos: Sequence[Todo] = ()


@ledger.operation
def mark_held(
    visit: Visit,
    *,
    note: str,
    by: Any,
    said: Said | None = None,
    seen: int | None = None,
    at: datetime | None = None,
) -> Visit:
    """The visit took place. *note* is what both sides keep of it, without saying who said what.

    Errors: ``CannotSayYet`` before it has gone on for a while, ``CannotMove``, ``Stale``,
    ``CannotAct``.
    """
    at, said = at or timezone.now(), said or Said()
    visit, move = _close(visit, Stage.HELD, words=note, by=by, seen=seen, at=at)
    _keep(visit, said, by=by, at=at)
    if said.mood:
        _keep_mood(visit, said.mood, side=Side(move.side), by=by, at=at)
    for todo in said.todos:
        actions.keep(visit, todo, by=by, side=Side(move.side), at=at)
    track_running.count_reviews(visit, at=at)
    notices.held(visit, move)
    return visit


@ledger.operation
def say_mood(visit: Visit, mood: int, *, by: Any, at: datetime | None = None) -> VisitMood:
    """How a held visit went, as the side of *by* sees it; each side says it once.

    Errors: ``CannotSayMood``, ``PermissionDenied``.
    """
    at = at or timezone.now()
    side = steps.acting_side(by, visit.partnership)
    visit = steps.lock(visit)
    if visit.stage not in ACTS[Act.SAY_MOOD]:
        raise CannotSayMood(_("How it went can be said of a visit that was held."))
    if visit.moods.filter(side=side).exists():
        raise CannotSayMood(_("Your side has said already how it went."))
    return _keep_mood(visit, mood, side=side, by=by, at=at)


@ledger.operation
def mark_missed(
    visit: Visit,
    *,
    by: Any,
    absent: Absent = Absent.UNKNOWN,
    reason: str = "",
    seen: int | None = None,
    at: datetime | None = None,
) -> Visit:
    """The visit did not take place, and nobody had called it off; *absent* says who did not come.
    Until its end they may still come.

    Errors: as ``mark_held``, before its end; and ``CannotSayAbsent``.
    """
    visit, move = _close(visit, Stage.MISSED, words=reason, by=by, seen=seen, at=at, absent=absent)
    notices.missed(visit, move)
    return visit


def _require_absent(visit: Visit, absent: Absent, side: Side) -> None:
    """No side takes back by this what it said itself. What the other one said stands beside it."""
    if absent not in (side.value, Absent.BOTH):
        return
    here = visit.marks.filter(kind=SideMark.Kind.HERE, revision=visit.revision, side=side)
    for mark in here:
        raise CannotSayAbsent(
            _(
                "Your side said at %(time)s that it was there. Choose otherwise, or that nobody "
                "knows."
            )
            % {"time": clock_in_words(mark.at.astimezone(visit.tz))},
            field="absent",
        )


def _require_time(visit: Visit, to: Stage, at: datetime) -> None:
    if to is Stage.MISSED and at < visit.ends:
        raise CannotSayYet(
            _("Until %(time)s they may still come: this can be said once the visit is over.")
            % {"time": clock_in_words(visit.ends.astimezone(visit.tz))},
            nearest=[visit.ends],
        )
    if to is Stage.HELD and not reminders.may_be_held(visit.starts, visit.ends, at):
        first = reminders.held_from(visit.starts, visit.ends)
        words = {"time": clock_in_words(first.astimezone(visit.tz))}
        raise CannotSayYet(
            _("That it was held can be said from %(time)s on the day of the visit.") % words,
            nearest=[first],
        )


def _close(
    visit: Visit,
    to: Stage,
    *,
    words: str,
    by: Any,
    seen: int | None,
    at: datetime | None,
    absent: Absent | None = None,
) -> tuple[Visit, VisitMove]:
    at = at or timezone.now()
    side = steps.acting_side(by, visit.partnership)
    visit = steps.lock(visit, seen=seen)
    steps.check(visit, to, side=side, at=at)
    _require_time(visit, to, at)
    if absent is not None:
        _require_absent(visit, absent, side)
    said = absent.value if absent else ""
    move = steps.write(visit, to, by=by, side=side, at=at, words=words, absent=said)
    occupying.vacate(visit)
    return visit, move


def _keep(visit: Visit, said: Said, *, by: Any, at: datetime) -> None:
    if not (said.attended or said.topics or said.questions):
        return
    questions = steps.note(visit, said.questions, at) if said.questions else None
    outcome = VisitOutcome.objects.create(
        visit=visit, questions=questions, recorded_at=at, **said.attended
    )
    VisitTopic.objects.bulk_create(
        VisitTopic(outcome=outcome, code=code) for code in dict.fromkeys(said.topics)
    )
    counts: dict[str, Any] = dict(said.attended)
    ledger.record(
        "visits.attendance_counted",
        chain=visit.partnership.chain,
        by=by,
        about=visit,
        at=at,
        topics=sorted(set(said.topics)),
        questions=str(questions.pk) if questions else None,
        vouched=getattr(said.questions, "vouched", False),
        **counts,
    )


def _keep_mood(visit: Visit, mood: int, *, side: Side, by: Any, at: datetime) -> VisitMood:
    said = VisitMood.objects.create(visit=visit, side=side, mood=mood, said_at=at)
    # The other side reads the number once it has said its own, and this entry at once.
    ledger.record(
        "visits.mood_said",
        chain=visit.partnership.chain,
        by=by,
        about=visit,
        at=at,
        side=side.value,
    )
    return said
