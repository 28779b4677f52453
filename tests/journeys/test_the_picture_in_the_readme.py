"""The README shows a liaison officer's desk, taken from the portal as it is."""

import os
from pathlib import Path
from struct import unpack

from django.conf import settings

from tests import cast as the_cast
from tests.architecture import doors
from tests.journeys.conftest import DESK

PICTURE = Path(settings.BASE_DIR) / "docs" / "images" / "desk.png"
HEAVIEST = 300_000


def test_the_picture_shows_a_desk_with_work_on_it(visitor, clock):
    # Given a liaison officer for whom things wait
    cast = the_cast.build()
    doors.furnish(cast)
    cast.liaison.name = "Liaison officer, Central Division"
    cast.liaison.save(update_fields=["name"])
    liaison = visitor(DESK).signs_in(cast.liaison, the_cast.PASSWORD)

    # When they open their desk, all three lists hold something
    page = liaison.opens("/")
    for turn in ("yours", "theirs", "coming"):
        assert page.locator(f".desk-row--{turn}").count() > 0, turn
    if os.environ.get("SHOTS_README") == "1" or not PICTURE.exists():
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURE)

    # Then the picture that is kept is one of that screen
    taken = PICTURE.read_bytes()
    assert taken.startswith(b"\x89PNG\r\n\x1a\n")
    assert unpack(">II", taken[16:24]) == (DESK["width"], DESK["height"])
    assert len(taken) < HEAVIEST
