"""Cases that a neutral mediator has closed. All of it is invented."""

from desk.demo.casework import POLICE, SITE, Acknowledge, Again, Case, Check, Done, Say
from desk.demo.mediating import Mediate, What, to_signed_terms
from desk.demo.releases import Release
from desk.demo.vows import Vow
from incidents.keeping import Verdict
from incidents.taxonomy import Area, Distance, Evidence, Outcome

RING = Vow(POLICE, "Liaison officer", "Ring the site before a bag search near the door.", 21)
SHEET = Vow(SITE, "Site manager", "Write one page for officers on what a kit holds.", 28)

CASES = (
    Case(  # agreed, followed up for ninety days, kept in part
        slug="harbour-street",
        kind="K5",
        by="manager@harbour",
        back=85,
        told="17:10",
        area=Area.FRONTAGE,
        distance=Distance.UNDER_50,
        narrative="Sterile equipment was taken from two people on their way in and thrown away.",
        steps=(
            Release(
                84,
                "10:00",
                "Sterile equipment was taken from two people on their way in and thrown away. We "
                "would like to understand what the officers were told.",
            ),
            Acknowledge(83, "09:30"),
            Say(83, "11:00", POLICE, "They took it for litter. We see that differently by now."),
            *to_signed_terms((83, "15:00"), POLICE, (82, "10:00"), (81, "11:00"), (80, "09:30")),
            Mediate(
                80,
                "16:00",
                What.DRAFT,
                words="Sterile equipment is no litter, and stays with whoever carries it. Officers "
                "who are not sure ring the site.",
                vows=(RING, SHEET),
            ),
            Mediate(79, "10:00", What.LAY_OUT),
            Mediate(78, "14:00", What.NAME),
            Mediate(67, "09:00", What.COUNT),
            Mediate(64, "11:20", What.SURVEY, said=("ypyy", "yyyy")),
            Done(62, "10:00", 0),
            Check(60, "15:00", 0, "They rang three times since."),
            Check(
                55,
                "10:30",
                1,
                "No page has reached us.",
                verdict=Verdict.NOT_KEPT,
                evidence=Evidence.NOTHING,
            ),
            Again(44, "10:10", 0),
            Again(43, "11:00", 1, "It hangs in the roll-call room now."),
            Again(2, "09:50", 0),
            Again(
                2,
                "11:40",
                1,
                "The page is out of date: it shows the old kits.",
                verdict=Verdict.NOT_KEPT,
                evidence=Evidence.RECORD,
            ),
            Mediate(2, "13:00", What.CLOSE),
        ),
    ),
    Case(  # it was explained, and nothing had to be promised
        slug="night-van",
        kind="P2",
        by="manager@harbour",
        back=52,
        told="22:05",
        area=Area.MOBILE_STOP,
        distance=Distance.UNDER_50,
        narrative="A patrol stood beside the van at its first stop for most of the evening.",
        steps=(
            Release(
                51,
                "10:20",
                "A patrol stood beside the van at its first stop for most of the evening. Nobody "
                "came to the window as long as it was there.",
            ),
            Acknowledge(50, "10:00"),
            Say(49, "14:00", POLICE, "They were asked to wait there for a colleague."),
            *to_signed_terms((48, "11:00"), SITE, (46, "10:00"), (45, "09:30"), (43, "15:00")),
            Mediate(36, "16:00", What.END, outcome=Outcome.EXPLAINED),
            Mediate(34, "10:40", What.SURVEY, said=("pyyy", "ypyn")),
        ),
    ),
    Case(  # the two saw it differently to the end, and said so
        slug="harbour-street",
        kind="E6",
        by="manager@harbour",
        back=71,
        told="14:20",
        area=Area.INSIDE,
        narrative="Four officers came with a dog where two had been announced.",
        steps=(
            Release(
                70,
                "10:10",
                "Four officers came with a dog where two had been announced. People left by the "
                "other door.",
            ),
            Acknowledge(69, "11:00"),
            Say(68, "10:00", POLICE, "The second pair was there for their training."),
            *to_signed_terms((67, "15:00"), SITE, (66, "10:00"), (65, "09:30"), (62, "15:00")),
            Mediate(57, "16:00", What.END, outcome=Outcome.PARTIAL),
            Mediate(55, "10:40", What.SURVEY, said=("pnyn", "ppyp")),
        ),
    ),
    Case(  # asked by the police, and explained
        slug="harbour-street",
        kind="X5",
        by="liaison@coastal",
        back=50,
        told="11:30",
        area=Area.ENTRANCE,
        narrative="A bag was handed to an officer at the entrance without a word on what it held.",
        steps=(
            Release(
                49,
                "10:00",
                "A bag was handed to an officer at the entrance without a word on what was in it. "
                "There was a used syringe in it.",
            ),
            Acknowledge(48, "10:30"),
            Say(47, "14:00", SITE, "It should have been in a closed box. We have put one there."),
            *to_signed_terms((44, "11:00"), POLICE, (43, "10:00"), (42, "09:30"), (40, "15:00")),
            Mediate(31, "16:00", What.END, outcome=Outcome.EXPLAINED),
            Mediate(29, "10:40", What.SURVEY, said=("nyyy", "yyyp")),
        ),
    ),
)
