"""The pages of visits."""

from visits.views.answering import visit_cancel, visit_confirm, visit_decline
from visits.views.closing import visit_hold, visit_miss
from visits.views.contacts import contact_list, contact_log
from visits.views.following import action_add, action_end, visit_mood
from visits.views.goals import goal_end, goal_list, goal_set
from visits.views.kinds import kind_list, kind_set
from visits.views.on_the_day import visit_backup, visit_here, visit_needed
from visits.views.proposing import visit_counter, visit_new
from visits.views.reading import visit_detail, visit_list
from visits.views.rules_changed import series_change
from visits.views.rules_in_answer import series_counter
from visits.views.series import series_detail, series_new
from visits.views.series_answering import (
    series_confirm,
    series_decline,
    series_end,
    series_restore,
    series_withdraw,
)

__all__ = [
    "action_add",
    "action_end",
    "contact_list",
    "contact_log",
    "goal_end",
    "goal_list",
    "goal_set",
    "kind_list",
    "kind_set",
    "series_change",
    "series_confirm",
    "series_counter",
    "series_decline",
    "series_detail",
    "series_end",
    "series_new",
    "series_restore",
    "series_withdraw",
    "visit_backup",
    "visit_cancel",
    "visit_confirm",
    "visit_counter",
    "visit_decline",
    "visit_detail",
    "visit_here",
    "visit_hold",
    "visit_list",
    "visit_miss",
    "visit_mood",
    "visit_needed",
    "visit_new",
]
