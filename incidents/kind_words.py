"""By which words a kind of encounter is found, in both languages whatever the page is in: what
tired people type, also where a label says it otherwise."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from django.conf import settings
from django.utils import translation

from incidents.taxonomy import KINDS

# Neither language's plain words need the other's, so both stand on one line.
WORDS: Mapping[str, str] = {
    "P1": "car cruiser van parked standing waiting front / auto voiture fourgon stationnée garée",
    "P2": "drive by passing circling often visible / ronde passage tourne souvent",
    "P3": "waiting watching door stopping people line queue / attente guet file porte interception",
    "P4": "camera video photo filming surveillance plates anpr / caméra photo plaques guet filme",
    "P5": "questions asking staff worker interview / interroge employé intervenante questions",
    "E1": "walked came in inside entered operating open / entrée entré intérieur ouvert",
    "E2": "badge identify no notice unannounced / insigne identifier annoncé préavis",
    "E3": "refused leave stay remain / refus partir sortir rester",
    "E4": "consumption clinical room further too far / salle consommation clinique trop loin",
    "E5": "undercover plain clothes covert / infiltré civil caché",
    "E6": "dog canine many guns rifle tactical vest / chien arme fusil nombreux gilet",
    "K1": "id check stop carding street identification / contrôle identité papiers interpellation",
    "K2": "searched bag pockets pat down frisk / fouille sac poches palpation",
    "K3": "arrest charge possession perimeter drugs / arrestation accusation possession drogue",
    "K4": "arrest inside handcuffs warrant / arrestation intérieur menottes mandat",
    "K5": "kit naloxone narcan needles pipes supplies seized / trousse seringues matériel saisie",
    "K6": "seized confiscated drugs small amount / saisie confisqué drogue petite quantité",
    "K7": "force violence injury hit taser weapon pushed / force violence blessure coup arme",
    "K8": "insult slur rude racist language disrespect / insulte injure raciste mépris propos",
    "K9": "fine ticket move along loitering / amende contravention circuler flânage",
    "K10": "bail probation condition red zone ban / caution probation interdiction zone",
    "K11": "overdose afraid ambulance 911 held back / surdose peur ambulance retenu",
    "I1": "names pressure disclose confidential / noms pression divulguer confidentiel",
    "I2": "records video footage request no warrant / dossiers vidéo demande sans mandat",
    "I3": "leak mistake disclosed privacy breach / fuite erreur divulgation atteinte",
    "X1": "staff refused door emergency blocked / refus porte urgence bloqué",
    "X2": "phone no answer contact ladder voicemail / téléphone réponse échelle répondeur",
    "X3": "rude unfriendly cold liaison visit / froid hostile agent liaison visite",
    "X4": "dealing dealer selling drugs door / vente vendeur drogue porte",
    "X5": "handover drugs substances unsafe / remise drogue substances dangereux",
    "X6": "nobody came late slow police call 911 / personne venu tard lent appel",
    "G1": "help helped assisted came call / aide aidé venu appel",
    "G2": "narcan naloxone overdose saved life / surdose sauvé vie naloxone",
    "G3": "referral brought told walked escort / orienté amené accompagné",
    "G4": "let go warning kind discretion / avertissement souplesse laissé",
    "G5": "calm de-escalation talked down / calme désescalade apaisé",
    "G6": "returned gave back property bag / rendu restitué affaires sac",
    "G7": "alert warning bad batch supply / alerte lot toxique mise en garde",
    "G8": "staff helped officer missing / personnel aidé agent disparu",
    "G9": "thanks praise commend compliment / merci félicitations éloge compliment",
    "N1": "near miss almost nearly / presque failli évité",
    "N2": "question unclear clarify ask / question flou clarifier précision",
    "N3": "emergency pursuit chase exigent lawful / urgence poursuite légal",
}


def plain(text: str) -> str:
    """Small letters without their marks, as the search on the page compares them."""
    parts = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


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
