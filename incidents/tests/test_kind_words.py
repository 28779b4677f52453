"""The words a tired person types find the kind they mean, in either language, with accents or
without, and among few others."""

import pytest

from incidents import kind_words
from incidents.kind_words import plain
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
]


def found(typed):
    """As static/js/log.js: each word begins one of those by which the kind is known."""
    words = {code: f" {line}" for code, line in kind_words.searched().items()}
    wanted = plain(typed).split()
    return [code for code in KINDS if all(f" {word}" in words[code] for word in wanted)]


@pytest.mark.parametrize(("typed", "code"), TYPED)
def test_a_plain_word_finds_the_kind_among_few(typed, code):
    for written in {typed, plain(typed), typed.upper()}:
        assert code in found(written)
        assert len(found(written)) <= FEW


@pytest.mark.parametrize("code", KINDS)
def test_every_kind_is_found_by_some_word_of_its_own(code):
    alone = [word for word in kind_words.searched()[code].split() if found(word) == [code]]
    assert alone
