"""One person's health: an illness, a diagnosis, a treatment, how often somebody overdosed."""

from collections.abc import Iterator

from liaison.screening import people
from liaison.screening.finding import Kind, Span
from liaison.screening.words import Words, back_over, last_low, listed, low, next_low

_ILLNESSES = listed(
    "hiv aids hep hepatitis hcv tuberculosis tb schizophrenia schizophrenic bipolar psychosis "
    "psychotic ptsd adhd autism autistic epilepsy epileptic diabetes diabetic cancer abscess "
    "asthma detox rehab withdrawal pregnant suicidal depression depressed dementia endocarditis "
    "seropositive vih sida hépatite tuberculose schizophrénie schizophrène bipolaire psychose "
    "psychotique épilepsie épileptique diabète diabétique abcès asthme enceinte suicidaire "
    "dépression dépressif dépressive démence endocardite séropositif séropositive autiste "
    "autisme sevrage désintox désintoxication cure tspt schizo mental insane seizure seizures "
    "heart cardiaque dépendance alcoholic alcoolique paranoid paranoïaque dialysis copd "
    "emphysema arthritis stroke avc deaf sourd sourde blind aveugle handicapé handicapée "
    "disabled stutter bégaiement prosthetic prothèse wheelchair-bound antipsychotics "
    "antidepressants antipsychotiques antidépresseurs insulin insuline lithium seroquel "
    "clozapine olanzapine dialyse concussion chemo chemotherapy chimio chimiothérapie mpoc "
    "cirrhosis cirrhose pacemaker colostomy colostomie amputee amputé amputée ulcer ulcers "
    "ulcère ulcères cellulitis pneumonia pneumonie sepsis septicémie anemia anémie anémique "
    "lupus parkinson alzheimer fibromyalgia fibromyalgie hernia hernie miscarriage fasd tsaf tbi "
    "ocd bpd borderline anorexic anorexique covid syphilis gonorrhea chlamydia scabies gale "
    "crohn sclerosis sclérose leukemia leucémie tumour tumor tumeur anxiety anxieux anxieuse "
    "angoissé ménopause kidney liver lung lungs poumons thyroid thyroïde hypertension insomnia "
    "insomnie bulimic boulimique dyslexic tdah arthrite scoliosis hemophiliac hémophile "
    "phlebitis phlébite palliative palliatifs along bipolarity bipolarité toxicomanie alcoolisme "
    "alcoholism grossesse pregnancy handicap disability delusions délire illness maladie disease "
    "condition"
)
_HAS = listed(
    "is was has had have s with caught contracted suffers suffered been diagnosed got living est "
    "était a avait souffre souffrait attrapé contracté vit vivait serait having fait faisait "
    "ayant on takes taking take prend prenait sous gets get getting goes sort sortait relève"
)
_FILLERS = listed(
    "a an the of with from some very severe now also as an untreated an by un une le la l les du "
    "de d des atteint atteinte très gravement for positive mild active chronic being avec "
    "actuellement et in en going through undergoing recovering fighting battling suite "
    "traitement stage early late full blown type because cause à months weeks mois one two three "
    "four five six seven eight nine bad weak having disorder seizure"
)
_ON_A_BODY = listed("opération operation surgery chirurgie greffe transplant biopsy biopsie")
# Said of nobody but one person, where it ends what is said.
_SAID_OF_ONE = listed(
    "bipolar schizophrenic diabetic epileptic asthmatic autistic psychotic suicidal pregnant "
    "séropositif séropositive bipolaire schizophrène diabétique épileptique asthmatique autiste "
    "psychotique suicidaire enceinte"
)
_OF_SEVERAL = listed(
    "for pour les des people persons personnes femmes women are sont si if être be l or ou "
    "who qui of de"
)
_BEARERS = listed("porteur porteuse atteint atteinte suffering carrier")
_EXPECTS = listed("attend attendait expecting expects")
_POSITIVE = listed("positive positif positifs")
_MONTHS = listed("month months week weeks")
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
        if word.low in _ILLNESSES or word.low in _ON_A_BODY:
            found = _ill(words, place)
        elif word.low in {"baby", "bébé"}:
            found = people.who(words, place, verbs=_EXPECTS)
        elif word.low in _POSITIVE and low(words, place - 1) in _ILLNESSES | {"c"}:
            found = place - 1
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
    if words[place].low == "along" and last_low(words, place) not in _MONTHS:
        return -1
    if (own := people.owner(words, place)) >= 0:
        return own
    found = people.who(words, place, verbs=_HAS, fillers=_FILLERS)
    return found if found >= 0 or not _stands_alone(words, place) else place


def _stands_alone(words: Words, place: int) -> bool:
    """As in notes: "confused, bipolar according to his sister"."""
    bearer = back_over(words, place, listed("du de d of the with from"))
    if low(words, bearer) in _BEARERS:
        return True
    if words[place].low not in _SAID_OF_ONE:
        return False
    before = {low(words, place - 1), low(words, place - 2)}
    ends = place + 1 == len(words) or words[place + 1].breaks
    goes_on = next_low(words, place) in listed("selon according and et since depuis de says dit")
    return (ends or goes_on) and before.isdisjoint(_OF_SEVERAL)


def _treated(words: Words, place: int) -> int:
    if (own := people.owner(words, place, most=2)) >= 0:
        return own
    return people.who(words, place, verbs=_STOPPED)


def _diagnosed(words: Words, place: int) -> int:
    before = people.subject(words, place)
    if before >= 0:
        return before
    at = back_over(words, place, listed("a avait été"))
    if low(words, at) == "lui":
        return at
    is_of_several = low(words, place - 1) in _OF_SEVERAL | {"when", "once"}
    is_one = next_low(words, place) in {"with", "avec", "d", "de"} and not is_of_several
    return place if is_one else -1


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
