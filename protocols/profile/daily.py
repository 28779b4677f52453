"""Default answers for ordinary days: help that can wait, patrols, visits, the street."""

from protocols.entry import Circumstance as C
from protocols.entry import Disposition as D
from protocols.library.words import say
from protocols.profile.papers import STAY_OUT
from protocols.profile.words import Cells, row

AGREE_TIME = say(
    "Agree by telephone on the time and the door.",
    "Convenez par téléphone de l’heure et de la porte.",
)
BOOK = say("Book a visit through the liaison.", "Réservez une visite auprès de la liaison.")

_HELP = (
    D.ENTER_AFTER_NOTICE,
    (
        AGREE_TIME,
        say(
            "Come with as few officers as the task needs.", "Venez aussi peu nombreux que possible."
        ),
        say(
            "For a substance left behind, give a receipt with the seal number; ask no names.",
            "Pour une substance laissée sur place, remettez un reçu avec le numéro du scellé ; "
            "ne demandez aucun nom.",
        ),
    ),
)
_HELP_OPEN = (
    D.ENTER_AFTER_NOTICE,
    (
        AGREE_TIME,
        say(
            "Outside operating hours is better, if it can wait so long.",
            "En dehors des heures d’ouverture, c’est mieux, si cela peut attendre.",
        ),
        *_HELP[1][1:],
    ),
)
_POSSESSION = (
    D.DO_NOT_ENTER,
    (
        STAY_OUT,
        say(
            "Holding drugs for one’s own use is no reason to go in or to wait outside.",
            "Avoir des drogues pour son propre usage n’est un motif ni d’entrer ni d’attendre "
            "dehors.",
        ),
    ),
)
_NOBODY_INSIDE = (
    D.CANNOT_OCCUR,
    (
        say(
            "Nobody receives the service now.",
            "Personne ne reçoit le service en ce moment.",
        ),
        say("Stay out and call the liaison.", "Restez dehors et appelez la liaison."),
    ),
)
_DEALING = (
    D.ASK_CONSENT,
    (
        say(
            "Ask for the manager, and listen first.",
            "Demandez le gestionnaire, et écoutez d’abord.",
        ),
        say(
            "Staff apply the rule of the house.", "Le personnel applique le règlement de la maison."
        ),
        say(
            "The liaisons meet within two working days.",
            "Les liaisons se rencontrent dans les deux jours ouvrables.",
        ),
        say(
            "To go in without consent takes a warrant.",
            "Pour entrer sans accord, il faut un mandat.",
        ),
    ),
)
_PATROL_OPEN = (
    D.DO_NOT_ENTER,
    (
        STAY_OUT,
        say("Do not wait near the door.", "N’attendez pas près de la porte."),
        say(
            "You would like to see the site? Book a visit.",
            "Vous aimeriez voir le site ? Réservez une visite.",
        ),
    ),
)
_PATROL_CLOSED = (D.DO_NOT_ENTER, (STAY_OUT, BOOK))
_VISIT_OPEN = (
    D.DEFER_TO_CLOSED_HOURS,
    (
        say(
            "Visits take place outside operating hours.",
            "Les visites ont lieu en dehors des heures d’ouverture.",
        ),
        BOOK,
        say(
            "You have a confirmation for now? Ask at the door whether it stands.",
            "Vous avez une confirmation pour maintenant ? Demandez à la porte si elle tient.",
        ),
    ),
)
_VISIT_CLOSED = (
    D.ASK_CONSENT,
    (
        say("Ring and say which visit it is.", "Sonnez et dites de quelle visite il s’agit."),
        say("A member of staff goes round with you.", "Un membre du personnel vous accompagne."),
        say(
            "No recording, and no questions about people who use the site.",
            "Aucun enregistrement, et aucune question sur les personnes qui utilisent le site.",
        ),
    ),
)
_ESCORT_OPEN = (
    D.MEET_OUTSIDE,
    (
        say("Walk with the person to the door.", "Accompagnez la personne jusqu’à la porte."),
        say("Staff take over there.", "Le personnel prend le relais."),
        say("Leave. Write down no name.", "Repartez. Ne notez aucun nom."),
    ),
)
_ESCORT_CLOSED = (
    D.MEET_OUTSIDE,
    (
        say("Tell the person when the site opens.", "Dites à la personne quand le site ouvre."),
        say(
            "Name another service that is open now.", "Indiquez un autre service ouvert maintenant."
        ),
    ),
)
_STREET_OPEN = (
    D.KEEP_CLEAR,
    (
        say(
            "Stand and park out of sight of the entrance.",
            "Tenez-vous et stationnez hors de vue de l’entrée.",
        ),
        say("Stay no longer than the task needs.", "Ne restez pas plus que nécessaire."),
        say(
            "If staff ask, say what it is about.",
            "Si le personnel demande, dites de quoi il s’agit.",
        ),
    ),
)
_STREET_CLOSED = (
    D.NOT_PROTOCOL_MATTER,
    (say("Leave the entrance free.", "Laissez l’entrée libre."),),
)
_NEIGHBOUR_OPEN = (
    D.KEEP_CLEAR,
    (
        say("Answer the report.", "Répondez au signalement."),
        say("Approach away from the entrance.", "Approchez à l’écart de l’entrée."),
        say(
            "Tell the person in charge that you are there.",
            "Prévenez le responsable de votre présence.",
        ),
        say("The liaisons talk about it afterwards.", "Les liaisons en parlent ensuite."),
    ),
)
_NEIGHBOUR_CLOSED = (
    D.NOT_PROTOCOL_MATTER,
    (
        say("Answer the report.", "Répondez au signalement."),
        say("Tell the liaison if it recurs.", "Prévenez la liaison si cela se répète."),
    ),
)
_UNFORESEEN = (
    D.DO_NOT_ENTER,
    (
        say(
            "Stay out; ask for the person in charge at the door.",
            "Restez dehors ; demandez le responsable à la porte.",
        ),
        say(
            "Call the liaison and say what it is about.",
            "Appelez la liaison et dites de quoi il s’agit.",
        ),
    ),
)

CELLS: Cells = {
    **row(C.C02, 6, _HELP_OPEN, _HELP, _HELP),
    **row(C.C11, 16, _POSSESSION, _NOBODY_INSIDE, _NOBODY_INSIDE),
    **row(C.C12, 19, _DEALING, _DEALING, _DEALING),
    **row(C.C13, 13, _PATROL_OPEN, _PATROL_CLOSED, _PATROL_CLOSED),
    **row(C.C14, 13, _VISIT_OPEN, _VISIT_CLOSED, _VISIT_CLOSED),
    **row(C.C15, 16, _ESCORT_OPEN, _ESCORT_CLOSED, _ESCORT_CLOSED),
    **row(C.C16, 14, _STREET_OPEN, _STREET_CLOSED, _STREET_CLOSED),
    **row(C.C17, 24, _NEIGHBOUR_OPEN, _NEIGHBOUR_CLOSED, _NEIGHBOUR_CLOSED),
    **row(C.C22, 12, _UNFORESEEN, _UNFORESEEN, _UNFORESEEN),
}
