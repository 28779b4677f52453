"""What the fictional partners wrote into their protocols, in both languages."""

from collections.abc import Mapping

InTwoLanguages = Mapping[str, tuple[str, str]]
_STREET = ("The street outside", "La rue devant le site")


def _clause(heading: tuple[str, str], en: str, fr: str) -> InTwoLanguages:
    return {"en": (heading[0], en), "fr": (heading[1], fr)}


PIER_ROAD = _clause(
    _STREET,
    "Vehicles park on Pier Road, out of sight of the blue door, unless staff have called. "
    "Nobody waits on Wharf Lane, where people arrive and leave.\n\n"
    "An officer who has to stop in front says so to the person in charge and moves on within "
    "ten minutes. Reports from neighbours are answered like any others; the liaisons look at "
    "them together each month.",
    "Les véhicules stationnent sur Pier Road, hors de vue de la porte bleue, sauf si le "
    "personnel a appelé. Personne n’attend sur Wharf Lane, par où les gens arrivent et "
    "repartent.\n\n"
    "L’agent qui doit s’arrêter devant le site le dit au responsable et repart dans les dix "
    "minutes. Les signalements de voisins reçoivent une réponse comme les autres ; les "
    "liaisons les examinent ensemble chaque mois.",
)
AT_THE_STOPS = _clause(
    ("At the stops of the van", "Aux arrêts du véhicule"),
    "Officers come to a stop on foot and speak with the driver first. The van has no door to wait "
    "at: they stand where the driver asks them to, and leave when the matter is done.",
    "Les agents viennent à pied à un arrêt et parlent d’abord au conducteur. Le véhicule n’a pas "
    "de porte devant laquelle attendre : ils se tiennent là où le conducteur le demande et "
    "repartent une fois la question réglée.",
)
CALL_THE_SHIFT = _clause(
    ("Whom to call, what is noted", "Qui appeler, quoi noter"),
    "Officers ring the person in charge of the shift first, whose number stands on the door "
    "card, then the manager, then the director. Staff ring the duty supervisor first.\n\n"
    "After an entry both sides write a short note within a day: what was asked, what was "
    "done, how long it took. No note says who uses the site.",
    "Les agents appellent d’abord le responsable de l’équipe, dont le numéro figure sur la "
    "carte de porte, puis le gestionnaire, puis la direction. Le personnel appelle d’abord le "
    "superviseur de service.\n\n"
    "Après une entrée, chaque partie écrit une courte note dans la journée : la demande, ce "
    "qui a été fait, la durée. Aucune note ne dit qui utilise le site.",
)
BEHIND_THE_LIBRARY = _clause(
    _STREET,
    "Cars park behind the library. In opening hours nothing stands between the side gate and "
    "the corner of Garden Row, save for a call from staff or for as long as a person needs "
    "help.\n\n"
    "Foot patrols pass without stopping at the gate. Who wants to speak with staff rings.",
    "Les voitures stationnent derrière la bibliothèque. Pendant les heures d’ouverture, rien "
    "ne reste entre la grille latérale et le coin de Garden Row, sauf si le personnel appelle "
    "ou tant qu’une personne a besoin d’aide.\n\n"
    "Les patrouilles à pied passent sans s’arrêter à la grille. Qui veut parler au personnel "
    "sonne.",
)
KEEP_THE_GATE_CLEAR = {
    "en": [
        "Do not stand or park between the side gate and the corner.",
        "Park behind the library.",
        "If staff ask, say why you are there and for how long.",
    ],
    "fr": [
        "Ne restez pas et ne stationnez pas entre la grille latérale et le coin.",
        "Stationnez derrière la bibliothèque.",
        "Si le personnel le demande, dites pourquoi vous êtes là et pour combien de temps.",
    ],
}
ONE_BLOCK_AWAY = _clause(
    _STREET,
    "The van stops at three places, named on its page. Within one block of a stop cars do not "
    "park while the van is there; officers who have something to say come on foot.\n\n"
    "When the van moves on, the block is a street like any other.",
    "Le véhicule s’arrête à trois endroits, indiqués sur sa page. À moins d’un pâté de maisons "
    "d’un arrêt, les voitures ne stationnent pas tant que le véhicule est là ; les agents qui "
    "ont quelque chose à dire viennent à pied.\n\n"
    "Quand le véhicule repart, la rue redevient une rue comme les autres.",
)
WHERE_DOES_A_CAR_STAND = (
    "The text says where cars must not stop, and the ramp is also the way in for the ambulance. "
    "Please say where a car may stand while officers answer a call. Then I will sign."
)
CARS_ON_MILL_STREET = _clause(
    _STREET,
    "The ramp and the bay beside it stay free at all hours: they are the way in for the "
    "ambulance. While officers answer a call, a car stands on Mill Street, north of the "
    "white gate; when the call is over, it leaves.\n\n"
    "The site is open day and night, so there is no hour at which a patrol waits at the gate.",
    "La rampe et la place à côté restent libres à toute heure : c’est l’accès de l’ambulance. "
    "Pendant un appel, une voiture s’arrête sur Mill Street, au nord de la grille blanche ; "
    "l’appel terminé, elle repart.\n\n"
    "Le site est ouvert jour et nuit : il n’y a donc pas d’heure à laquelle une patrouille "
    "attend à la grille.",
)
BETWEEN_THE_SHIFTS = _clause(
    ("Inside the site", "À l’intérieur du site"),
    "Officers do not enter during operating hours, except where this protocol says so. Visits "
    "and training take place by booking, between the two shifts or on weekend mornings.\n\n"
    "Whoever goes in gives name, badge and unit, says why, and keeps to the rooms agreed. "
    "Unless it is an emergency there are at most two officers.",
    "Les agents n’entrent pas pendant les heures d’ouverture, sauf dans les cas prévus par le "
    "présent protocole. Les visites et les formations ont lieu sur rendez-vous, entre les "
    "deux plages d’ouverture ou le matin en fin de semaine.\n\n"
    "Qui entre donne son nom, son matricule et son unité, dit pourquoi et s’en tient aux "
    "salles convenues. Hors urgence, il y a au plus deux agents.",
)
CAMERAS_AT_THE_FOUNDRY = _clause(
    ("Evidence, cameras and body-worn video", "Preuves, caméras et caméras corporelles"),
    "1. Inside, body-worn cameras are off, except while an officer uses a lawful power or "
    "somebody may be harmed; the officer says so when the camera runs.\n"
    "2. The cameras of the site look at the yard and the two gates, never at a face on a seat. "
    "Recordings are kept for fourteen days. Police have no live view of them.\n"
    "3. A request for recordings names its legal ground and the minutes it needs; the site "
    "manager answers in writing within [number] working days.",
    "1. À l’intérieur, les caméras corporelles sont éteintes, sauf pendant qu’un agent exerce un "
    "pouvoir légal ou si quelqu’un risque d’être blessé ; l’agent le dit quand la caméra "
    "tourne.\n"
    "2. Les caméras du site regardent la cour et les deux grilles, jamais un visage sur un "
    "siège. Les images sont gardées quatorze jours. La police n’y a pas d’accès en direct.\n"
    "3. Une demande d’images indique son fondement légal et les minutes voulues ; le "
    "gestionnaire du site répond par écrit dans les [nombre] jours ouvrables.",
)
THROUGH_THE_YARD = {
    "en": ["Agree by telephone on the time.", "Come through the yard and wait by the bollard."],
    "fr": [
        "Convenez par téléphone de l’heure.",
        "Passez par la cour et attendez près de la borne.",
    ],
}

THE_FENCE_IS_DOWN = (
    "The fence by the library is being replaced, so there is nowhere to park out of sight. "
    "The clause applies again when the works are done."
)

AFTER_THE_REVIEW = (
    "The review is a few weeks off, and both sides want to bring what they learned until then. "
    "Let us begin the next version after it."
)

THE_MANAGER_FIRST = {
    "en": [
        "Ask for the manager, and listen first.",
        "Staff apply the rule of the house; whoever sells leaves.",
        "To go in without consent takes a warrant.",
    ],
    "fr": [
        "Demandez le gestionnaire, et écoutez d’abord.",
        "Le personnel applique le règlement de la maison ; qui vend s’en va.",
        "Pour entrer sans accord, il faut un mandat.",
    ],
}
NOT_BEFORE_THE_WORKS_ARE_DONE = {
    "en": ["No visits until the works in the yard are done.", "Call the liaison for a date."],
    "fr": [
        "Pas de visite avant la fin des travaux dans la cour.",
        "Appelez la liaison pour une date.",
    ],
}
