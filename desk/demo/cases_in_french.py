"""Cases of Garden Row, whose team writes in French. All of it is invented."""

from desk.demo.casework import (
    POLICE,
    SITE,
    Accept,
    Acknowledge,
    Again,
    Case,
    Check,
    Propose,
    Say,
)
from desk.demo.releases import Release
from desk.demo.vows import Vow
from incidents.taxonomy import Area, Distance, Evidence, Outcome

CASES = (
    Case(  # critical: it stays with the site's side, which may tell the statutory body
        slug="garden-row",
        kind="K7",
        by="staff@gardenrow",
        back=1,
        told="18:40",
        area=Area.FRONTAGE,
        distance=Distance.UNDER_15,
        narrative="Deux agents ont retenu une personne au sol devant la grille latérale. Elle "
        "s’est plainte de l’épaule. L’équipe a demandé aux agents d’attendre l’ambulance, ce "
        "qu’ils ont fait.",
        done="Ambulance appelée. La personne a été soignée et sait à qui s’adresser pour porter "
        "plainte, si elle le souhaite.",
    ),
    Case(  # the police side has read it and owes an answer
        slug="garden-row",
        kind="P5",
        by="staff@gardenrow",
        back=4,
        told="12:15",
        area=Area.FRONTAGE,
        distance=Distance.UNDER_50,
        narrative="Une collègue qui arrivait au travail a été arrêtée à la grille et a dû dire "
        "pourquoi elle entrait. Elle portait son badge. Cela a duré cinq minutes.",
        steps=(
            Release(
                3,
                "11:20",
                "Une collègue qui arrivait au travail a dû dire à la grille pourquoi elle entrait, "
                "badge visible, pendant cinq minutes. Peut-on faire connaître nos badges aux "
                "patrouilles ?",
            ),
            Acknowledge(2, "13:45"),
        ),
    ),
    Case(
        slug="garden-row",
        kind="G1",
        by="staff@gardenrow",
        back=22,
        told="17:30",
        area=Area.INSIDE,
        narrative="Nous avions appelé pour une personne qui ne voulait pas partir. Deux agents "
        "sont venus, sont restés à la porte et l’ont convaincue en dix minutes.",
        steps=(
            Release(
                22,
                "10:30",
                "Nous avions appelé pour une personne qui ne voulait pas partir. Deux agents sont "
                "restés à la porte et l’ont convaincue en dix minutes. Merci à eux.",
            ),
            Acknowledge(21, "09:10"),
        ),
    ),
    Case(
        slug="garden-row",
        kind="P1",
        by="staff@gardenrow",
        back=61,
        told="15:00",
        area=Area.FRONTAGE,
        distance=Distance.UNDER_15,
        narrative="Une voiture de police est restée une demi-heure devant la grille latérale "
        "pendant les heures d’ouverture. Plusieurs personnes ont rebroussé chemin.",
        steps=(
            Release(
                61,
                "13:00",
                "Une voiture de police est restée une demi-heure devant la grille latérale pendant "
                "les heures d’ouverture. Plusieurs personnes ont rebroussé chemin.",
            ),
            Acknowledge(60, "10:00"),
            Say(
                58,
                "15:30",
                POLICE,
                "L’équipe aidait un commerçant en face. Elle peut stationner derrière la "
                "bibliothèque la prochaine fois.",
            ),
            Propose(
                57,
                "11:00",
                SITE,
                Outcome.PROTOCOL,
                "Le stationnement derrière la bibliothèque entre dans la prochaine version du "
                "protocole.",
                (
                    Vow(SITE, "Gestionnaire du site", "Rédiger l’article 12 en ce sens.", 20),
                    Vow(POLICE, "Agent de liaison", "Le dire aux équipes d’ici là.", 7),
                ),
            ),
            Accept(56, "09:45"),
            Check(51, "10:30", 0, "Les équipes le savent ; merci."),
            Check(42, "14:00", 1, evidence=Evidence.RECORD),
            Again(33, "10:15", 0),
            Again(32, "11:10", 1, evidence=Evidence.RECORD),
        ),
    ),
)
