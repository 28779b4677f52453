"""The frame offers what a person's roles open, and nothing else."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

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


KEPT = '{% load frame_tags %}{% kept "components/bell.html" unread=unread %}'


@pytest.mark.parametrize(
    ("language", "unread", "words"),
    [("en", True, "Something new."), ("fr", True, "Du nouveau."), ("en", False, "")],
)
def test_a_kept_piece_is_written_for_each_language_and_each_fact(language, unread, words):
    with translation.override(language):
        shown = [Template(KEPT).render(Context({"unread": unread})) for _turn in range(2)]

    assert shown[0] == shown[1]
    assert words in shown[0]
    assert ("bell__dot" in shown[0]) is unread


def test_the_frame_asks_one_query_for_the_mandates_and_one_for_the_bell(
    cast, django_assert_num_queries
):
    request = RequestFactory().get("/")
    request.user = cast.liaison

    with django_assert_num_queries(2):
        context.frame(request)


MAY = '{% load access_tags %}{% may "protocol.sign" on as it %}{{ it.allowed }} {{ it.reason }}'


@pytest.mark.parametrize(
    ("part", "said"), [("manager", "True "), ("staff", "False This needs: Site leader or Site")]
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
