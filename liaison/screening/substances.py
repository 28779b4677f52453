"""One person and a substance: who used, carried or sold what. A substance alone is no person."""

from collections.abc import Iterator

from liaison.screening import people
from liaison.screening.finding import Kind, Span
from liaison.screening.words import Words, back_over, forth_over, last_low, listed, low, next_low

_NAMED = listed(
    "fentanyl fent carfentanil heroin cocaine crack meth methamphetamine methamphetamines "
    "crystal amphetamine amphetamines speed methadone suboxone buprenorphine hydromorphone "
    "dilaudid oxy oxycodone oxycontin morphine benzo benzos xanax valium ketamine ghb mdma "
    "ecstasy lsd opioids opiates opium xylazine cannabis weed marijuana hashish codeine percocet "
    "adderall ritalin kadian sublocade héroïne héroine cocaïne coke méthadone crystal "
    "amphétamine amphétamines morphine kétamine opioïdes opiacés cannabis codéine buprénorphine "
    "hydromorphone drugs dope drogue drogues molly pills rx pot hash héro oxys percs perc fenty "
    "fetty jib speedball speedballs tranq freebase ket kéta keta smack poudre benzodope hydros "
    "shrooms mush xylazines suboxones gabapentin gabapentine lyrica concerta vyvanse dexedrine "
    "subutex subs naltrexone galette"
)
# Words with another sense, which need a verb that has but this one beside them.
_EQUIVOCAL = listed(
    "down rock ice pot roche glace alcohol alcool booze vodka whisky beer bière pills pilules "
    "stuff g pcp side blow peanut peanuts buff tina wine vin came liquor rum spirits gin rhum "
    "brandy cider"
)
# Of these, what is said to be theirs is no stone.
_CARRIED = listed("rock rocks roche roches stash point points caillou cailloux")
# So much of it, and "down" is no direction.
_MEASURES = listed(
    "point points gram grams gramme grammes bag bags flap flaps hit hits ball baggie sachet "
    "sachets dose doses quart roche roches rock rocks half caillou cailloux comprimé comprimés "
    "tablet tablets cachet cachets pilule pilules"
)
_USES = listed(
    "uses use used using takes take took taking taken injects inject injected injecting shoots "
    "shot shooting smokes smoke smoked smoking snorts snorted snorting swallowed relapsed "
    "relapses consomme consommait consommé prend prenait pris injecte injectait injecté fume "
    "fumait fumé sniffe sniffait sniffé rechuté rechute avalé touche touchait touché touched "
    "touches quit quits kicked stopped arrêté arrête lâché detoxing binging binged coming came "
    "come smelled smells smelt reeked reeks stank sentait puait redescendait descendait "
    "redescend injecter fumer prendre sniffer shooter done doing did does"
)
_TRADES = listed(
    "buys buy bought buying sells sell sold selling deals dealt dealing scored scores scoring "
    "carries carried carrying possessed holding hid hiding concealed dropped achète achetait "
    "acheté vend vendait vendu transporte transportait transporté cachait caché"
)
_HAS = listed("has had have possessed a avait with avec")
_UNDER = listed(
    "on off high addicted hooked under sous gelé gelée défoncé défoncée accro sur clean"
)
_STATES = listed(
    "high drunk intoxicated stoned wasted nodding sober gelé gelée soûl soûle saoul saoule ivre "
    "défoncé défoncée intoxiqué intoxiquée sobre"
)
_DRINKS = listed("drinking drunk bu buvait")
_FILLERS = people.ARTICLES | listed(
    "to by with in on at influence effet effets l bag bags bit little lot hit point points gram "
    "grams gramme grammes sachet dose doses one two three four five ten deux trois quatre cinq "
    "dix street pure bad his too much peu trop s up off like du clean que only juste again new "
    "some plus moins been heavy straight any of out through back into dans quelques some "
    "few several demi half ball bunch couple load handful"
)
_IS = listed("is was s est était")
# "Sells down" is no direction.
_TRADED = listed("deals dealt dealing sells sold selling vend vendait vendu")
_DEALS = listed("deals dealing sells vend vendait consomme")
_OFTEN = listed("every daily alone again iv everyday still outside there heavily")
_TAKEN = listed("shot fix supply stuff stash fiole seringue syringe smoke kit")
_HELD = listed("was is had has contained contains tested contenait était est avait")
_OFF = listed("on sur off from a the un une d")
_ROLES = listed("dealer pusher revendeur revendeuse trafiquant trafiquante trafficker")
_ONE_WHO = listed("user addict dealer smoker injector")
# Said of nobody but who uses something, even where it is not said what.
_ALONE = listed(
    "injects injected injecting injecte injectait injecté pique piqué piquée piquait shoote "
    "shootait shooté piquer injecter shooter"
)
_SEVERAL = listed("they ils elles")
_ON_THEM = listed("him her lui elle them")
_TOLD_OF = _NAMED | _EQUIVOCAL | _CARRIED
# What follows makes of the substance a thing of the work: a test, an alert, a training.
_OF_THE_WORK = listed(
    "test tests testing strip strips checking alert alerts safety training awareness supply "
    "delivery poster program programme programs clinic policy users bandelette bandelettes"
)


def spans(words: Words) -> Iterator[Span]:
    for place, word in enumerate(words):
        start = -1
        if word.low in _TOLD_OF:
            start = _told_of(words, place)
        elif word.low in _ALONE or (word.low == "up" and low(words, place - 1).startswith("sho")):
            start = people.subject(words, place - (word.low == "up"))
        elif _is_trade(words, place):
            start = people.subject(words, place)
        elif word.low in _ROLES:
            start = people.who(words, place, verbs=_IS, fillers=_FILLERS | {"known"})
        elif word.low in _STATES or word.low in _DRINKS:
            start = _in_a_state(words, place)
        if start >= 0:
            first, last = min(start, place), max(start, place)
            yield Span(Kind.SUBSTANCE, words[first].start, words[last].end)


def _is_trade(words: Words, place: int) -> bool:
    """What somebody "deals", or "uses daily", needs no saying."""
    if words[place].low in _DEALS:
        return True
    return words[place].low in {"uses", "using"} and next_low(words, place) in _OFTEN


def _told_of(words: Words, place: int) -> int:
    """Where the person stands of whom the substance is told; -1 where it is told of nobody."""
    after = next_low(words, place)
    if after in _ONE_WHO:
        return people.who(words, place, verbs=_IS, fillers=_FILLERS | {"known", "regular"})
    if after in _OF_THE_WORK:
        return -1
    is_named = words[place].low in _NAMED or _is_measured(words, place)
    if is_named and (held := _possesses(words, place)) >= 0:
        return held
    if is_named or words[place].low in _CARRIED:
        if _is_kept_on_them(words, place):
            return place + 2
        measured = place - 2 if _is_measured(words, place) else place
        if (own := people.owner(words, measured)) >= 0:
            return own
        on = forth_over(words, place, _OFF, most=2)
        if on > place + 1 and words[on].low in _ON_THEM | people.NOUNS:
            return on
    if (theirs := _is_in_theirs(words, place)) >= 0:
        return theirs
    if words[place].low in _EQUIVOCAL and last_low(words, place) in _TRADED:
        return people.subject(words, place - 1)
    verbs = _USES | (_TRADES | _HAS | _UNDER if is_named else frozenset())
    found = people.who(words, place, verbs=verbs, fillers=_FILLERS)
    return found if found >= 0 else _they(words, place)


def _is_in_theirs(words: Words, place: int) -> int:
    """As in "her last shot was fentanyl"; -1 where it is nobody's."""
    was = back_over(words, place, people.ARTICLES | {"mostly", "pure", "just"}, most=2)
    if words[place].low not in _NAMED or low(words, was) not in _HELD:
        return -1
    if last_low(words, was) not in _MEASURES | _TAKEN:
        return -1
    return people.owner(words, was - 1, most=2)


def _possesses(words: Words, place: int) -> int:
    """Who was found in possession of it; -1 where nobody is told of."""
    at = back_over(words, place, people.ARTICLES | _MEASURES | {"of", "d", "some"})
    if low(words, at) != "possession" or last_low(words, at) not in {"in", "en"}:
        return -1
    return people.subject(words, at - 1)


def _is_measured(words: Words, place: int) -> bool:
    return last_low(words, place) in {"of", "de"} and low(words, place - 2) in _MEASURES


def _is_kept_on_them(words: Words, place: int) -> bool:
    """As in "two rocks in her sock"."""
    return next_low(words, place) in {"in", "on", "dans", "sur", "de", "from"} and (
        low(words, place + 2) in people.OWNED
    )


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
    # Somebody who "had drunk" may have drunk water.
    had = is_drinking and last_low(words, place) not in {"was", "is", "s", "were"}
    if found < 0 or found == place - 1 or (had and words[found].low in people.NOUNS):
        return -1
    return found
