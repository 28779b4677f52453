"""Who gets in at the addresses of visits."""

from tests.architecture.doors import BOTH_SIDES, EVERYONE, OTHERS, Door

ACT = frozenset({"manager", "alternate", "liaison", "backup", "police_leader"})
LOOK_ON = (BOTH_SIDES | {"auditor"}) - ACT
NO_VISITS = EVERYONE - BOTH_SIDES - OTHERS - {"auditor"}
OTHERS_ACT = frozenset({"other_manager", "other_liaison", "other_police_leader"})
DECIDE = frozenset({"manager", "alternate"})
SET_GOALS = DECIDE | {"liaison", "backup"}
NO_GOALS = (BOTH_SIDES | {"auditor"}) - SET_GOALS


def _partnership(world):
    return [world.partnership.pk]


def _goal(world):
    return [*_partnership(world), "check_in"]


def _visit(name):
    return lambda world: [getattr(world, name).pk]


def _acting(name, method="get", **fields):
    """Those who act for a side get in; the table of moves then decides whose turn it is."""
    return Door(
        lets=ACT,
        sees=LOOK_ON,
        method=method,
        args=_visit(name),
        data=lambda world: {"seen": getattr(world, name).revision, **fields},
    )


def _own_feed():
    return Door(lets=frozenset({"auditor"}), method="post", args=lambda world: [world.feed.feed.pk])


DOORS = {
    "visits:opening_show": Door(
        lets=BOTH_SIDES | {"officer", "observer", "auditor"}, args=lambda world: [world.site.slug]
    ),
    "visits:visit_list": Door(lets=BOTH_SIDES | OTHERS | {"auditor"}),
    "visits:calendar_month": Door(lets=BOTH_SIDES | OTHERS | {"auditor"}),
    "visits:calendar_week": Door(lets=BOTH_SIDES | OTHERS | {"auditor"}),
    "visits:feed_list": Door(lets=BOTH_SIDES | OTHERS | {"auditor"}),
    "visits:feed_make": Door(
        lets=BOTH_SIDES | OTHERS | {"auditor"},
        sees=NO_VISITS,
        method="post",
        data=lambda world: {"which": "all"},
    ),
    "visits:feed_read": Door(public=True, args=lambda world: [world.feed.token]),
    "visits:feed_renew": _own_feed(),
    "visits:feed_revoke": _own_feed(),
    "visits:visit_new": Door(lets=ACT | OTHERS_ACT, sees=LOOK_ON | (OTHERS - OTHERS_ACT)),
    "visits:kind_list": Door(lets=BOTH_SIDES | {"auditor"}, args=_partnership),
    "visits:kind_set": Door(
        lets=DECIDE,
        sees=(BOTH_SIDES | {"auditor"}) - DECIDE,
        args=lambda w: [*_partnership(w), "tour"],
    ),
    "visits:goal_list": Door(lets=BOTH_SIDES | {"auditor"}, args=_partnership),
    "visits:goal_set": Door(lets=SET_GOALS, sees=NO_GOALS, args=_goal),
    "visits:goal_end": Door(lets=SET_GOALS, sees=NO_GOALS, method="post", args=_goal),
    "visits:series_new": Door(lets=ACT | OTHERS_ACT, sees=LOOK_ON | (OTHERS - OTHERS_ACT)),
    "visits:series_detail": Door(lets=BOTH_SIDES | {"auditor"}, args=_visit("series_on_offer")),
    "visits:series_confirm": _acting("series_on_offer", "post"),
    "visits:series_counter": _acting("series_on_offer"),
    "visits:series_decline": _acting("series_on_offer", "post", reason="Too often for us."),
    "visits:series_withdraw": _acting("series_on_offer"),
    "visits:series_change": _acting("series_running"),
    "visits:series_end": _acting("series_running", "post", reason="A new liaison.", day=""),
    "visits:series_restore": _acting("series_running", "post", day="2025-01-01"),
    "visits:contact_list": Door(lets=BOTH_SIDES | OTHERS | {"auditor"}),
    "visits:contact_log": Door(lets=BOTH_SIDES | OTHERS, sees=frozenset({"auditor"})),
    "visits:visit_detail": Door(lets=BOTH_SIDES | {"auditor"}, args=_visit("visit_proposed")),
    "visits:visit_confirm": _acting("visit_proposed", "post"),
    "visits:visit_counter": _acting("visit_confirmed"),
    "visits:visit_decline": _acting("visit_proposed", "post", reason="Deliveries that week."),
    "visits:visit_cancel": _acting("visit_confirmed", "post", reason="Staff are ill."),
    "visits:door_notice": Door(lets=BOTH_SIDES | {"auditor"}, args=_visit("visit_confirmed")),
    "visits:visit_closure": Door(
        lets=DECIDE, sees=(BOTH_SIDES | {"auditor"}) - DECIDE, args=_visit("visit_confirmed")
    ),
    "visits:visit_here": Door(
        lets=BOTH_SIDES, sees=frozenset({"auditor"}), method="post", args=_visit("visit_confirmed")
    ),
    "visits:visit_needed": _acting("visit_confirmed", "post"),
    "visits:visit_backup": _acting("visit_confirmed", "post"),
    "visits:visit_hold": _acting("visit_over", "post", note="Parking was agreed."),
    "visits:visit_miss": _acting("visit_over", "post", reason=""),
    "visits:visit_mood": _acting("visit_held", "post", mood="4"),
    "visits:action_add": _acting("visit_held"),
    # Whose it is, and those who act for its side.
    "visits:action_end": Door(
        lets=frozenset({"staff", "manager", "alternate"}),
        sees=(BOTH_SIDES | {"auditor"}) - {"staff", "manager", "alternate"},
        args=lambda world: [world.visit_held.pk, world.visit_action.pk],
    ),
}
