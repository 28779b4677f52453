"""The kinds of encounter: complete, grouped once, in words that blame nobody."""

import re

import pytest
from django.utils import translation

from incidents import taxonomy
from incidents.lifecycle import Stage
from incidents.models import Incident
from incidents.taxonomy import KINDS, Area, Distance, Group, Lane, Outcome, Severity, Valence
from liaison.roles import Side

STIGMA = {
    "en": re.compile(
        r"\b(addict\w*|junkie\w*|abuser?\w*|users?|clean|dirty|habit|shooting|victims?|"
        r"offenders?|violat\w*|clients?|perpetrator\w*|complain\w*|misconduct|illegal\w*)\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(toxico\w*|drogué\w*|junkies?|usag[eè]re?s?|consommat(eur|rice)s?|clients?|"
        r"clientes?|victimes?|délinquant\w*|contrevenant\w*|plaintes?|illéga\w*|fautes?)\b",
        re.IGNORECASE,
    ),
}


@pytest.mark.parametrize("side", Side)
def test_every_kind_lies_in_exactly_one_drawer(side):
    lying = [kind.code for _group, kinds in taxonomy.drawers(side) for kind in kinds]

    assert sorted(lying) == sorted(KINDS)
    assert [group for group, _kinds in taxonomy.drawers(side)] != sorted(Group)


def test_each_side_finds_first_what_it_logs_most():
    assert taxonomy.drawers(Side.SITE)[0][0] is Group.PRESENCE
    assert taxonomy.drawers(Side.POLICE)[0][0] is Group.SITE_SIDE


def test_only_good_encounters_weigh_nothing():
    for kind in KINDS.values():
        assert (kind.severity is Severity.NONE) == (kind.valence is Valence.POSITIVE), kind.code


@pytest.mark.parametrize("code", ["E5", "K7", "I3"])
def test_force_covert_presence_and_disclosure_are_critical(code):
    assert KINDS[code].severity is Severity.CRITICAL


@pytest.mark.parametrize("code", ["N1", "N2", "N3"])
def test_what_is_for_information_is_neither_good_nor_bad(code):
    assert KINDS[code].valence is Valence.NEUTRAL


@pytest.mark.parametrize("language", STIGMA)
def test_no_word_blames_or_belittles(language):
    with translation.override(language):
        words = [str(kind.label) for kind in KINDS.values()]
        for choices in (Group, Area, Distance, Severity, Outcome, Lane):
            words += [str(label) for label in choices.labels]

    stigma = STIGMA[language]
    assert not [text for text in words if stigma.search(text.replace("people who use", ""))]
    assert len(words) == len(set(words)), "two choices read the same"


def test_a_side_has_a_lane_of_its_own():
    assert Lane.of(Side.SITE) is Lane.SITE
    assert Lane.of(Side.POLICE) is Lane.POLICE


def test_every_lane_is_a_domain_of_the_vault(settings):
    assert set(Lane.values) < set(settings.VAULT_DOMAINS)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("name", "value"),
    [("stage", stage.value) for stage in Stage] + [("severity", one.value) for one in Severity],
)
def test_an_incident_says_each_stage_and_severity_in_its_words(language, name, value):
    incident = Incident(**{name: value})

    with translation.override(language):
        said = getattr(incident, f"get_{name}_display")()
        words = dict(Incident._meta.get_field(name).choices)
        assert said == str(words[value])
