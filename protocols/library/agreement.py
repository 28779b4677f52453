"""Topics 29 to 32: notice, term, signatures and what comes first."""

from protocols.library.words import Group, Topic, numbered, say

AGREEMENT = Group(
    say("The agreement itself", "L’accord lui-même"),
    topics=(
        Topic(
            number=29,
            key="notice",
            heading=say("How much notice", "Délais de préavis"),
            settles=say(
                "How long ahead each side tells the other about visits, changed hours, new "
                "people and papers.",
                "Combien de temps à l’avance chaque partie prévient l’autre des visites, des "
                "changements d’horaire, de nouvelles personnes et des documents.",
            ),
            decide=(
                say(
                    "What can each side keep even in a bad week?",
                    "Que peut tenir chaque partie même dans une mauvaise semaine ?",
                ),
                say(
                    "What happens when notice was too short: is it refused, or noted?",
                    "Que se passe-t-il quand le préavis était trop court : est-ce refusé, ou "
                    "noté ?",
                ),
                say(
                    "Are working days those of the site or of the police service?",
                    "Les jours ouvrables sont-ils ceux du site ou ceux du service de police ?",
                ),
            ),
            text=numbered(
                say(
                    "A tour is asked for [number] working days ahead, a short check-in [number], "
                    "training [number].",
                    "Une visite guidée se demande [nombre] jours ouvrables à l’avance, un court "
                    "passage [nombre], une formation [nombre].",
                ),
                say(
                    "The site tells the police liaison of changed hours at least [number] days "
                    "before they apply.",
                    "Le site informe la liaison de la police d’un changement d’horaire au moins "
                    "[nombre] jours avant qu’il s’applique.",
                ),
                say(
                    "Each side tells the other at least [number] days before its liaison "
                    "changes, and the former one introduces the next.",
                    "Chaque partie informe l’autre au moins [nombre] jours avant de changer de "
                    "liaison, et l’ancienne présente la nouvelle.",
                ),
                say(
                    "Where a paper leaves time, officers call the person in charge at least "
                    "[number] hours ahead.",
                    "Quand un document en laisse le temps, les agents appellent le responsable "
                    "au moins [nombre] heures à l’avance.",
                ),
            ),
        ),
        Topic(
            number=30,
            key="review",
            heading=say("Review, change and end", "Révision, modification et fin"),
            settles=say(
                "How long the text stands, when both sides look at it again, and how it changes "
                "or ends.",
                "Combien de temps le texte vaut, quand les deux parties le relisent, et comment "
                "il change ou prend fin.",
            ),
            decide=(
                say(
                    "Is one year right, or should a first version be looked at sooner?",
                    "Un an convient-il, ou une première version doit-elle être relue plus tôt ?",
                ),
                say(
                    "What may be suspended at once, by whom, and for how many days?",
                    "Que peut-on suspendre aussitôt, qui le peut, et pour combien de jours ?",
                ),
                say(
                    "Who writes down what should change until then?",
                    "Qui note d’ici là ce qui devrait changer ?",
                ),
            ),
            text=numbered(
                say(
                    "Both sides look at this text at the date of review, or earlier if one of "
                    "them asks.",
                    "Les deux parties relisent ce texte à la date de révision, ou plus tôt si "
                    "l’une d’elles le demande.",
                ),
                say(
                    "It changes only by a new version that both sides sign.",
                    "Il ne change que par une nouvelle version signée des deux parties.",
                ),
                say(
                    "Either side may suspend it at once, in whole or one clause, with a reason "
                    "and for at most the days agreed for it.",
                    "Chaque partie peut le suspendre aussitôt, en entier ou pour une clause, en "
                    "donnant une raison et pour au plus les jours convenus.",
                ),
                say(
                    "It ends when either side says so in writing, with the notice agreed for it.",
                    "Il prend fin quand l’une d’elles le dit par écrit, avec le préavis convenu.",
                ),
                say(
                    "Before it ends, both sides meet and say what holds at the door from then on.",
                    "Avant qu’il prenne fin, les deux parties se rencontrent et disent ce qui "
                    "vaut ensuite à la porte.",
                ),
            ),
        ),
        Topic(
            number=31,
            key="signatures",
            heading=say("Who signs", "Signataires"),
            settles=say(
                "Which posts sign for each side, who reads along, and who may see the signed text.",
                "Quels postes signent pour chaque partie, qui relit, et qui peut voir le texte "
                "signé.",
            ),
            decide=(
                say(
                    "Which post binds the site, and which the police service?",
                    "Quel poste engage le site, et lequel le service de police ?",
                ),
                say(
                    "Who is told when one of them leaves?",
                    "Qui est prévenu quand l’un d’eux s’en va ?",
                ),
                say(
                    "Is the text public, or open to officers, staff and partners only?",
                    "Le texte est-il public, ou ouvert seulement aux agents, au personnel et aux "
                    "partenaires ?",
                ),
            ),
            text=numbered(
                say(
                    "[post] signs for the site and [post] for the police service. The liaisons "
                    "prepare the text and do not sign it for them.",
                    "[poste] signe pour le site et [poste] pour le service de police. Les "
                    "liaisons préparent le texte et ne le signent pas à leur place.",
                ),
                say(
                    "All sign the same text, in every language it has. It applies once each side "
                    "has signed.",
                    "Tous signent le même texte, dans chacune de ses langues. Il s’applique une "
                    "fois que chaque partie a signé.",
                ),
                say(
                    "When a signatory leaves, the text stands; whoever follows is told within "
                    "[number] working days and says whether anything should change.",
                    "Quand un signataire s’en va, le texte demeure ; qui lui succède en est "
                    "informé dans les [nombre] jours ouvrables et dit s’il faut y changer "
                    "quelque chose.",
                ),
                say(
                    "Every officer of the area and every member of staff can read it at any time.",
                    "Chaque agent du secteur et chaque membre du personnel peut le lire en tout "
                    "temps.",
                ),
            ),
        ),
        Topic(
            number=32,
            key="precedence",
            heading=say("What comes first", "Ce qui prévaut"),
            settles=say(
                "What holds where this text meets the law or another text, and that each side "
                "answers for its own people.",
                "Ce qui vaut quand ce texte rencontre la loi ou un autre texte, et que chaque "
                "partie répond des siens.",
            ),
            decide=(
                say(
                    "Is there an older agreement or order that should end or give way?",
                    "Existe-t-il un accord ou un ordre plus ancien qui devrait prendre fin ou "
                    "céder ?",
                ),
                say(
                    "Has counsel of both sides read this clause?",
                    "Les avocats des deux parties ont-ils lu cette clause ?",
                ),
            ),
            text=numbered(
                say(
                    "Where this text and the law differ, the law is followed, and the liaisons "
                    "put it right in the next version.",
                    "Si ce texte et la loi diffèrent, la loi est suivie, et les liaisons le "
                    "corrigent dans la version suivante.",
                ),
                say(
                    "It does not tell an officer or a prosecutor how to decide in a single case.",
                    "Il ne dicte à aucun agent ni à aucun procureur sa décision dans un cas "
                    "particulier.",
                ),
                say(
                    "It creates no place that the law does not reach and no immunity for anybody.",
                    "Il ne crée aucun lieu que la loi n’atteint pas et aucune immunité pour qui "
                    "que ce soit.",
                ),
                say(
                    "Each side answers for what its own people do. Nobody gains or loses a claim "
                    "in court by this text.",
                    "Chaque partie répond de ce que font les siens. Ce texte ne donne ni "
                    "n’enlève à personne un droit d’agir en justice.",
                ),
                say(
                    "If one sentence cannot stand, the others do.",
                    "Si une phrase ne peut valoir, les autres demeurent.",
                ),
            ),
        ),
    ),
)
