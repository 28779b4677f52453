"""Some time after it was settled, the other side says whether a promise is still kept."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import keeping, notices
from incidents.keeping import Answer, Verdict
from incidents.lifecycle import RULES, Step
from incidents.models import Commitment, FollowUp, Incident
from incidents.stepping import NotTheMoment

_STEPS = {Verdict.KEPT: Step.STILL_KEPT, Verdict.NOT_KEPT: Step.SLIPPED}


@ledger.operation
def answer(
    incident: Incident,
    promise_id: UUID,
    said: Answer,
    *,
    by: Any,
    revision: int | None = None,
    at: datetime | None = None,
) -> FollowUp:
    """The side that checked a promise says whether it is kept now, as it was asked to. One that was
    not kept may be by now.

    Errors: ``Commitment.DoesNotExist``, ``PermissionDenied``, ``Stale``, ``NotTheMoment``,
    ``CannotCheck``.
    """
    at = at or timezone.now()
    keeping.require_seen(said)
    step, words = _STEPS[said.verdict], said.words
    about = keeping.About(incident, promise_id, words)

    def passed(promise: Commitment) -> None:
        require_asked(promise, at)

    footing, promise = keeping.begin(about, step, passed, by=by, revision=revision)
    standing = promise.follow_ups.standing(at).select_for_update(of=("self",)).get()
    standing.verdict, standing.evidence, standing.answered_at = said.verdict, said.evidence, at
    standing.save(update_fields=["verdict", "evidence", "answered_at"])
    statement = keeping.end(footing, step, words, by=by, at=at)
    notices.followed_up(footing.incident, standing, by=by, at=at)
    keeping.record(
        "incidents.promise_followed_up",
        footing,
        statement,
        by=by,
        at=at,
        days=standing.days,
        verdict=said.verdict.value,
        evidence=said.evidence.value,
    )
    return standing


def require_asked(promise: Commitment, at: datetime) -> None:
    """Errors: ``NotTheMoment`` where nobody asks about *promise* at *at*."""
    if not promise.follow_ups.standing(at).exists():
        raise NotTheMoment(_("Nobody asks about this promise at the moment."), promise=promise)


@ledger.operation
def ask(follow_up: FollowUp, *, by: Any, at: datetime | None = None) -> bool:
    """Asks the other side, once, whether the promise is still kept. False when there is nothing to
    ask any more, or somebody asked already."""
    at = at or timezone.now()
    held = FollowUp.objects.select_for_update(of=("self",)).get(pk=follow_up.pk)
    incident = follow_up.commitment.settlement.incident
    if held.asked_at or not FollowUp.objects.standing(at).filter(pk=held.pk).exists():
        return False
    held.asked_at = at
    held.save(update_fields=["asked_at"])
    notices.promise_again(incident, held, by=by, at=at)
    ledger.record(
        "incidents.promise_asked",
        chain=incident.pair.chain,
        by=by,
        about=incident,
        at=at,
        promise=str(held.commitment_id),
        days=held.days,
    )
    return True


def ask_about_due(*, by: Any, at: datetime, limit: int = 200) -> int:
    """Asks about every promise whose time has come again at *at*. Returns how many it asked about.
    Runs that were missed are made up for once: of two questions about one promise the later is
    asked."""
    rows = FollowUp.objects.standing(at).filter(
        asked_at=None,
        commitment__settlement__incident__stage__in=RULES[Step.STILL_KEPT].sources,
    )
    rows = rows.select_related(
        "commitment__settlement__incident__site",
        "commitment__settlement__incident__partnership__site",
    )
    return sum(ask(one, by=by, at=at) for one in rows.order_by("due_at", "id")[:limit])
