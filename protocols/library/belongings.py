"""Topics 17 to 22: what people carry, what is left behind, what is written and filmed."""

from protocols.library.words import Group, Topic, numbered, say

BELONGINGS = Group(
    say("Belongings, substances, records", "Affaires, substances, dossiers"),
    topics=(
        Topic(
            number=17,
            key="equipment",
            heading=say("Equipment and belongings", "Matériel et effets personnels"),
            settles=say(
                "That sterile and used equipment and naloxone stay with people, and what happens "
                "with what they carry.",
                "Que le matériel stérile ou usagé et la naloxone restent aux personnes, et ce "
                "qu’il advient de ce qu’elles portent.",
            ),
            decide=(
                say(
                    "Is equipment on its way to being returned treated as carefully as new "
                    "equipment?",
                    "Le matériel que l’on rapporte est-il traité avec le même soin que le "
                    "matériel neuf ?",
                ),
                say(
                    "What do officers do with needles that they must touch, and who takes them?",
                    "Que font les agents des aiguilles qu’ils doivent toucher, et qui les prend ?",
                ),
                say(
                    "May officers ask whether somebody uses the site?",
                    "Les agents peuvent-ils demander si quelqu’un fréquente le site ?",
                ),
            ),
            text=numbered(
                say(
                    "Officers do not take sterile or used equipment or naloxone from people, and "
                    "do not destroy it.",
                    "Les agents ne prennent aux personnes ni matériel stérile ou usagé, ni "
                    "naloxone, et n’en détruisent pas.",
                ),
                say(
                    "Carrying equipment is no ground for a search.",
                    "Porter du matériel n’est pas un motif de fouille.",
                ),
                say(
                    "Nobody has to prove that they use the site, and staff are not asked to "
                    "confirm it.",
                    "Personne n’a à prouver qu’il fréquente le site, et on ne demande pas au "
                    "personnel de le confirmer.",
                ),
                say(
                    "Staff take back needles that officers bring, without questions and without "
                    "a note of whose they were.",
                    "Le personnel reprend les aiguilles que les agents apportent, sans question "
                    "et sans noter à qui elles étaient.",
                ),
            ),
        ),
        Topic(
            number=18,
            key="left-behind",
            heading=say("Substances left behind", "Substances laissées sur place"),
            settles=say(
                "What staff do with substances that nobody claims, how police fetch them and "
                "what is written down.",
                "Ce que le personnel fait des substances que personne ne réclame, comment la "
                "police vient les chercher et ce qui est écrit.",
            ),
            decide=(
                say(
                    "Where are they kept, and who has the key?",
                    "Où sont-elles gardées, et qui a la clé ?",
                ),
                say(
                    "Who fetches them, how often, at which door and at which hour?",
                    "Qui vient les chercher, à quelle fréquence, à quelle porte et à quelle "
                    "heure ?",
                ),
                say(
                    "May staff have them checked first, under the legal basis of the site?",
                    "Le personnel peut-il d’abord les faire analyser, selon le fondement légal "
                    "du site ?",
                ),
                say(
                    "What does the receipt say, and what must it never say?",
                    "Que dit le reçu, et que ne doit-il jamais dire ?",
                ),
            ),
            text=numbered(
                say(
                    "Staff put what is left behind in a numbered, sealed bag the same shift and "
                    "keep it locked at [place in the building].",
                    "Le personnel met ce qui est laissé sur place dans un sachet numéroté et "
                    "scellé pendant le même quart, et le garde sous clé à [endroit dans le "
                    "bâtiment].",
                ),
                say(
                    "[post of the officers who come] fetch the bags at least every [number] "
                    "days, outside operating hours, by appointment.",
                    "[poste des agents qui viennent] viennent chercher les sachets au moins tous "
                    "les [nombre] jours, hors des heures d’ouverture, sur rendez-vous.",
                ),
                say(
                    "Both write on the receipt: date, number of the bag, a rough description and "
                    "the posts of those present.",
                    "Les deux inscrivent sur le reçu : la date, le numéro du sachet, une "
                    "description sommaire et les postes des personnes présentes.",
                ),
                say(
                    "No receipt and no bag says who may have left it, and nobody asks.",
                    "Aucun reçu ni sachet ne dit qui a pu le laisser, et personne ne le demande.",
                ),
            ),
        ),
        Topic(
            number=19,
            key="selling",
            heading=say("Selling on the premises", "Vente dans les locaux"),
            settles=say(
                "What staff do about selling, and from when on police are told.",
                "Ce que fait le personnel face à la vente, et à partir de quand la police est "
                "prévenue.",
            ),
            decide=(
                say(
                    "Which steps do staff take before somebody is asked to leave?",
                    "Par quelles étapes le personnel passe-t-il avant de demander à quelqu’un de "
                    "partir ?",
                ),
                say(
                    "What makes the site tell police, and who does it?",
                    "Qu’est-ce qui amène le site à prévenir la police, et qui le fait ?",
                ),
                say(
                    "Is sharing among people who know each other treated as selling?",
                    "Le partage entre personnes qui se connaissent est-il traité comme une vente ?",
                ),
            ),
            text=numbered(
                say(
                    "Selling on the premises is not allowed. Staff act on it first, by the rules "
                    "of the site.",
                    "La vente est interdite dans les locaux. Le personnel agit en premier, selon "
                    "les règles du site.",
                ),
                say(
                    "If officers believe that it goes on, they speak with the manager, and the "
                    "liaisons meet within two working days.",
                    "Si des agents croient qu’elle a lieu, ils en parlent au gestionnaire, et "
                    "les liaisons se rencontrent dans les deux jours ouvrables.",
                ),
                say(
                    "They agree on what each side does, and look at it again two weeks later.",
                    "Elles conviennent de ce que fait chaque partie, et y reviennent deux "
                    "semaines plus tard.",
                ),
                say(
                    "Nobody is asked to watch or to report on people who use the site.",
                    "Il n’est demandé à personne d’observer les personnes qui fréquentent le "
                    "site ni de rapporter sur elles.",
                ),
            ),
        ),
        Topic(
            number=20,
            key="evidence",
            heading=say(
                "Evidence, cameras and body-worn video",
                "Preuves, caméras et caméras corporelles",
            ),
            settles=say(
                "What may be filmed inside and at the door, and how recordings of the site are "
                "asked for.",
                "Ce qui peut être filmé à l’intérieur et à la porte, et comment les images du "
                "site sont demandées.",
            ),
            decide=(
                say(
                    "When does a body-worn camera run inside, and who may ask for it to be "
                    "stopped?",
                    "Quand une caméra corporelle tourne-t-elle à l’intérieur, et qui peut "
                    "demander de l’arrêter ?",
                ),
                say(
                    "Where do the cameras of the site point, and how long are recordings kept?",
                    "Où pointent les caméras du site, et combien de temps les images sont-elles "
                    "gardées ?",
                ),
                say(
                    "Who at the site answers a written request, and by when?",
                    "Qui, au site, répond à une demande écrite, et dans quel délai ?",
                ),
            ),
            text=numbered(
                say(
                    "Inside, body-worn cameras are off, except while an officer uses a lawful "
                    "power or somebody may be harmed; the officer says so when the camera runs.",
                    "À l’intérieur, les caméras corporelles sont éteintes, sauf pendant qu’un "
                    "agent exerce un pouvoir légal ou si quelqu’un risque d’être blessé ; "
                    "l’agent le dit quand la caméra tourne.",
                ),
                say(
                    "Nobody is filmed while they receive the service or are being treated, as "
                    "far as that can be avoided.",
                    "Personne n’est filmé en recevant le service ou des soins, autant qu’on "
                    "puisse l’éviter.",
                ),
                say(
                    "The site’s recordings are kept for [number] days. Police have no live view "
                    "of them.",
                    "Les images du site sont gardées [nombre] jours. La police n’y a pas d’accès "
                    "en direct.",
                ),
                say(
                    "A request for recordings names its legal ground and the minutes it needs; "
                    "[post at the site] answers in writing within [number] working days.",
                    "Une demande d’images indique son fondement légal et les minutes voulues ; "
                    "[poste au site] répond par écrit dans les [nombre] jours ouvrables.",
                ),
                say(
                    "Only the shortest piece that answers the request is handed over.",
                    "Seul le plus court extrait qui répond à la demande est remis.",
                ),
            ),
        ),
        Topic(
            number=21,
            key="privacy",
            heading=say("Records and privacy", "Dossiers et vie privée"),
            settles=say(
                "What stays with the site, what may be told to police on which ground, and how "
                "requests are counted.",
                "Ce qui reste au site, ce qui peut être dit à la police et sur quel fondement, "
                "et comment les demandes sont comptées.",
            ),
            decide=(
                say(
                    "Who at the site answers for privacy, and who stands in?",
                    "Qui répond de la vie privée au site, et qui le remplace ?",
                ),
                say(
                    "Which laws let or make the site tell something?",
                    "Quelles lois permettent au site de dire quelque chose, ou l’y obligent ?",
                ),
                say(
                    "How does somebody say yes, in so many words, and how is that kept?",
                    "Comment une personne dit-elle oui, expressément, et comment en garde-t-on "
                    "trace ?",
                ),
            ),
            text=numbered(
                say(
                    "What staff learn about people who use the site stays with the site, unless "
                    "the law requires otherwise or the person agrees in so many words.",
                    "Ce que le personnel apprend sur les personnes qui fréquentent le site reste "
                    "au site, sauf si la loi exige le contraire ou si la personne y consent "
                    "expressément.",
                ),
                say(
                    "A request for records is made in writing, with its legal ground, to whoever "
                    "answers for privacy at the site, who answers in writing.",
                    "Une demande de dossiers se fait par écrit, avec son fondement légal, auprès "
                    "de la personne chargée de la vie privée au site, qui répond par écrit.",
                ),
                say(
                    "Staff do not mislead officers. They may say that they cannot answer.",
                    "Le personnel n’induit pas les agents en erreur. Il peut dire qu’il ne peut "
                    "pas répondre.",
                ),
                say(
                    "The site keeps count of requests and answers, without names, and both sides "
                    "look at the count at each review.",
                    "Le site compte les demandes et les réponses, sans noms, et les deux parties "
                    "regardent ces chiffres à chaque révision.",
                ),
            ),
        ),
        Topic(
            number=22,
            key="good-samaritan",
            heading=say("Those who call for help", "Les personnes qui appellent à l’aide"),
            settles=say(
                "What the law promises to somebody who calls for help at an overdose, and what "
                "officers do about it.",
                "Ce que la loi promet à une personne qui appelle à l’aide lors d’une surdose, et "
                "ce que font les agents.",
            ),
            decide=(
                say(
                    "Is there such a law here, and whom and what does it cover?",
                    "Existe-t-il une telle loi ici, et qui et quoi couvre-t-elle ?",
                ),
                say(
                    "What does it leave out, so that nobody promises too much?",
                    "Que laisse-t-elle de côté, pour que personne ne promette trop ?",
                ),
                say(
                    "How do people who use the site hear of it?",
                    "Comment les personnes qui fréquentent le site l’apprennent-elles ?",
                ),
            ),
            text=numbered(
                say(
                    "Under [name of the law], somebody who calls for help at an overdose, and "
                    "those who are there, are not charged with [what it covers].",
                    "Selon [nom de la loi], la personne qui appelle à l’aide lors d’une surdose, "
                    "et celles qui sont présentes, ne sont pas poursuivies pour [ce qu’elle "
                    "couvre].",
                ),
                say(
                    "It does not cover [what it leaves out]. Officers and staff say so when they "
                    "explain it.",
                    "Elle ne couvre pas [ce qu’elle laisse de côté]. Agents et personnel le "
                    "disent quand ils l’expliquent.",
                ),
                say(
                    "At an overdose officers do not ask for names in order to look for warrants "
                    "or conditions.",
                    "Lors d’une surdose, les agents ne demandent pas de noms pour chercher des "
                    "mandats ou des conditions.",
                ),
                say(
                    "Each officer of the area gets this on a card; the site tells the people who "
                    "use it.",
                    "Chaque agent du secteur le reçoit sur une carte ; le site l’explique aux "
                    "personnes qui le fréquentent.",
                ),
            ),
        ),
    ),
)
