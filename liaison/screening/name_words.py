"""The words by which a name is known, and those that look like one and are none."""

from liaison.screening.words import listed


def _phrases(told: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in told.split("|"))


CALLED = listed(
    "called named nicknamed dubbed appelé appelée nommé nommée prénommé prénommée surnommé "
    "surnommée dénommé dénommée"
)
IS = listed("is was were are est était")
# After one of these "la Puce" is somebody.
SAID_OF_ONE = listed("comme appelle appelait appellent surnomme surnom")
# These are said of nobody but people.
ONLY_OF_PEOPLE = listed(
    "nicknamed prénommé prénommée surnommé surnommée dénommé dénommée alias aka"
)
# Each ends where the name begins; said of people unless a thing stands before.
PHRASES = _phrases(
    "known as | known here as | known locally as | known around here as | know as | knows as | "
    "know him as | know her as | goes by | go by | going by | went by | by the name of | goes by "
    "the name of | aka | alias | a k a | calls herself | calls himself | calls themselves | call "
    "him | call her | calls him | calls her | they call | introduced himself as | introduced "
    "herself as | name is | name was | name s | connu sous le nom de | connue sous le nom de | s "
    "appelle | s appelait | m appelle | se nomme | se prénomme | le surnomme | la surnomme | "
    "surnom est | nom est | prénom est | nom était | fait appeler | faire appeler | tout le "
    "monde appelle | on appelle | présenté comme | présentée comme | le nom de | au nom de | "
    "répondant au nom de | une certaine | un certain | known to us as | to everybody as | to "
    "everyone as | nickname is | called out | real name | warrant was for | street name is | "
    "everyone calls | everybody calls | people call | we call | photo of | picture of | photos "
    "of | photo d | photo de | i am | i m | je suis | the name | le nom | connaît comme | knows "
    "him as | kept calling | keep calling | ils appelaient | elles appelaient | on appelait | "
    "only as | que comme | comme étant | où est | où était | nickname | surnom | street name | "
    "petit nom | nom de famille | l appelle | l appelait | l appellent | l appelaient | connue "
    "ici comme | connu ici comme | connue comme | connu comme | on surnomme | se fait appeler | "
    "answers to | answered to | répond au nom de | signed as | tagged as | last name | first "
    "name | moniker | handle"
)
# Somebody is looked for: a capital after it is a name, unless it is a short form.
SOUGHT = _phrases(
    "looking for | looked for | asked for | asking for | asked if | asked whether | searching "
    "for | demandé si | demandaient si | demandé après | savoir si | where is | where s | is "
    "that | are you | es tu | êtes vous"
)
# Right after one of these stands who it is.
FILED = listed(
    "client cliente participant participante patient patiente resident résident résidente usager "
    "usagère habitué habituée"
)
DONE_TO = listed(
    "took cuffed handcuffed arrested searched grabbed pushed shoved tackled detained escorted "
    "followed threatened hit hurt tased woke told warned ticketed charged recognised recognized "
    "saw seen helped hugged thanked calmed dragged beat punched kicked chased stopped pepper- "
    "sprayed photographed filmed mocked insulted woken revived arrêté menotté fouillé pris "
    "poussé suivi emmené sorti reconnu vu aidé calmé remercié réveillé averti cherchait "
    "cherchaient nabbed pinned jumped booked roughed bothered hassled questioned carded "
    "stared pogné ramassé écoeuré achalé questionné identifié interpellé coincé plaqué soigné "
    "accueilli cherché bousculé frappé tutoyé insulté réanimé montrer dénoncé returned lil let "
    "tutoyait fouillait suivait arrêtait menottait poussait connaissait connaissaient attendait "
    "interrogeait questionnait appelait insultait"
)
KIN = listed(
    "brother sister son daughter mother father husband wife boyfriend girlfriend cousin uncle "
    "aunt mum mom dad friend partner frère soeur sœur fils fille mère père mari femme conjoint "
    "conjointe cousine oncle tante copain copine ami amie blonde chum buddy pal mate homie bud "
    "bff stepdad stepmom grandma grandpa niece nephew neveu nièce beau belle voisin voisine"
)
TITLES = listed("mr mrs ms miss mx mister mme mlle monsieur madame mademoiselle dr")
# Between a title and a name.
OF_A_FAMILY = listed("de du des la le van von der den el al d l st saint")
# What is called something and is no person.
THINGS = listed(
    "it this that site street road room hour project programme program operation clause section "
    "building form place version protocol plan area day unit exception ramp square park hall "
    "house centre center shop app tool document hotel c ce cela ça projet rue salle programme "
    "opération article immeuble formulaire lieu secteur heure jour parc maison qu station poste "
    "entrée porte ruelle what"
)
# Words that are written with a capital and are nobody's name.
NOT_NAMES = listed(
    "police emergency ambulance fire ems samu swat central division headquarters dispatch "
    "liaison backup manager site monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december lundi "
    "mardi mercredi jeudi vendredi samedi dimanche city health hospital centre center services "
    "service street the a an for back out off in on at to into it them him her us when because "
    "and or by if their his my our your some any another someone somebody staff officers upon "
    "version entry nobody no not again twice first before after as about during with from this "
    "that these those le la les l un une des du de d en à au aux et ou sur par pour dans avec "
    "sans ce cette ces son sa ses leur leurs notre nous vous on ils il elle elles plus puis "
    "quand comme aussi hier i he she we they you who what where why how while since until today "
    "yesterday constable sergeant inspector officer chief captain detective lieutenant "
    "superintendent agent agente sergent inspecteur inspectrice capitaine directrice directeur "
    "maire ministre juge president présidente président commissaire responsable docteur gêne "
    "madame monsieur mayor operation operations id mrs mr ms cop cops 911 help attention more"
)
# Asked for with a capital, by habit.
MEDICINES = listed("naloxone narcan fentanyl heroin cocaine methadone suboxone xylazine oxygen")
# With one of these a name is that of a place or a service.
PLACES = listed(
    "street st road rd avenue ave drive lane square park hospital house hall centre center "
    "clinic station bridge place court hotel river lake way division services service health "
    "ambulance boulevard market school church café bar library tower plaza mall arena theatre "
    "college pharmacy lodge inn hostel rooms apartments pub grill diner shelter foyer refuge "
    "hortons bureau"
)
BEFORE_PLACES = listed(
    "rue avenue boulevard boul chemin place pont parc square quai impasse ruelle station poste "
    "coin corner mont st saint sainte ste hôpital école église salle rues arrêt métro port lac "
    "bibliothèque collège lycée théâtre aréna relais maison centre clinique pavillon villa tour "
    "bâtiment pharmacie"
)
# After one of these a letter and a point count something.
COUNTED = listed(
    "annex section clause part level plan step annexe partie niveau point étape room salle group "
    "groupe"
)
