"""Cases that somebody still has a step to take in. All of it is invented."""

from desk.demo import drawing
from desk.demo.casework import (
    POLICE,
    SITE,
    Acknowledge,
    Attach,
    Case,
    Decline,
    Note,
    Propose,
    Say,
    ShowFile,
    TakeOut,
)
from desk.demo.releases import Release
from desk.demo.vows import Vow
from desk.demo.word_steps import Ask, Correct, Reword
from incidents.corrections.correcting import Right
from incidents.corrections.facts import Fact
from incidents.grain import PlaceGrain, TimeGrain
from incidents.particulars import (
    Arrival,
    Duration,
    Impact,
    Initiator,
    Officers,
    Particulars,
    People,
    Source,
    Wish,
)
from incidents.taxonomy import Area, Distance, Outcome, Precision

CASES = (
    Case(  # in the site's lane: the manager decides whether and how to show it
        slug="harbour-street",
        kind="P3",
        by="staff@harbour",
        back=0,
        told="14:10",
        area=Area.ENTRANCE,
        distance=Distance.UNDER_15,
        narrative="Two officers stood at the corner of Wharf Lane for about twenty minutes and "
        "spoke to people as they left. Three turned back before they reached the door.",
        done="The shift lead told people inside that they may leave by Pier Road.",
        particulars=Particulars(
            initiator=Initiator.OFFICERS,
            officers=Officers.TWO,
            people=People.FEW,
            arrival=Arrival.FOOT,
            duration=Duration.UNDER_60,
            impacts=(Impact.TURNED_BACK, Impact.DISTRESSED),
            wish=Wish.DISCUSS,
            source=Source.COLLEAGUE,
        ),
    ),
    Case(  # in the police lane
        slug="night-van",
        kind="X2",
        by="liaison@coastal",
        back=1,
        told="23:20",
        area=Area.REMOTE,
        narrative="The patrol rang the first number of the ladder twice about a blocked lane and "
        "reached nobody. The second number answered at once.",
        logged_after=600,
    ),
    Case(  # waits for the police side, within its time
        slug="kingfisher-road",
        kind="P2",
        by="manager@kingfisher",
        back=2,
        told="11:30",
        area=Area.FRONTAGE,
        distance=Distance.UNDER_50,
        narrative="On three mornings this week a patrol passed the front entrance four or five "
        "times an hour. Fewer people came before noon than usual.",
        precision=Precision.DAY,
        steps=(
            Release(
                1,
                "15:30",
                "On three mornings this week a patrol passed the front entrance four or five times "
                "an hour. Fewer people came before noon than usual. Is there a reason we do not "
                "know?",
            ),
        ),
    ),
    Case(  # waits for the police side, and is late
        slug="harbour-street",
        kind="K1",
        by="staff@harbour",
        back=5,
        told="16:45",
        area=Area.ROUTE,
        distance=Distance.UNDER_100,
        narrative="Officers asked four people for their papers on the way from the bus stop. All "
        "four were let go. Two told us that they nearly went home again.",
        identifiers="Fleet number 27",
        identifiers_why="The division can say by it which crew was there.",
        steps=(
            Note(4, "09:05", SITE, "One of the team wrote down too much; this note goes again."),
            TakeOut(4, "09:10", SITE),
            Release(
                2,
                "09:50",
                "Officers asked four people for their papers on the way from the bus stop to the "
                "site. All were let go. Two said that they nearly went home again.",
                time=TimeGrain.DAY,
                place=PlaceGrain.AREA,
            ),
        ),
    ),
    Case(  # the site answers the police side
        slug="kingfisher-road",
        kind="X3",
        by="liaison@southern",
        back=4,
        told="10:10",
        area=Area.INSIDE,
        narrative="At the last check-in nobody knew that the liaison was expected, and the door "
        "stayed shut for ten minutes in the rain.",
        steps=(
            Release(
                3,
                "11:00",
                "At the last check-in nobody at the door knew that the liaison was expected. It "
                "took ten minutes until somebody did.",
            ),
            Acknowledge(2, "10:30"),
        ),
    ),
    Case(  # with the one before and the one after it, it recurs: a talk begins by itself
        slug="the-annex",
        kind="P1",
        by="staff@annex",
        back=11,
        told="20:40",
        area=Area.FRONTAGE,
        distance=Distance.UNDER_15,
        narrative="A marked car stood before the ramp for twenty minutes. Nobody got out.",
        steps=(
            Release(
                10,
                "11:10",
                "A marked car stood before the ramp for twenty minutes in operating hours.",
            ),
            Acknowledge(10, "15:30"),
            Say(9, "10:15", POLICE, "The shift had not seen the agreed bay. It has been shown."),
        ),
    ),
    Case(  # the site has a question to answer
        slug="the-annex",
        kind="P1",
        by="staff@annex",
        back=6,
        told="21:50",
        area=Area.FRONTAGE,
        distance=Distance.UNDER_15,
        narrative="A marked car stood at the foot of the ramp for half an hour while officers "
        "answered a call next door.",
        steps=(
            Release(
                6,
                "14:20",
                "A marked car stood at the foot of the ramp for half an hour during a call next "
                "door. It is the third time this month.",
            ),
            Acknowledge(5, "09:00"),
            Ask(
                2,
                "14:50",
                POLICE,
                "The call next door was urgent and Mill Street was full. Would the bay by the "
                "white gate do in such a case?",
            ),
        ),
    ),
    Case(  # the fourth of one kind in a month: nothing has been said about it yet
        slug="the-annex",
        kind="P1",
        by="staff@annex",
        back=2,
        told="02:15",
        area=Area.FRONTAGE,
        distance=Distance.UNDER_50,
        narrative="An unmarked car waited opposite the white gate for an hour, with its lights "
        "off. People asked us who it was.",
        precision=Precision.HOUR,
    ),
    Case(  # the police side has a question to answer
        slug="foundry",
        kind="E2",
        by="manager@foundry",
        back=7,
        told="10:25",
        area=Area.INSIDE,
        narrative="An officer walked through the yard door into the kitchen, asked for coffee, "
        "and looked round. Staff did not know who it was until the officer was asked.",
        steps=(
            Release(
                7,
                "15:00",
                "An officer came through the yard door into the kitchen in opening hours without "
                "saying who or why. It was meant kindly, and it still startled people.",
            ),
            Acknowledge(6, "11:00"),
            Say(
                5,
                "10:45",
                POLICE,
                "That was me showing a new colleague the way, badly. I should have rung the bell.",
            ),
            Reword(
                5,
                "11:05",
                POLICE,
                "There were two of us: the new colleague came in as well. The bell was not rung.",
            ),
            Correct(
                3,
                "09:20",
                Right(
                    Fact.CIRCUMSTANCE,
                    {"circumstance": "C14"},
                    "It was meant as a visit, as the liaison has said since.",
                ),
            ),
            Ask(
                2,
                "16:10",
                SITE,
                "Thank you for saying so. Shall we put the yard door into the protocol, as the "
                "door for booked visits only?",
            ),
        ),
    ),
    Case(  # an ending lies on the table; the site answers
        slug="harbour-street",
        kind="K5",
        by="alternate@harbour",
        back=13,
        told="18:30",
        area=Area.PERIMETER,
        distance=Distance.UNDER_100,
        narrative="Officers took two naloxone kits and a bag of sterile equipment from people on "
        "Pier Road and put them into a bin.",
        steps=(
            Release(
                12,
                "10:10",
                "Officers took two naloxone kits and sterile equipment from people on Pier Road "
                "and threw them away. Clause 14 asks that they be left with people.",
            ),
            Note(12, "10:20", SITE, "Kits replaced from our stock the same evening."),
            Acknowledge(11, "09:15"),
            Note(11, "09:40", POLICE, "Spoke with the shift: they took the bag for litter."),
            Attach(11, "09:50", SITE, drawing.bin_by_the_road, "The bag in the bin, next morning."),
            ShowFile(11, "09:55", SITE),
            Say(
                9,
                "14:30",
                POLICE,
                "They took it for litter. That does not bring the kits back. We would like to "
                "replace them and to show the platoon what a kit looks like.",
            ),
            Say(8, "10:00", SITE, "Please do both. The people concerned know that we talk."),
            Propose(
                5,
                "11:40",
                POLICE,
                Outcome.AGREEMENT,
                "The police side replaces the kits and shows at roll-call what stays with people.",
                (
                    Vow(POLICE, "Liaison officer", "Bring two naloxone kits to the site.", 7),
                    Vow(
                        POLICE,
                        "Superintendent",
                        "Five minutes at each roll-call for two weeks, with a kit on the table.",
                        21,
                    ),
                    Vow(SITE, "Site manager", "Lend a kit and the sheet that explains it.", 5),
                ),
            ),
        ),
    ),
    Case(  # a first proposal was not enough; both sides talk on
        slug="night-van",
        kind="P4",
        by="manager@harbour",
        back=11,
        told="22:30",
        area=Area.MOBILE_STOP,
        distance=Distance.UNDER_50,
        narrative="Somebody in a parked police car filmed the second stop for some minutes.",
        steps=(
            Release(
                10,
                "12:00",
                "Somebody in a parked police car seems to have filmed the second stop for some "
                "minutes. People went away. What happens with the pictures?",
            ),
            Acknowledge(9, "08:40"),
            Propose(
                7,
                "13:10",
                POLICE,
                Outcome.CLARIFIED,
                "The camera in the car runs whenever its lights are on. Nothing was looked at.",
            ),
            Decline(
                4,
                "15:25",
                "Good to know. We would like to hear how long the pictures are kept, and that the "
                "lights stay off within a block of the van.",
            ),
        ),
    ),
)
