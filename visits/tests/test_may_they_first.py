"""Whoever may not is told so before anything is locked: nobody waits for their refusal."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.cast import NOW
from visits import booking, steps
from visits.after import actions, outcomes
from visits.after.actions import Ending
from visits.series import running as series_running
from visits.tests.conftest import AFTER, WED, local, slot, wish
from visits.tests.test_actions import todo

IN_HOURS = slot(local(2, 12, 11), exception="No other time.")


def ends_what_is_not_theirs(cast, confirmed):
    held = outcomes.mark_held(confirmed, note="Fine.", by=cast.manager, at=AFTER)
    own = actions.add(held, todo(), by=cast.manager, at=AFTER)
    return lambda: actions.end(own, Ending.DONE, by=cast.liaison, at=AFTER)


def proposes_in_hours(cast, _confirmed):
    wanted = wish(IN_HOURS)
    return lambda: booking.propose(cast.partnership, wanted, by=cast.liaison, at=NOW)


def moves_into_hours(cast, confirmed):
    return lambda: booking.counter_propose(confirmed, IN_HOURS, by=cast.liaison, at=NOW)


@pytest.mark.parametrize("deed", [ends_what_is_not_theirs, proposes_in_hours, moves_into_hours])
def test_who_may_is_asked_before_anything_is_locked(cast, confirmed, monkeypatch, deed):
    tried = deed(cast, confirmed)
    monkeypatch.setattr(steps, "lock_site", None)

    with pytest.raises(PermissionDenied):
        tried()


def test_who_may_bring_a_date_back_in_hours_is_asked_first_too(cast, running, monkeypatch):
    monkeypatch.setattr(steps, "lock_site", None)

    with pytest.raises(PermissionDenied):
        series_running.restore(running, WED, exception="Why.", by=cast.liaison, at=NOW)
