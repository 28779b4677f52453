"""Topics 12 to 16: whom to call, how police are present inside and around the site."""

from protocols.library.words import Group, Topic, numbered, say

PRESENCE = Group(
    say("Who, how many, how near", "Qui, combien, à quelle distance"),
    topics=(
        Topic(
            number=12,
            key="ladder",
            heading=say("Whom to call, what is noted", "Qui appeler, quoi noter"),
            settles=say(
                "Who is called first, second and third on each side, and what both write down "
                "afterwards.",
                "Qui est appelé en premier, en deuxième et en troisième de chaque côté, et ce "
                "que chacun écrit ensuite.",
            ),
            decide=(
                say(
                    "Which posts stand on each list, by day and by night?",
                    "Quels postes figurent sur chaque liste, de jour et de nuit ?",
                ),
                say(
                    "Which of the numbers may stand on the card at the door?",
                    "Lesquels de ces numéros peuvent figurer sur la carte à la porte ?",
                ),
                say(
                    "Who tries the numbers, and how often?",
                    "Qui essaie les numéros, et à quelle fréquence ?",
                ),
            ),
            text=numbered(
                say(
                    "Each side keeps a list of whom to call first, second and third, and mends "
                    "it within a day when something changes.",
                    "Chaque partie tient une liste des personnes à appeler en premier, en "
                    "deuxième et en troisième, et la corrige dans la journée quand quelque chose "
                    "change.",
                ),
                say(
                    "Officers ask for the person in charge first; staff ask for the supervisor "
                    "on scene first.",
                    "Les agents demandent d’abord le responsable ; le personnel demande d’abord "
                    "le superviseur sur place.",
                ),
                say(
                    "What this protocol does not foresee waits for the liaison.",
                    "Ce que le présent protocole ne prévoit pas attend la liaison.",
                ),
                say(
                    "After an entry both sides write a short note within a day: what was asked, "
                    "what was done, how long it took.",
                    "Après une entrée, chaque partie écrit une courte note dans la journée : ce "
                    "qui était demandé, ce qui a été fait, le temps que cela a pris.",
                ),
                say(
                    "No note says who uses the site.",
                    "Aucune note ne dit qui fréquente le site.",
                ),
            ),
        ),
        Topic(
            number=13,
            key="inside",
            heading=say("Inside the site", "À l’intérieur du site"),
            settles=say(
                "When officers come in at all, how many, in what dress, with what, and how they "
                "behave.",
                "Quand les agents entrent, à combien, dans quelle tenue, avec quoi, et comment "
                "ils se comportent.",
            ),
            decide=(
                say(
                    "How many officers at most, when it is no emergency?",
                    "Combien d’agents au plus, hors urgence ?",
                ),
                say(
                    "Uniform or plain clothes on a booked visit: what do people who use the site "
                    "prefer?",
                    "Uniforme ou tenue civile lors d’une visite convenue : que préfèrent les "
                    "personnes qui fréquentent le site ?",
                ),
                say(
                    "Which rooms are open to a visit, and which never?",
                    "Quelles salles s’ouvrent à une visite, et lesquelles jamais ?",
                ),
            ),
            text=numbered(
                say(
                    "Officers do not enter during operating hours, except where this protocol "
                    "says so.",
                    "Les agents n’entrent pas pendant les heures d’ouverture, sauf dans les cas "
                    "prévus par le présent protocole.",
                ),
                say(
                    "Visits, tours and training take place by booking, when the site is closed.",
                    "Les visites et les formations ont lieu sur rendez-vous, quand le site est "
                    "fermé.",
                ),
                say(
                    "Whoever goes in gives name, badge and unit, says why and asks for the "
                    "person in charge.",
                    "Qui entre donne son nom, son matricule et son unité, dit pourquoi et "
                    "demande le responsable.",
                ),
                say(
                    "They keep to the rooms agreed, stay no longer than needed and say when they "
                    "leave.",
                    "On s’en tient aux salles convenues, on ne reste pas plus longtemps que "
                    "nécessaire et on annonce son départ.",
                ),
                say(
                    "Unless it is an emergency there are at most two officers, in uniform, "
                    "without dogs or long guns.",
                    "Hors urgence, il y a au plus deux agents, en uniforme, sans chien ni arme "
                    "longue.",
                ),
                say(
                    "Nobody enters covertly without lawful authority for it.",
                    "Personne n’entre sous couverture sans autorisation légale pour cela.",
                ),
            ),
        ),
        Topic(
            number=14,
            key="street",
            heading=say("The street outside", "La rue devant le site"),
            settles=say(
                "Where police vehicles stand and how patrols pass, so that nobody turns away "
                "from the door.",
                "Où se tiennent les véhicules de police et comment passent les patrouilles, pour "
                "que personne ne fasse demi-tour devant la porte.",
            ),
            decide=(
                say(
                    "Is it the view from the entrance that counts, a distance, or named streets?",
                    "Est-ce la vue depuis l’entrée qui compte, une distance, ou des rues "
                    "désignées ?",
                ),
                say(
                    "How many minutes may a vehicle stand there for other business?",
                    "Combien de minutes un véhicule peut-il s’y tenir pour autre chose ?",
                ),
                say("Where does it park instead?", "Où se gare-t-il plutôt ?"),
                say(
                    "Do the same limits hold while the site is closed?",
                    "Les mêmes limites valent-elles quand le site est fermé ?",
                ),
            ),
            text=numbered(
                say(
                    "Vehicles do not stand in sight of the entrance beyond what the task at hand "
                    "needs.",
                    "Les véhicules ne stationnent pas en vue de l’entrée au-delà de ce qu’exige "
                    "la tâche.",
                ),
                say(
                    "Patrols are not routed past the door in order to be seen.",
                    "Les patrouilles ne passent pas devant la porte dans le but d’être vues.",
                ),
                say(
                    "Where officers have business nearby, they approach away from the entrance "
                    "and tell the person in charge if it takes longer than ten minutes.",
                    "Lorsque les agents ont à faire dans les environs, ils s’approchent à "
                    "l’écart de l’entrée et préviennent le responsable si cela dure plus de dix "
                    "minutes.",
                ),
                say(
                    "Staff who ask why a vehicle stands there get an answer.",
                    "Le personnel qui demande pourquoi un véhicule se tient là reçoit une réponse.",
                ),
            ),
        ),
        Topic(
            number=15,
            key="watching",
            heading=say("Watching the site", "Surveillance du site"),
            settles=say(
                "Whether and how the site, its door and those who come and go may be watched or "
                "recorded.",
                "Si et comment le site, sa porte et ceux qui vont et viennent peuvent être "
                "observés ou enregistrés.",
            ),
            decide=(
                say(
                    "Which means are never used at the door: waiting cars, cameras, plate "
                    "readers, drones?",
                    "Quels moyens ne sont jamais employés à la porte : voitures en attente, "
                    "caméras, lecture de plaques, drones ?",
                ),
                say(
                    "Who decides on an exception, and who is told afterwards?",
                    "Qui décide d’une exception, et qui en est informé après coup ?",
                ),
                say(
                    "What happens with recordings that show people arriving by chance?",
                    "Que deviennent les images qui montrent par hasard des personnes qui "
                    "arrivent ?",
                ),
            ),
            text=numbered(
                say(
                    "Police do not use the site to find, count or follow people: no vehicle "
                    "waits, and no camera, plate reader or drone is aimed at the door or within "
                    "[distance in metres] of it.",
                    "La police ne se sert pas du site pour trouver, compter ou suivre des "
                    "personnes : aucun véhicule n’attend, et aucune caméra, lecture de plaques "
                    "ni drone ne vise la porte ou ses abords à moins de [distance en mètres].",
                ),
                say(
                    "An exception needs lawful authority and the approval of [rank], given "
                    "beforehand for one inquiry.",
                    "Une exception demande une autorisation légale et l’accord préalable de "
                    "[grade], donné pour une seule enquête.",
                ),
                say(
                    "Once the inquiry allows it, the police leader tells the manager that there "
                    "was one, and nothing about whom it concerned.",
                    "Dès que l’enquête le permet, la direction de la police dit au gestionnaire "
                    "qu’il y en a eu une, sans rien dire des personnes concernées.",
                ),
                say(
                    "Recordings that show people at the door by chance are not used for other "
                    "ends and are destroyed within [number] days, unless the law keeps them.",
                    "Les images qui montrent par hasard des personnes à la porte ne servent à "
                    "rien d’autre et sont détruites dans les [nombre] jours, sauf si la loi les "
                    "conserve.",
                ),
            ),
        ),
        Topic(
            number=16,
            key="coming-and-going",
            heading=say("People who come and go", "Les personnes qui vont et viennent"),
            settles=say(
                "How officers meet people on their way to and from the site: checks, searches "
                "and the use of discretion.",
                "Comment les agents abordent les personnes qui vont au site ou en reviennent : "
                "contrôles, fouilles et pouvoir d’appréciation.",
            ),
            decide=(
                say(
                    "What do officers do about a small amount on the way to the site?",
                    "Que font les agents devant une petite quantité sur le chemin du site ?",
                ),
                say(
                    "Which streets count as the way there?",
                    "Quelles rues font partie du chemin ?",
                ),
                say(
                    "Who explains this to officers who are new to the area?",
                    "Qui l’explique aux agents nouveaux dans le secteur ?",
                ),
            ),
            text=numbered(
                say(
                    "Police do not go in because somebody may hold drugs for their own use.",
                    "La police n’entre pas parce qu’une personne aurait sur elle des drogues "
                    "pour son usage personnel.",
                ),
                say(
                    "They do not wait near the door to stop, check or search people who arrive "
                    "or leave; being there is no ground for it.",
                    "Elle n’attend pas près de la porte pour arrêter, contrôler ou fouiller les "
                    "personnes qui arrivent ou qui partent ; s’y trouver n’en est pas un motif.",
                ),
                say(
                    "Where the law leaves a choice, officers use it so that people reach the site.",
                    "Quand la loi laisse le choix, les agents en usent de sorte que l’on puisse "
                    "arriver au site.",
                ),
                say(
                    "An officer may bring somebody to the door. What the person wants stays with "
                    "the person and the staff.",
                    "Un agent peut accompagner une personne jusqu’à la porte. Ce qu’elle "
                    "souhaite reste entre elle et le personnel.",
                ),
            ),
        ),
    ),
)
