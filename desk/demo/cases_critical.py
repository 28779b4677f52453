"""Critical cases, of which the other side knows only that they exist. All of it is invented."""

from desk.demo.apart_steps import Apart, What
from desk.demo.casework import Case
from desk.demo.word_steps import Correct
from incidents.corrections.correcting import Right
from incidents.corrections.facts import Fact
from incidents.taxonomy import Area, Distance, Severity

CASES = (
    Case(  # the statutory body has it
        slug="harbour-street",
        kind="K7",
        by="staff@harbour",
        back=12,
        told="16:10",
        area=Area.FRONTAGE,
        distance=Distance.UNDER_15,
        narrative="Two officers brought a person to the ground by the front steps. The person was "
        "hurt at the wrist. Staff gave first aid, and the officers waited for the ambulance.",
        severity=Severity.SERIOUS,
        steps=(
            Correct(
                11,
                "08:50",
                Right(Fact.SEVERITY, {"severity": 4}, "The wrist is broken, as it turned out."),
            ),
            Apart(11, "09:05", What.TAKE_UP, "The director, at 9:00; the duty inspector, at 9:04."),
            Apart(11, "11:30", What.CONFIRM),
            Apart(10, "10:15", What.REPORT, "DEMO-2025-114"),
        ),
    ),
    Case(  # looked into by the own side, and closed
        slug="night-van",
        kind="I3",
        by="manager@harbour",
        back=26,
        told="20:40",
        area=Area.MOBILE_STOP,
        narrative="A list for the second stop lay open on the counter while an officer asked for "
        "the way. Staff turned it over at once.",
        steps=(
            Apart(25, "08:20", What.TAKE_UP, "The director, at 8:15."),
            Apart(25, "09:40", What.CONFIRM),
            Apart(19, "14:00", What.CLOSE, "No name could be read. Lists now stay in the cabin."),
        ),
    ),
)
