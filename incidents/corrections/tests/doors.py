"""Who gets in where facts and words are corrected."""

from incidents.corrections.facts import Fact
from incidents.models import Statement
from tests.architecture.doors import BOTH_SIDES, Door

SITE_HANDLES = frozenset({"manager", "alternate"})


def _released(*more):
    return lambda world: [world.released.reference, *more]


def _words(world):
    shown = world.released.statements.get(lane="shared", kind=Statement.Kind.NARRATIVE)
    return [world.released.reference, shown.pk]


# The site logged it and wrote what was released.
DOORS = {
    "incidents:fact_list": Door(
        lets=SITE_HANDLES, sees=BOTH_SIDES - SITE_HANDLES, args=_released()
    ),
    "incidents:fact_correct": Door(
        lets=SITE_HANDLES,
        sees=BOTH_SIDES - SITE_HANDLES,
        args=_released(Fact.PLACE),
    ),
    "incidents:words_correct": Door(lets=SITE_HANDLES, sees=BOTH_SIDES - SITE_HANDLES, args=_words),
}
