"""Who gets in where one side asks the other, and answers."""

from incidents.models import Statement
from tests.architecture.doors import BOTH_SIDES, Door

SITE_HANDLES = frozenset({"manager", "alternate"})
POLICE_HANDLES = frozenset({"liaison", "backup"})
HANDLES = SITE_HANDLES | POLICE_HANDLES


def _question(world):
    asked = world.asked.statements.get(kind=Statement.Kind.QUESTION)
    return [world.asked.reference, asked.pk]


DOORS = {
    "incidents:question_ask": Door(
        lets=HANDLES, sees=BOTH_SIDES - HANDLES, args=lambda world: [world.acknowledged.reference]
    ),
    # The site asked, so the police side answers.
    "incidents:question_answer": Door(
        lets=POLICE_HANDLES, sees=BOTH_SIDES - POLICE_HANDLES, args=_question
    ),
}
