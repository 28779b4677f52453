"""What became of a promise: its own side says that it is done, the other whether it was kept.

``following_up`` asks again later."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import notices, shared_ledger, stepping, writing
from incidents.lifecycle import Step
from incidents.models import Commitment, FollowUp, Incident, Statement
from incidents.stepping import Footing, NotTheMoment
from incidents.taxonomy import Evidence, Lane
from liaison import deadlines
from liaison.refusal import Refused
from liaison.templatetags import time_tags

Verdict = Commitment.Verdict
_STEPS = {Verdict.KEPT: Step.KEPT, Verdict.NOT_KEPT: Step.NOT_KEPT}
# So many days after it was settled, each promise that was checked by then is asked about again.
ASKED_AGAIN_AFTER = (30, 90)


class CannotCheck(Refused):
    pass


@dataclass(frozen=True, slots=True)
class Answer:
    """What a side says about a promise of the other: whether it is kept, by what it knows, and a
    word about it for both sides, if it likes."""

    verdict: Verdict
    evidence: Evidence
    words: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """Which promise of *incident* somebody speaks about, and with which words."""

    incident: Incident
    promise_id: UUID
    words: str = ""


@ledger.operation
def say_done(
    incident: Incident,
    promise_id: UUID,
    words: str = "",
    *,
    by: Any,
    revision: int | None = None,
    at: datetime | None = None,
) -> Commitment:
    """The own promise is kept, says its side; the other side is asked whether it sees it so.

    *words*, if there are any, are read by both sides. Errors: ``Commitment.DoesNotExist``,
    ``PermissionDenied``, ``Stale``, ``NotTheMoment``, ``CannotCheck``.
    """
    at = at or timezone.now()
    about = About(incident, promise_id, words)
    footing, promise = begin(about, Step.DONE, require_unsaid, by=by, revision=revision)
    promise.done_at = at
    promise.asked_at = promise.asked_at or at
    promise.save(update_fields=["done_at", "asked_at"])
    statement = end(footing, Step.DONE, words, by=by, at=at)
    notices.promise_done(footing.incident, promise, by=by, at=at)
    record("incidents.promise_done", footing, statement, by=by, at=at)
    return promise


@ledger.operation
def check(
    incident: Incident,
    promise_id: UUID,
    answer: Answer,
    *,
    by: Any,
    revision: int | None = None,
    at: datetime | None = None,
) -> Commitment:
    """The other side says whether a promise was kept: once its day is over, or once its own side
    has said that it is done. Said once; asked again later. Errors: ``Commitment.DoesNotExist``,
    ``PermissionDenied``, ``Stale``, ``NotTheMoment``, ``CannotCheck``.
    """
    at = at or timezone.now()
    require_seen(answer)
    step = _STEPS[answer.verdict]
    about = About(incident, promise_id, answer.words)
    footing, promise = begin(about, step, require_unchecked, by=by, revision=revision)
    if not promise.awaits_check(at, footing.incident.tz):
        raise _too_soon(promise)
    promise.verdict, promise.evidence, promise.checked_at = answer.verdict, answer.evidence, at
    promise.save(update_fields=["verdict", "evidence", "checked_at"])
    _plan(promise, footing.incident, at=at)
    statement = end(footing, step, answer.words, by=by, at=at)
    notices.promise_checked(footing.incident, promise, by=by, at=at)
    record(
        "incidents.promise_checked",
        footing,
        statement,
        by=by,
        at=at,
        verdict=answer.verdict.value,
        evidence=answer.evidence.value,
    )
    return promise


def require_unsaid(promise: Commitment) -> None:
    """Errors: ``NotTheMoment`` where its side has nothing more to say about *promise*."""
    require_unchecked(promise)
    if promise.done_at:
        raise NotTheMoment(_("Your side has said already that this is done."), promise=promise)


def require_unchecked(promise: Commitment) -> None:
    """Errors: ``NotTheMoment``."""
    if promise.checked_at:
        raise NotTheMoment(
            _("Whether this promise was kept has been said already."), promise=promise
        )


def require_seen(answer: Answer) -> None:
    """Errors: ``CannotCheck`` for a promise said to be kept of which nothing was seen."""
    if answer.verdict == Verdict.KEPT and answer.evidence == Evidence.NOTHING:
        raise CannotCheck(
            _(
                "A promise counts as kept when your side has seen it, or was shown or told. If "
                "nothing was, it is not kept yet; you are asked again later."
            ),
            field="evidence",
        )


@ledger.operation
def ask(promise: Commitment, *, by: Any, at: datetime | None = None) -> bool:
    """The day of *promise* is over: the other side is asked, once, whether it was kept. False
    when there is nothing to ask, or somebody asked already."""
    at = at or timezone.now()
    held = Commitment.objects.select_for_update(of=("self",)).get(pk=promise.pk)
    incident = promise.settlement.incident
    if held.asked_at or not held.awaits_check(at, incident.tz):
        return False
    held.asked_at = at
    held.save(update_fields=["asked_at"])
    notices.promise_due(incident, held, by=by, at=at)
    ledger.record(
        "incidents.promise_asked",
        chain=incident.pair.chain,
        by=by,
        about=incident,
        at=at,
        promise=str(held.pk),
    )
    return True


def ask_about_due(*, by: Any, at: datetime, limit: int = 200) -> int:
    """Asks about every promise whose day is over at *at* and that nobody asked about. Returns how
    many it asked about; a run that was missed only delays them."""
    # Somewhere it is already the next day; ``ask`` looks at the site's own clock.
    over = Commitment.objects.unchecked().filter(
        asked_at=None, due_on__lte=(at + timedelta(days=1)).date()
    )
    rows = over.select_related(
        "settlement__incident__site", "settlement__incident__partnership__site"
    )
    return sum(ask(promise, by=by, at=at) for promise in rows.order_by("due_on", "id")[:limit])


def _plan(promise: Commitment, incident: Incident, *, at: datetime) -> None:
    """When it will be asked about again: those of the days that lie ahead."""
    zone = incident.tz
    accepted_at = promise.settlement.accepted_at
    assert accepted_at is not None  # noqa: S101 - ``begin`` finds no other
    settled = accepted_at.astimezone(zone).date()
    ahead = {
        days: deadlines.end_of(settled + timedelta(days=days), zone) for days in ASKED_AGAIN_AFTER
    }
    FollowUp.objects.bulk_create(
        FollowUp(commitment=promise, days=days, due_at=due)
        for days, due in ahead.items()
        if due > at
    )


def _too_soon(promise: Commitment) -> CannotCheck:
    first = promise.due_on + timedelta(days=1)
    return CannotCheck(
        _(
            "This is checked when its day is over, from %(day)s on, or sooner when its side says "
            "that it is done."
        )
        % {"day": time_tags.day_in_words(first)},
        nearest=[first],
    )


def begin(
    asked: About,
    step: Step,
    passed: Callable[[Commitment], object],
    *,
    by: Any,
    revision: int | None,
) -> tuple[Footing, Commitment]:
    """A step about one promise; *passed* raises ``NotTheMoment`` where nothing is to be said about
    it any more. Errors: ``Commitment.DoesNotExist``, and those of ``stepping.begin``."""
    promises = Commitment.objects.filter(
        settlement__incident_id=asked.incident.pk, settlement__accepted_at__isnull=False
    ).select_related("settlement")
    promise = promises.get(pk=asked.promise_id)
    with stepping.rather(lambda: passed(promises.get(pk=promise.pk))):
        footing = stepping.begin(
            asked.incident, step, by=by, revision=revision, words=asked.words, about=promise
        )
    # Read again under the lock of its incident: somebody may have answered meanwhile. And locked,
    # because the clock, which asks about it, does not take the incident's.
    promise = promises.select_for_update(of=("self",)).get(pk=asked.promise_id)
    footing.about = promise
    passed(promise)
    return footing, promise


def end(footing: Footing, step: Step, words: str, *, by: Any, at: datetime) -> Statement | None:
    """What was said with a step about a promise, and its move."""
    statement = None
    if words.strip():
        draft = writing.Draft(words, Statement.Kind.DISCUSSION, Lane.SHARED)
        [statement] = writing.write(footing.incident, [draft], by=by, side=footing.side, at=at)
    stepping.end(footing, step, by=by, at=at, statement=statement)
    return statement


def record(
    verb: str, footing: Footing, statement: Statement | None, *, by: Any, at: datetime, **facts: Any
) -> None:
    assert footing.promise is not None  # noqa: S101 - every step here has one
    shared_ledger.record(
        verb,
        footing,
        by=by,
        at=at,
        promise=str(footing.promise.pk),
        words=writing.seals([statement] if statement else []),
        **facts,
    )
