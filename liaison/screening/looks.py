"""What one person looks like: the words of a description, beside a word for a person."""

from collections.abc import Iterator

from liaison.screening import people
from liaison.screening.finding import Kind, Span
from liaison.screening.words import (
    REACH,
    Words,
    back_over,
    forth_over,
    last_low,
    listed,
    low,
    next_low,
)

_NOUNS = listed(
    "man woman male female guy girl boy person lady kid dude teen client participant resident "
    "gentleman youth homme femme personne gars fille garçon dame jeune cliente participante "
    "individu monsieur suspect suspecte individual ado fella chap bloke gal type mec redhead "
    "lass passant passante madame mme"
)
_BEFORE = listed(
    "white black asian indigenous native aboriginal hispanic latino latina arab african "
    "caucasian brown trans transgender tall short skinny slim thin fat heavy heavyset set stocky "
    "bald blond blonde bearded tattooed haired skinned grand grande petit petite gros grosse "
    "métis muslim jewish chinese somali vietnamese filipino filipina indian pakistani mexican "
    "korean japanese jamaican haitian punjabi cree inuit iranian iraqi syrian turkish polish "
    "russian nigerian ethiopian older elderly old vieux vieille"
)
_AFTER = listed(
    "blanc blanche noir noire autochtone asiatique arabe africain africaine caucasien grand "
    "grande petit petite maigre mince gros grosse corpulent chauve barbu barbue blond blonde "
    "roux rousse tatoué tatouée trans transgenre métis métisse musulman musulmane inuit chinois "
    "chinoise somalien somalienne vietnamien vietnamienne indien indienne pakistanais mexicain "
    "mexicaine haïtien haïtienne jamaïcain maghrébin maghrébine cri crie russe turc turque "
    "iranien iranienne latino latina"
)
# Said alone of somebody, with a capital in French: "un grand Noir".
_ALONE = listed("noir noire blanc blanche arabe autochtone asiatique latino maghrébin haïtien")
_BEFORE_ALONE = listed("un une grand grande jeune petit petite vieux vieille gros grosse")
_FEATURES = listed(
    "hair tattoo tattoos scar scars beard moustache limp piercing piercings eyes dreadlocks "
    "birthmark wheelchair cheveux tatouage tatouages cicatrice cicatrices barbe yeux boite "
    "tatouée tatoué piercings roulant dreads tooth teeth dent dents braid braids tresses "
    "ponytail mohawk afro cornrows goatee barbiche mullet dreadlock lunettes prosthetic eyepatch "
    "freckles taches rousseur boucles curls accent crutches cane walker béquilles canne "
    "marchette brace cast attelle plâtre stutter fauteuil tatou tatous crâne rasé rasée bandeau "
    "patch"
)
_CLOTHES = listed(
    "jacket hoodie cap coat jeans shirt sweater hat beanie backpack trousers sneakers dress "
    "veste casquette manteau capuche chandail tuque chemise pantalon robe blouson sac glasses "
    "lunettes parka scarf boots coats mitaines bottes foulard poncho raincoat vest shawl toque "
    "bandana turban hijab kippa salopette overalls tracksuit survêtement kilt housecoat pyjamas "
    "slippers skirt shorts leggings tights onesie apron sandals crocs jupe pantoufles "
    "tablier sandales anorak imperméable polar tank"
)
_WEARS = listed("wearing wore wears in en with avec portait porte vêtu vêtue au aux à")
_HAS = listed("with has had have by in a avait avec aux à en au s")
_SHADES = listed(
    "a an the his her long short red blond blonde dark grey gray black white blue green brown "
    "big small old torn spider snake dragon face neck several two la le les l un une des de du "
    "longs courts roux blonds bruns gris noirs rouge bleu bleue noir noire vert verte araignée "
    "grosse grande petite fauteuil leather plaid striped purple pink orange yellow beige navy "
    "mauve violet violette rose jaune marron grise blanche brune denim puffy winter dirty heavy "
    "bright foncé foncée vieille vieux vieil sale bleus rouges rain army camo fluo neon silver "
    "gold jean toile laine wool missing front top upper lower avant manquante"
)
_SEXES = listed("male female homme femme")
# "An older person" says little by itself.
_AGES = listed("older elderly old vieux vieille")
# What only a description calls somebody.
_SHAPES = listed(
    "tall short skinny slim thin stocky heavyset bald blond blonde bearded tattooed grand grande "
    "petit petite maigre mince corpulent chauve barbu barbue roux rousse tatoué tatouée costaud "
    "costaude trapu trapue"
)
_DESCRIPTIONS = listed("description signalement described décrit décrite describing matched")
# Said alone of somebody: "un gros barbu".
_SO_CALLED = listed(
    "barbu roux rousse chauve tatoué tatouée maigre frisé frisée blond blonde bouclé rouquin "
    "rouquine moustachu redhead blondie"
)
_INKED = listed("inked tattooed tatoué tatouée tatoués tatouées ink pierced percé percée")
_SHOPS = listed("shop parlour parlor studio artist removal")


def spans(words: Words) -> Iterator[Span]:
    for place, word in enumerate(words):
        found: tuple[int, int] | None = None
        if word.low in _INKED and (bearer := _bearer(words, place)) >= 0:
            found = (bearer, place)
        elif word.low in _NOUNS:
            found = _described(words, place)
        elif word.low in _FEATURES:
            found = _marked(words, place) or _beside_another(words, place)
        elif word.low in _CLOTHES:
            found = _dressed(words, place)
        elif _is_height(words, place):
            found = (place, place + 1)
        elif word.low in _DESCRIPTIONS or _begins_a_list(words, place):
            found = _told_as(words, place)
        elif _stands_for_one(words, place):
            found = (place - 1, place)
        if found:
            yield Span(Kind.LOOKS, words[found[0]].start, words[found[1]].end)


def _is_height(words: Words, place: int) -> bool:
    """As in 5'4."""
    if words[place].text not in {"4", "5", "6"} or place + 1 >= len(words):
        return False
    inches = words[place + 1]
    return inches.gap == "'" and inches.is_number and int(inches.text) < 12


def _begins_a_list(words: Words, place: int) -> bool:
    """As in "short, heavy-set, long braids"."""
    after = words[place + 1].gap if place + 1 < len(words) else ""
    return words[place].low in _SHAPES and after.startswith(",")


def _stands_for_one(words: Words, place: int) -> bool:
    """As in "un gros barbu", "un Noir"."""
    word, before = words[place], last_low(words, place)
    if word.low in _SO_CALLED:
        return before in (_BEFORE_ALONE | {"the", "that"}) - {"un", "une"}
    return word.low in _ALONE and word.is_name_like and before in _BEFORE_ALONE


def _described(words: Words, place: int) -> tuple[int, int] | None:
    first = last = place
    while place - first < 4 and last_low(words, first) in _BEFORE:
        first -= 1
    if first == place and place >= 2 and words[place].gap == " " and _listed(words, place):
        first = place - 2
    after = forth_over(words, place, listed("très assez plutôt"), most=1)
    if low(words, after) in _AFTER:
        last = after
    if words[place].low in _SEXES and low(words, place + 1) in _BEFORE | _AFTER:
        last = max(last, place + 1)  # as in "male, native, long braid"
    is_age_alone = (first, last) == (place - 1, place) and words[first].low in _AGES
    return (first, last) if first < last and not is_age_alone else None


def _listed(words: Words, place: int) -> bool:
    """As in "a tall, skinny man"."""
    return low(words, place - 1) in _BEFORE and words[place - 1].gap.strip() == ","


def _marked(words: Words, place: int) -> tuple[int, int] | None:
    if next_low(words, place) in _SHOPS:
        return None
    found = people.who(words, place, verbs=_HAS, fillers=_SHADES)
    if found < 0:
        found = _short_for_one(words, place)
    return (found, place) if found >= 0 else None


def _beside_another(words: Words, place: int) -> tuple[int, int] | None:
    """Two marks in one sentence are a description: "red mohawk, limp"."""
    for at in range(place - 1, max(place - REACH, 0) - 1, -1):
        if {".", "\n", ";"} & set(words[at + 1].gap):
            return None
        if words[at].low in _FEATURES and words[at].low != words[place].low:
            return (at, place)
    return None


def _short_for_one(words: Words, place: int) -> int:
    """As in "la petite aux cheveux bleus"."""
    has = back_over(words, place, _SHADES - _HAS)
    is_so = low(words, has) in {"aux", "à", "avec", "with"} and last_low(words, has) in _SHAPES
    return has - 1 if is_so else -1


def _told_as(words: Words, place: int) -> tuple[int, int] | None:
    """What a description lists: "short, dreads, army jacket"."""
    for at in range(place + 1, min(place + 10, len(words))):
        if {".", "\n"} & set(words[at].gap):
            return None
        if words[at].low in _SHAPES | _FEATURES | _CLOTHES:
            return (at, at)
    return None


def _bearer(words: Words, place: int) -> int:
    """Who has a picture on the skin, whatever it shows; -1 where it is said of nobody."""
    for at in range(place - 1, max(place - REACH, 0) - 1, -1):
        if words[at + 1].breaks:
            return -1
        if words[at].low in people.NOUNS:
            return at if low(words, at + 1) in _HAS else -1
    return -1


def _dressed(words: Words, place: int) -> tuple[int, int] | None:
    found = people.who(words, place, verbs=_WEARS, fillers=_SHADES)
    return (found, place) if found >= 0 else None
