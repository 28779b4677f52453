"""The frame offers what a person's roles open, and nothing else."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from liaison import context
from liaison.templatetags.icon_tags import LINES, icon

PARTS = ("sites", "protocols", "visits", "incidents", "people", "manage")


@pytest.mark.parametrize(
    ("part", "opens"),
    [
        ("manager", {"sites", "protocols", "visits", "incidents", "people"}),
        ("staff", {"sites", "protocols", "visits", "incidents"}),
        ("officer", {"sites", "protocols"}),
        ("auditor", {"sites", "protocols", "visits"}),
        ("admin", {"manage"}),
        ("stranger", set()),
        ("former", set()),
    ],
)
def test_the_rail_shows_what_the_roles_open(cast, part, opens):
    request = RequestFactory().get("/sites/harbour-street/")
    request.user = getattr(cast, part)

    frame = context.frame(request)

    assert {name for name in PARTS if getattr(frame["opens"], name)} == opens
    assert frame["section"] == "sites"


def test_a_request_that_broke_before_sign_in_still_has_a_frame():
    frame = context.frame(RequestFactory().get("/"))

    assert frame["section"] == ""
    assert not frame["opens"].sites


MAY = '{% load access_tags %}{% may "protocol.sign" on as it %}{{ it.allowed }} {{ it.reason }}'


@pytest.mark.parametrize(
    ("part", "said"), [("manager", "True "), ("staff", "False This needs: Police leader or Site")]
)
def test_a_page_asks_and_shows_the_same_reason(cast, part, said):
    shown = Template(MAY).render(Context({"user": getattr(cast, part), "on": cast.partnership}))

    assert shown.startswith(said)


def test_a_page_without_a_person_allows_nothing():
    assert Template(MAY).render(Context({"on": None})) == "False "


@pytest.mark.parametrize("name", LINES)
def test_a_drawing_is_hidden_from_those_who_hear_the_page(name):
    drawn = icon(name)

    assert 'aria-hidden="true"' in drawn
    assert drawn.count("<path") >= 1
