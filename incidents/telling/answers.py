"""What the slip is answered with: one neutral sentence of a table. Pure.

The sentences are the same for everybody, so that an answer gives nothing away of what was told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from incidents.telling.asked import Wish
from incidents.telling.lifecycle import Stage


class Answer(models.TextChoices):
    """As the manager chooses it."""

    LOGGED = "logged", _("Taken up: logged as an incident")
    WITHIN = "within", _("Taken up: the site does something about it itself")
    RAISED = "raised", _("Taken up: we raised it with the police, without details")
    REVIEW = "review", _("Taken up: for the next review of what was agreed")
    THANKED = "thanked", _("Taken up: thanks are passed on")
    DEALT = "dealt", _("Not taken up: it has been dealt with already")
    UNRAISED = "unraised", _("Not taken up: we did not raise it with the police")
    UNCLEAR = "unclear", _("Not taken up: there is too little to go on")
    ELSEWHERE = "elsewhere", _("Not taken up: another body is there for it")


@dataclass(frozen=True, slots=True)
class Meaning:
    """Where an answer leads, and what whoever holds the slip reads."""

    stage: Stage
    says: Any


MEANINGS: Mapping[Answer, Meaning] = {
    Answer.LOGGED: Meaning(
        Stage.TAKEN_UP, _("The site has written it down, to raise it without details.")
    ),
    Answer.WITHIN: Meaning(Stage.TAKEN_UP, _("The site is doing something about it itself.")),
    Answer.RAISED: Meaning(
        Stage.TAKEN_UP, _("The site has raised it with the police, without details.")
    ),
    Answer.REVIEW: Meaning(
        Stage.TAKEN_UP, _("The site brings it up when what was agreed is next looked at.")
    ),
    Answer.THANKED: Meaning(Stage.TAKEN_UP, _("The site passes on the thanks.")),
    Answer.DEALT: Meaning(Stage.SET_ASIDE, _("The site had dealt with it already.")),
    Answer.UNRAISED: Meaning(
        Stage.SET_ASIDE,
        _("The site did not raise it with the police. Nothing of it was passed on."),
    ),
    Answer.UNCLEAR: Meaning(
        Stage.SET_ASIDE,
        _("There was too little to go on. You can tell more, as something new."),
    ),
    Answer.ELSEWHERE: Meaning(
        Stage.SET_ASIDE,
        _("The site cannot change this. Staff can say who can; so does the page for telling."),
    ),
}


# What leaves the site, or could have, so that whoever told it has to have agreed to that.
BEYOND = frozenset({Answer.LOGGED, Answer.RAISED, Answer.REVIEW, Answer.UNRAISED})


def fits(answer: Answer, wish: Wish) -> bool:
    """Whether *answer* respects what its teller chose."""
    return wish is Wish.RAISE or answer not in BEYOND


def by_hand(wish: Wish) -> list[Answer]:
    """What a manager chooses among. (It is ``LOGGED`` by logging an incident.)"""
    return [one for one in Answer if one is not Answer.LOGGED and fits(one, wish)]
