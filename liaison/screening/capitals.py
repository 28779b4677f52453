"""Names that no word announces: a capital where a sentence speaks of one person. Pure.

Services, streets and offices have capitals in the same places, so each search asks for a sign that
it is a person: what is done to them, what they own, what only people do, or a name before it.
"""

from liaison.screening import given_names, people
from liaison.screening import name_words as known
from liaison.screening.words import Word, Words, forth_over, last_low, listed, low, next_low

_TOWARDS = listed("with from by about avec par for pour between entre chez told to à w")
_SPOKEN = listed(
    "spoke talked talking speaking chatted said yelled shouted lied listened parlé dit"
)
_TO = listed("to with at about à avec w")
_OWNED = listed(
    "bag bags tent phone cell stuff things belongings bike dog jacket coat cart wallet purse "
    "backpack kit pack blanket blankets arm hand wrist neck name brother sister mom mother "
    "friend girlfriend boyfriend partner locker shoes id wheelchair walker pocket pockets "
    "sleeping face head meds medication"
)
_THINGS_OF = listed(
    "sac sacs tente téléphone cell affaires vélo chien manteau portefeuille bras main poignet "
    "cou frère soeur sœur mère ami amie blonde chum conjoint conjointe casier souliers trousse "
    "déposition déclaration témoignage fauteuil poche poches couverture visage tête médicaments"
)
_DOES = listed(
    "sat ran cried screamed yelled overdosed limped collapsed slept fainted panicked apologised "
    "apologized wept begged shook whispered sobbed stumbled vomited od woke crié couru pleuré "
    "paniqué vomi pleurait criait tremblait dormait boitait courait assis assise sauvé sauvée "
    "évanoui évanouie effondré effondrée excusé excusée réveillé réveillée said told asked "
    "refused goes wanted thinks laughed agreed nodded shrugged waved thanked apologises swore "
    "insisted demandé refusé répondu voulait"
)
_DONE = listed("said told asked refused wanted agreed thanked demandé refusé répondu crié")
_BE = listed("is was are were be been being as est était été")
_IS_OR_DOES = _DOES | listed(
    "was is had has got went did does will would who est était a avait ne s qui"
)
_SHOUTED = listed(
    "yelling yelled shouting shouted calling called screaming hollering hollered criait criaient "
    "crié hurlait hurlaient appelait appelaient"
)
_MEANWHILE = people.AUXILIARIES | listed("m t had suddenly finally simply alors soudain out off up")
# A sentence may begin with one of these, and none is a name.
_OTHERS = listed(
    "everyone everybody nobody anybody people others other both all most many some none each one "
    "two three four nurse medic paramedic peer worker staff security management guard driver "
    "crew team bystander neighbour neighbor landlord owner press dispatch court quelqu qu "
    "personne tout tous toutes certains certaines plusieurs chacun chacune autre autres rien ça "
    "cela ceux celles infirmier infirmière intervenant intervenante collègue voisin voisine "
    "chauffeur gardien gardienne équipe monde moi toi si mais donc then later meanwhile outside "
    "inside only even caller witness passerby reporter command spokesperson counsellor "
    "supervisor colleague partner dispatcher janitor cleaner volunteer student intern reception "
    "receptionist tenant shopkeeper also just agent agente police policier policière patron "
    "patronne direction accueil sécurité gendarme brigade patrouille procureur maire mairie "
    "témoin passant passante livreur bénévole stagiaire concierge member members visitor "
    "attendee applicant complainant operator delegate chair speaker coordinator director leader "
    "doctor pharmacist parent dispensaire shift line traffic nothing something everything "
    "anything cruiser car van truck dog male female help word news rain winter summer support "
    "charge whoever consent parking confirmed"
)
_SUBJECTS = people.NOUNS | _OTHERS
_OF_SERVICES = listed(
    "act code charter agreement protocol society alliance network coalition association council "
    "committee outreach news radio times army cross mission housing native transit task force "
    "unit branch court loi charte entente réseau comité société conseil eastside downtown north "
    "south east west old new upper lower main strip row alley pier heights island bay beach "
    "village town terrace crescent trail nord sud est ouest vieux côte mount mont relais ville "
    "horizon foundation fondation resources ressources works project projet team équipe line "
    "ligne crisis crise legal aid aide social sociaux youth jeunesse women femmes indigenous "
    "friendship"
)
_TO_SOMEBODY = listed("you tu vous go come get let please viens va arrête calme")
_ARTICLES = listed("a an the le la les l un une des")
_NICKNAMED = listed(
    "grande grand gros grosse petit petite vieux vieille belle beau big lil crazy tiny skinny "
    "mama papa ol"
)
_AND = listed("and et or ou n pis")


def name_at(words: Words, place: int, named_before: int) -> int:
    """Where a name begins at *place*, or *place* is what tells of the one after it; -1 else.
    *named_before*: the last word of the name that was found before."""
    word = words[place]
    if word.text == "O" and place + 1 < len(words) and words[place + 1].gap == "'":
        return place
    if not _may_be(words, place):
        return -1
    if named_before == place - 2 and low(words, place - 1) in _AND and word.gap == " ":
        return place
    is_told = (
        _is_of_two(words, place)
        or _is_spoken_with(words, place)
        or _owns(words, place)
        or _does(words, place)
        or _is_called_to(words, place)
        or _goes_with_a_name(words, place)
        or _is_shouted(words, place)
        or _is_not(words, place)
        or _is_somebody(words, place)
        or _is_shaped(words, place)
        or _is_beside_a_person(words, place)
    )
    return place if is_told else -1


def _may_be(words: Words, place: int) -> bool:
    """One word with a capital that no street, service or office has."""
    word = words[place]
    if not _is_capital(word) or word.low in _NEVER:
        return False
    if last_low(words, place) in known.BEFORE_PLACES:
        return False
    after = words[place + 1] if place + 1 < len(words) else None
    if after is None or not after.is_name_like or after.gap not in {" ", "-"}:
        return True
    return after.low not in _NEVER


def _is_capital(word: Word) -> bool:
    return word.is_name_like and len(word.text) > 1 and not word.text.isupper()


def _is_of_two(words: Words, place: int) -> bool:
    """As in "a statement from Iris Fontaine"."""
    if place + 1 >= len(words) or words[place + 1].gap not in {" ", "-"}:
        return False
    third = words[place + 2] if place + 2 < len(words) else None
    if third is not None and third.is_name_like and third.low in _NEVER:
        return False
    return _is_capital(words[place + 1]) and last_low(words, place) in _TOWARDS


def _is_spoken_with(words: Words, place: int) -> bool:
    return last_low(words, place) in _TO and last_low(words, place - 1) in _SPOKEN


def _owns(words: Words, place: int) -> bool:
    """As in "Joss's tent", "la tente de Joss"."""
    if low(words, place + 1) == "s" and words[place + 1].gap == "'":
        return next_low(words, place + 1) in _OWNED
    return last_low(words, place) in {"de", "d"} and low(words, place - 2) in _THINGS_OF


def _is_shaped(words: Words, place: int) -> bool:
    """As names of families and nicknames are: McKay, Ti-Guy, la Grande Lou."""
    word = words[place]
    if word.text.startswith("Mc"):
        return word.text[2:3].isupper()
    joined = words[place + 1] if place + 1 < len(words) else None
    if joined is None or not joined.is_name_like or joined.gap not in {" ", "-", "' "}:
        return False
    is_first = last_low(words, place) in {"la", "le", "is", "with", "told", "and"}
    is_nickname = word.low in _NICKNAMED and (is_first or '"' in word.gap)
    return is_nickname or word.low in {"ti", "tit", "lil"}


def _is_beside_a_person(words: Words, place: int) -> bool:
    """As in "un habitué, Momo,", "the person (Jonah)", "Kara, a regular,"."""
    before, after = words[place].gap, words[place + 1].gap if place + 1 < len(words) else ""
    if before in {", ", " ("} and low(words, place - 1) in people.NOUNS:
        return after[:1] in {",", ")"}
    is_put_first = not last_low(words, place) and after == ", "
    is_one = low(words, place + 1) in _ARTICLES and low(words, place + 2) in people.NOUNS
    return is_put_first and is_one


def _is_shouted(words: Words, place: int) -> bool:
    """As in: they kept yelling "Joss!"."""
    before = words[place].gap
    return '"' in before and not last_low(words, place) and low(words, place - 1) in _SHOUTED


def _is_not(words: Words, place: int) -> bool:
    """French puts an article before what is nobody: "Olive ne voulait pas"."""
    begins = not last_low(words, place)
    return begins and next_low(words, place) in {"ne", "n"} and words[place].low not in _SUBJECTS


def _is_somebody(words: Words, place: int) -> bool:
    """A name that is a word as well, where it can be no word."""
    word = words[place]
    if word.low not in given_names.WORDS_TOO or last_low(words, place) in _ARTICLES:
        return False
    if last_low(words, place):
        return True
    if word.low in people.NOUNS:
        return False
    is_told_what = low(words, place + 2) in people.ARTICLES
    return next_low(words, place) in _IS_OR_DOES and not is_told_what


def _does(words: Words, place: int) -> bool:
    """What only people do, with nothing but little words between."""
    word = words[place]
    if word.low in _SUBJECTS or word.low.endswith("s"):
        return False
    # "Shift ran 22:00 to 06:00."
    if any(one.is_number for one in words[place + 1 : place + 4]):
        return False
    does = forth_over(words, place, _MEANWHILE, most=4)
    # "Parking was agreed" is done to it.
    is_done_to = low(words, does) in _DONE and not _BE.isdisjoint(
        words[at].low for at in range(place + 1, max(does, place + 1))
    )
    return low(words, does) in _DOES and not is_done_to


def _is_called_to(words: Words, place: int) -> bool:
    """At the end of what is quoted: "take it somewhere else, Joss"."""
    after = words[place + 1].gap if place + 1 < len(words) else ""
    is_spoken_to = after == ", " and low(words, place + 1) in _TO_SOMEBODY
    ends = bool({'"', "!", "?"} & set(after.strip()[:2]))
    return "," in words[place].gap and (ends or is_spoken_to)


def _goes_with_a_name(words: Words, place: int) -> bool:
    """As in "Deb and Pete": the second one is known, and so the first is one."""
    joined = low(words, place + 1) in _AND and words[place + 1].gap == " "
    return joined and any(low(words, place + n) in given_names.NAMES for n in (2, 3))


_NEVER = (
    known.NOT_NAMES | known.MEDICINES | known.PLACES | known.BEFORE_PLACES | _OF_SERVICES | _OTHERS
)
