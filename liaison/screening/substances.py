"""One person and a substance: who used, carried or sold what. A substance alone is no person."""

from collections.abc import Iterator

from liaison.screening import people
from liaison.screening.finding import Kind, Span
from liaison.screening.words import Words, back_over, forth_over, listed, low, next_low

_NAMED = listed(
    "fentanyl fent carfentanil heroin cocaine crack meth methamphetamine methamphetamines crystal "
    "amphetamine amphetamines speed methadone suboxone buprenorphine hydromorphone dilaudid oxy "
    "oxycodone oxycontin morphine benzo benzos xanax valium ketamine ghb mdma ecstasy lsd opioids "
    "opiates opium xylazine cannabis weed marijuana hashish codeine percocet adderall ritalin "
    "kadian sublocade héroïne héroine cocaïne coke méthadone crystal amphétamine amphétamines "
    "morphine kétamine opioïdes opiacés cannabis codéine buprénorphine hydromorphone drugs dope "
    "drogue drogues molly pills rx pot hash héro"
)
# Words with another sense, which need a verb that has but this one beside them.
_EQUIVOCAL = listed(
    "down rock ice pot roche glace alcohol alcool booze vodka whisky beer bière pills pilules "
    "stuff g pcp side"
)
# Of these, what is said to be theirs is no stone.
_CARRIED = listed("rock roche stash")
_USES = listed(
    "uses use used using takes take took taking taken injects inject injected injecting shoots "
    "shot shooting smokes smoke smoked smoking snorts snorted snorting swallowed relapsed relapses "
    "consomme consommait consommé prend prenait pris injecte injectait injecté fume fumait fumé "
    "sniffe sniffait sniffé rechuté rechute avalé coming came come smelled smells smelt reeked "
    "reeks stank sentait puait redescendait descendait redescend injecter fumer prendre sniffer "
    "shooter"
)
_TRADES = listed(
    "buys buy bought buying sells sell sold selling deals dealt dealing scored scores scoring "
    "carries carried carrying possessed holding hid hiding concealed dropped achète achetait "
    "acheté vend vendait vendu transporte transportait transporté cachait caché"
)
_HAS = listed("has had have possessed a avait with avec")
_UNDER = listed("on high addicted hooked under sous gelé gelée défoncé défoncée accro sur clean")
_STATES = listed(
    "high drunk intoxicated stoned wasted nodding sober gelé gelée soûl soûle saoul saoule ivre "
    "défoncé défoncée intoxiqué intoxiquée sobre"
)
_DRINKS = listed("drinking drunk bu buvait")
_FILLERS = people.ARTICLES | listed(
    "to by with in on at influence effet effets l bag bags bit little lot hit point points gram "
    "grams gramme grammes sachet dose doses one two three four five ten deux trois quatre cinq dix "
    "street pure bad his too much peu trop s up off like du clean que only juste again new some "
    "plus moins"
)
_IS = listed("is was s est était")
_ROLES = listed("dealer pusher revendeur revendeuse trafiquant trafiquante trafficker")
_ONE_WHO = listed("user addict dealer smoker injector")
# Said of nobody but who uses something, even where it is not said what.
_ALONE = listed(
    "injects injected injecting injecte injectait injecté pique piqué piquée piquait shoote "
    "shootait shooté"
)
_SEVERAL = listed("they ils elles")
_ON_THEM = listed("him her lui elle them")
# What follows makes of the substance a thing of the work: a test, an alert, a training.
_OF_THE_WORK = listed(
    "test tests testing strip strips checking alert alerts safety training awareness supply "
    "delivery poster program programme programs clinic policy users bandelette bandelettes"
)


def spans(words: Words) -> Iterator[Span]:
    for place, word in enumerate(words):
        start = -1
        if word.low in _NAMED | _EQUIVOCAL | _CARRIED:
            start = _told_of(words, place)
        elif word.low in _ALONE or (word.low == "up" and low(words, place - 1).startswith("sho")):
            start = people.subject(words, place - (word.low == "up"))
        elif word.low in _ROLES:
            start = people.who(words, place, verbs=_IS, fillers=_FILLERS | {"known"})
        elif word.low in _STATES or word.low in _DRINKS:
            start = _in_a_state(words, place)
        if start >= 0:
            first, last = min(start, place), max(start, place)
            yield Span(Kind.SUBSTANCE, words[first].start, words[last].end)


def _told_of(words: Words, place: int) -> int:
    """Where the person stands of whom the substance is told; -1 where it is told of nobody."""
    after = next_low(words, place)
    if after in _ONE_WHO:
        return people.who(words, place, verbs=_IS, fillers=_FILLERS | {"known", "regular"})
    if after in _OF_THE_WORK:
        return -1
    is_named = words[place].low in _NAMED
    if is_named or words[place].low in _CARRIED:
        if (own := people.owner(words, place)) >= 0:
            return own
        on = forth_over(words, place, listed("on sur"), most=1)
        if on == place + 2 and words[on].low in _ON_THEM:
            return on
    verbs = _USES | (_TRADES | _HAS | _UNDER if is_named else frozenset())
    found = people.who(words, place, verbs=verbs, fillers=_FILLERS)
    return found if found >= 0 else _they(words, place)


def _they(words: Words, place: int) -> int:
    """ "They" may be officers, but officers do not inject or smoke what they find."""
    verb = back_over(words, place, _FILLERS)
    if not low(words, verb).startswith(("inject", "smok", "snort", "fum", "sniff")):
        return -1
    found = back_over(words, verb, people.AUXILIARIES)
    return found if low(words, found) in _SEVERAL else -1


def _in_a_state(words: Words, place: int) -> int:
    if next_low(words, place) in {"up", "above", "on", "at", "enough"}:
        return -1
    found = people.subject(words, place)
    is_drinking = words[place].low in _DRINKS
    if found < 0 or found == place - 1 or (is_drinking and words[found].low in people.NOUNS):
        return -1
    return found
