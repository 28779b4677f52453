"""Every page of the door table, for those it lets in, at a desk and on a phone."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests import cast as the_cast
from tests.architecture import doors
from tests.journeys.conftest import DESK, PHONE

PARTS = ["manager", "liaison", "police_leader", "admin"]
# Answers of their own: redirects, files to keep, and those that machines read.
NO_PAGE = {
    "incidents:attachment_file",
    "incidents:promise_again",  # leads on until it is asked: test_a_case_is_mediated.py
    "liaison:door_card_open",
    "liaison:hours_export",
    "notifications:notice_open",
    "desk:healthz",
    "desk:readyz",
    "protocols:annex_export",
    "protocols:answers_edit",  # without ticked cells it leads back to the table
    "protocols:door_manifest",
    "protocols:door_worker",
    "protocols:version_export",
    "protocols:version_pdf",
    "visits:feed_read",
}
# What is different each time that the same page is made.
EACH_TIME = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]*"')
WITHIN = "(document.querySelector('main') || document.documentElement).outerHTML"
# The same for everybody, and seen by those who are not signed in (test_the_frame.py).
FOR_ANYBODY = {"desk:gallery_show"}


def _pages(part: str, world) -> dict[str, bool]:
    """The addresses that open a page for *part*, and whether its colours are measured: once for
    all whom it lets in, since that takes longer than all the rest."""
    return {
        reverse(name, args=door.args(world) if door.args else []): part == _first_of(door)
        for name, door in sorted(doors.table().items())
        if door.method == "get"
        and (door.public or part in door.lets)
        and not name.startswith("account_")
        and name not in NO_PAGE | FOR_ANYBODY
    }


def _first_of(door) -> str:
    return next(part for part in PARTS if door.public or part in door.lets)


def _come_in(visitor, part: str, person) -> None:
    """Signs in without the form, which test_the_frame.py walks."""
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": visitor.address}
    visitor.context.add_cookies([cookie])


def _within_its_frame(page) -> str:
    """What the page itself consists of; all of it where it has no frame."""
    return EACH_TIME.sub("", page.evaluate(WITHIN))


@pytest.mark.appearance
def test_every_page_fits_and_is_accessible(visitor, clock):
    # Given a world with a thing behind every door
    cast = the_cast.build()
    world = doors.furnish(cast)
    wrong, seen = {}, set()
    for part in PARTS:
        # And somebody at a desk
        pages = _pages(part, world)
        somebody = visitor(DESK)
        _come_in(somebody, part, getattr(cast, part))
        assert len(pages) > 8
        for path, is_first in pages.items():
            # When they open each page that lets them in, then turn to a phone
            answer = somebody.page.goto(path)
            if answer.status != 200 or answer.url != somebody.address + path:
                wrong[f"{part}: {path}"] = f"{answer.status} {answer.url}"
                continue
            # To the letter what somebody before them was shown breaks no other rule; their own
            # frame is held around all that is theirs alone, their desk to begin with.
            is_new = (shown := _within_its_frame(somebody.page)) not in seen
            seen.add(shown)
            for viewport in (DESK, PHONE):
                somebody.turns_to(viewport)
                # Then it answers, fits, and breaks no rule. A page has the same colours at every
                # width; what only a phone shows is its frame, which test_the_frame.py holds.
                colours = is_first and viewport is DESK
                if found := somebody.what_is_wrong(rules=is_new or colours, colours=colours):
                    wrong[f"{part}: {path} at {viewport['width']}"] = found

    assert not wrong
