"""A series on offer, or a change of one, is answered with another rule or another time.

The rule of a series never changes, so the answer is a series of its own: what it answers closes
and gives its times back, the answer is checked date by date like every series and goes to the
other side in its place. Each names the other, so that the talk stays to be read.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from liaison.roles import Side
from visits import engaging, exceptions, steps
from visits.booking import CannotPropose
from visits.lifecycle import SeriesStage
from visits.models import Deed, Series
from visits.series import changing, notices, offering, replacing
from visits.series import steps as series_steps
from visits.series.planning import Plan, Repeated
from visits.series.replacing import Preview
from visits.series.steps import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody would rather have. ``shown`` is the digest of the dates that were on the
    screen, ``key`` the id that the answer gets: the same one sent twice is one answer."""

    wanted: Repeated
    message: str = ""
    shown: str | None = None
    key: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Looked:
    """The dates of an answer; ``preview`` where it is about a series that runs: what it would do
    to that one."""

    plan: Plan
    preview: Preview | None = None

    @property
    def digest(self) -> str:
        return self.preview.digest if self.preview else self.plan.digest

    @property
    def only_drops(self) -> bool:
        return self.preview is not None and self.preview.only_drops


def look(answered: Series, wanted: Repeated, *, side: Side, at: datetime) -> Looked:
    """What *wanted* gives in place of *answered*, whose times stand in nobody's way. Saves
    nothing.

    Errors: ``CannotPropose`` and ``NeverComes``.
    """
    is_same = wanted.rule == answered.rule and wanted.minutes == answered.minutes
    is_same = is_same and not (wanted.said or wanted.excepted)
    if is_same and not answered.exceptions.exists():
        raise CannotPropose(
            _("This is what is on offer. Confirm it, or propose something else."), field="time"
        )
    if answered.replaces is not None:
        seen = changing.preview(answered.replaces, wanted, side=side, at=at)
        return Looked(seen.plan, seen)
    own = answered.visits.all()
    return Looked(offering.look(answered.partnership, wanted, side=side, at=at, apart=own))


@ledger.operation
def counter(
    answered: Series,
    answer: Answer,
    *,
    by: Any,
    seen: int | None = None,
    at: datetime | None = None,
) -> Series:
    """The side whose turn it is answers *answered*. Returns the series that is on offer then, or
    runs already where the site only drops dates of one that runs. A date in the site's hours that
    is ``excepted`` has its exception with it, unless the answer is about a series that runs.

    Errors: as ``offering.propose`` and ``changing.change``, ``CannotMove``, ``Stale`` also
    when *answered* has moved since revision *seen*.
    """
    at = at or timezone.now()
    side = steps.acting_side(by, answered.partnership)
    if answer.wanted.excepted:
        exceptions.require(by, answered.partnership)
    steps.lock_site(answered.partnership.site_id)
    engaging.hold(answered.partnership)
    own = {"proposed_by_id": by.pk, "answers_id": answered.pk}
    sent, pk = steps.sent_before(Series.objects.with_parties(), answer.key, **own)
    if sent:
        return sent
    answered = series_steps.lock(answered, seen=seen)
    series_steps.check(answered, SeriesStage.COUNTERED, side=side, at=at)
    _hold_former(answered, at)
    looked = look(answered, answer.wanted, side=side, at=at)
    plan = offering.clean(looked.plan, answer.shown, looked.digest)
    step = Step(by, side, at)
    offering.take_back(answered, Deed.COUNTERED, step)
    new = offering.begin(answered.partnership, answer.wanted, plan, step, pk=pk)
    new.answers = answered
    _put_forward(new, answered.replaces, looked, answer, step)
    return new


def _hold_former(answered: Series, at: datetime) -> None:
    """Where *answered* is about a series that runs: that one locked, and running still.

    Errors: ``CannotMove``.
    """
    if answered.replaces_id is not None:
        answered.replaces = replacing.former_of(answered)
        changing.check_changeable(answered.replaces, at, besides=answered)


def _put_forward(
    new: Series, former: Series | None, looked: Looked, answer: Answer, step: Step
) -> None:
    """*new* in place of what it answers: its times are kept, unless it is about the series
    *former*, that runs."""
    if former is not None:
        new.replaces, new.replaces_from = former, new.starts_on
    move = offering.put_on_offer(new, looked.plan, step, words=answer.message)
    if step.side is Side.SITE and looked.only_drops:
        replacing.take_over(new, looked.plan, step)
        return
    if former is None:
        offering.keep_times(new, looked.plan, answer.wanted, step)
    notices.countered(new, move)
