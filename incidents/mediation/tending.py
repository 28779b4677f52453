"""Everything that mediations need by the clock."""

from datetime import datetime
from typing import Any

from incidents.mediation import (
    agreeing,
    assigning,
    closing,
    consenting,
    forgetting,
    lapsing,
    meetings,
    surveying,
)


def tend_all(*, by: Any, at: datetime) -> int:
    """Returns for how many mediations something was to do; a run that was missed delays it."""
    return (
        consenting.close_due(by=by, at=at)
        + assigning.tend_all(by=by, at=at)
        + agreeing.bind_due(by=by, at=at)
        + lapsing.lapse_due(by=by, at=at)
        + meetings.tell_due(by=by, at=at)
        + closing.close_due(by=by, at=at)
        + surveying.ask_due(by=by, at=at)
        + forgetting.forget_due(by=by, at=at)
    )
