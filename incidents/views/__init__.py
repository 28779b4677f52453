"""The pages of incidents."""

from incidents.views.apart import incident_apart
from incidents.views.detail import (
    incident_acknowledge,
    incident_attach,
    incident_detail,
    incident_note,
    incident_say,
    incident_take_up,
)
from incidents.views.drafts import draft_discard, draft_list, draft_save
from incidents.views.ending import incident_close, incident_report
from incidents.views.keeping import promise_again, promise_check, promise_done
from incidents.views.listing import incident_list
from incidents.views.logging import incident_log
from incidents.views.presence import (
    presence_list,
    presence_note,
    presence_send,
    presence_tap,
    presence_undo,
    presence_week,
)
from incidents.views.releasing import (
    incident_count,
    incident_keep,
    incident_recall,
    incident_release,
)
from incidents.views.removing import words_take_out
from incidents.views.reopening import incident_reopen
from incidents.views.settling import (
    incident_settle,
    settlement_accept,
    settlement_decline,
    settlement_withdraw,
)

__all__ = [
    "draft_discard",
    "draft_list",
    "draft_save",
    "incident_acknowledge",
    "incident_apart",
    "incident_attach",
    "incident_close",
    "incident_count",
    "incident_detail",
    "incident_keep",
    "incident_list",
    "incident_log",
    "incident_note",
    "incident_recall",
    "incident_release",
    "incident_reopen",
    "incident_report",
    "incident_say",
    "incident_settle",
    "incident_take_up",
    "presence_list",
    "presence_note",
    "presence_send",
    "presence_tap",
    "presence_undo",
    "presence_week",
    "promise_again",
    "promise_check",
    "promise_done",
    "settlement_accept",
    "settlement_decline",
    "settlement_withdraw",
    "words_take_out",
]
