"""Cases that both sides took to a neutral mediator. All of it is invented."""

from desk.demo.casework import POLICE, SITE, Acknowledge, Case, Say
from desk.demo.led_steps import AskReview, PutForward
from desk.demo.mediating import Mediate, What, to_signed_terms
from desk.demo.releases import Release
from desk.demo.vows import Vow
from incidents.models.escalation import Way
from incidents.taxonomy import Area, Distance

KITS = Vow(POLICE, "Liaison officer", "Tell every shift at roll-call that kits stay.", 20)
LEND = Vow(SITE, "Site manager", "Lend a naloxone kit for roll-call.", 26)

CASES = (
    Case(
        slug="night-van",
        kind="K5",
        by="manager@harbour",
        back=16,
        told="21:40",
        area=Area.MOBILE_STOP,
        distance=Distance.UNDER_50,
        narrative="Sterile equipment and three naloxone kits were taken from people at the second "
        "stop and thrown away.",
        steps=(
            Release(
                15,
                "10:00",
                "Sterile equipment and three naloxone kits were taken from people at the second "
                "stop and thrown away. It is the second time this season.",
            ),
            Acknowledge(14, "09:30"),
            Say(13, "14:00", POLICE, "We see it differently: the bag had been left on the bench."),
            *to_signed_terms((12, "11:00"), SITE, (10, "15:00"), (9, "10:00"), (7, "13:30")),
            Mediate(
                4,
                "16:00",
                What.CONFIDE,
                SITE,
                "We would like the kits replaced, and could lend one for roll-call.",
            ),
            Mediate(4, "16:10", What.CONFIDE, SITE, "What the driver was told is another matter."),
            Mediate(4, "16:30", What.TAKE_OUT, SITE),
            Mediate(
                3,
                "11:00",
                What.DRAFT,
                words="Naloxone kits and sterile equipment stay with whoever carries them. Who "
                "finds a bag at a stop brings it to the van.",
                vows=(KITS,),
            ),
            Mediate(
                2,
                "10:30",
                What.DRAFT,
                words="Naloxone kits and sterile equipment stay with whoever carries them. Who "
                "finds a bag at a stop brings it to the van, or rings the site.",
                vows=(KITS, LEND),
            ),
            Mediate(2, "15:00", What.LAY_OUT),
            Mediate(1, "10:00", What.MEET, POLICE, "Central Library, room 2"),
        ),
    ),
    Case(  # it led to no agreement, and one side asks the leaders to look at it again
        slug="harbour-street",
        kind="P2",
        by="manager@harbour",
        back=45,
        told="19:20",
        area=Area.PERIMETER,
        distance=Distance.UNDER_100,
        narrative="For two weeks patrols have turned at our corner every half hour in the evening. "
        "Fewer people come then.",
        steps=(
            Release(
                44,
                "11:00",
                "For two weeks patrols have turned at our corner every half hour in the evening. "
                "Fewer people come then. Could they turn one street further?",
            ),
            Acknowledge(43, "10:30"),
            Say(42, "15:00", POLICE, "The neighbours asked for them. We cannot drop that."),
            *to_signed_terms((40, "09:30"), POLICE, (38, "11:00"), (37, "10:00"), (35, "14:00")),
            Mediate(12, "16:00", What.END),
            Mediate(10, "09:20", What.SURVEY, said=("npyn", "yyyy")),
            AskReview(
                5,
                "10:15",
                POLICE,
                "Both of us see what the other needs, and neither can give it. Those above us can.",
            ),
            PutForward(
                3, "09:40", "chief@coastal", Way.BACK, "I have asked the district for a new plan."
            ),
        ),
    ),
)
