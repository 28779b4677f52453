"""Topics 6 to 8: calls from staff, emergencies, pursuit."""

from protocols.library.words import Group, Topic, numbered, say

NEEDED = Group(
    say("When police are needed", "Quand on a besoin de la police"),
    topics=(
        Topic(
            number=6,
            key="calls-from-staff",
            heading=say("Calls from staff", "Appels du personnel"),
            settles=say(
                "What staff may expect when they call, in an emergency or not, and how they "
                "receive those who come.",
                "Ce que le personnel peut attendre quand il appelle, en urgence ou non, et "
                "comment il accueille ceux qui viennent.",
            ),
            decide=(
                say(
                    "Which number do staff ring when it can wait?",
                    "Quel numéro le personnel appelle-t-il quand cela peut attendre ?",
                ),
                say(
                    "At which door do staff meet officers, and who keeps the way free?",
                    "À quelle porte le personnel accueille-t-il les agents, et qui garde le "
                    "passage libre ?",
                ),
                say(
                    "How long may an answer take when nobody is in danger?",
                    "Combien de temps une réponse peut-elle prendre quand personne n’est en "
                    "danger ?",
                ),
            ),
            text=numbered(
                say(
                    "In an emergency staff ring the emergency number; nothing on the portal "
                    "replaces that call.",
                    "En cas d’urgence, le personnel appelle le numéro d’urgence ; rien dans le "
                    "portail ne remplace cet appel.",
                ),
                say(
                    "When staff call, police come as they would to any other address.",
                    "Quand le personnel appelle, la police vient comme à toute autre adresse.",
                ),
                say(
                    "Staff meet the officers at the door, say which room and how many officers "
                    "are needed, and keep a way free.",
                    "Le personnel accueille les agents à la porte, indique la salle et le nombre "
                    "d’agents nécessaires, et garde un passage libre.",
                ),
                say(
                    "For help that can wait, the person in charge and the officers agree on a "
                    "time and a door beforehand.",
                    "Pour une aide qui peut attendre, le responsable et les agents conviennent "
                    "d’avance d’une heure et d’une porte.",
                ),
                say(
                    "Officers leave as soon as the person in charge or the paramedics say that "
                    "they can manage.",
                    "Les agents repartent dès que le responsable ou les ambulanciers disent que "
                    "cela leur suffit.",
                ),
            ),
        ),
        Topic(
            number=7,
            key="emergencies",
            heading=say("Emergencies", "Urgences"),
            settles=say(
                "When police go in without having been called: overdose, violence, fire, an "
                "alarm at night, a major incident.",
                "Quand la police entre sans avoir été appelée : surdose, violence, incendie, "
                "alarme de nuit, incident majeur.",
            ),
            decide=(
                say(
                    "How does an officer at the door learn within seconds whether staff are "
                    "dealing with it?",
                    "Comment un agent à la porte apprend-il en quelques secondes si le personnel "
                    "s’en occupe ?",
                ),
                say(
                    "Which second exit do people use who do not want to be seen?",
                    "Quelle autre sortie prennent les personnes qui ne veulent pas être vues ?",
                ),
                say(
                    "Who holds the keys while the site is closed, and in how many minutes can "
                    "they be there?",
                    "Qui détient les clés quand le site est fermé, et en combien de minutes "
                    "peut-il être là ?",
                ),
            ),
            text=numbered(
                say(
                    "Where somebody may die or be badly hurt and nobody inside is dealing with "
                    "it, officers go in at once.",
                    "Si une personne risque de mourir ou d’être gravement blessée et que "
                    "personne à l’intérieur ne s’en occupe, les agents entrent aussitôt.",
                ),
                say(
                    "An overdose that staff are treating is not a reason to go in: officers ask "
                    "at the door and stay out.",
                    "Une surdose dont le personnel s’occupe n’est pas un motif d’entrée : les "
                    "agents demandent à la porte et restent dehors.",
                ),
                say(
                    "If nobody answers or nobody is helping, they go in, keep the person alive "
                    "and hand over as soon as staff or paramedics are there.",
                    "Si personne ne répond ou si personne n’aide, ils entrent, maintiennent la "
                    "personne en vie et passent la main dès que le personnel ou les ambulanciers "
                    "sont là.",
                ),
                say(
                    "Nobody is checked or searched because they were near an overdose.",
                    "Personne n’est contrôlé ni fouillé pour s’être trouvé près d’une surdose.",
                ),
                say(
                    "At an alarm while the site is closed, officers make the building safe and "
                    "call the keyholder; records, refrigerators and stores are not searched.",
                    "Lors d’une alarme quand le site est fermé, les agents mettent le bâtiment "
                    "en sûreté et appellent le détenteur des clés ; les dossiers, les "
                    "réfrigérateurs et les réserves ne sont pas fouillés.",
                ),
                say(
                    "In a major incident the incident commander decides, and the notes are "
                    "written afterwards.",
                    "Lors d’un incident majeur, le commandant des opérations décide, et les "
                    "notes s’écrivent ensuite.",
                ),
            ),
        ),
        Topic(
            number=8,
            key="fresh-pursuit",
            heading=say("Fresh pursuit", "Poursuite immédiate"),
            settles=say(
                "What happens when somebody whom officers are following goes into the site.",
                "Ce qui se passe quand une personne que des agents suivent entre dans le site.",
            ),
            decide=(
                say(
                    "From when on does a pursuit count as broken?",
                    "À partir de quand une poursuite est-elle considérée comme interrompue ?",
                ),
                say(
                    "Whom do officers tell inside, and in which words?",
                    "À qui les agents le disent-ils à l’intérieur, et en quels termes ?",
                ),
                say(
                    "By when do both sides look at such an entry together?",
                    "Dans quel délai les deux parties reviennent-elles ensemble sur une telle "
                    "entrée ?",
                ),
            ),
            text=numbered(
                say(
                    "An officer who is following somebody without a break, and whom the law lets "
                    "follow, may go in.",
                    "L’agent qui suit une personne sans interruption, et que la loi autorise à "
                    "la suivre, peut entrer.",
                ),
                say(
                    "The officer says so at the door, disturbs as little as possible and leaves "
                    "by the nearest exit.",
                    "Il l’annonce à la porte, dérange le moins possible et ressort par la sortie "
                    "la plus proche.",
                ),
                say(
                    "Where the pursuit was broken, officers hold the outside and ask for the "
                    "person in charge.",
                    "Si la poursuite a été interrompue, les agents gardent l’extérieur et "
                    "demandent le responsable.",
                ),
                say(
                    "The police liaison tells the manager within the same day, and both sides "
                    "look at the entry within five working days.",
                    "La liaison de la police en informe le gestionnaire le jour même, et les "
                    "deux parties reviennent sur cette entrée dans les cinq jours ouvrables.",
                ),
            ),
        ),
    ),
)
