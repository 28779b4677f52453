"""Default answers where somebody needs help at once, or the building does."""

from protocols.entry import Circumstance as C
from protocols.entry import Disposition as D
from protocols.library.words import say
from protocols.profile.words import Cells, row

MEET_AT_DOOR = say(
    "Go to the door that staff named; they meet you there.",
    "Allez à la porte que le personnel a indiquée ; il vous y attend.",
)
STAFF_SAY_WHERE = say(
    "Let staff say which room and how many of you.",
    "Laissez le personnel dire dans quelle salle et combien d’agents.",
)
LEAVE_WHEN_RELEASED = say(
    "Leave when staff or paramedics say that they can manage.",
    "Repartez quand le personnel ou les ambulanciers disent que cela suffit.",
)
ANNOUNCE = say(
    "Say “police” and what you were told.", "Dites « police » et ce qui vous a été signalé."
)
FIRST_AID = say(
    "Give first aid and naloxone; call an ambulance.",
    "Donnez les premiers secours et la naloxone ; appelez une ambulance.",
)
HAND_OVER = say(
    "Hand over to staff or paramedics and leave.",
    "Passez la main au personnel ou aux ambulanciers et repartez.",
)
CALL_THE_LIAISON = say("Tell the liaison the same day.", "Prévenez la liaison le jour même.")
CALL_KEYHOLDER = say("Call the keyholder of the site.", "Appelez le détenteur des clés du site.")

_CALLED = (D.ENTER_NOW, (MEET_AT_DOOR, STAFF_SAY_WHERE, LEAVE_WHEN_RELEASED))
_NOBODY_THERE = (D.ENTER_NOW, (ANNOUNCE, FIRST_AID, HAND_OVER))
_DANGER = (
    D.ENTER_NOW,
    (
        ANNOUNCE,
        say(
            "Staff lead other people out by the second exit.",
            "Le personnel fait sortir les autres par la seconde issue.",
        ),
        say(
            "Contain the danger; call a supervisor.", "Contenez le danger ; appelez un superviseur."
        ),
        say(
            "Once it is over, leave and agree on a talk within three days.",
            "Une fois le danger passé, repartez et convenez d’en parler dans les trois jours.",
        ),
    ),
)
_PURSUIT = (
    D.ENTER_NOW,
    (
        say(
            "Only if you never lost sight and the law lets you follow. If not: hold the outside "
            "and ask at the door.",
            "Seulement sans interruption et si la loi vous autorise à suivre. Sinon : gardez "
            "l’extérieur et demandez à la porte.",
        ),
        say(
            "Tell the person in charge whom you follow and where to; nothing more.",
            "Dites au responsable qui vous suivez et vers où ; rien de plus.",
        ),
        say(
            "Touch nobody and nothing else; leave by the nearest exit.",
            "Ne touchez à personne ni à rien d’autre ; ressortez par l’issue la plus proche.",
        ),
        CALL_THE_LIAISON,
    ),
)
_DEATH = (
    D.ENTER_AFTER_NOTICE,
    (
        say(
            "Ask the person in charge which way leads to the room without crossing the others.",
            "Demandez au responsable par où rejoindre la salle sans traverser les autres.",
        ),
        say("Keep to that room; close it off.", "Tenez-vous-en à cette salle ; fermez-la."),
        say(
            "Follow the coroner. The rest of the site is no part of it.",
            "Suivez le coroner. Le reste du site n’est pas concerné.",
        ),
        say(
            "No word to the press without both sides.",
            "Pas un mot à la presse sans les deux parties.",
        ),
    ),
)
_ALARM = (
    D.ENTER_NOW,
    (
        CALL_KEYHOLDER,
        say(
            "Make the building safe, room by room.",
            "Mettez le bâtiment en sûreté, salle par salle.",
        ),
        say(
            "Leave records, refrigerators and stores as they are.",
            "Laissez dossiers, réfrigérateurs et réserves tels quels.",
        ),
        say(
            "Leave a note for the manager before the site opens.",
            "Laissez une note au gestionnaire avant l’ouverture.",
        ),
    ),
)
_MAJOR = (
    D.ENTER_NOW,
    (
        say(
            "The incident commander decides; the protocol steps back.",
            "Le commandant des opérations décide ; le protocole s’efface.",
        ),
        say(
            "Let staff lead people to the meeting point.",
            "Laissez le personnel mener les personnes au point de rassemblement.",
        ),
        say("Write the notes afterwards.", "Les notes s’écrivent ensuite."),
    ),
)

CELLS: Cells = {
    **row(C.C01, 6, _CALLED, _CALLED, _CALLED),
    **row(
        C.C03,
        7,
        (
            D.ASK_CONSENT,
            (
                say(
                    "Ask at the door whether staff are helping. This takes seconds.",
                    "Demandez à la porte si le personnel s’en occupe. Quelques secondes suffisent.",
                ),
                say("They are helping? Stay out.", "Il s’en occupe ? Restez dehors."),
                say(
                    "Nobody answers, or nobody is helping? Go in now.",
                    "Personne ne répond ou personne n’aide ? Entrez tout de suite.",
                ),
                say(
                    "Nobody is checked or searched because of an overdose.",
                    "Personne n’est contrôlé ni fouillé à cause d’une surdose.",
                ),
            ),
        ),
        _NOBODY_THERE,
        _NOBODY_THERE,
    ),
    **row(C.C04, 7, _DANGER, _DANGER, _DANGER),
    **row(C.C05, 8, _PURSUIT, _PURSUIT, _PURSUIT),
    **row(C.C18, 23, _DEATH, _DEATH, _DEATH),
    **row(
        C.C20,
        7,
        (
            D.CANNOT_OCCUR,
            (
                say(
                    "The site is open: ask for the person in charge.",
                    "Le site est ouvert : demandez le responsable.",
                ),
                say(
                    "Staff call if they need you inside.",
                    "Le personnel appelle s’il a besoin de vous à l’intérieur.",
                ),
            ),
        ),
        _ALARM,
        _ALARM,
    ),
    **row(C.C21, 7, _MAJOR, _MAJOR, _MAJOR),
}
