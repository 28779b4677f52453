"""The words a tired person types find the kind they mean, in either language, with accents or
without, and among few others."""

import pytest

from incidents import kind_search, kind_words
from incidents.plain_words import plain
from incidents.taxonomy import KINDS

# As many tiles fit on two screens of a telephone.
FEW = 8
TYPED = [
    # site side
    ("misunderstanding", "N2"),
    ("miscommunication", "N2"),
    ("mixup", "N2"),
    ("confused", "N2"),
    ("warrant", "N3"),
    ("raid", "E1"),
    ("barged in", "E1"),
    ("cruiser outside", "P1"),
    ("blocking", "P1"),
    ("siren", "P1"),
    ("stakeout", "P3"),
    ("drone", "P4"),
    ("bodycam", "P4"),
    ("washroom", "E4"),
    ("wouldn’t leave", "E3"),
    ("trespass", "E3"),
    ("undercover", "E5"),
    ("k9", "E6"),
    ("swat", "E6"),
    ("profiling", "K1"),
    ("harassed", "K1"),
    ("frisked", "K2"),
    ("strip search", "K2"),
    ("busted", "K3"),
    ("cuffed", "K4"),
    ("syringes", "K5"),
    ("punched", "K7"),
    ("shoved", "K7"),
    ("threatened", "K7"),
    ("yelled", "K8"),
    ("swearing", "K8"),
    ("tent", "K9"),
    ("bylaw", "K9"),
    ("curfew", "K10"),
    ("banned", "K10"),
    ("od", "K11"),
    ("paramedics", "K11"),
    ("client list", "I1"),
    ("subpoena", "I2"),
    ("gossip", "I3"),
    ("grateful", "G9"),
    ("cpr", "G2"),
    ("wallet", "G6"),
    ("close call", "N1"),
    # police side
    ("obstructed", "X1"),
    ("locked", "X1"),
    ("unreachable", "X2"),
    ("unwelcome", "X3"),
    ("trafficking", "X4"),
    ("exhibit", "X5"),
    ("dispatch", "X6"),
    ("deescalated", "G5"),
    ("weapon", "N3"),
    # French
    ("malentendu", "N2"),
    ("incompréhension", "N2"),
    ("mandat", "N3"),
    ("perquisition", "N3"),
    ("descente", "E1"),
    ("harcèlement", "K8"),
    ("contrôle", "K1"),
    ("fouillé", "K2"),
    ("frappé", "K7"),
    ("matraque", "K7"),
    ("crié", "K8"),
    ("seringues", "K5"),
    ("toilettes", "E4"),
    ("campement", "K9"),
    ("couvre-feu", "K10"),
    ("verrouillé", "X1"),
    ("injoignable", "X2"),
    ("scellé", "X5"),
    ("réanimation", "G2"),
    ("désamorcé", "G5"),
    ("portefeuille", "G6"),
    ("remercie", "G9"),
    ("renifleur", "E6"),
    ("suivie", "P3"),
    ("remerciée", "G9"),
]
# In more words, or in other forms of them: the kind is among the first.
ALSO_TYPED = [
    ("took drugs", "K6"),
    ("took photos", "P4"),
    ("photos", "P4"),
    ("asked for names", "I1"),
    ("came in without asking", "E1"),
    ("came in without asking", "E2"),
    ("came in", "E1"),
    ("didn’t come", "X6"),
    ("slow to come", "X6"),
    ("thanked", "G9"),
    ("following", "P3"),
    ("followed client", "P3"),
    ("chased", "N3"),
    ("stopped someone", "K1"),
    ("stopped", "K1"),
    ("hung around", "P3"),
    ("waited too long", "X6"),
    ("took needles", "K5"),
    ("chatted friendly", "G1"),
    ("tow", "K9"),
    ("list of clients", "I1"),
    ("loitering", "P2"),
    ("loitering", "P3"),
    ("loitering", "K9"),
    ("fouillée sans raison", "K2"),
    ("ont suivi une personne", "P3"),
    ("poussée par terre", "K7"),
]
FIRST = 4


def found(typed):
    return kind_search.found(typed, kind_words.searched())


@pytest.mark.parametrize(("typed", "code"), TYPED)
def test_a_plain_word_finds_the_kind_among_few(typed, code):
    for written in {typed, plain(typed), typed.upper()}:
        assert code in found(written)
        assert len(found(written)) <= FEW


@pytest.mark.parametrize("code", KINDS)
def test_every_kind_is_found_by_some_word_of_its_own(code):
    alone = [word for word in kind_words.searched()[code].split() if found(word) == [code]]
    assert alone


@pytest.mark.parametrize(("typed", "code"), ALSO_TYPED)
def test_other_forms_and_more_words_find_it_among_the_first(typed, code):
    assert code in found(typed)[:FIRST]


def test_the_stop_of_a_person_comes_before_that_of_a_vehicle():
    assert found("stopped").index("K1") < found("stopped").index("P1")


def test_where_every_word_fits_nothing_else_comes():
    assert "K9" in found("ticket")
    assert found("ticket undercover")[0] in {"K9", "E5"}
    assert found("zebra") == []


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("followed", "follow"),
        ("following", "follow"),
        ("stopped", "stop"),
        ("photos", "photo"),
        ("fouillee", "fouil"),
        ("came", "cam"),
        ("id", "id"),
    ],
)
def test_an_ending_is_cut_and_a_short_word_left(word, stem):
    assert kind_search.stem(word) == stem
