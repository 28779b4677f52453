"""The words for what ``entry`` only names: circumstances, answers, papers, fixed rules."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from protocols.checking import Fault
from protocols.entry import Circumstance, Disposition, Instrument, Log, Post, Rule, SiteState
from protocols.inheriting import Origin

_C, _D = Circumstance, Disposition

CIRCUMSTANCES: Mapping[Circumstance, Any] = {
    _C.C01: _("Staff called for help in an emergency"),
    _C.C02: _("Staff asked for help that can wait"),
    _C.C03: _("An overdose or medical emergency, and staff did not call"),
    _C.C04: _("Violence, a weapon, fire or serious harm under way"),
    _C.C05: _("Following somebody who is running from police"),
    _C.C06: _("An arrest warrant for somebody believed to be inside"),
    _C.C07: _("A warrant to enter or search the premises"),
    _C.C08: _("A production order, or a request for records or video"),
    _C.C09: _("Asking whether somebody is inside"),
    _C.C10: _("Speaking with a victim or a witness of a crime"),
    _C.C11: _("Somebody inside is believed to hold drugs for their own use"),
    _C.C12: _("Somebody inside is believed to be selling drugs"),
    _C.C13: _("Routine patrol, a look inside, warming up"),
    _C.C14: _("A booked visit, tour or training"),
    _C.C15: _("Bringing somebody who wants to use the site"),
    _C.C16: _("Traffic, parking or other business in the street"),
    _C.C17: _("A disturbance near the site, reported by a neighbour"),
    _C.C18: _("A death on the site"),
    _C.C19: _("An inspection by a regulator, with police"),
    _C.C20: _("An alarm or a break-in outside operating hours"),
    _C.C21: _("A bomb threat, a major incident or an evacuation"),
    _C.C22: _("None of these"),
}

# What "threat to life" means where somebody is asked for it.
THREAT = _("Somebody may die or be badly hurt, and nobody inside is helping")

# In one way on every page: it is never said to be "closed", which a site is for good.
_OUTSIDE_HOURS = _("Outside operating hours")
STATES: Mapping[SiteState, Any] = {
    SiteState.OPERATING: _("Operating hours"),
    SiteState.NON_OPERATIONAL: _OUTSIDE_HOURS,
    SiteState.SUSPENDED: _("Service suspended"),
}

# A situation in a question to an officer.
AT_THE_DOOR: Mapping[SiteState, Any] = {
    SiteState.OPERATING: _("You are at the door, in operating hours."),
    SiteState.NON_OPERATIONAL: _("You are at the door, outside operating hours."),
    SiteState.SUSPENDED: _("You are at the door. The service is suspended."),
}

# One or two words, large on the door card; three where fewer would mislead.
DISPOSITIONS: Mapping[Disposition, Any] = {
    _D.ENTER_NOW: _("Enter now"),
    _D.ENTER_AFTER_NOTICE: _("Notice first"),
    _D.ASK_CONSENT: _("Ask first"),
    _D.MEET_OUTSIDE: _("Meet outside"),
    _D.DEFER_TO_CLOSED_HOURS: _OUTSIDE_HOURS,
    _D.DO_NOT_ENTER: _("Do not enter"),
    _D.NOT_PROTOCOL_MATTER: _("Carry on"),
    _D.KEEP_CLEAR: _("Keep clear"),
    _D.IN_WRITING: _("In writing"),
    _D.CANNOT_OCCUR: _("Cannot occur"),
}

# The colour repeats what the words say (see components/decision_card.html).
TONES: Mapping[Disposition, str] = {
    _D.ENTER_NOW: "ok",
    _D.ENTER_AFTER_NOTICE: "wait",
    _D.ASK_CONSENT: "wait",
    _D.IN_WRITING: "wait",
    _D.MEET_OUTSIDE: "stop",
    _D.DEFER_TO_CLOSED_HOURS: "stop",
    _D.DO_NOT_ENTER: "stop",
    _D.KEEP_CLEAR: "stop",
    _D.NOT_PROTOCOL_MATTER: "plain",
    _D.CANNOT_OCCUR: "plain",
}

MEANINGS: Mapping[Disposition, Any] = {
    _D.ENTER_NOW: _("Go in. Say who you are and why as you enter."),
    _D.ENTER_AFTER_NOTICE: _("You go in once staff know who you are and why."),
    _D.ASK_CONSENT: _("Ask at the door. Go in only if the person in charge says yes."),
    _D.MEET_OUTSIDE: _("Speak outside, away from the site. Do not go in."),
    _D.DEFER_TO_CLOSED_HOURS: _("Not in operating hours. Agree on a time outside of them."),
    _D.DO_NOT_ENTER: _("Settle it without going in."),
    _D.NOT_PROTOCOL_MATTER: _("The protocol asks nothing of you here."),
    _D.KEEP_CLEAR: _("Do not stand or park near the door."),
    _D.IN_WRITING: _("Hand it over in writing. You do not need to go in."),
    _D.CANNOT_OCCUR: _("The protocol says that this does not arise in this state."),
}

INSTRUMENTS: Mapping[Instrument, Any] = {
    Instrument.NONE: _("No paper"),
    Instrument.ARREST_WARRANT: _("Arrest warrant"),
    Instrument.ENTRY_WARRANT: _("Warrant to enter or search"),
    Instrument.STATUTORY_POWER: _("Another power that the law gives"),
    Instrument.PRODUCTION_ORDER: _("Production order"),
}

# What a fixed rule says where no signed row answers.
_FLOOR_STEPS: Sequence[Any] = (
    _("Call the liaison and say what it is about."),
    _("If somebody may die or be badly hurt and nobody is helping, go in."),
)
RULE_STEPS: Mapping[Rule, Sequence[Any]] = {
    Rule.THREAT: (
        _("Nobody inside is helping? Go in. Say “police” and what you were told."),
        _("Staff are treating somebody? Ask at the door and stay out."),
        _("Do what keeps people alive; call an ambulance."),
        _("Hand over to staff or paramedics and leave as soon as they say so."),
    ),
    Rule.CALLED: (
        _("Go to the door that staff named. They meet you there."),
        _("Let staff say where and how many of you are needed."),
        _("Leave when staff or paramedics say that they can manage."),
    ),
    Rule.INSTRUMENT: (
        _("Ask for the person in charge. Show the paper and your badge."),
        _("If it can wait, ask whether it can be done outdoors or outside operating hours."),
        _("Agree on the room and on how many of you go in. A supervisor is present."),
        _("Do only what the paper says. Say when you leave."),
    ),
    Rule.PRODUCTION_ORDER: (
        _("Stay at the door. Ask for the person in charge."),
        _("Hand over the order, or leave the request in writing."),
        _("The answer comes in writing. Nothing is handed over at the door."),
    ),
    Rule.UNKNOWN: (
        _("Stay out. Ask for the person in charge at the door."),
        _("Call the liaison and say what it is about."),
        _("If somebody may die or be badly hurt and nobody is helping, go in."),
    ),
    Rule.FLOOR: (_("No protocol is in force here. Stay out and ask at the door."), *_FLOOR_STEPS),
    Rule.SUSPENDED: (_("The protocol is suspended. Stay out and ask at the door."), *_FLOOR_STEPS),
    Rule.CLAUSE_SUSPENDED: (
        _("This clause is suspended. Stay out and ask at the door."),
        *_FLOOR_STEPS,
    ),
    Rule.LAPSED: (_("No protocol is in force here. Stay out and ask at the door."), *_FLOOR_STEPS),
    Rule.OUT_OF_DATE: (_("This copy is too old. Stay out and ask at the door."), *_FLOOR_STEPS),
}

# Why an answer stands although no signed row gave it.
RULES: Mapping[Rule, Any] = {
    Rule.TABLE: "",
    Rule.THREAT: _("A threat to life comes before every table."),
    Rule.CALLED: _("Staff asked you to come."),
    Rule.INSTRUMENT: _("A paper that entitles to entry is never refused; only how is agreed."),
    Rule.PRODUCTION_ORDER: _("A paper that is served is answered in writing, here."),
    Rule.UNKNOWN: _("What no row foresees waits for the liaison."),
    Rule.FLOOR: _("Nothing is in force for this site and this service."),
    Rule.SUSPENDED: _("One side has suspended the protocol; the general rule answers."),
    Rule.CLAUSE_SUSPENDED: _("One side has suspended this clause; the general rule answers."),
    Rule.LAPSED: _("The site’s legal basis has ended; the general rule answers."),
    Rule.OUT_OF_DATE: _(
        "The copy on this phone is too old to be trusted; the general rule answers."
    ),
}

# What each text to start a protocol from means for those who draft.
STARTS: Mapping[str, Any] = {
    "usual": _("What nearly every protocol settles, ready to be sent."),
    "library": _(
        "All 32 topics. You fill in the blanks that some have, and take out what you do not need."
    ),
    "in_force": _("What applies now to the site and police service chosen above."),
    "other": _("A signed text that you may read, chosen below."),
}

# Posts that an answer says to call, as they stand in a sentence.
POSTS: Mapping[Post, Any] = {
    Post.KEYHOLDER: _("keyholder"),
    Post.IN_CHARGE: _("person in charge"),
    Post.MANAGER: _("manager"),
    Post.LIAISON: _("liaison"),
    Post.SUPERVISOR: _("duty supervisor"),
}

# What officers and staff do with pen and paper afterwards, as they stand in a sentence.
LOGS: Mapping[Log, Any] = {
    Log.INCIDENT: _("log it as an incident"),
    Log.NOTE: _("both sides write a short note within a day"),
    Log.TELL_LIAISON: _("tell the liaison"),
    Log.RECEIPT: _("give a receipt and note its number"),
    Log.REGISTER: _("count it in the register of requests"),
    Log.REVIEW: _("both sides look at it together"),
    Log.NOTHING: _("nothing to write down"),
}

# The same on a card, whose reader has no account here: whoever may log an incident is named.
LOGS_AT_THE_DOOR: Mapping[Log, Any] = {
    **LOGS,
    Log.INCIDENT: _("tell your liaison, who can log it as an incident"),
}

# Where an answer comes from.
ORIGINS: Mapping[Origin, Any] = {
    Origin.DEFAULT: _("Default"),
    Origin.EVERY: _("All states"),
    Origin.STATE: _("This state only"),
}

# What keeps a draft from being sent, in the words of somebody who can mend it.
FAULTS: Mapping[Fault, Any] = {
    Fault.NO_ANSWER: _("no answer yet"),
    Fault.NO_CLAUSE: _("cites no clause"),
    Fault.UNKNOWN_CLAUSE: _("cites a clause that is not in the text"),
    Fault.AGAINST_RULE: _("contradicts a fixed rule"),
    Fault.CALL_REFUSED: _("staff called for help, and the answer turns police away"),
    Fault.EMERGENCY_RULED_OUT: _("nobody can agree that an emergency cannot occur"),
    Fault.NOWHERE_TO_STAND: _("keep clear, but no step says where to stand or park instead"),
    Fault.DEFERRED_WHILE_CLOSED: _("put off until outside operating hours, which it is already"),
    Fault.ENTRY_UNRECORDED: _("police go in at once, and nothing is to be written down"),
    Fault.NOTHING_AND_MORE: _("nothing to write down, and yet something"),
    Fault.DEFERRED_TO_A_REFUSAL: _(
        "put off until outside operating hours, when the answer is no as well"
    ),
    Fault.RULED_OUT_BUT_DEFERRED: _("cannot occur, yet the open site puts it off until then"),
    Fault.STRICTER_WHEN_CLOSED: _(
        "with the same paper police go in at once while people are inside, but give notice when "
        "nobody is"
    ),
}

# Beneath every answer.
GUIDANCE = _(
    "Guidance only: it displaces no lawful power or duty. "
    "In an emergency, call the emergency number."
)
CANNOT_OCCUR_STEPS: Sequence[Any] = (
    _("It happens all the same? Stay out and call the liaison."),
    _("If somebody may die or be badly hurt and nobody is helping, go in."),
)


def steps(rule: Rule, answer: Disposition, own: Sequence[str]) -> Sequence[Any]:
    """The steps to show: the table's *own*, else those of the rule that answered."""
    if own:
        return own
    if answer is Disposition.CANNOT_OCCUR:
        return CANNOT_OCCUR_STEPS
    return RULE_STEPS.get(rule, ())
