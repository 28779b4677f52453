"""Good encounters, and matters for information. All of it is invented."""

from desk.demo.casework import POLICE, SITE, Acknowledge, Case, Say
from desk.demo.releases import Release
from incidents.taxonomy import Area, Distance, Precision

CASES = (
    Case(
        slug="harbour-street",
        kind="G2",
        by="staff@harbour",
        back=26,
        told="19:35",
        area=Area.ROUTE,
        distance=Distance.UNDER_250,
        narrative="Officers on foot found somebody who had stopped breathing near the bus stop, "
        "gave naloxone and stayed until our nurse was there. Then they left. The person is well.",
        steps=(
            Release(
                26,
                "09:00",
                "Officers on foot gave naloxone to somebody near the bus stop who had stopped "
                "breathing, and handed over to our nurse. Please thank them: they saved a life.",
            ),
            Acknowledge(25, "08:20"),
        ),
    ),
    Case(
        slug="harbour-street",
        kind="G5",
        by="manager@harbour",
        back=3,
        told="20:20",
        area=Area.FRONTAGE,
        narrative="A quarrel in front of the door grew loud. Two officers came, spoke quietly with "
        "both, and walked one of them to Pier Road. It took six minutes.",
        steps=(
            Release(
                2,
                "09:30",
                "A quarrel in front of the door grew loud. Two officers spoke quietly with both "
                "and it was over in six minutes. The team says thank you.",
            ),
            Acknowledge(1, "10:05"),
        ),
    ),
    Case(
        slug="foundry",
        kind="G8",
        by="liaison.nine@lakeside",
        back=19,
        told="19:40",
        area=Area.ENTRANCE,
        narrative="Staff brought an officer who had cut a hand into the clinic room, dressed the "
        "cut and made tea.",
        steps=(
            Release(
                19,
                "10:45",
                "Staff dressed a cut on an officer's hand and made tea. The officer asked me to "
                "say thank you.",
            ),
            Acknowledge(18, "09:40"),
        ),
    ),
    Case(  # not acknowledged yet: thanks are waiting to be passed on
        slug="night-van",
        kind="G4",
        by="manager@harbour",
        back=2,
        told="23:45",
        area=Area.MOBILE_STOP,
        narrative="An officer saw somebody with equipment at the third stop, said good evening, "
        "and walked on.",
        steps=(
            Release(
                1,
                "09:15",
                "An officer at the third stop saw equipment, said good evening and walked on. That "
                "is what makes people come.",
            ),
        ),
    ),
    Case(
        slug="garden-row",
        kind="N2",
        by="liaison@lakeside",
        back=42,
        told="21:40",
        area=Area.ENTRANCE,
        narrative="Officers came with an arrest warrant twenty minutes before closing. The person "
        "in charge asked them to wait until people had left. They agreed to wait outside, and "
        "wondered whether the protocol says so.",
        steps=(
            Release(
                42,
                "10:00",
                "Officers came with an arrest warrant twenty minutes before closing and were asked "
                "to wait until people had left. They did. Does the protocol say so?",
            ),
            Acknowledge(41, "11:30"),
            Say(
                39,
                "10:15",
                SITE,
                "It says that a warrant is never refused and that the person in charge may propose "
                "another hour. Twenty minutes seemed right to both. Let us leave it open until the "
                "review.",
            ),
            Say(38, "14:00", POLICE, "Agreed. I have put it on the list for the next check-in."),
        ),
    ),
    Case(
        slug="kingfisher-road",
        kind="N1",
        by="staff@kingfisher",
        back=9,
        told="16:20",
        area=Area.ENTRANCE,
        narrative="Officers were about to come in after a call from next door. The nurse met them "
        "on the step and it was cleared up in a minute.",
        precision=Precision.HOUR,
    ),
)
