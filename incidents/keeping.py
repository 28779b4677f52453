"""What became of a promise: its own side says that it is done, the other whether it was kept."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import notices, stepping, writing
from incidents.lifecycle import Step
from incidents.models import Commitment, Incident, Statement
from incidents.stepping import Footing
from incidents.taxonomy import Lane
from liaison.refusal import Refused
from liaison.templatetags import time_tags

Verdict = Commitment.Verdict
_STEPS = {Verdict.KEPT: Step.KEPT, Verdict.NOT_KEPT: Step.NOT_KEPT}


class CannotCheck(Refused):
    pass


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
    footing, promise = _begin(incident, Step.DONE, promise_id, words, by=by, revision=revision)
    if promise.done_at:
        raise CannotCheck(_("Your side has said already that this is done."))
    promise.done_at = at
    promise.asked_at = promise.asked_at or at
    promise.save(update_fields=["done_at", "asked_at"])
    statement = _end(footing, Step.DONE, words, by=by, at=at)
    notices.promise_done(footing.incident, promise, by=by, at=at)
    _record("incidents.promise_done", footing, statement, by=by, at=at)
    return promise


@ledger.operation
def check(
    incident: Incident,
    promise_id: UUID,
    verdict: Verdict,
    words: str = "",
    *,
    by: Any,
    revision: int | None = None,
    at: datetime | None = None,
) -> Commitment:
    """The other side says whether a promise was kept: once its day is over, or once its own side
    has said that it is done. Said once.

    *words*, if there are any, are read by both sides. Errors: ``Commitment.DoesNotExist``,
    ``PermissionDenied``, ``Stale``, ``NotTheMoment``, ``CannotCheck``.
    """
    at = at or timezone.now()
    step = _STEPS[verdict]
    footing, promise = _begin(incident, step, promise_id, words, by=by, revision=revision)
    if not promise.awaits_check(at, footing.incident.tz):
        raise _too_soon(promise)
    promise.verdict, promise.checked_at = verdict, at
    promise.save(update_fields=["verdict", "checked_at"])
    statement = _end(footing, step, words, by=by, at=at)
    notices.promise_checked(footing.incident, promise, by=by, at=at)
    _record("incidents.promise_checked", footing, statement, by=by, at=at, verdict=verdict.value)
    return promise


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


def _begin(
    incident: Incident, step: Step, promise_id: UUID, words: str, *, by: Any, revision: int | None
) -> tuple[Footing, Commitment]:
    promises = Commitment.objects.filter(
        settlement__incident_id=incident.pk, settlement__accepted_at__isnull=False
    )
    promise = promises.get(pk=promise_id)
    footing = stepping.begin(incident, step, by=by, revision=revision, words=words, promise=promise)
    # Read again under the lock of its incident: somebody may have answered meanwhile. And locked,
    # because the clock, which asks about it, does not take the incident's.
    footing.promise = promise = promises.select_for_update(of=("self",)).get(pk=promise_id)
    if promise.checked_at:
        raise CannotCheck(_("This promise has been checked already."))
    return footing, promise


def _end(footing: Footing, step: Step, words: str, *, by: Any, at: datetime) -> Statement | None:
    statement = None
    if words.strip():
        draft = writing.Draft(words, Statement.Kind.DISCUSSION, Lane.SHARED)
        [statement] = writing.write(footing.incident, [draft], by=by, side=footing.side, at=at)
    stepping.end(footing, step, by=by, at=at, statement=statement)
    return statement


def _record(
    verb: str, footing: Footing, statement: Statement | None, *, by: Any, at: datetime, **facts: Any
) -> None:
    assert footing.promise is not None  # noqa: S101 - every step here has one
    ledger.record(
        verb,
        chain=footing.incident.pair.chain,
        by=by,
        about=footing.incident,
        at=at,
        side=footing.side.value,
        promise=str(footing.promise.pk),
        words=writing.seals([statement] if statement else []),
        **facts,
    )
