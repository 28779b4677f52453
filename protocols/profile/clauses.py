"""The numbered clauses a new draft starts from. The two sides make them their own."""

from protocols.profile.words import DefaultClause, say

CLAUSES: tuple[DefaultClause, ...] = (
    DefaultClause(
        say("Purpose", "But"),
        say(
            "The site keeps people alive and connects them with care. The police service keeps "
            "the peace for everybody, the people who use the site included. Both want people to "
            "come to the site without fear and officers to know what is expected of them.\n\n"
            "The two sides talk early, meet regularly and settle difficulties between them.",
            "Le site garde des personnes en vie et les met en lien avec des soins. Le service de "
            "police assure la paix pour tout le monde, y compris pour les personnes qui utilisent "
            "le site. Les deux parties veulent que l’on vienne au site sans crainte et que les "
            "agents sachent ce qui est attendu d’eux.\n\n"
            "Les deux parties se parlent tôt, se rencontrent régulièrement et règlent ensemble "
            "leurs difficultés.",
        ),
    ),
    DefaultClause(
        say("Where it applies", "Champ d’application"),
        say(
            "This protocol applies to the premises of each site named at its head: the rooms "
            "where the service is given, the rooms of the staff, the entrances and exits, and "
            "the perimeter described in clause 11.\n\n"
            "It binds the organisations that sign it and guides everybody who acts for them.",
            "Le présent protocole s’applique aux locaux de chaque site nommé en tête : les salles "
            "où le service est donné, les locaux du personnel, les entrées et les sorties, ainsi "
            "que le périmètre décrit à l’article 11.\n\n"
            "Il engage les organisations signataires et guide toute personne qui agit pour elles.",
        ),
    ),
    DefaultClause(
        say("Words used", "Termes employés"),
        say(
            "- **Operating hours**: when the site receives people, as published on its page; "
            "where the hours are not known, the site counts as operating.\n"
            "- **Person in charge**: the member of staff who leads the shift.\n"
            "- **Liaison**: the person each side has named to speak for it.\n"
            "- **Booked visit**: a visit that the site has confirmed beforehand.\n"
            "- **Threat to life**: somebody may die or be badly hurt and nobody inside is "
            "dealing with it.",
            "- **Heures d’ouverture** : les heures où le site reçoit des personnes, telles "
            "qu’elles figurent sur sa page ; si elles ne sont pas connues, le site est réputé "
            "ouvert.\n"
            "- **Responsable** : le membre du personnel qui dirige l’équipe présente.\n"
            "- **Liaison** : la personne que chaque partie a désignée pour parler en son nom.\n"
            "- **Visite convenue** : une visite que le site a confirmée à l’avance.\n"
            "- **Danger de mort** : une personne risque de mourir ou d’être gravement blessée et "
            "personne à l’intérieur ne s’en occupe.",
        ),
    ),
    DefaultClause(
        say("The law stands", "La loi demeure"),
        say(
            "Nothing here limits a lawful power or relieves anybody of a lawful duty. The site is "
            "not closed to the law; the protocol says how officers and staff go about it with the "
            "least harm.\n\n"
            "This text is guidance. In an emergency, people call the emergency number.",
            "Rien ici ne restreint un pouvoir légal ni ne dispense d’une obligation légale. La loi "
            "s’applique au site ; le protocole dit comment agents et personnel s’y prennent pour "
            "causer le moins de tort.\n\n"
            "Ce texte sert de guide. En cas d’urgence, on appelle le numéro d’urgence.",
        ),
    ),
    DefaultClause(
        say("Emergencies and calls from staff", "Urgences et appels du personnel"),
        say(
            "When staff call, police come as they would to any other address. Staff meet them at "
            "the door, say which room and how many officers are needed, and keep a way free.\n\n"
            "An overdose that staff are treating is not a reason to go in: officers ask at the "
            "door and stay out. If nobody answers or nobody is helping, they go in, keep the "
            "person alive and hand over as soon as staff or paramedics are there.\n\n"
            "Nobody is checked or searched because they were near an overdose.",
            "Quand le personnel appelle, la police vient comme à toute autre adresse. Le personnel "
            "l’accueille à la porte, indique la salle et le nombre d’agents nécessaires, et "
            "garde un passage libre.\n\n"
            "Une surdose dont le personnel s’occupe n’est pas un motif d’entrée : les agents "
            "demandent à la porte et restent dehors. Si personne ne répond ou si personne n’aide, "
            "ils entrent, maintiennent la personne en vie et passent la main dès que le personnel "
            "ou les ambulanciers sont là.\n\n"
            "Personne n’est contrôlé ni fouillé pour s’être trouvé près d’une surdose.",
        ),
    ),
    DefaultClause(
        say("Fresh pursuit", "Poursuite immédiate"),
        say(
            "An officer who is following somebody without a break, and whom the law lets follow, "
            "may go in. The officer says so at the door, disturbs as little as possible and leaves "
            "by the nearest exit.\n\n"
            "Where the pursuit was broken, officers hold the outside and ask for the person in "
            "charge. Each such entry is looked at by both sides afterwards.",
            "L’agent qui suit une personne sans interruption, et que la loi autorise à la suivre, "
            "peut entrer. Il l’annonce à la porte, dérange le moins possible et ressort par la "
            "sortie la plus proche.\n\n"
            "Si la poursuite a été interrompue, les agents gardent l’extérieur et demandent le "
            "responsable. Les deux parties reviennent ensuite sur chaque entrée de ce genre.",
        ),
    ),
    DefaultClause(
        say("Warrants, powers and orders", "Mandats, pouvoirs et ordonnances"),
        say(
            "A paper that entitles to entry is never refused. What is agreed is how: officers call "
            "ahead where they can, a supervisor comes with them, the person in charge sees the "
            "paper and may ring the police switchboard to confirm who is at the door. The "
            "person in charge proposes the room, the way in and, where it can wait, another hour "
            "or another place.\n\n"
            "Before a search, the rooms where people are receiving the service are closed calmly. "
            "Care records are set aside under seal until their status is settled.\n\n"
            "A production order or a request for records or video is handed over in writing and "
            "answered in writing. Nothing is given out at the door.",
            "Un document qui permet d’entrer n’est jamais refusé. Ce qui se convient, c’est la "
            "manière : les agents appellent à l’avance lorsqu’ils le peuvent, un superviseur les "
            "accompagne, le responsable voit le document et peut appeler le standard de la police "
            "pour confirmer qui est à la porte. Le responsable propose la salle, l’accès et, si "
            "cela peut attendre, une autre heure ou un autre lieu.\n\n"
            "Avant une perquisition, les salles où des personnes reçoivent le service sont fermées "
            "dans le calme. Les dossiers de soins sont mis de côté sous scellé jusqu’à ce que leur "
            "statut soit réglé.\n\n"
            "Une ordonnance de communication ou une demande de dossiers ou d’images est remise par "
            "écrit et reçoit une réponse écrite. Rien n’est remis à la porte.",
        ),
    ),
    DefaultClause(
        say("Questions and privacy", "Questions et vie privée"),
        say(
            "Staff do not say who uses the site, nor who is or was inside, unless the law requires "
            "it or the person agrees. Officers who look for somebody telephone; they may leave a "
            "message, which staff are not bound to pass on.\n\n"
            "Victims and witnesses are met away from the site, or inside only where the person "
            "asks for it and the person in charge agrees. The liaison arranges it.",
            "Le personnel ne dit pas qui utilise le site, ni qui s’y trouve ou s’y trouvait, sauf "
            "si la loi l’exige ou si la personne y consent. L’agent qui cherche quelqu’un "
            "téléphone ; il peut laisser un message, que le personnel n’est pas tenu de "
            "transmettre.\n\n"
            "Les victimes et les témoins sont rencontrés hors du site, ou à l’intérieur seulement "
            "si la personne le demande et si le responsable l’accepte. La liaison s’en charge.",
        ),
    ),
    DefaultClause(
        say("People who use the site", "Les personnes qui utilisent le site"),
        say(
            "Police do not go in because somebody may hold drugs for their own use. They do not "
            "wait at the door for people who arrive or leave, and do not take sterile or used "
            "equipment or naloxone from them.\n\n"
            "Selling on the premises is not allowed. Staff act on it first. If officers believe "
            "that it goes on, they speak with the manager, and the liaisons meet within two "
            "working days.\n\n"
            "An officer may bring somebody to the door. What the person wants stays with the "
            "person and the staff.",
            "La police n’entre pas parce qu’une personne aurait sur elle des drogues pour son "
            "propre usage. Elle n’attend pas à la porte les personnes qui arrivent ou qui partent, "
            "et ne leur prend ni matériel stérile ou usagé, ni naloxone.\n\n"
            "La vente est interdite dans les locaux. Le personnel agit en premier. Si des agents "
            "croient qu’elle a lieu, ils en parlent au gestionnaire, et les liaisons se "
            "rencontrent dans les deux jours ouvrables.\n\n"
            "Un agent peut accompagner une personne jusqu’à la porte. Ce qu’elle souhaite reste "
            "entre elle et le personnel.",
        ),
    ),
    DefaultClause(
        say("Inside the site", "À l’intérieur du site"),
        say(
            "Officers do not enter during operating hours, except where this protocol says so. "
            "Visits, tours and training take place by booking, when the site is closed.\n\n"
            "Whoever goes in gives name, badge and unit, says why, asks for the person in charge, "
            "keeps to the rooms agreed and stays no longer than needed. Unless it is an emergency "
            "there are at most two officers, in uniform, without dogs or long guns. Nobody enters "
            "covertly without lawful authority for it.",
            "Les agents n’entrent pas pendant les heures d’ouverture, sauf dans les cas prévus par "
            "le présent protocole. Les visites et les formations ont lieu sur rendez-vous, quand "
            "le site est fermé.\n\n"
            "Qui entre donne son nom, son matricule et son unité, dit pourquoi, demande le "
            "responsable, s’en tient aux salles convenues et ne reste pas plus longtemps que "
            "nécessaire. Hors urgence, il y a au plus deux agents, en uniforme, sans chien ni arme "
            "longue. Personne n’entre sous couverture sans autorisation légale pour cela.",
        ),
    ),
    DefaultClause(
        say("The street outside", "La rue devant le site"),
        say(
            "Vehicles do not stand in sight of the entrance beyond what the task at hand needs. "
            "Patrols are not routed past the door in order to be seen. Where officers have "
            "business nearby, they approach away from the entrance and tell the person in charge "
            "if it takes long.\n\n"
            "Reports from neighbours are answered like any others, and the liaisons look at them "
            "together. Staff take care of needles and litter near the door.",
            "Les véhicules ne stationnent pas en vue de l’entrée au-delà de ce qu’exige la tâche. "
            "Les patrouilles ne passent pas devant la porte dans le but d’être vues. Lorsque les "
            "agents ont à faire dans les environs, ils s’approchent à l’écart de l’entrée et "
            "préviennent le responsable si cela dure.\n\n"
            "Les signalements de voisins reçoivent une réponse comme les autres, et les liaisons "
            "les examinent ensemble. Le personnel s’occupe des aiguilles et des déchets près de la "
            "porte.",
        ),
    ),
    DefaultClause(
        say(
            "Deaths, alarms, inspections and major incidents",
            "Décès, alarmes, inspections et incidents majeurs",
        ),
        say(
            "After a death, officers keep to the room concerned, staff close it off, and the rest "
            "of the site stays out of the inquiry. Both sides look after those who were there.\n\n"
            "At an alarm while the site is closed, officers make the building safe and call the "
            "keyholder. Records, refrigerators and stores are not searched.\n\n"
            "An inspection follows the rules of the body that inspects. In a major incident the "
            "incident commander decides, and the notes are written afterwards.",
            "Après un décès, les agents s’en tiennent à la salle concernée, le personnel la ferme, "
            "et le reste du site demeure hors de l’enquête. Les deux parties prennent soin des "
            "personnes présentes.\n\n"
            "Lors d’une alarme quand le site est fermé, les agents mettent le bâtiment en sûreté "
            "et appellent le détenteur des clés. Les dossiers, les réfrigérateurs et les réserves "
            "ne sont pas fouillés.\n\n"
            "Une inspection suit les règles de l’organisme qui inspecte. Lors d’un incident "
            "majeur, le commandant des opérations décide, et les notes s’écrivent ensuite.",
        ),
    ),
    DefaultClause(
        say("Whom to call, what is noted", "Qui appeler, quoi noter"),
        say(
            "Each side keeps a list of whom to call first, second and third, and keeps it up to "
            "date. What this protocol does not foresee waits for the liaison.\n\n"
            "After an entry both sides write a short note within a day: what was asked, what was "
            "done, how long it took. No note says who uses the site.",
            "Chaque partie tient à jour la liste des personnes à appeler en premier, en deuxième "
            "et en troisième. Ce que le présent protocole ne prévoit pas attend la liaison.\n\n"
            "Après une entrée, chaque partie écrit une courte note dans la journée : ce qui était "
            "demandé, ce qui a été fait, le temps que cela a pris. Aucune note ne dit qui utilise "
            "le site.",
        ),
    ),
    DefaultClause(
        say("Putting things right, review and end", "Règlement des différends, révision et fin"),
        say(
            "When something went wrong, the liaisons speak first; what they cannot settle goes to "
            "the manager and the police leader, or to a neutral mediator. Nobody gives up a formal "
            "complaint by talking.\n\n"
            "Both sides look at this text at the date of review, or earlier if one of them asks. "
            "It changes only by a new version that both sides sign, and ends when either side says "
            "so in writing with thirty days’ notice.",
            "Quand quelque chose s’est mal passé, les liaisons se parlent d’abord ; ce qu’elles ne "
            "peuvent régler va au gestionnaire et à la direction de la police, ou à un médiateur "
            "neutre. Personne ne renonce à une plainte officielle en parlant.\n\n"
            "Les deux parties relisent ce texte à la date de révision, ou plus tôt si l’une "
            "d’elles le demande. Il ne change que par une nouvelle version signée des deux "
            "parties, et prend fin quand l’une d’elles le dit par écrit avec un préavis de "
            "trente jours.",
        ),
    ),
)
