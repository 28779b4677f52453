"""Default answers where police come with a paper, a question or another authority."""

from protocols.entry import Circumstance as C
from protocols.entry import Disposition as D
from protocols.library.words import say
from protocols.profile.emergencies import CALL_KEYHOLDER
from protocols.profile.words import Cells, row

SHOW = say(
    "Show the paper and your badge to the person in charge, who may ring your switchboard.",
    "Montrez le document et votre matricule au responsable, qui peut appeler votre standard.",
)
SUPERVISOR = say("A supervisor comes with you.", "Un superviseur vous accompagne.")
TELL_LEADERS = say(
    "The leaders of both sides are told.", "Les directions des deux parties sont prévenues."
)
STAY_OUT = say("Stay out.", "Restez dehors.")
CALL_AHEAD = say("Call ahead if you can.", "Appelez à l’avance si vous le pouvez.")

_ARREST_OPEN = (
    D.ENTER_AFTER_NOTICE,
    (
        CALL_AHEAD,
        SHOW,
        say(
            "Can it wait, or be done away from the door? Then agree on that.",
            "Cela peut attendre, ou se faire à l’écart de la porte ? Convenez-en.",
        ),
        say(
            "If it must be now: a supervisor comes with you and the person in charge names the "
            "room.",
            "S’il faut agir maintenant : un superviseur vous accompagne et le responsable "
            "indique la salle.",
        ),
        say(
            "Staff say what the law requires them to say, and no more.",
            "Le personnel dit ce que la loi l’oblige à dire, et rien de plus.",
        ),
    ),
)
_ARREST_CLOSED = (D.ENTER_AFTER_NOTICE, (CALL_KEYHOLDER, SHOW, SUPERVISOR))
_SEARCH_OPEN = (
    D.ENTER_AFTER_NOTICE,
    (
        CALL_AHEAD,
        SHOW,
        SUPERVISOR,
        say(
            "Give staff time to close the consumption room calmly.",
            "Laissez au personnel le temps de fermer la salle de consommation dans le calme.",
        ),
        say(
            "Care records are set aside under seal; the site calls its lawyer.",
            "Les dossiers de soins sont mis sous scellé ; le site appelle son avocat.",
        ),
        TELL_LEADERS,
    ),
)
_SEARCH_CLOSED = (
    D.ENTER_AFTER_NOTICE,
    (
        CALL_KEYHOLDER,
        SHOW,
        SUPERVISOR,
        say(
            "Care records are set aside under seal.",
            "Les dossiers de soins sont mis sous scellé.",
        ),
        TELL_LEADERS,
    ),
)
_ORDER = (
    D.IN_WRITING,
    (
        say("Stay at the door.", "Restez à la porte."),
        say(
            "Hand over the order, or leave the request in writing.",
            "Remettez l’ordonnance, ou laissez la demande par écrit.",
        ),
        say(
            "The answer comes in writing from whoever answers for privacy at the site.",
            "La personne chargée de la vie privée au site répond par écrit.",
        ),
    ),
)
_ENQUIRY = (
    D.DO_NOT_ENTER,
    (
        say("Telephone the person in charge.", "Téléphonez au responsable."),
        say(
            "Staff neither confirm nor deny who is inside.",
            "Le personnel ne confirme ni n’infirme qui se trouve à l’intérieur.",
        ),
        say("You may leave a message.", "Vous pouvez laisser un message."),
        say(
            "An urgent demand for a missing person goes to the manager.",
            "Une demande urgente pour une personne disparue va au gestionnaire.",
        ),
    ),
)
_WITNESS = (
    D.MEET_OUTSIDE,
    (
        say(
            "Ask the liaison to arrange a meeting.",
            "Demandez à la liaison d’arranger une rencontre.",
        ),
        say(
            "Meet where the person feels at ease, away from the site.",
            "Rencontrez la personne là où elle est à l’aise, hors du site.",
        ),
        say(
            "Inside only if the person asks for it and the person in charge agrees.",
            "À l’intérieur seulement si la personne le demande et si le responsable l’accepte.",
        ),
    ),
)
_INSPECTION = (
    D.ENTER_AFTER_NOTICE,
    (
        say(
            "The inspecting body leads and shows its authority.",
            "L’organisme qui inspecte conduit la visite et montre son mandat.",
        ),
        say("The manager is called.", "Le gestionnaire est appelé."),
        say(
            "Police stay with the inspectors and do nothing of their own.",
            "La police reste avec les inspecteurs et ne fait rien de son propre chef.",
        ),
    ),
)

CELLS: Cells = {
    **row(C.C06, 9, _ARREST_OPEN, _ARREST_CLOSED, _ARREST_CLOSED),
    **row(C.C07, 9, _SEARCH_OPEN, _SEARCH_CLOSED, _SEARCH_CLOSED),
    **row(C.C08, 9, _ORDER, _ORDER, _ORDER),
    **row(C.C09, 11, _ENQUIRY, _ENQUIRY, _ENQUIRY),
    **row(C.C10, 11, _WITNESS, _WITNESS, _WITNESS),
    **row(C.C19, 9, _INSPECTION, _INSPECTION, _INSPECTION),
}
