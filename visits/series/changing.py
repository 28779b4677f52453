"""Another rule for a series from a day on: the former ends the day before, a new one follows it.

What has been keeps the rule it had. A change is shown date by date before anything is saved. The
other side answers it as it answers a series; until then the former stands as it is, and the new
times are not kept. Where the site only drops dates, that is its decision already.
"""

import uuid
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from liaison.roles import Side
from liaison.templatetags.time_tags import day_in_words
from visits import engaging, occupying, steps, terms
from visits.booking import CannotPropose
from visits.lifecycle import SERIES_ACTS, SeriesAct
from visits.models import Series
from visits.series import notices, offering, planning, replacing, running
from visits.series import steps as series_steps
from visits.series.planning import Repeated
from visits.series.replacing import Preview
from visits.series.steps import CannotMove, Step


def preview(former: Series, wanted: Repeated, *, side: Side, at: datetime) -> Preview:
    """The dates of *former* from the first day of *wanted* on, beside those that it would have.
    Saves nothing.

    Errors: ``NeverComes``, ``CannotPropose`` for a day that has passed.
    """
    first = wanted.rule.starts_on
    today = at.astimezone(former.tz).date()
    if first < today:
        raise CannotPropose(
            _("This day has passed. Change what is to come, from today, %(day)s, on.")
            % {"day": day_in_words(today)},
            field="day",
        )
    asked = terms.of(former.partnership, former.kind)
    frame = occupying.limits(asked, side=side, at=at)
    apart = running.ahead(former, first, at)
    # Nobody has agreed yet to what an exception would be for.
    out = frozenset(running.left_out(former, first, at))
    wanted = replace(wanted, excepted={}, left_out=out)
    plan = planning.plan(former.partnership, wanted, frame, apart=apart)
    plan = planning.told_of(plan, former.partnership, former.place)
    return replacing.compared(former, wanted.rule, plan, at, out)


@ledger.operation
def change(
    former: Series,
    wanted: Repeated,
    *,
    by: Any,
    message: str = "",
    shown: str | None = None,
    key: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Series:
    """Puts another rule forward for *former*, from the first day of *wanted* on. Returns the
    series that would follow it: on offer, or running already where the site only drops dates.

    Errors: as ``offering.propose``, ``CannotMove`` when *former* does not run or another change is
    on offer.
    """
    at = at or timezone.now()
    side = steps.acting_side(by, former.partnership)
    former = series_steps.lock(former)
    engaging.hold(former.partnership)
    own = {"proposed_by_id": by.pk, "replaces_id": former.pk}
    sent, pk = steps.sent_before(Series.objects.with_parties(), key, **own)
    if sent:
        return sent
    check_changeable(former, at)
    seen = preview(former, wanted, side=side, at=at)
    plan = offering.clean(seen.plan, shown, seen.digest)
    step = Step(by, side, at)
    new = offering.begin(former.partnership, wanted, plan, step, pk=pk)
    new.replaces, new.replaces_from = former, wanted.rule.starts_on
    move = offering.put_on_offer(new, plan, step, words=message)
    if side is Side.SITE and seen.only_drops:
        replacing.take_over(new, plan, step)
    else:
        notices.change_put_forward(new, move)
    return new


def check_changeable(former: Series, at: datetime, *, besides: Series | None = None) -> None:
    """*former* is locked; *besides* is a change of it that makes room for another.

    Errors: ``CannotMove`` when it does not run, or another change is on offer.
    """
    if former.stage not in SERIES_ACTS[SeriesAct.CHANGE]:
        raise CannotMove(
            _("Only a series that runs is changed. This one stands at: %(stage)s.")
            % {"stage": former.stage_at(at).label}
        )
    offered = former.replacements.on_offer(at)
    if besides is not None:
        offered = offered.exclude(pk=besides.pk)
    if offered.exists():
        raise CannotMove(_("A change of this series waits for an answer already."))
