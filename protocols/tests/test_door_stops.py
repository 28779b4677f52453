"""At the door of a site on wheels: where it stands."""

import time_machine

from liaison import opening
from liaison.hours_rows import WEEKDAYS
from protocols.tests.world import TOKEN, door_link
from tests.cast import NOW

CARD = f"/door/{TOKEN}/"


def test_the_door_card_its_copy_and_its_paper_name_the_stop(signed, cast, client):
    door_link(cast.site, cast.manager)
    stops = (("09:00", "12:00", "Pier 3"), ("12:00", "15:00", "Market Lane"))
    rows = [
        {"weekday": day, "opens": opens, "closes": closes, "stop": stop}
        for day in WEEKDAYS
        for opens, closes, stop in stops
    ]
    opening.set_hours(cast.site, {"hours": rows}, by=cast.manager, at=NOW)

    with time_machine.travel(NOW, tick=False):
        card, copy, paper = (
            client.get(CARD + path).content.decode() for path in ("", "whole/", "print/")
        )

    assert "· Pier 3</p>" in card
    assert "Market Lane" not in card
    assert "· Pier 3 · Market Lane</li>" in copy
    assert "(Pier 3, Market Lane)" in paper
