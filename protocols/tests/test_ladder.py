"""Whom the steps of an answer name, and which number that is."""

import pytest

from liaison.bilingual import Bilingual
from protocols import profile, wording
from protocols.entry import Disposition, Rule
from protocols.ladder import Call, Post, Rung, calls, dial, posts_in

SHIFT = Rung("site", Bilingual("Person in charge of the shift"), "+1 604 555 0100")
KEYS = Rung("site", Bilingual("Keyholder"), "+1 604 555 0103")
SUPERVISOR = Rung("police", Bilingual("Duty supervisor"), "+1 604 555 0105")
LIAISON = Rung("police", Bilingual(fr="Agent de liaison"), "+1 604 555 0106")


@pytest.mark.parametrize(
    ("step", "posts"),
    [
        ("Call the keyholder of the site.", [Post.KEYHOLDER]),
        ("Appelez le détenteur des clés du site.", [Post.KEYHOLDER]),
        ("Telephone the person in charge.", [Post.IN_CHARGE]),
        ("Téléphonez au responsable.", [Post.IN_CHARGE]),
        ("It happens all the same? Stay out and call the liaison.", [Post.LIAISON]),
        ("Tell the liaison the same day.", []),
        ("Tell the person in charge that you are there.", []),
        ("Give first aid and naloxone; call an ambulance.", []),
        ("Staff call if they need you inside.", []),
        ("Ask for the person in charge.", []),
        ("Call the liaison or the keyholder.", [Post.KEYHOLDER, Post.LIAISON]),
    ],
)
def test_whom_a_step_asks_to_call_is_read_from_its_words(step, posts):
    assert posts_in([step, step]) == posts


def test_the_default_text_names_the_same_posts_in_both_languages():
    for cell in profile.CELLS.values():
        english, french = (posts_in([step[code] for step in cell.steps]) for code in ("en", "fr"))
        assert english == french


def test_what_nobody_foresaw_calls_the_liaison():
    steps = wording.steps(Rule.UNKNOWN, Disposition.DO_NOT_ENTER, ())

    assert posts_in(steps) == [Post.LIAISON]


def test_the_post_that_a_step_names_comes_first():
    found = calls([SHIFT, KEYS, SUPERVISOR, LIAISON], ["Call the keyholder of the site."])

    assert [call.rung for call in found] == [KEYS, SHIFT, SUPERVISOR, LIAISON]
    assert found[0] == Call(KEYS, is_named=True)


def test_a_number_stands_once_with_every_post_in_whose_place_it_is_called():
    found = calls([SHIFT], posts=[Post.KEYHOLDER, Post.SUPERVISOR, Post.IN_CHARGE])

    assert [(call.rung, call.instead_of) for call in found] == [
        (SHIFT, "keyholder, duty supervisor")
    ]


def test_a_post_without_a_number_is_replaced_by_the_next_rung_of_its_side_and_that_is_said():
    keyholder, *_rest = calls([SHIFT, SUPERVISOR], ["Call the keyholder of the site."])
    liaison, *_rest = calls([SHIFT, SUPERVISOR], ["Call the liaison."])

    assert (keyholder.rung, str(keyholder.instead_of)) == (SHIFT, "keyholder")
    assert (liaison.rung, str(liaison.instead_of)) == (SUPERVISOR, "liaison")


@pytest.mark.parametrize(
    ("post", "words"),
    [
        (Post.KEYHOLDER, Bilingual("Keyholder", "Personne de garde")),
        (Post.KEYHOLDER, Bilingual("On call at night", "Détentrice des clés")),
        (Post.IN_CHARGE, Bilingual("Shift lead", "Chef de quart")),
        (Post.IN_CHARGE, Bilingual(fr="Cheffe de quart")),
        (Post.MANAGER, Bilingual("Coordinator", "Gestionnaire du site")),
        (Post.LIAISON, Bilingual("Community desk", "Agente de liaison")),
        (Post.SUPERVISOR, Bilingual(fr="Superviseure de service")),
    ],
)
def test_a_number_is_found_by_the_words_of_either_language(post, words):
    wanted = Rung("site", words, "1")
    other = Rung("site", Bilingual("Reception", "Accueil"), "2")

    first, *_rest = calls([other, wanted], posts=[post])

    assert first == Call(wanted, is_named=True)


def test_where_the_two_languages_say_different_posts_the_english_one_counts():
    manager = Rung("site", Bilingual("Site manager", "Responsable du site"), "1")
    lead = Rung("site", Bilingual("Shift lead", "Responsable du quart"), "2")

    assert calls([manager, lead], posts=[Post.IN_CHARGE])[0].rung == lead
    assert calls([lead, manager], posts=[Post.MANAGER])[0].rung == manager


def test_the_other_side_answers_where_its_own_has_no_number():
    assert calls([SHIFT], ["Call the liaison."])[0].rung == SHIFT


def test_without_any_number_it_says_so():
    (call,) = calls([], ["Call the liaison."])

    assert call.rung is None
    assert str(call.instead_of) == "liaison"


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("+1 604 555 0100", "+16045550100"),
        ("(604) 555-0100", "6045550100"),
        ("604.555.0100 ext. 12", "6045550100;ext=12"),
        ("604 555 0100x7", "6045550100;ext=7"),
        ("112", "112"),
    ],
)
def test_a_number_is_dialled_without_its_ornaments(typed, dialled):
    assert dial(typed) == dialled
