"""Topics 1 to 5: who agrees, on what ground, in which words."""

from protocols.library.words import Group, Topic, listed, numbered, say

BASIS = Group(
    say("What it rests on", "Ce sur quoi il repose"),
    topics=(
        Topic(
            number=1,
            key="parties",
            heading=say("Where it applies", "Champ d’application"),
            settles=say(
                "Which organisations agree, for which site and for which rooms, doors and ground "
                "around it.",
                "Quelles organisations s’entendent, pour quel site et pour quels locaux, quelles "
                "portes et quels abords.",
            ),
            decide=(
                say(
                    "Which rooms count as the site: also offices, a yard, a waiting area outside?",
                    "Quels locaux font partie du site : aussi les bureaux, une cour, une file "
                    "d’attente à l’extérieur ?",
                ),
                say(
                    "Does a mobile unit need its own line, with its stops and where it stands "
                    "when closed?",
                    "Une unité mobile a-t-elle besoin d’une ligne à elle, avec ses arrêts et "
                    "l’endroit où elle stationne une fois fermée ?",
                ),
                say(
                    "Which divisions or units of the police service are meant?",
                    "Quelles divisions ou unités du service de police sont visées ?",
                ),
            ),
            text=numbered(
                say(
                    "This protocol applies to the premises of each site named at its head: the "
                    "rooms where the service is given, the rooms of the staff, the entrances and "
                    "the exits.",
                    "Le présent protocole s’applique aux locaux de chaque site nommé en tête : "
                    "les salles où le service est donné, les locaux du personnel, les entrées et "
                    "les sorties.",
                ),
                say(
                    "It also applies to the street outside, as far as the clause on the street "
                    "says.",
                    "Il s’applique aussi à la rue devant le site, dans la mesure où la clause "
                    "sur la rue le dit.",
                ),
                say(
                    "It binds the organisations that sign it and guides everybody who acts for "
                    "them, whichever unit they come from.",
                    "Il engage les organisations signataires et guide toute personne qui agit "
                    "pour elles, quelle que soit son unité.",
                ),
            ),
        ),
        Topic(
            number=2,
            key="purpose",
            heading=say("Purpose", "But"),
            settles=say(
                "Why both sides sign, in words that an officer, a member of staff and a person "
                "who uses the site can all agree with.",
                "Pourquoi les deux parties signent, en des mots qu’un agent, un membre du "
                "personnel et une personne qui fréquente le site peuvent tous partager.",
            ),
            decide=(
                say(
                    "What does each side want to be different a year from now?",
                    "Qu’est-ce que chaque partie souhaite voir changé dans un an ?",
                ),
                say(
                    "Is there something that went well before, and that both want to keep?",
                    "Y a-t-il quelque chose qui allait bien et que les deux veulent garder ?",
                ),
            ),
            text=numbered(
                say(
                    "The site keeps people alive and connects them with care.",
                    "Le site garde des personnes en vie et les met en lien avec des soins.",
                ),
                say(
                    "The police service keeps the peace for everybody, the people who use the "
                    "site included.",
                    "Le service de police assure la paix pour tout le monde, y compris pour les "
                    "personnes qui fréquentent le site.",
                ),
                say(
                    "Both want people to come to the site without fear, and officers to know "
                    "what is expected of them.",
                    "Les deux parties veulent que l’on vienne au site sans crainte et que les "
                    "agents sachent ce qui est attendu d’eux.",
                ),
                say(
                    "The two sides talk early, meet regularly and settle difficulties between "
                    "them.",
                    "Les deux parties se parlent tôt, se rencontrent régulièrement et règlent "
                    "ensemble leurs difficultés.",
                ),
            ),
        ),
        Topic(
            number=3,
            key="words",
            heading=say("Words used", "Termes employés"),
            settles=say(
                "What the words mean on which an answer at the door may turn.",
                "Ce que veulent dire les mots dont peut dépendre une réponse à la porte.",
            ),
            decide=(
                say(
                    "Who is the person in charge when the shift lead is busy or away?",
                    "Qui est responsable quand la personne qui dirige l’équipe est occupée ou "
                    "absente ?",
                ),
                say(
                    "Do the published hours include the time before opening and after closing?",
                    "Les heures publiées comprennent-elles le temps avant l’ouverture et après "
                    "la fermeture ?",
                ),
                say(
                    "Does either side use a word that the other understands differently?",
                    "Une partie emploie-t-elle un mot que l’autre comprend autrement ?",
                ),
            ),
            text=listed(
                say(
                    "**Operating hours**: when the site receives people, as published on its "
                    "page; where the hours are not known, the site counts as operating.",
                    "**Heures d’ouverture** : les heures où le site reçoit des personnes, telles "
                    "qu’elles figurent sur sa page ; si elles ne sont pas connues, le site est "
                    "réputé ouvert.",
                ),
                say(
                    "**Person in charge**: the member of staff who leads the shift.",
                    "**Responsable** : le membre du personnel qui dirige l’équipe présente.",
                ),
                say(
                    "**Liaison**: the person each side has named to speak for it.",
                    "**Liaison** : la personne que chaque partie a désignée pour parler en son "
                    "nom.",
                ),
                say(
                    "**Booked visit**: a visit that the site has confirmed beforehand.",
                    "**Visite convenue** : une visite que le site a confirmée à l’avance.",
                ),
                say(
                    "**Threat to life**: somebody may die or be badly hurt and nobody inside is "
                    "dealing with it.",
                    "**Danger de mort** : une personne risque de mourir ou d’être gravement "
                    "blessée et personne à l’intérieur ne s’en occupe.",
                ),
            ),
        ),
        Topic(
            number=4,
            key="legal-basis",
            heading=say("Legal basis and its limits", "Fondement légal et ses limites"),
            settles=say(
                "Why the site may operate, what that covers, what it does not cover, and until "
                "when.",
                "Pourquoi le site peut fonctionner, ce que cela couvre, ce que cela ne couvre "
                "pas, et jusqu’à quand.",
            ),
            decide=(
                say(
                    "Is it an exemption, a licence, a prosecution policy, or practice without a "
                    "paper?",
                    "S’agit-il d’une exemption, d’une autorisation, d’une politique de "
                    "poursuite, ou d’un usage sans document ?",
                ),
                say(
                    "Whom and what does it cover: people inside, staff, a small amount in a "
                    "pocket, drug checking?",
                    "Qui et quoi couvre-t-il : les personnes à l’intérieur, le personnel, une "
                    "petite quantité dans une poche, l’analyse de drogues ?",
                ),
                say(
                    "How far from the door does it still count, if at all?",
                    "Jusqu’où vaut-il encore hors de la porte, s’il y vaut ?",
                ),
                say(
                    "What do officers do from the day on which it lapses?",
                    "Que font les agents à partir du jour où il prend fin ?",
                ),
            ),
            text=numbered(
                say(
                    "The site operates under [the exemption, licence or policy, with its number "
                    "and who gave it], which ends on [date].",
                    "Le site fonctionne en vertu de [l’exemption, l’autorisation ou la "
                    "politique, avec son numéro et l’autorité qui l’a donnée], qui prend fin le "
                    "[date].",
                ),
                say(
                    "It covers [whom and what it covers, and where].",
                    "Il couvre [qui et quoi, et à quel endroit].",
                ),
                say(
                    "It does not cover [what stays an offence], neither inside nor outside.",
                    "Il ne couvre pas [ce qui demeure une infraction], ni à l’intérieur ni à "
                    "l’extérieur.",
                ),
                say(
                    "The manager tells the police liaison in writing within two working days "
                    "when it is renewed, changed or withdrawn.",
                    "Le gestionnaire informe par écrit la liaison de la police dans les deux "
                    "jours ouvrables quand il est renouvelé, modifié ou retiré.",
                ),
                say(
                    "The police service sees to it that officers of the area know these limits.",
                    "Le service de police veille à ce que les agents du secteur connaissent ces "
                    "limites.",
                ),
            ),
        ),
        Topic(
            number=5,
            key="law-stands",
            heading=say("The law stands", "La loi demeure"),
            settles=say(
                "That nothing agreed here limits a lawful power or duty, and that the site is no "
                "place outside the law.",
                "Que rien de ce qui est convenu ne restreint un pouvoir ni une obligation que "
                "donne la loi, et que le site n’est pas un lieu hors la loi.",
            ),
            decide=(
                say(
                    "Do officers and staff know both halves: the law reaches the site, and there "
                    "is an agreed way to go about it?",
                    "Agents et personnel connaissent-ils les deux moitiés : la loi vaut au site, "
                    "et il y a une manière convenue de s’y prendre ?",
                ),
                say(
                    "Where is it noted when police stayed away although they were needed?",
                    "Où note-t-on que la police est restée à l’écart alors qu’on avait besoin "
                    "d’elle ?",
                ),
            ),
            text=numbered(
                say(
                    "Nothing here limits a lawful power or relieves anybody of a lawful duty.",
                    "Rien ici ne restreint un pouvoir légal ni ne dispense d’une obligation "
                    "légale.",
                ),
                say(
                    "The site is not closed to the law; the protocol says how officers and staff "
                    "go about it with the least harm.",
                    "La loi s’applique au site ; le protocole dit comment agents et personnel "
                    "s’y prennent pour causer le moins de tort.",
                ),
                say(
                    "Staying away when help is needed goes against this protocol as much as "
                    "coming in without need.",
                    "Ne pas venir quand on a besoin d’aide est contraire au présent protocole, "
                    "tout comme entrer sans nécessité.",
                ),
                say(
                    "This text is guidance. In an emergency, people call the emergency number.",
                    "Ce texte sert de guide. En cas d’urgence, on appelle le numéro d’urgence.",
                ),
            ),
        ),
    ),
)
