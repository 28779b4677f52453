"""Whom to call, as one side changes it on its page."""

import pytest
from django.urls import reverse

from liaison import contact_ladder
from liaison.bilingual import Bilingual
from liaison.contact_ladder import Rung
from liaison.roles import Side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def address(cast, partnership):
    return reverse("liaison:ladder_replace", args=[cast.site.slug, partnership.pk, "site"])


def ladder(cast, *rows):
    data = {
        "rung-TOTAL_FORMS": str(len(rows)),
        "rung-INITIAL_FORMS": "1",
        "seen": contact_ladder.stamp(contact_ladder.rungs(cast.partnership, Side.SITE)),
    }
    for number, row in enumerate(rows):
        names = ("place", "post_en", "phone", "reachable_en", "is_public")
        data |= {f"rung-{number}-{n}": value for n, value in zip(names, row, strict=False)}
    return data


def test_the_ladder_is_saved_in_the_order_of_the_numbers(cast, as_):
    rows = [
        ("2", "Manager", "+1 604 555 0102", "office hours"),
        ("1", "Shift lead", "+1 604 555 0101", "always", "on"),
        ("3", "", "", ""),
    ]
    where = address(cast, cast.partnership)

    response = as_(cast.manager).post(where, ladder(cast, *rows))

    assert response.status_code == 302
    rungs = contact_ladder.rungs(cast.partnership, Side.SITE)
    assert [(rung.post.en, rung.is_public) for rung in rungs] == [
        ("Shift lead", True),
        ("Manager", False),
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("1", "Manager", "", ""), "or empty the whole row"),
        (("1", "", "+1 604 555 0102", ""), "in one language at least, or empty the whole row"),
        (("1", "", "", "nights"), "in one language at least, or empty the whole row"),
        (("1", "Manager", "call me", ""), "Write a telephone number"),
        (("999999999999999999999", "Manager", "911", ""), "or less"),
        (("x", "Manager", "911", ""), "whole number"),
    ],
)
def test_a_rung_that_cannot_be_says_why(cast, as_, row, words):
    where = address(cast, cast.partnership)

    response = as_(cast.manager).post(where, ladder(cast, row))

    assert response.status_code == 422
    assert words in response.content.decode()


def test_a_rung_is_kept_in_both_languages(cast, as_):
    said = ladder(cast, ("1", "Shift lead", "911", "nights"), ("2", "", "912", ""))
    said |= {"rung-1-post_fr": "Gestionnaire", "rung-1-reachable_fr": "le jour"}
    where = address(cast, cast.partnership)

    assert as_(cast.manager).post(where, said).status_code == 302
    assert contact_ladder.rungs(cast.partnership, Side.SITE) == [
        Rung(Bilingual("Shift lead"), "911", Bilingual("nights")),
        Rung(Bilingual(fr="Gestionnaire"), "912", Bilingual(fr="le jour")),
    ]


def test_a_stale_ladder_shows_what_stands(cast, as_):
    said = ladder(cast, ("1", "Mine", "911", ""))
    theirs = [Rung(Bilingual("Theirs"), "+1 604 555 0199")]
    contact_ladder.replace(cast.partnership, Side.SITE, theirs, by=cast.leader)
    where = address(cast, cast.partnership)

    response = as_(cast.manager).post(where, said)

    assert response.status_code == 409
    assert '<span lang="en">Theirs</span>' in response.content.decode()
    assert "<span>+1 604 555 0199</span>" in response.content.decode()
    assert 'value="Mine"' in response.content.decode()


@pytest.mark.parametrize("data", [{}, {"nonsense": "1"}])
def test_a_ladder_without_its_form_is_refused_and_not_an_error(cast, as_, data):
    where = address(cast, cast.partnership)

    assert as_(cast.manager).post(where, data).status_code == 422


def test_a_partnership_of_others_is_not_found(cast, as_):
    where = address(cast, cast.other_partnership)

    assert as_(cast.manager).post(where, {}).status_code == 404


@pytest.mark.parametrize(
    ("number", "status"),
    [
        ("+1 (604) 555-0100 ext. 12", 302),
        ("17", 302),
        ("7", 422),
        ("...", 422),
        ("call 911 now", 422),
        ("911 or the liaison", 422),
        ("٩١١", 422),
    ],
)
def test_a_number_is_one_that_every_telephone_dials(cast, as_, number, status):
    where = address(cast, cast.partnership)

    response = as_(cast.manager).post(where, ladder(cast, ("1", "Shift lead", number)))

    assert response.status_code == status
