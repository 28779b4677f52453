"""A case that both sides put right with a neutral mediator. All of it is invented."""

from desk.demo.casework import POLICE, SITE, Acknowledge, Case, Say
from desk.demo.mediating import Mediate, What
from desk.demo.releases import Release
from desk.demo.vows import Vow
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
            Mediate(12, "11:00", What.OFFER, SITE),
            Mediate(10, "15:00", What.AGREE),
            Mediate(9, "10:00", What.TAKE_ON),
            Mediate(7, "13:30", What.SIGN),
            Mediate(
                4,
                "16:00",
                What.CONFIDE,
                SITE,
                "We would like the kits replaced, and could lend one for roll-call.",
            ),
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
)
