"""The stages of a talk about a pattern, as one table."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stage(models.TextChoices):
    OPEN = "open", _("To talk over")
    PROPOSED = "proposed", _("An end is proposed")
    CLOSED = "closed", pgettext_lazy("talk", "Talked over")


MOVES: Mapping[Stage, frozenset[Stage]] = {
    Stage.OPEN: frozenset({Stage.PROPOSED}),
    # The other side agrees, or the two go on talking.
    Stage.PROPOSED: frozenset({Stage.CLOSED, Stage.OPEN}),
    Stage.CLOSED: frozenset(),
}

# Nothing follows: it was talked over.
ENDED = frozenset(stage for stage, after in MOVES.items() if not after)


def may_move(stage: str, to: Stage) -> bool:
    return to in MOVES[Stage(stage)]
