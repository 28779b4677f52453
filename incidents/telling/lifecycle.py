"""How what was told goes: it comes in, is read, and is taken up or set aside. Pure."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import pgettext_lazy


class Stage(models.TextChoices):
    RECEIVED = "received", pgettext_lazy("what was told", "Not read yet")
    READ = "read", pgettext_lazy("what was told", "Read")
    TAKEN_UP = "taken_up", pgettext_lazy("what was told", "Taken up")
    SET_ASIDE = "set_aside", pgettext_lazy("what was told", "Not taken up")


MOVES: Mapping[Stage, frozenset[Stage]] = {
    Stage.RECEIVED: frozenset({Stage.READ}),
    Stage.READ: frozenset({Stage.TAKEN_UP, Stage.SET_ASIDE}),
    Stage.TAKEN_UP: frozenset(),
    Stage.SET_ASIDE: frozenset(),
}
OPEN = (Stage.RECEIVED, Stage.READ)
# As stage chips are toned (see components/stage.html).
TONES: Mapping[Stage, str] = {
    Stage.RECEIVED: "wait",
    Stage.READ: "wait",
    Stage.TAKEN_UP: "ok",
    Stage.SET_ASIDE: "plain",
}
