"""Hours that hit what is agreed at Harbour Street, and what would come of them."""

from datetime import timedelta

from liaison import opening, previewing
from tests.cast import HARBOUR_HOURS, NOW

LATER = NOW + timedelta(hours=1)
EARLY = {
    **HARBOUR_HOURS,
    "hours": [{**row, "opens": "06:00", "closes": "23:00"} for row in HARBOUR_HOURS["hours"]],
}


def foreseen(cast, document=EARLY):
    return previewing.of_hours(cast.site, opening.hours_file.check(document), at=LATER)
