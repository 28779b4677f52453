"""The stages of a version and the moves between them, as one table.

Whether a signed version is in force, superseded or still to come is no stage: it follows from its
``InForce`` rows and the moment asked about, so no clock has to move anything.
"""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    DRAFT = "draft", _("Draft")
    AWAITING_SIGNATURES = "awaiting_signatures", _("Awaiting signatures")
    SIGNED = "signed", _("Signed by both sides")
    DECLINED = "declined", _("Declined")


MOVES: Mapping[Stage, frozenset[Stage]] = {
    Stage.DRAFT: frozenset({Stage.AWAITING_SIGNATURES}),
    # Back to draft only while nobody has signed; a text that carries a signature is never edited.
    Stage.AWAITING_SIGNATURES: frozenset({Stage.DRAFT, Stage.SIGNED, Stage.DECLINED}),
    Stage.SIGNED: frozenset(),
    Stage.DECLINED: frozenset(),
}

# A protocol has at most one version that is still being worked on.
OPEN = frozenset({Stage.DRAFT, Stage.AWAITING_SIGNATURES})


def allows(now: str, then: str) -> bool:
    """Whether a version may go from stage *now* to stage *then*."""
    return Stage(then) in MOVES[Stage(now)]
