"""Topics 9 to 11: warrants and orders, arrest, questions at the door."""

from protocols.library.words import Group, Topic, numbered, say

PAPERS = Group(
    say(
        "When police come with a paper or a question",
        "Quand la police vient avec un document ou une question",
    ),
    topics=(
        Topic(
            number=9,
            key="papers",
            heading=say("Warrants, powers and orders", "Mandats, pouvoirs et ordonnances"),
            settles=say(
                "How officers go about a paper that lets them in or that must be answered, an "
                "inspection included.",
                "Comment les agents s’y prennent avec un document qui leur permet d’entrer ou "
                "qui appelle une réponse, inspections comprises.",
            ),
            decide=(
                say(
                    "How long ahead do officers call, where the paper leaves time for it?",
                    "Combien de temps à l’avance les agents appellent-ils, quand le document en "
                    "laisse le temps ?",
                ),
                say(
                    "Which number does the person in charge ring to make sure who is at the door?",
                    "Quel numéro le responsable appelle-t-il pour s’assurer de qui est à la "
                    "porte ?",
                ),
                say(
                    "Which room, which door and which hour cause the least harm?",
                    "Quelle salle, quelle porte et quelle heure causent le moins de tort ?",
                ),
                say(
                    "What must staff say by law when a paper names somebody, and what not?",
                    "Que doit dire le personnel, selon la loi, quand un document nomme une "
                    "personne, et que ne doit-il pas dire ?",
                ),
            ),
            text=numbered(
                say(
                    "A paper that entitles to entry is never refused. What is agreed is how.",
                    "Un document qui permet d’entrer n’est jamais refusé. Ce qui se convient, "
                    "c’est la manière.",
                ),
                say(
                    "Officers call ahead where they can, and a supervisor comes with them.",
                    "Les agents appellent à l’avance lorsqu’ils le peuvent, et un superviseur "
                    "les accompagne.",
                ),
                say(
                    "The person in charge sees the paper and may ring the police switchboard to "
                    "confirm who is at the door.",
                    "Le responsable voit le document et peut appeler le standard de la police "
                    "pour confirmer qui est à la porte.",
                ),
                say(
                    "The person in charge proposes the room, the way in and, where it can wait, "
                    "another hour or another place.",
                    "Le responsable propose la salle, l’accès et, si cela peut attendre, une "
                    "autre heure ou un autre lieu.",
                ),
                say(
                    "Before a search, the rooms where people are receiving the service are "
                    "closed calmly, and care records are set aside under seal until their status "
                    "is settled.",
                    "Avant une perquisition, les salles où des personnes reçoivent le service "
                    "sont fermées dans le calme, et les dossiers de soins sont mis de côté sous "
                    "scellé jusqu’à ce que leur statut soit réglé.",
                ),
                say(
                    "A production order is handed over in writing and answered in writing. "
                    "Nothing is given out at the door.",
                    "Une ordonnance de communication est remise par écrit et reçoit une réponse "
                    "écrite. Rien n’est remis à la porte.",
                ),
                say(
                    "An inspection follows the rules of the body that inspects; police who come "
                    "with it do nothing of their own.",
                    "Une inspection suit les règles de l’organisme qui inspecte ; la police qui "
                    "l’accompagne ne fait rien de son côté.",
                ),
            ),
        ),
        Topic(
            number=10,
            key="arrest",
            heading=say("Arrest at the site", "Arrestation au site"),
            settles=say(
                "Where and how an arrest is made when the law calls for one at or near the site.",
                "Où et comment se fait une arrestation quand la loi en demande une au site ou "
                "tout près.",
            ),
            decide=(
                say(
                    "Where near the site can an arrest be made out of sight of the entrance?",
                    "Où, près du site, une arrestation peut-elle se faire hors de la vue de "
                    "l’entrée ?",
                ),
                say(
                    "What lets an arrest wait, and who decides that it does?",
                    "Qu’est-ce qui permet à une arrestation d’attendre, et qui en décide ?",
                ),
                say(
                    "Who sees to it that the person gets care or medication that cannot wait?",
                    "Qui veille à ce que la personne reçoive les soins ou les médicaments qui ne "
                    "peuvent attendre ?",
                ),
            ),
            text=numbered(
                say(
                    "Where the law leaves a choice, officers arrest away from the site: at "
                    "[place out of sight of the entrance], or at another time.",
                    "Quand la loi laisse le choix, les agents arrêtent hors du site : à [lieu "
                    "hors de la vue de l’entrée], ou à un autre moment.",
                ),
                say(
                    "An arrest inside is made in the room that the person in charge names, with "
                    "a supervisor present.",
                    "Une arrestation à l’intérieur se fait dans la salle que le responsable "
                    "indique, en présence d’un superviseur.",
                ),
                say(
                    "Nobody is taken from a room while they are being treated, unless somebody’s "
                    "life is at stake.",
                    "Personne n’est emmené d’une salle pendant des soins, sauf si une vie est en "
                    "jeu.",
                ),
                say(
                    "Officers tell the person in charge what care the person may need, and staff "
                    "may hand over medication or naloxone to go with them.",
                    "Les agents demandent au responsable de quels soins la personne peut avoir "
                    "besoin, et le personnel peut remettre des médicaments ou de la naloxone à "
                    "emporter.",
                ),
                say(
                    "Both sides speak about it within [number] working days.",
                    "Les deux parties en reparlent dans les [nombre] jours ouvrables.",
                ),
            ),
        ),
        Topic(
            number=11,
            key="questions",
            heading=say("Questions at the door", "Questions à la porte"),
            settles=say(
                "How officers ask about somebody, follow up a crime or leave a message, and what "
                "staff may answer.",
                "Comment les agents demandent des nouvelles de quelqu’un, donnent suite à une "
                "infraction ou laissent un message, et ce que le personnel peut répondre.",
            ),
            decide=(
                say(
                    "Which number do officers telephone, and at which hours?",
                    "Quel numéro les agents appellent-ils, et à quelles heures ?",
                ),
                say(
                    "Which room or which place away from the site suits a talk with a victim or "
                    "a witness?",
                    "Quelle salle, ou quel lieu hors du site, convient à un entretien avec une "
                    "victime ou un témoin ?",
                ),
                say(
                    "Who answers an urgent demand for a missing person?",
                    "Qui répond à une demande urgente pour une personne disparue ?",
                ),
            ),
            text=numbered(
                say(
                    "Officers who look for somebody telephone. They give name, badge and a "
                    "number to call back.",
                    "L’agent qui cherche quelqu’un téléphone. Il donne son nom, son matricule et "
                    "un numéro où le rappeler.",
                ),
                say(
                    "Staff neither confirm nor deny who is or was inside, unless the law "
                    "requires it or the person agrees.",
                    "Le personnel ne confirme ni n’infirme qui se trouve ou se trouvait à "
                    "l’intérieur, sauf si la loi l’exige ou si la personne y consent.",
                ),
                say(
                    "Officers may leave a message, which staff are not bound to pass on.",
                    "L’agent peut laisser un message, que le personnel n’est pas tenu de "
                    "transmettre.",
                ),
                say(
                    "Victims and witnesses are met away from the site, or inside only where the "
                    "person asks for it and the person in charge agrees. The liaison arranges "
                    "it.",
                    "Les victimes et les témoins sont rencontrés hors du site, ou à l’intérieur "
                    "seulement si la personne le demande et si le responsable l’accepte. La "
                    "liaison s’en charge.",
                ),
                say(
                    "What staff and officers cannot settle goes to the manager by the next "
                    "working day.",
                    "Ce que personnel et agents ne peuvent régler va au gestionnaire au plus "
                    "tard le jour ouvrable suivant.",
                ),
            ),
        ),
    ),
)
