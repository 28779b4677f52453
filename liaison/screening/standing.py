"""One person before the law: a warrant for somebody, bail, probation, papers, a record."""

from collections.abc import Iterator

from liaison.screening import people
from liaison.screening.finding import Kind, Span
from liaison.screening.words import Words, back_over, forth_over, last_low, listed, low, next_low

_IS = listed("is was s on under still est était en sous out released remis remise in")
_STATES = listed(
    "probation parole bail undocumented refugee deported illegal illegally wanted recherché "
    "recherchée réfugié réfugiée clandestin clandestine charged accusé accusée inculpé inculpée "
    "sentenced condamné condamnée"
)
_HELD = listed("jail prison custody détention")
_LEFT = listed("got out from released left sort sorti sortie sortait served did fait purgé")
_WARRANTS = listed("warrant warrants mandat mandats")
_FOR = listed("for against out contre pour on visant")
_THEM = listed("him her lui elle them")
_ANYBODY = listed("somebody someone person personne")
_HAS = listed("has had have a avait got s est était sous")
_FILLERS = people.ARTICLES | listed(
    "outstanding active open several two three been being just again out and from release "
    "released actif actifs plusieurs deux trois par sous en liberté coup libération conditional "
    "sentence charges charge orders order at face à des pending criminal sex offender offenders "
    "délinquants sexuels here ici visitor student work visiteur travail études appearance "
    "audience sa his her time years months ans mois bris breach violation of tout juste"
)
_RECORDS = listed("record records casier antécédents")
_OF_RECORDS = listed("criminal police judiciaire judiciaires long lengthy")
_ASKING = listed("demandeur demandeuse seeking claiming")
_CLAIMS = listed("asylum refugee immigration asile")
_CONDITIONS = listed("conditions curfew engagement couvre")
_BROKE = listed("breached broke breaching violated respecté respectait violé brisé")
_CHARGES = listed(
    "charges accusations accusation go périmètre curfew court cour comparution register registry "
    "registre visa deportation extradition"
)
_FACES = listed(
    "facing faces faced has had have a avait fait face under s missed skipped manqué raté is est "
    "était on with avec"
)
_LACKS = listed("no without sans doesn doesnt dont don pas")
_PERMITS = listed("permit visa permis passport passeport papers papiers status statut")
_ENDED = listed("ran expired expires lapsed runs expiré expire échu périmé révoqué revoked")
_EXPULSIONS = listed("expulsion deportation removal eviction asylum asile")
_EXPELS = listed("deport expulser")


def spans(words: Words) -> Iterator[Span]:
    for place in range(len(words)):
        for search in _SEARCHES:
            found = search(words, place)
            if found is not None:
                first, last = found
                yield Span(Kind.STANDING, words[first].start, words[last].end)
                break


def _state(words: Words, place: int) -> tuple[int, int] | None:
    word = words[place].low
    if word in {
        "probation",
        "parole",
        "bail",
        "conditionnelle",
        "conditional",
        "sursis",
        "caution",
    }:
        own = people.owner(words, place, most=3)
        is_so = people.who(words, place, verbs=_IS, fillers=_FILLERS | _IS)
        return _by(own if own >= 0 else is_so, place)
    if word in _STATES or (word == "papiers" and low(words, place - 1) == "sans"):
        return _by(people.who(words, place, verbs=_IS, fillers=_FILLERS | {"sans"}), place)
    return None


def _held(words: Words, place: int) -> tuple[int, int] | None:
    if words[place].low not in _HELD:
        return None
    return _by(people.who(words, place, verbs=_LEFT, fillers=_FILLERS | _LEFT), place)


def _warrant(words: Words, place: int) -> tuple[int, int] | None:
    if words[place].low not in _WARRANTS:
        return None
    for_whom = forth_over(
        words, place, _FOR | listed("the d arrêt l arrest out arrestation amener perquisition")
    )
    if low(words, for_whom) in _THEM | people.NOUNS - _ANYBODY and low(
        words, for_whom - 1
    ) in _FOR | {"the", "l"}:
        return (place, for_whom)
    return _by(people.who(words, place, verbs=_HAS, fillers=_FILLERS), place)


def _record(words: Words, place: int) -> tuple[int, int] | None:
    word = words[place].low
    if word == "casier" or (word in _RECORDS and low(words, place - 1) in _OF_RECORDS):
        own = people.owner(words, place, most=2)
        has = people.who(words, place, verbs=_HAS | {"with"}, fillers=_FILLERS | _OF_RECORDS)
        return _by(own if own >= 0 else has, place)
    if word not in _CLAIMS:
        return None
    own = people.owner(words, place, most=3)
    is_so = people.who(words, place, verbs=_IS, fillers=_FILLERS | _ASKING)
    return _by(own if own >= 0 else is_so, place)


def _broken(words: Words, place: int) -> tuple[int, int] | None:
    if words[place].low not in _CONDITIONS:
        return None
    own = people.owner(words, place)
    verb = back_over(words, own, listed("pas of"), most=2) if own >= 0 else -1
    if low(words, verb) in _BROKE:
        found = people.subject(words, verb)
        return (found if found >= 0 else verb, place)
    return None


def _charged(words: Words, place: int) -> tuple[int, int] | None:
    """ "Facing charges"; "a no-go for this block"."""
    word = words[place].low
    if word not in _CHARGES or (word == "go" and low(words, place - 1) != "no"):
        return None
    fillers = _FILLERS | _FACES | {"no", "interdit", "interdiction"}
    return _by(people.who(words, place, verbs=_FACES, fillers=fillers), place)


def _to_be_expelled(words: Words, place: int) -> tuple[int, int] | None:
    """ "His removal order", "son avis d'expulsion"."""
    if words[place].low not in _EXPULSIONS:
        return None
    return _by(people.owner(words, place, most=3), place)


def _ordered(words: Words, place: int) -> tuple[int, int] | None:
    """ "A no-contact order against him"; "interdit de périmètre"."""
    if words[place].low not in {"order", "ordonnance", "interdit", "interdite"}:
        return None
    if next_low(words, place) == "de" and low(words, place + 2) in {"périmètre", "séjour"}:
        return (place, place + 2)
    against = forth_over(words, place, _FOR)
    is_theirs = next_low(words, place) in {"against", "contre"} and low(words, against) in _THEM
    return (place, against) if is_theirs else None


def _ended(words: Words, place: int) -> tuple[int, int] | None:
    """ "Her work permit ran out"; "she has no papers"."""
    if words[place].low == "oqtf":
        return (place, place)
    if words[place].low not in _PERMITS:
        return None
    if last_low(words, place) in _LACKS and not last_low(words, place - 1):
        return (place - 1, place)
    if not _LACKS.isdisjoint(low(words, place - back) for back in range(1, 5)):
        return _by(people.who(words, place, verbs=_HAS, fillers=_FILLERS | _LACKS), place)
    own = people.owner(words, place, most=2)
    ends = forth_over(words, place, listed("has had is was a est had de travail séjour étude d"))
    return (own, ends) if own >= 0 and low(words, ends) in _ENDED else None


def _expelled(words: Words, place: int) -> tuple[int, int] | None:
    word = words[place].low
    if word == "deported" and low(words, place - 1) in {"him", "her", "them"}:
        return (place - 1, place)
    if word in _EXPELS:
        is_of_a_land = any(low(words, place + step) in {"pays", "country"} for step in (1, 2, 3))
        is_theirs = next_low(words, place) in _THEM or low(words, place - 1) in {"l", "le", "la"}
        return (place, place) if is_theirs and (is_of_a_land or word == "deport") else None
    return None


def _by(found: int, place: int) -> tuple[int, int] | None:
    return (found, place) if found >= 0 else None


_SEARCHES = (
    _state,
    _held,
    _warrant,
    _record,
    _broken,
    _charged,
    _ended,
    _ordered,
    _expelled,
    _to_be_expelled,
)
