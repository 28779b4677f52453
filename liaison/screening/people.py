"""Words that stand for one person, and what may stand between them and what is said of them."""

from collections.abc import Collection

from liaison.screening.words import REACH, Words, back_over, last_low, listed, low

NOUNS = listed(
    "man woman guy girl boy kid teen teenager client participant person resident regular lady "
    "individual male female gentleman friend guest somebody someone fellow dude youth dealer "
    "brother sister mother father husband wife boyfriend girlfriend daughter patient homme femme "
    "personne gars fille garçon client cliente participant participante individu habitué "
    "habituée dame jeune usager usagère résident résidente ami amie monsieur celui celle frère "
    "soeur sœur mère père mari copain copine patient patiente vendeur suspect suspecte accused "
    "deceased victim defendant addict junkie junky user druggie prisoner detainee lad bloke chap "
    "granny elder toxicomane drogué droguée défunt défunte détenu détenue toxico type bonhomme "
    "junkie ado adolescent adolescente aîné aînée buddy fella subject sujet madame mme lass pt "
    "mom mum dad grandma grandpa mec meuf nana pépé mémé vieillard vieillarde chick passenger "
    "passager passagère nouveau nouvelle redhead blondie newcomer petite petit vieux vieille"
)
PRONOUNS = listed("he she il elle")
# A pronoun and "is" in one, as it is typed in a hurry.
_CONTRACTED = listed("hes shes youre")
# Said by, or to, somebody: "I am", "t'es".
_SPEAKERS = listed("i you je tu t j")
_ARE = listed("am m re are suis es")
PEOPLE = NOUNS | PRONOUNS | _CONTRACTED
# What belongs to one of them. "son" is a person too, in English.
OWNED = listed("his her son sa ses")
# What is theirs may be one thing among many: "their" says so of several people, or of one.
AUXILIARIES = listed(
    "who that which has had have was is were are be been being s d ll would will may might could "
    "cannot can t also just only then now once again always never not often still really "
    "already probably apparently currently admits admitted claims qui a avait ait est était s se "
    "ne n pas plus encore toujours souvent déjà vient de venait juste aussi été étaient avaient "
    "sont ont aurait serait the one kept keeps dit too so trop très very si completely "
    "complètement clearly visiblement obviously found caught trouvé trouvée longer cant wont "
    "dont didnt isnt wasnt hasnt doesnt couldnt wouldnt couldn wouldn shouldn didn wasn isn hasn "
    "haven don doesn hadn won of là ci confirmed confirmé"
)
ARTICLES = listed(
    "a an the some any of more this that his her their my de du des la le les l un une d son sa "
    "ses leur sur en au aux à"
)

_OTHERS = listed("they we you officers police ils elles on nous agents qu")
PLACED = listed(
    "in on at by near behind beside outside with from under dans sur au aux à près derrière "
    "devant de du avec en"
)


def subject(words: Words, place: int) -> int:
    """The one person who does what the word at *place* says; -1 where it is nobody, or officers."""
    found = back_over(words, place, AUXILIARIES)
    if found < 0 or words[found].low in PEOPLE:
        return found
    if _is_of_a_speaker(words, found):
        return found - 1
    # "The man they stopped is ..."
    if low(words, found - 1) in _OTHERS and low(words, found - 2) in NOUNS:
        return found - 2
    # "The man in the chair was ..."
    for before in (found - 2, found - 3, found - 4):
        between = [words[n] for n in range(before + 1, found + 1)]
        if before < 0 or any(word.breaks for word in between):
            break
        if between[0].low in PLACED and words[before].low in NOUNS:
            return before
    return -1


def _is_of_a_speaker(words: Words, place: int) -> bool:
    """As in "I am", "t'es"."""
    return words[place].low in _ARE and last_low(words, place) in _SPEAKERS


def who(
    words: Words, place: int, *, verbs: Collection[str], fillers: Collection[str] = ARTICLES
) -> int:
    """The one person of whom one of *verbs* says the word at *place*, with only *fillers* between;
    -1 where nobody is told of. A word may be a verb in one language and an article in the other."""
    says_is = "is" in verbs or "est" in verbs
    for at in range(place - 1, max(place - REACH, 0) - 1, -1):
        if words[at + 1].breaks:
            return -1
        if words[at].low in verbs and (found := subject(words, at)) >= 0:
            return found
        if says_is and words[at].low in _CONTRACTED:
            return at
        if says_is and _is_of_a_speaker(words, at):
            return at - 1
        if words[at].low not in fillers:
            return -1
    return -1


def owner(words: Words, place: int, most: int = 1) -> int:
    """The "his" or "son" to which the word at *place* belongs; -1 where there is none."""
    for before in range(place, place - most - 1, -1):
        if last_low(words, before) in OWNED:
            return before - 1
    return -1
