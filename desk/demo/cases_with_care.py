"""Cases in which somebody who was there could know which person it is. All of it is invented."""

from desk.demo.casework import Case
from desk.demo.releases import CountOnly, ReleaseLater
from incidents.particulars import Officers, Particulars, People, Source
from incidents.taxonomy import Area, Distance

CASES = (
    Case(  # shown in some days, when nobody remembers who it was
        slug="harbour-street",
        kind="K2",
        by="alternate@harbour",
        back=2,
        told="12:15",
        area=Area.PERIMETER,
        distance=Distance.UNDER_50,
        narrative="Officers looked through the bag of somebody who had just left, in front of "
        "others. Nothing was taken.",
        particulars=Particulars(officers=Officers.TWO, people=People.FEW, source=Source.COLLEAGUE),
        steps=(
            ReleaseLater(
                1,
                "11:20",
                "Officers looked through a bag near the site, in front of others. Nothing was "
                "taken. The protocol asks that people who leave are not stopped there.",
                days=9,
            ),
        ),
    ),
    Case(  # never shown: it counts beside others of its kind
        slug="kingfisher-road",
        kind="K9",
        by="manager@kingfisher",
        back=6,
        told="13:40",
        area=Area.ROUTE,
        distance=Distance.OVER_250,
        narrative="Somebody was told to move on from the bench by the bus stop.",
        steps=(CountOnly(5, "09:15"),),
    ),
)
