"""The stages of a version and the moves between them, as one table.

Whether a signed version is in force, suspended, superseded or still to come is no stage that is
kept: it follows from its rows and the moment asked about, so no clock has to move anything. Which
of these may follow which is a table all the same.
"""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    DRAFT = "draft", _("Draft")
    AWAITING_SIGNATURES = "awaiting_signatures", _("Awaiting signatures")
    SIGNED = "signed", _("Signed by both sides")
    DECLINED = "declined", _("Declined")
    DISCARDED = "discarded", _("Discarded")


MOVES: Mapping[Stage, frozenset[Stage]] = {
    # A draft that nobody goes on with is discarded, and stays to be read.
    Stage.DRAFT: frozenset({Stage.AWAITING_SIGNATURES, Stage.DISCARDED}),
    # Back to draft only while nobody has signed; a text that carries a signature is never edited.
    Stage.AWAITING_SIGNATURES: frozenset({Stage.DRAFT, Stage.SIGNED, Stage.DECLINED}),
    Stage.SIGNED: frozenset(),
    Stage.DECLINED: frozenset(),
    Stage.DISCARDED: frozenset(),
}

# A protocol has at most one version that is still being worked on.
OPEN = frozenset({Stage.DRAFT, Stage.AWAITING_SIGNATURES})


class Force(models.TextChoices):
    """How a signed version stands for a partnership at a moment."""

    COMING = "coming", _("Agreed, not yet in force")
    APPLIES = "applies", _("In force")
    SUSPENDED = "suspended", _("Suspended")
    LAPSED = "lapsed", _("Legal basis lapsed")
    SUPERSEDED = "superseded", _("Superseded")
    TERMINATED = "terminated", _("Terminated")
    EXPIRED = "expired", _("Expired")
    NEVER = "never", _("Never applied")


_ENDED = frozenset({Force.SUPERSEDED, Force.TERMINATED, Force.EXPIRED})

FORCE_MOVES: Mapping[Force, frozenset[Force]] = {
    Force.COMING: frozenset({Force.APPLIES, Force.NEVER}),
    Force.APPLIES: frozenset({Force.SUSPENDED, Force.LAPSED}) | _ENDED,
    Force.SUSPENDED: frozenset({Force.APPLIES, Force.LAPSED}) | _ENDED,
    # The text stays agreed; it answers again once the site has a legal basis again.
    Force.LAPSED: frozenset({Force.APPLIES, Force.SUSPENDED}) | _ENDED,
    Force.SUPERSEDED: frozenset(),
    Force.TERMINATED: frozenset(),
    Force.EXPIRED: frozenset(),
    Force.NEVER: frozenset(),
}
