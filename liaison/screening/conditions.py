"""One person's health: an illness, a diagnosis, a treatment, how often somebody overdosed."""

from collections.abc import Iterator

from liaison.screening import people
from liaison.screening.finding import Kind, Span
from liaison.screening.words import Words, back_over, listed, low, next_low

_ILLNESSES = listed(
    "hiv aids hep hepatitis hcv tuberculosis tb schizophrenia schizophrenic bipolar psychosis "
    "psychotic ptsd adhd autism autistic epilepsy epileptic diabetes diabetic cancer abscess "
    "asthma detox rehab withdrawal pregnant suicidal depression depressed dementia endocarditis "
    "seropositive vih sida hépatite tuberculose schizophrénie schizophrène bipolaire psychose "
    "psychotique épilepsie épileptique diabète diabétique abcès asthme enceinte suicidaire "
    "dépression dépressif dépressive démence endocardite séropositif séropositive autiste autisme "
    "sevrage désintox désintoxication cure tspt schizo mental insane seizure seizures heart "
    "cardiaque dépendance alcoholic alcoolique paranoid paranoïaque dialysis copd emphysema "
    "arthritis stroke avc deaf sourd sourde blind aveugle handicapé handicapée disabled stutter "
    "bégaiement prosthetic prothèse wheelchair-bound antipsychotics antidepressants "
    "antipsychotiques antidépresseurs insulin insuline lithium seroquel clozapine olanzapine "
    "dialyse concussion"
)
_HAS = listed(
    "is was has had have s with caught contracted suffers suffered been diagnosed got living est "
    "était a avait souffre souffrait attrapé contracté vit vivait serait having fait faisait ayant "
    "on takes taking take prend prenait sous"
)
_FILLERS = listed(
    "a an the of with from some very severe now also as an untreated an by un une le la l les du "
    "de d des atteint atteinte très gravement for positive mild active chronic being avec "
    "actuellement et in en months weeks mois one two three four five six seven eight nine bad weak "
    "having disorder seizure"
)
_OF_THE_WORK = listed("health training week day clinic testing test awareness spot")
_CARE = listed(
    "meds medication medications prescription treatment ordonnance médicaments médication "
    "traitement diagnosis diagnostic psychiatrist psychiatre"
)
_STOPPED = listed("off without stopped skipped prend prenait sans arrêté oublié plus")
_AGAIN = listed(
    "again twice times once before many encore déjà fois deux trois quatre cinq plusieurs"
)
_TOLD = listed("diagnosed diagnostiqué diagnostiquée")


def spans(words: Words) -> Iterator[Span]:
    for place, word in enumerate(words):
        found = -1
        if word.low in _ILLNESSES:
            found = _ill(words, place)
        elif word.low in _CARE:
            found = _treated(words, place)
        elif word.low in _TOLD:
            found = _diagnosed(words, place)
        elif word.low.startswith(("overdos", "surdos")):
            found = _overdosed_again(words, place)
        if found >= 0:
            yield Span(Kind.CONDITION, words[found].start, word.end)


def _ill(words: Words, place: int) -> int:
    if next_low(words, place) in _OF_THE_WORK:
        return -1
    if (own := people.owner(words, place)) >= 0:
        return own
    return people.who(words, place, verbs=_HAS, fillers=_FILLERS)


def _treated(words: Words, place: int) -> int:
    if (own := people.owner(words, place, most=2)) >= 0:
        return own
    return people.who(words, place, verbs=_STOPPED)


def _diagnosed(words: Words, place: int) -> int:
    before = people.subject(words, place)
    if before >= 0:
        return before
    at = back_over(words, place, listed("a avait été"))
    return at if low(words, at) == "lui" else -1


def _overdosed_again(words: Words, place: int) -> int:
    """An overdose is what a site is there for; how many somebody had is about that person."""
    counted = any(low(words, place + step) in _AGAIN for step in (-1, -2, -3, 1, 2, 3))
    if not counted:
        return -1
    if people.owner(words, place) >= 0:
        return place - 1
    done = listed("fait une un des trois deux quatre plusieurs fois encore d autre")
    found = back_over(words, place, people.AUXILIARIES | done)
    return found if found >= 0 and words[found].low in people.PEOPLE else -1
