"""Cases of the other sites that both sides have brought to an end. All of it is invented."""

from desk.demo.casework import (
    POLICE,
    SITE,
    Accept,
    Acknowledge,
    Case,
    Propose,
    Say,
    Withdraw,
)
from desk.demo.led_steps import Reopen
from desk.demo.releases import Release
from desk.demo.vows import Vow
from incidents.particulars import Duration, Officers, Particulars, Source
from incidents.taxonomy import Area, Distance, Outcome, Precision
from liaison.hours import State

CASES = (
    Case(
        slug="kingfisher-road",
        kind="N3",
        by="liaison@southern",
        back=51,
        told="13:25",
        area=Area.INSIDE,
        narrative="Two officers followed somebody from the street into the hall without losing "
        "sight, said “police” at the door and told the nurse in charge why. They left by the rear "
        "exit after four minutes. Nobody else was spoken to.",
        particulars=Particulars(
            circumstance="C05",
            threat="no",
            instrument="none",
            officers=Officers.TWO,
            duration=Duration.UNDER_5,
            source=Source.SEEN,
        ),
        steps=(
            Release(
                51,
                "10:00",
                "Two officers followed somebody from the street into the hall without losing "
                "sight, said so at the door and told the nurse in charge why. They left by the "
                "rear exit after four minutes.",
            ),
            Acknowledge(50, "09:30"),
            Say(
                49,
                "11:10",
                SITE,
                "That is how the protocol describes it. The nurse felt well informed. The hall "
                "was quiet again within minutes.",
            ),
            Propose(
                48,
                "15:00",
                POLICE,
                Outcome.CLARIFIED,
                "Both sides looked at it together: clause 7 was followed.",
            ),
            Accept(47, "10:10"),
        ),
    ),
    Case(
        slug="kingfisher-road",
        kind="G3",
        by="staff@kingfisher",
        back=29,
        told="10:50",
        area=Area.ENTRANCE,
        narrative="For the third time this week officers walked somebody to the door, said who "
        "they were, and left at once.",
        precision=Precision.HOUR,
        steps=(
            Release(
                29,
                "09:30",
                "For the third time this week officers walked somebody to the door and left at "
                "once. It works because they do not stay.",
            ),
            Acknowledge(28, "08:30"),
            Propose(
                28,
                "12:00",
                POLICE,
                Outcome.THANKED,
                "The officers were glad to hear it. I have passed it on by name.",
            ),
            Accept(27, "14:30"),
        ),
    ),
    Case(
        slug="the-annex",
        kind="P1",
        by="staff@annex",
        back=16,
        told="23:10",
        area=Area.FRONTAGE,
        distance=Distance.UNDER_15,
        narrative="A marked car stood on the ramp for a quarter of an hour. The ambulance would "
        "not have had a way in.",
        done="The person in charge asked the officers to move, which they did at once.",
        steps=(
            Release(
                16,
                "10:00",
                "A marked car stood on the ramp for a quarter of an hour. When asked, the officers "
                "moved it at once. The ramp is the way in for the ambulance.",
            ),
            Acknowledge(15, "09:20"),
            Say(
                14, "13:00", POLICE, "The ramp looks like a parking bay at night. We will pass on."
            ),
            Propose(
                13,
                "10:40",
                SITE,
                Outcome.PROTOCOL,
                "Where a car may stand during a call goes into the protocol that is being written.",
                (
                    Vow(
                        SITE,
                        "Site manager",
                        "Bring the new clause 12 to both signatures.",
                        45,
                    ),
                ),
            ),
            Accept(12, "09:00"),
        ),
    ),
    Case(
        slug="foundry",
        kind="X6",
        by="manager@foundry",
        back=24,
        told="20:30",
        area=Area.ENTRANCE,
        narrative="Staff rang the division about a quarrel at the door. A car came after "
        "fifty-five minutes, when all was over.",
        steps=(
            Release(
                24,
                "11:15",
                "Staff rang the division about a quarrel at the door. A car came after fifty-five "
                "minutes. Nobody was hurt.",
            ),
            Acknowledge(23, "10:00"),
            Say(
                22,
                "15:40",
                POLICE,
                "There were two collisions on the ring road that hour. We should have rung back.",
            ),
            Propose(21, "09:50", SITE, Outcome.EXPLAINED, "Understood. A call back would do."),
            Withdraw(21, "13:15"),
            Propose(
                20,
                "10:20",
                SITE,
                Outcome.PARTIAL,
                "When a car takes longer than half an hour, the division rings the site. How long "
                "is too long we see differently for now.",
                (
                    Vow(
                        POLICE,
                        "Liaison officer, Division Nine",
                        "Ask dispatch for it, and say at the review what came of it.",
                        40,
                    ),
                ),
            ),
            Accept(18, "14:05"),
        ),
    ),
    Case(
        slug="night-van",
        kind="K10",
        by="manager@harbour",
        back=33,
        told="21:15",
        area=Area.MOBILE_STOP,
        narrative="People at the second stop say that a court condition keeps some of them away "
        "from that street, and so from the van.",
        precision=Precision.DAY,
        steps=(
            Release(
                33,
                "10:30",
                "We hear that court conditions keep some people away from the street of the "
                "second stop, and so from the van. Can the area be drawn differently?",
            ),
            Acknowledge(32, "11:45"),
            Say(30, "09:00", POLICE, "The court draws it, not we. I will say what you write."),
            Propose(
                29,
                "12:15",
                SITE,
                Outcome.UNRESOLVED,
                "The van keeps its stop; the police side sees no way to ask the court. We come "
                "back to it at the review.",
            ),
            Accept(27, "10:00"),
            Reopen(
                5,
                "10:45",
                SITE,
                "The court now looks at these conditions once a month, and asks whom they keep "
                "away from what. It could be asked after all.",
            ),
        ),
    ),
    Case(
        slug="foundry",
        kind="N3",
        by="liaison.nine@lakeside",
        back=14,
        told="04:10",
        state=State.NON_OPERATIONAL,
        area=Area.ENTRANCE,
        narrative="The alarm went off while the site was closed. Two officers found the yard door "
        "ajar, looked into the rooms, pulled the door shut and rang the keyholder.",
        logged_after=300,
        steps=(
            Release(
                14,
                "10:30",
                "The alarm went off while the site was closed. Two officers found the yard door "
                "ajar, pulled it shut and rang the keyholder. Stores and papers were not touched.",
            ),
            Acknowledge(13, "09:15"),
            Propose(
                12,
                "11:20",
                SITE,
                Outcome.CLARIFIED,
                "As both sides would want it. The lock of the yard door has been changed.",
            ),
            Accept(11, "10:00"),
        ),
    ),
)
