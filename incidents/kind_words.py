"""By which words a kind of encounter is found, in both languages whatever the page is in: what
tired people type, also where a label says it otherwise."""

from collections.abc import Mapping
from functools import lru_cache

from django.conf import settings
from django.utils import translation

from incidents.plain_words import plain
from incidents.taxonomy import KINDS

# Neither language's plain words need the other's, so both stand on one line.
WORDS: Mapping[str, str] = {
    "P1": (
        "car cruiser van parked standing waiting front outside blocking idling lights siren tow"
        " / auto voiture fourgon stationnée garée dehors bloque gyrophare char remorque"
    ),
    "P2": (
        "drive by passing circling often visible outside bike horse hovering round hung hang "
        "around loitering / ronde passage tourne souvent dehors vélo cheval rôde traîne"
    ),
    "P3": (
        "waiting watching door stopping people line queue outside stakeout intimidated scared "
        "away turned follow followed following chased tailed loitering hung around / attente "
        "guet file porte interception dehors intimide peur arrête suivi suivie suivre"
    ),
    "P4": (
        "camera video photo filming surveillance plates anpr drone bodycam recording spying "
        "stakeout cctv took pictures / caméra photo plaques guet filme filature espionne "
        "enregistre pris photographié"
    ),
    "P5": (
        "questions asking staff worker interview interrogated colleague job shift / interroge "
        "employé intervenante questions interrogée collègue travail"
    ),
    "E1": (
        "walked came in inside entered operating open raid barged stormed bust without ask "
        "asking permission / entrée entré intérieur ouvert descente perquisition débarqué "
        "demander permission"
    ),
    "E2": (
        "badge identify no notice unannounced who why name reason came in asking / insigne "
        "identifier annoncé préavis qui pourquoi nom matricule raison demander entré"
    ),
    "E3": (
        "refused leave stay remain wouldn't wouldnt lingering trespass hung around / refus "
        "partir sortir rester voulait reste intrusion traîne"
    ),
    "E4": (
        "consumption clinical room further too far washroom bathroom toilet office kitchen back "
        "/ salle consommation clinique trop loin toilettes bureau cuisine arrière"
    ),
    "E5": "undercover plain clothes covert hidden uniform / infiltré civil caché cachée uniforme",
    "E6": (
        "dog canine many guns rifle tactical vest k9 sniffer swat team / chien arme fusil "
        "nombreux gilet renifleur équipe"
    ),
    "K1": (
        "id check stop carding street identification carded profiling harassed hassled papers "
        "pulled targeted stopped someone somebody person / contrôle identité papiers "
        "interpellation profilage harcèlement arrêté vérifié ciblé quelqu'un"
    ),
    "K2": (
        "searched bag pockets pat down frisk frisked patdown strip bags / fouille sac poches "
        "palpation fouillé sacs poche"
    ),
    "K3": (
        "arrest charge possession perimeter drugs busted caught arrested / arrestation "
        "accusation possession drogue arrêté accusé pris"
    ),
    "K4": (
        "arrest inside handcuffs warrant arrested cuffed handcuffed / arrestation intérieur "
        "menottes mandat arrêté menotté"
    ),
    "K5": (
        "kit naloxone narcan needles pipes supplies seized syringes foil works equipment kits "
        "took taken / trousse seringues matériel saisie aiguilles détruit jeté pris prise"
    ),
    "K6": (
        "seized confiscated drugs small amount fentanyl stash taken took / saisie confisqué "
        "drogue petite quantité dose pris"
    ),
    "K7": (
        "force violence injury hit taser weapon pushed tackled punched beaten kicked shoved "
        "hurt threatened handcuffed / force violence blessure coup arme frappé bousculé "
        "matraque battu poussé menacé menotté plaqué"
    ),
    "K8": (
        "insult slur rude racist language disrespect swearing yelled shouting harassed "
        "humiliated transphobic homophobic sexist threatened / insulte injure raciste mépris "
        "propos crié insultes harcèlement humilié homophobe transphobe sexiste menacé"
    ),
    "K9": (
        "fine ticket move along loitering loiter bylaw encampment tent camping tow towed / "
        "amende contravention circuler flânage flâner règlement campement tente chassé remorqué"
    ),
    "K10": (
        "bail probation condition red zone ban banned curfew no-go boundary court / caution "
        "probation interdiction zone banni couvre-feu cour quadrilatère"
    ),
    "K11": (
        "overdose afraid ambulance 911 held back od paramedics scared naloxone / surdose peur "
        "ambulance retenu ambulanciers secours intervention"
    ),
    "I1": (
        "names pressure disclose confidential snitch client list who intimidated asked for "
        "named / noms pression divulguer confidentiel liste qui délation intimide demandé"
    ),
    "I2": (
        "records video footage request no warrant subpoena cctv order court files / dossiers "
        "vidéo demande sans mandat ordonnance caméra cour dossier"
    ),
    "I3": (
        "leak mistake disclosed privacy breach gossip told wrong / fuite erreur divulgation "
        "atteinte confidentialité bavardage"
    ),
    "X1": (
        "staff refused door emergency blocked obstructed locked denied wouldn't wouldnt access "
        "/ refus porte urgence bloqué entrave verrouillé barré accès"
    ),
    "X2": (
        "phone no answer contact ladder voicemail unreachable ignored hung voice slow waited "
        "long / téléphone réponse échelle répondeur injoignable messagerie ignoré raccroché "
        "lent attendu longtemps"
    ),
    "X3": (
        "rude unfriendly cold liaison visit hostile unwelcome tour welcome / froid hostile "
        "agent liaison visite accueil visiteur"
    ),
    "X4": (
        "dealing dealer selling drugs door trafficking deals deal / vente vendeur drogue porte "
        "trafic trafiquant"
    ),
    "X5": (
        "handover drugs substances unsafe hand exhibit seal sealed bag / remise drogue "
        "substances dangereux scellé sachet transfert"
    ),
    "X6": (
        "nobody came late slow police call 911 ignored dispatch waiting response didn't didnt "
        "never come waited long / personne venu tard lent appel retard répartiteur ignoré "
        "attendu jamais tardé longtemps"
    ),
    "G1": (
        "help helped assisted came call friendly supportive backup chatted friendly / aide aidé"
        " venu appel gentil appui soutien bavardé amical"
    ),
    "G2": (
        "narcan naloxone overdose saved life cpr revived od / surdose sauvé vie naloxone "
        "réanimation ranimé secouru"
    ),
    "G3": (
        "referral brought told walked escort referred ride lift drove / orienté amené "
        "accompagné référé reconduit"
    ),
    "G4": (
        "let go warning kind discretion polite respectful warned leniency / avertissement "
        "souplesse laissé poli respect politesse averti tolérance"
    ),
    "G5": (
        "calm de-escalation talked down deescalated deescalate soothed peaceful / calme "
        "désescalade apaisé désamorcé tranquille"
    ),
    "G6": (
        "returned gave back property bag wallet phone id / rendu restitué affaires sac "
        "portefeuille téléphone rendue"
    ),
    "G7": "alert warning bad batch supply toxic fentanyl / alerte lot toxique mise en garde drogue",
    "G8": (
        "staff helped officer missing cooperated information / personnel aidé agent disparu "
        "collaboré renseigné"
    ),
    "G9": (
        "thanks praise commend compliment grateful thank polite friendly great thanked chatted "
        "/ merci félicitations éloge compliment remercie reconnaissant bravo gentil remercié"
    ),
    "N1": "near miss almost nearly close call narrowly / presque failli évité juste quasi évitée",
    "N2": (
        "question unclear clarify ask misunderstanding miscommunication confusion confused "
        "confusing mixup protocol rule / question flou clarifier précision malentendu "
        "incompréhension protocole règle"
    ),
    "N3": (
        "emergency pursuit chase exigent lawful warrant raid urgent weapon gun fire hostage "
        "chased chasing / urgence poursuite légal mandat perquisition arme incendie feu "
        "poursuivi"
    ),
}


@lru_cache(maxsize=1)
def searched() -> Mapping[str, str]:
    """Of each kind: its labels in every language and its words."""
    found: dict[str, list[str]] = {code: [] for code in KINDS}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for code, kind in KINDS.items():
                found[code].append(str(kind.label))
    return {code: _line(*labels, WORDS[code]) for code, labels in found.items()}


def _line(*parts: str) -> str:
    """Each word once."""
    words = plain(" ".join(parts)).replace("/", " ").replace(",", " ").split()
    return " ".join(dict.fromkeys(words))
