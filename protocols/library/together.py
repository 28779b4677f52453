"""Topics 23 to 28: deaths, neighbours, media, news, disagreement, briefing."""

from protocols.library.words import Group, Topic, numbered, say

TOGETHER = Group(
    say("Hard days and working together", "Jours difficiles et travail commun"),
    topics=(
        Topic(
            number=23,
            key="deaths",
            heading=say("Deaths and critical incidents", "Décès et incidents graves"),
            settles=say(
                "Who does what after a death or a grave injury, and who looks after those who "
                "were there.",
                "Qui fait quoi après un décès ou une blessure grave, et qui prend soin des "
                "personnes présentes.",
            ),
            decide=(
                say(
                    "Who decides when the rest of the site opens again?",
                    "Qui décide quand le reste du site rouvre ?",
                ),
                say(
                    "Who tells the family, and who speaks with people who knew the person?",
                    "Qui prévient la famille, et qui parle aux personnes qui connaissaient la "
                    "personne décédée ?",
                ),
                say(
                    "Which support do staff and officers get, and from when on?",
                    "Quel soutien reçoivent le personnel et les agents, et à partir de quand ?",
                ),
            ),
            text=numbered(
                say(
                    "After a death, officers keep to the room concerned and staff close it off "
                    "until the coroner or the officer in charge releases it.",
                    "Après un décès, les agents s’en tiennent à la salle concernée et le "
                    "personnel la ferme jusqu’à ce que le coroner ou l’agent responsable la "
                    "libère.",
                ),
                say(
                    "The rest of the site stays out of the inquiry; nobody is checked or "
                    "searched because they were there.",
                    "Le reste du site demeure hors de l’enquête ; personne n’est contrôlé ni "
                    "fouillé pour s’y être trouvé.",
                ),
                say(
                    "The manager and the police liaison speak within the hour and agree on who "
                    "tells whom.",
                    "Le gestionnaire et la liaison de la police se parlent dans l’heure et "
                    "conviennent de qui prévient qui.",
                ),
                say(
                    "Both sides look after those who were there, and meet within three working "
                    "days to speak about it.",
                    "Les deux parties prennent soin des personnes présentes, et se rencontrent "
                    "dans les trois jours ouvrables pour en parler.",
                ),
            ),
        ),
        Topic(
            number=24,
            key="neighbours",
            heading=say(
                "Neighbours, needles and order outside",
                "Voisinage, aiguilles et ordre à l’extérieur",
            ),
            settles=say(
                "How reports from neighbours are answered, and who takes care of needles and "
                "litter.",
                "Comment on répond aux signalements des voisins, et qui s’occupe des aiguilles "
                "et des déchets.",
            ),
            decide=(
                say(
                    "Which number do neighbours ring: the site, the city or police?",
                    "Quel numéro les voisins appellent-ils : le site, la ville ou la police ?",
                ),
                say(
                    "How far from the door do staff pick up needles, and how often?",
                    "Jusqu’où et à quelle fréquence le personnel ramasse-t-il les aiguilles ?",
                ),
                say(
                    "Who sits on a committee with neighbours, and how often does it meet?",
                    "Qui siège à un comité avec les voisins, et à quelle fréquence se réunit-il ?",
                ),
            ),
            text=numbered(
                say(
                    "Reports from neighbours are answered like any others; officers approach "
                    "away from the door and tell the person in charge.",
                    "Les signalements de voisins reçoivent une réponse comme les autres ; les "
                    "agents s’approchent à l’écart de la porte et préviennent le responsable.",
                ),
                say(
                    "Staff take care of needles and litter near the door every day the site is "
                    "open.",
                    "Le personnel s’occupe des aiguilles et des déchets près de la porte chaque "
                    "jour d’ouverture.",
                ),
                say(
                    "The liaisons look at the reports together once a month and agree on what "
                    "each side does.",
                    "Les liaisons examinent les signalements ensemble une fois par mois et "
                    "conviennent de ce que fait chaque partie.",
                ),
                say(
                    "Neither side speaks of people who use the site as the cause of what happens "
                    "in the street.",
                    "Aucune partie ne présente les personnes qui fréquentent le site comme la "
                    "cause de ce qui arrive dans la rue.",
                ),
            ),
        ),
        Topic(
            number=25,
            key="media",
            heading=say("Media", "Médias"),
            settles=say(
                "Who speaks to journalists, what both sides say together, and who is never shown.",
                "Qui parle aux journalistes, ce que les deux parties disent ensemble, et qui "
                "n’est jamais montré.",
            ),
            decide=(
                say(
                    "Who answers for each side, by day and at night?",
                    "Qui répond pour chaque partie, de jour et de nuit ?",
                ),
                say(
                    "How soon does one side tell the other before it speaks about the site?",
                    "Combien de temps à l’avance une partie prévient-elle l’autre avant de "
                    "parler du site ?",
                ),
                say(
                    "What do both say in the first hour after something grave?",
                    "Que disent les deux dans la première heure après un événement grave ?",
                ),
            ),
            text=numbered(
                say(
                    "Questions about the site go to [post at the site], questions about policing "
                    "to [post at the police service].",
                    "Les questions sur le site vont à [poste au site], les questions sur "
                    "l’action policière à [poste au service de police].",
                ),
                say(
                    "Before one side speaks publicly about the other, it tells the other at "
                    "least [number] hours ahead, or at once where there is no time.",
                    "Avant de parler publiquement de l’autre, une partie la prévient au moins "
                    "[nombre] heures à l’avance, ou aussitôt si le temps manque.",
                ),
                say(
                    "No people who use the site are filmed or photographed, and no journalist "
                    "comes along on a police visit.",
                    "Aucune personne qui fréquente le site n’est filmée ni photographiée, et "
                    "aucun journaliste n’accompagne une visite de la police.",
                ),
                say(
                    "Both sides speak of people first, and give no detail by which somebody "
                    "could be recognised.",
                    "Les deux parties parlent d’abord des personnes, et ne donnent aucun détail "
                    "qui permette de reconnaître quelqu’un.",
                ),
            ),
        ),
        Topic(
            number=26,
            key="news",
            heading=say("Sharing news without names", "Informations partagées sans noms"),
            settles=say(
                "Which news help both sides, such as a dangerous supply or a run of overdoses, "
                "and how they travel.",
                "Quelles informations aident les deux parties, comme un produit dangereux ou une "
                "série de surdoses, et comment elles circulent.",
            ),
            decide=(
                say(
                    "Which news matter to the other side within the hour, and which within the "
                    "week?",
                    "Quelles informations importent à l’autre partie dans l’heure, et lesquelles "
                    "dans la semaine ?",
                ),
                say(
                    "By which channel do they go, and who reads it at night?",
                    "Par quel canal passent-elles, et qui le lit la nuit ?",
                ),
                say(
                    "From how many on may a number be shared without pointing at somebody?",
                    "À partir de combien un nombre peut-il être partagé sans désigner quelqu’un ?",
                ),
            ),
            text=numbered(
                say(
                    "Each side tells the other within [number] hours of a dangerous substance, a "
                    "run of overdoses or a threat to the site.",
                    "Chaque partie informe l’autre dans les [nombre] heures d’une substance "
                    "dangereuse, d’une série de surdoses ou d’une menace contre le site.",
                ),
                say(
                    "News go from liaison to liaison by [channel], and name no person.",
                    "Les informations vont d’une liaison à l’autre par [canal], et ne nomment "
                    "personne.",
                ),
                say(
                    "Numbers are shared by the week or longer, and not at all where they are "
                    "smaller than five.",
                    "Les nombres sont partagés par semaine ou plus, et pas du tout s’ils sont "
                    "inférieurs à cinq.",
                ),
                say(
                    "News that are not yet certain are marked so; nobody acts against a person "
                    "on them.",
                    "Les informations encore incertaines sont marquées comme telles ; personne "
                    "n’agit contre quelqu’un sur cette base.",
                ),
            ),
        ),
        Topic(
            number=27,
            key="putting-right",
            heading=say("Putting things right", "Règlement des différends"),
            settles=say(
                "How the two sides settle what went wrong, and that nobody gives up a formal "
                "complaint by talking.",
                "Comment les deux parties règlent ce qui s’est mal passé, et que personne ne "
                "renonce à une plainte officielle en parlant.",
            ),
            decide=(
                say(
                    "Within how many working days do the liaisons speak?",
                    "Dans quel délai les liaisons se parlent-elles ?",
                ),
                say(
                    "Whom do both sides trust as a mediator?",
                    "À quel médiateur les deux parties font-elles confiance ?",
                ),
                say(
                    "Which body takes formal complaints here, and until when?",
                    "Quel organisme reçoit ici les plaintes officielles, et jusqu’à quand ?",
                ),
            ),
            text=numbered(
                say(
                    "When something went wrong, the liaisons speak first, within two working days.",
                    "Quand quelque chose s’est mal passé, les liaisons se parlent d’abord, dans "
                    "les deux jours ouvrables.",
                ),
                say(
                    "What they cannot settle goes to the manager and the police leader, or to a "
                    "neutral mediator.",
                    "Ce qu’elles ne peuvent régler va au gestionnaire et à la direction de la "
                    "police, ou à un médiateur neutre.",
                ),
                say(
                    "What both sides promise is written down, with who does it by when, and "
                    "looked at after thirty and ninety days.",
                    "Ce que les deux parties promettent est écrit, avec qui le fait et pour "
                    "quand, et revu après trente et quatre-vingt-dix jours.",
                ),
                say(
                    "Nobody gives up a formal complaint by talking, and each side says where one "
                    "can be made.",
                    "Personne ne renonce à une plainte officielle en parlant, et chaque partie "
                    "dit où l’on peut en déposer une.",
                ),
            ),
        ),
        Topic(
            number=28,
            key="briefing",
            heading=say("Briefing officers and staff", "Information des agents et du personnel"),
            settles=say(
                "How those who were not at the table learn what was agreed, and how often.",
                "Comment ceux qui n’étaient pas à la table apprennent ce qui a été convenu, et à "
                "quelle fréquence.",
            ),
            decide=(
                say(
                    "Who briefs: the liaisons together, a supervisor at roll-call, staff on a "
                    "tour?",
                    "Qui informe : les liaisons ensemble, un superviseur à l’appel, le personnel "
                    "lors d’une visite ?",
                ),
                say(
                    "What does an officer who comes from elsewhere for one night get?",
                    "Que reçoit un agent venu d’ailleurs pour une nuit ?",
                ),
                say(
                    "How do both sides see that it was done?",
                    "Comment les deux parties voient-elles que c’est fait ?",
                ),
            ),
            text=numbered(
                say(
                    "Every officer of [divisions or units] and every member of staff is briefed "
                    "within [number] weeks of each new version, and once a year.",
                    "Chaque agent de [divisions ou unités] et chaque membre du personnel est "
                    "informé dans les [nombre] semaines suivant chaque nouvelle version, et une "
                    "fois par an.",
                ),
                say(
                    "The briefing covers the card at the door, where to stand and park, the "
                    "legal basis, naloxone, and words that put people first.",
                    "On y présente la carte à la porte, où se tenir et se garer, le fondement "
                    "légal, la naloxone et les mots qui mettent la personne d’abord.",
                ),
                say(
                    "Liaisons of both sides hold it together where they can; officers see the "
                    "site on a visit while it is closed.",
                    "Les liaisons des deux parties s’en chargent ensemble lorsqu’elles le "
                    "peuvent ; les agents voient le site lors d’une visite, quand il est fermé.",
                ),
                say(
                    "The police service counts who has been briefed and shows the other side the "
                    "numbers, not the names.",
                    "Le service de police compte les agents informés et montre à l’autre partie "
                    "les nombres, non les noms.",
                ),
            ),
        ),
    ),
)
