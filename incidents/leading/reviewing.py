"""A mediation that has ended is looked at once more by the leaders of both sides: it led to no
agreement, or something that was promised in it was not done.

Either side asks, once for each mediation, within 14 days of its end (decision 83); while what was
agreed is followed up, as soon as a promise is missed. It is decided as anything else that is with
the leaders. What was said in the mediation stays there, and its mediator has no part in it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import stepping, writing
from incidents.keeping import Verdict as Kept
from incidents.leading import escalating, notices
from incidents.lifecycle import Step
from incidents.mediation import moving
from incidents.mediation.lifecycle import CaseStep
from incidents.models import Commitment, Escalation, Incident, MediationCase, Settlement, Statement
from incidents.taxonomy import Lane
from liaison import deadlines
from liaison.access import Verdict
from liaison.refusal import Refused
from liaison.templatetags import time_tags

ASKED_WITHIN = timedelta(days=14)
# So long after its day a promise of which nobody has said anything counts as missed.
OVERDUE_AFTER = timedelta(days=14)


class CannotReview(Refused):
    pass


@dataclass(frozen=True, slots=True)
class Review:
    """What a page says of it: whether it may be asked for, and until when (None: no day yet)."""

    may: Verdict
    until: datetime | None

    @classmethod
    def of(cls, case: MediationCase | None, at: datetime) -> "Review":
        return cls(may_review(case, at), until(case) if case else None)


@ledger.operation
def ask(
    incident: Incident,
    words: str,
    *,
    by: Any,
    revision: int | None = None,
    at: datetime | None = None,
) -> Escalation:
    """Ask the leaders of both sides to look at the last mediation of *incident* once more; *words*,
    read by both sides, say why.

    Errors: ``PermissionDenied``, ``PressedTwice``, ``Stale``, ``NotTheMoment``, ``CannotReview``.
    """
    at = at or timezone.now()
    footing = stepping.begin(incident, Step.REVIEW, by=by, revision=revision, words=words)
    held, before = footing.incident, footing.incident.turn
    verdict = may_review_last(held, at)
    if not verdict:
        raise CannotReview(verdict.reason)
    draft = writing.Draft(words, Statement.Kind.DISCUSSION, Lane.SHARED)
    [statement] = writing.write(held, [draft], by=by, side=footing.side, at=at)
    stepping.end(footing, Step.REVIEW, by=by, at=at, statement=statement)
    seals = writing.seals([statement])
    asked = escalating.Asked(footing.side, before, seals, review_of=last_of(held))
    escalation = escalating.begin(held, asked, by=by, at=at)
    notices.review_asked(escalation, but=[by], at=at)
    return escalation


def may_review_last(incident: Incident, at: datetime) -> Verdict:
    """As ``may_review``, of the last mediation of *incident*. One query more."""
    return may_review(last_of(incident), at)


def last_of(incident: Incident) -> MediationCase | None:
    """The last mediation of *incident*, by its side."""
    case = incident.mediations.order_by("-offered_at", "id").first()
    if case is not None:
        case.incident = incident
    return case


def may_review(case: MediationCase | None, at: datetime) -> Verdict:
    """Whether a review of *case* may be asked for at *at*, whoever asks. At most three queries."""
    if case is None or case.agreed_at is None or not _has_ended(case):
        return Verdict(False, _("There is no mediation that took place here and has ended."))
    if case.reviews.exists():
        return Verdict(
            False, _("The leaders of both sides have been asked once about this mediation.")
        )
    last = until(case)
    if last is not None and at > last:
        day = time_tags.day_in_words(last.astimezone(case.incident.tz).date())
        return Verdict(False, _("This could be asked for until %(day)s.") % {"day": day})
    return _of_agreed(case, at)


def until(case: MediationCase) -> datetime | None:
    """The end of the last day (the site's calendar) on which it can be asked for; None while what
    was agreed is followed up."""
    if case.closed_at is None:
        return None
    zone = case.incident.tz
    return deadlines.end_of(case.closed_at.astimezone(zone).date() + ASKED_WITHIN, zone)


def _has_ended(case: MediationCase) -> bool:
    """The talks, with an agreement or without one."""
    return not case.is_open or moving.is_the_moment(case, CaseStep.CLOSE)


def _of_agreed(case: MediationCase, at: datetime) -> Verdict:
    """Where it led to an agreement, something of it has to be missed, and it has to stand."""
    settlement = Settlement.objects.accepted().filter(assignment__case=case).first()
    if settlement is None:
        return Verdict(True)
    if settlement.reopened_at:
        return Verdict(
            False, _("What was agreed in it is open again. Ask the leaders as about any matter.")
        )
    promises = settlement.commitments.prefetch_related("follow_ups")
    if any(_is_missed(one, case, at) for one in promises):
        return Verdict(True)
    return Verdict(
        False, _("Nothing of what was agreed in it is missed. What is due is asked about first.")
    )


def _is_missed(promise: Commitment, case: MediationCase, at: datetime) -> bool:
    """Said not to be kept; or long overdue, and nobody said that it is done."""
    if promise.checked_at or promise.done_at:
        return promise.stands == Kept.NOT_KEPT
    return promise.is_over_from(case.incident.tz) + OVERDUE_AFTER < at
