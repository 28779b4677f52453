"""Cases of Harbour Street that both sides have brought to an end. All of it is invented."""

from desk.demo.casework import (
    POLICE,
    SITE,
    Accept,
    Acknowledge,
    Again,
    Case,
    Check,
    Decline,
    Done,
    Note,
    Officer,
    Propose,
    Say,
)
from desk.demo.releases import Release
from desk.demo.vows import Vow
from desk.demo.word_steps import AnswerIt, Ask
from incidents.grain import PlaceGrain
from incidents.keeping import Verdict
from incidents.particulars import (
    Arrival,
    Attire,
    Duration,
    Impact,
    Initiator,
    Officers,
    Particulars,
    People,
    Source,
    Wish,
)
from incidents.taxonomy import Area, Distance, Evidence, Outcome

CASES = (
    Case(
        slug="harbour-street",
        kind="P1",
        by="staff@harbour",
        back=72,
        told="15:20",
        area=Area.FRONTAGE,
        distance=Distance.UNDER_15,
        narrative="A marked car stood in front of the blue door for about forty minutes. Two "
        "officers sat inside and wrote. Some people turned round at the corner.",
        done="The shift lead went out and asked. The officers said they were finishing a report.",
        particulars=Particulars(
            initiator=Initiator.OFFICERS,
            circumstance="C16",
            officers=Officers.TWO,
            people=People.FEW,
            arrival=Arrival.MARKED,
            attire=Attire.UNIFORM,
            duration=Duration.UNDER_60,
            impacts=(Impact.TURNED_BACK,),
            calmed=True,
            wish=Wish.DISCUSS,
            source=Source.SEEN,
        ),
        steps=(
            Release(
                72,
                "09:40",
                "A marked car stood in front of the blue door for about forty minutes while two "
                "officers wrote a report. Some people did not come in. When asked, the officers "
                "were friendly and left soon after.",
            ),
            Acknowledge(71, "10:15"),
            Say(
                70,
                "14:00",
                POLICE,
                "Thank you. They did not know that this is the entrance; the card says Wharf "
                "Lane, which is not signposted. I have told the shift where to stop.",
            ),
            Say(69, "11:30", SITE, "That helps. A map on the door card would help as well."),
            Propose(
                68,
                "15:10",
                POLICE,
                Outcome.INSTRUCTION,
                "Reports are written on Pier Road. Both shifts hear it at roll-call.",
                (
                    Vow(
                        POLICE,
                        "Liaison officer",
                        "Tell both shifts at roll-call that cars wait on Pier Road.",
                        7,
                    ),
                    Vow(
                        SITE,
                        "Site manager",
                        "Add to the directions where Pier Road is, seen from the door.",
                        14,
                    ),
                ),
            ),
            Accept(67, "09:05"),
            Done(64, "11:30", 0, "Said at both roll-calls."),
            Check(62, "10:15", 0, "Nobody has stopped at the door since. Thank you."),
            Check(57, "09:50", 1, evidence=Evidence.VISIT),
            Again(44, "10:05", 0, "It is quiet at the door."),
            Again(43, "15:30", 1),
            Again(1, "10:20", 0),
        ),
    ),
    Case(
        slug="harbour-street",
        kind="E1",
        by="staff@harbour",
        back=58,
        told="21:40",
        area=Area.INSIDE,
        narrative="Two officers came into the waiting room in opening hours and asked whether "
        "somebody was there. Staff answered that they could not say. The officers looked round "
        "and left after about three minutes. Nobody was spoken to.",
        done="The shift lead showed the door card and gave the liaison's number.",
        steps=(
            Release(
                58,
                "10:20",
                "Two officers came into the waiting room in opening hours to ask whether somebody "
                "was there. They stayed about three minutes. The protocol asks for a telephone "
                "call in that case.",
            ),
            Note(58, "10:30", SITE, "The team was calm about it. Worth a word at the check-in."),
            Acknowledge(57, "08:50"),
            Officer(
                57,
                "16:40",
                "Constable on loan to the evening shift",
                "We were asked to look for somebody who was missing, and did not know of the card "
                "at the door. We left when we were asked to.",
            ),
            Say(
                56,
                "13:20",
                POLICE,
                "Both officers came from another division that week and had not seen the card. "
                "They are sorry to have startled anybody.",
            ),
            Propose(
                55,
                "16:00",
                POLICE,
                Outcome.TRAINING,
                "Officers on loan hear about the door card on their first day.",
                (
                    Vow(
                        POLICE,
                        "Liaison officer",
                        "Put the door card into the folder for officers on loan.",
                        10,
                    ),
                ),
            ),
            Accept(53, "11:15"),
            Check(
                46,
                "10:30",
                0,
                "The folder was shown to us at the check-in.",
                evidence=Evidence.RECORD,
            ),
            Again(29, "09:15", 0, evidence=Evidence.TOLD),
        ),
    ),
    Case(
        slug="harbour-street",
        kind="X1",
        by="liaison@coastal",
        back=46,
        told="19:15",
        area=Area.ENTRANCE,
        narrative="Officers came to a report of somebody who had collapsed inside. Nobody "
        "answered the bell for about two minutes, then a member of staff said that help was "
        "under way and that they were not needed. The officers were not sure whether to go in.",
        logged_after=90,
        steps=(
            Release(
                46,
                "09:10",
                "Officers came to a report of somebody who had collapsed inside. The bell was "
                "answered after about two minutes; staff said that help was under way. For those "
                "two minutes the officers did not know whether to go in.",
            ),
            Acknowledge(45, "10:40"),
            Say(
                44,
                "12:00",
                SITE,
                "Everybody was with the person who needed help, so nobody heard the bell. We see "
                "that two minutes are long when one stands outside.",
            ),
            Ask(43, "09:30", POLICE, "Could one of the team step to the door for ten seconds?"),
            AnswerIt(43, "15:20", "Yes. From now on one person goes to the door at once."),
            Propose(
                42,
                "14:45",
                SITE,
                Outcome.LADDER,
                "In an emergency one person of the shift goes to the door at once and says how it "
                "stands. Both sides try out the numbers of the ladder once a quarter.",
                (
                    Vow(SITE, "Site manager", "Name for each shift who goes to the door.", 7),
                    Vow(
                        POLICE,
                        "Liaison officer",
                        "Ring every number of the ladder with the site once, and note the result.",
                        21,
                    ),
                ),
            ),
            Accept(40, "08:45"),
            Check(35, "13:10", 0),
            Check(
                26,
                "11:40",
                1,
                "Two of the three numbers were tried. The third is still to be rung.",
                Verdict.NOT_KEPT,
            ),
            Again(16, "10:45", 0),
            Again(
                15,
                "13:05",
                1,
                "The third number has not been rung. Perhaps the protocol should say who rings.",
                Verdict.NOT_KEPT,
                Evidence.NOTHING,
            ),
        ),
    ),
    Case(
        slug="harbour-street",
        kind="K8",
        by="alternate@harbour",
        back=37,
        told="17:05",
        area=Area.PERIMETER,
        distance=Distance.UNDER_50,
        narrative="An officer on foot used words about people outside that hurt them. Two of them "
        "told staff afterwards that they would rather not come back that day.",
        steps=(
            Release(
                37,
                "11:00",
                "An officer on foot used words about the people outside that hurt them. We would "
                "like to talk about how officers and people outside speak with each other.",
                place=PlaceGrain.WHETHER_INSIDE,
            ),
            Acknowledge(36, "15:00"),
            Propose(
                35,
                "10:00",
                POLICE,
                Outcome.EXPLAINED,
                "I have spoken with the officer, who regrets it.",
            ),
            Decline(
                34,
                "12:30",
                "Thank you for speaking with the officer. We would like the whole platoon to hear "
                "from somebody who uses the site.",
            ),
            Propose(
                32,
                "09:15",
                POLICE,
                Outcome.TRAINING,
                "An hour with the platoon, led by two people who use the site and the liaison.",
                (
                    Vow(SITE, "Site manager", "Ask who would like to lead the hour.", 41),
                    Vow(POLICE, "Liaison officer", "Find the hour, and hold it.", 58),
                ),
            ),
            Accept(31, "16:20"),
        ),
    ),
)
