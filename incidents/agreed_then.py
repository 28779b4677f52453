"""What the two sides had agreed about an encounter like this, as it stood when it happened.

Nothing of it is kept twice: the incident keeps which version was in force, the state of the site
and what was ticked, none of which ever changes, and neither does a text that was sent. What is
shown follows from these, and says what was asked for, never whether it was kept.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from incidents import bearing
from incidents.bearing import Bearing
from incidents.models import Incident
from incidents.particulars import Threat
from protocols import looking_up, on_topics, wording
from protocols.entry import PAPERS, Circumstance, Disposition, Instrument, Rule, SiteState
from protocols.holding import Hold
from protocols.looking_up import Told
from protocols.models import Version
from protocols.on_topics import ClauseOnTopic

_D = Disposition

# "%(who)s" is "The protocol" or "The general rule".
_ASKS: Mapping[Disposition, Any] = {
    _D.ENTER_NOW: gettext_lazy("%(who)s asks officers to go in at once and to say who they are."),
    _D.ENTER_AFTER_NOTICE: gettext_lazy(
        "%(who)s asks officers to go in once staff know who they are and why."
    ),
    _D.ASK_CONSENT: gettext_lazy(
        "%(who)s asks officers to ask at the door, and to go in only if the person in charge says "
        "yes."
    ),
    _D.MEET_OUTSIDE: gettext_lazy(
        "%(who)s asks officers to speak outside, away from the site, and not to go in."
    ),
    _D.DEFER_TO_CLOSED_HOURS: gettext_lazy(
        "%(who)s asks officers to agree with the site on a time outside operating hours."
    ),
    _D.DO_NOT_ENTER: gettext_lazy("%(who)s asks officers to settle it without going in."),
    _D.NOT_PROTOCOL_MATTER: gettext_lazy("%(who)s asks nothing of officers here."),
    _D.KEEP_CLEAR: gettext_lazy("%(who)s asks officers not to stand or park near the door."),
    _D.IN_WRITING: gettext_lazy(
        "%(who)s asks officers to hand it over in writing, without going in."
    ),
    _D.CANNOT_OCCUR: gettext_lazy(
        "%(who)s says that this does not arise in this state; if it does, officers stay out and "
        "call the liaison."
    ),
}

# Why the table did not answer, in the past and to nobody's face.
_BECAUSE: Mapping[Rule, Any] = {
    **wording.RULES,
    Rule.CALLED: gettext_lazy("Staff had called for help."),
    Rule.FLOOR: gettext_lazy("Nothing was in force between the two sides then."),
    Rule.SUSPENDED: gettext_lazy("One side had suspended the protocol then."),
    Rule.CLAUSE_SUSPENDED: gettext_lazy("One side had suspended this clause then."),
    Rule.LAPSED: gettext_lazy("The site’s legal basis had ended then."),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for in one circumstance, and in one state of the site where ``names_state``
    says so: else the same in each in which it may have been."""

    told: Told
    names_state: bool = True

    @property
    def state(self) -> Any:
        return wording.STATES[self.told.state] if self.names_state else ""

    @property
    def says(self) -> tuple[Any, ...]:
        """What it comes to, to be compared with another."""
        return self.sentence, self.because, self.told.clause, self.told.steps

    @property
    def is_of_the_table(self) -> bool:
        """Whether a row that both sides signed answers, and no rule above or beneath it."""
        return self.told.answer.rule is Rule.TABLE

    @property
    def sentence(self) -> str:
        who = (
            pgettext("who asks", "The protocol")
            if self.is_of_the_table
            else pgettext("who asks", "The general rule")
        )
        return str(_ASKS[self.told.disposition]) % {"who": who}

    @property
    def because(self) -> Any:
        return _BECAUSE[self.told.answer.rule]

    @property
    def anchor(self) -> str:
        """Where its clause stands on the page of the version: answers rest on common ones."""
        return f"clause-{self.told.clause}"


@dataclass(frozen=True, slots=True)
class AgreedThen:
    """``asked``: what the entry table, or else the general rule, answered; ``clauses``: what else
    of the text speaks to this kind of encounter. ``version``: the one that answered; None where
    nothing was in force or all of it was held. ``is_told``: whether what is answered was said.
    ``is_either``: it was answered for each state in which the site may have been, and not alike.
    """

    version: Version | None
    is_told: bool
    is_about_a_call: bool
    is_either: bool
    asked: list[Asked]
    clauses: list[ClauseOnTopic]

    @property
    def first_clause(self) -> int | None:
        """The number of the clause that speaks to it before all others."""
        answering = (one.told.clause for one in self.asked)
        beside = (clause.number for clause in self.clauses)
        return next((number for number in (*answering, *beside) if number), None)

    @property
    def says(self) -> tuple[Any, ...]:
        """What it comes to, to be compared with another."""
        return (
            self.version,
            [one.says for one in self.asked],
            [clause.number for clause in self.clauses],
        )

    @property
    def title(self) -> str:
        if self.is_about_a_call:
            return _("What was agreed for when staff call")
        return _("What was agreed about this")


def of(incident: Incident, hold: Hold, states: Sequence[SiteState]) -> AgreedThen:
    """About an *incident* that has a partnership. *hold* is what held its version then, *states*
    are those in which the reader knows the site may have been. One query for each circumstance and
    state (two of each at most), and one for the clauses."""
    version = incident.in_force.version if incident.in_force else None
    language = str(translation.get_language())
    bears = bearing.of(incident.kind, incident.circumstance)
    asked: list[Asked] = []
    for situation in _situations(incident, bears):
        told = [
            looking_up.look_up(
                version,
                situation,
                state,
                language=language,
                threat_to_life=incident.threat == Threat.YES,
                instrument=Instrument.read(incident.instrument),
                hold=hold,
            )
            for state in states
        ]
        asked += _in_each(told)
    answers = None if hold.floor else version
    return AgreedThen(
        version=answers,
        # Where the kind is no case of any, only what was said is asked about.
        is_told=bool(incident.circumstance) or not bears.circumstances,
        is_about_a_call=incident.kind in bearing.CALLS,
        is_either=len(states) > 1 and any(one.names_state for one in asked),
        asked=asked,
        clauses=_beside(answers, bears.topics, asked, hold, incident, language),
    )


def _in_each(told: Sequence[Told]) -> list[Asked]:
    """The answers to one situation by state; one answer that names none where they are alike."""
    asked = [Asked(one) for one in told]
    if len(asked) > 1 and all(one.says == asked[0].says for one in asked):
        return [Asked(told[0], names_state=False)]
    return asked


def _situations(incident: Incident, bears: Bearing) -> Sequence[Circumstance | None]:
    """What the table is asked about: also a threat or a paper alone, as at the door."""
    is_told = incident.threat == Threat.YES or Instrument.read(incident.instrument) in PAPERS
    return bears.circumstances or ((None,) if is_told else ())


def _beside(
    version: Version | None,
    topics: Collection[int],
    asked: Iterable[Asked],
    hold: Hold,
    incident: Incident,
    language: str,
) -> list[ClauseOnTopic]:
    """The clauses on *topics*, save those that an answer rests on and those suspended then."""
    if version is None:
        return []
    left_out = {one.told.clause for one in asked} | set(hold.clauses)
    found = on_topics.clauses(version, topics, incident.pair.pk, language)
    return [clause for clause in found if clause.number not in left_out]
