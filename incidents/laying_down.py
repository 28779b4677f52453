"""The terms of an ending are laid down once, in words that stay as they are: by one side for the
other to accept, or by a mediator for both to sign."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from incidents import writing
from incidents.models import Commitment, Incident, MediatorAssignment, Settlement, Statement
from incidents.taxonomy import Lane, Outcome
from liaison.refusal import Refused
from liaison.roles import Side
from liaison.templatetags import time_tags

MOST_COMMITMENTS = 10
# What lies further ahead is a slip in the year, or nothing that anybody will check.
LONGEST_PROMISE = timedelta(days=2 * 365)


class CannotSettle(Refused):
    pass


@dataclass(frozen=True, slots=True)
class Promise:
    """What one side will do: which side, which post, what, by which day (the site's)."""

    side: Side
    post: str
    what: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Terms:
    """How it ends, what both sides then know or agree, and who promises what."""

    outcome: Outcome
    words: str
    promises: Sequence[Promise] = ()


def check(promises: Sequence[Promise], *, today: date, first: date | None = None) -> None:
    """*first*: the earliest day on which a promise can be due, where it is not *today*. Errors:
    ``CannotSettle``."""
    if len(promises) > MOST_COMMITMENTS:
        raise CannotSettle(
            _("At most %(number)s promises fit into one settlement.") % {"number": MOST_COMMITMENTS}
        )
    for promise in promises:
        refuse_day(promise.due_on, today=today, first=first)


def refuse_day(due_on: date, *, today: date, first: date | None = None) -> None:
    """Errors: ``CannotSettle`` with the nearest day on which a promise can be due."""
    last = today + LONGEST_PROMISE
    if due_on > last:
        raise _not_then(
            _("A promise is due within two years. The last day is %(day)s."), nearest=last
        )
    if due_on < today and first is None:
        raise _not_then(
            _(
                "A promise cannot be due on a day that has passed. The nearest day is today, "
                "%(day)s."
            ),
            nearest=today,
        )
    if first is not None and due_on < first:
        raise _not_then(
            _(
                "A promise cannot be due before both sides have had time to sign and to think "
                "again. The nearest day is %(day)s."
            ),
            nearest=first,
        )


def _not_then(says: str, *, nearest: date) -> CannotSettle:
    words = says % {"day": time_tags.day_in_words(nearest)}
    return CannotSettle(words, field="due_on", nearest=[nearest])


def lay_down(
    incident: Incident,
    terms: Terms,
    *,
    by: Any,
    at: datetime,
    side: Side | None,
    assignment: MediatorAssignment | None = None,
    id_: UUID | None = None,
) -> tuple[Settlement, list[Statement]]:
    """The settlement with its promises, in the running transaction, and the words it is made of:
    those of the ending, then those of each promise. A mediator lays it down for no *side*, under
    their *assignment*. Errors: ``writing.CannotShow``."""
    kinds = Statement.Kind
    drafts = [writing.Draft(terms.words, kinds.SETTLEMENT, Lane.SHARED, assignment=assignment)]
    drafts += [
        writing.Draft(one.what, kinds.COMMITMENT, Lane.SHARED, assignment=assignment)
        for one in terms.promises
    ]
    statements = writing.write(incident, drafts, by=by, side=side, at=at)
    text, *words = statements
    given = {"id": id_} if id_ else {}
    settlement = Settlement.objects.create(
        **given,
        incident=incident,
        assignment=assignment,
        outcome=terms.outcome,
        text=text,
        side=side,
        proposed_by=by,
        proposed_at=at,
    )
    Commitment.objects.bulk_create(
        Commitment(
            settlement=settlement,
            side=promise.side,
            post=promise.post,
            what=what,
            due_on=promise.due_on,
        )
        for promise, what in zip(terms.promises, words, strict=True)
    )
    return settlement, statements
