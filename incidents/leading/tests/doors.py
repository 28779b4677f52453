"""Who gets in where the leaders of both sides are asked and decide."""

from tests.architecture.doors import BOTH_SIDES, Door

HANDLES = frozenset({"manager", "alternate", "liaison", "backup"})
LEADERS = frozenset({"leader", "police_leader"})


def _escalated(world):
    return [world.escalated.reference]


def _word(world):
    return [world.escalated.reference, world.escalated.escalations.get().words.get().pk]


DOORS = {
    "incidents:leaders_ask": Door(
        lets=HANDLES, sees=BOTH_SIDES - HANDLES, args=lambda world: [world.acknowledged.reference]
    ),
    "incidents:leaders_review": Door(
        lets=HANDLES, sees=BOTH_SIDES - HANDLES, args=lambda world: [world.settled.reference]
    ),
    "incidents:leaders_choose": Door(lets=LEADERS, sees=BOTH_SIDES - LEADERS, args=_escalated),
    "incidents:leaders_agree": Door(
        lets=LEADERS,
        sees=BOTH_SIDES - LEADERS,
        method="post",
        args=_word,
        data=lambda world: {"seen": world.escalated.stamp},
    ),
}
