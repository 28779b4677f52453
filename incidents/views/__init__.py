"""The pages of incidents."""

from incidents.views.detail import (
    incident_acknowledge,
    incident_detail,
    incident_note,
    incident_say,
    incident_take_up,
)
from incidents.views.keeping import promise_check, promise_done
from incidents.views.listing import incident_list
from incidents.views.logging import incident_log
from incidents.views.releasing import incident_keep, incident_release
from incidents.views.settling import (
    incident_settle,
    settlement_accept,
    settlement_decline,
    settlement_withdraw,
)

__all__ = [
    "incident_acknowledge",
    "incident_detail",
    "incident_keep",
    "incident_list",
    "incident_log",
    "incident_note",
    "incident_release",
    "incident_say",
    "incident_settle",
    "incident_take_up",
    "promise_check",
    "promise_done",
    "settlement_accept",
    "settlement_decline",
    "settlement_withdraw",
]
