"""Countries and their parts, as people call them."""

import pytest
from django.utils import translation

from liaison import countries


@pytest.mark.parametrize(("language", "name"), [("en", "Denmark"), ("fr", "Danemark")])
def test_a_country_is_chosen_by_name_in_the_language_of_the_page(language, name):
    with translation.override(language):
        assert ("DK", name) in countries.choices()
        assert countries.name_of("DK") == name


def test_a_country_has_its_everyday_name():
    assert countries.name_of("BO") == "Bolivia"
    assert countries.name_of("XX") == "XX"


def test_names_are_in_the_order_of_the_alphabet_whatever_their_accents():
    with translation.override("fr"):
        names = [name for _code, name in countries.choices()]

    assert names.index("Danemark") < names.index("Égypte") < names.index("France")


@pytest.mark.parametrize(
    "said",
    ["BC", "bc", "CA-BC", "british columbia", "Colombie-Britannique", "colombie britannique"],
)
def test_a_part_is_known_by_code_and_by_name_in_both_languages(said):
    with translation.override("fr"):
        assert countries.part_of("CA", said) == "BC"


@pytest.mark.parametrize(("country", "said"), [("DE", "BC"), ("CA", "Bavaria"), ("VA", "BC")])
def test_a_part_of_another_country_is_none(country, said):
    assert countries.part_of(country, said) is None


def test_whoever_is_nearly_right_is_told_the_nearest():
    assert "Quebec" in countries.nearest_parts("CA", "?")
    assert countries.nearest_parts("GB", "Scotlnd")[0] == "Scotland"
    assert countries.nearest_parts("VA", "x") == []
