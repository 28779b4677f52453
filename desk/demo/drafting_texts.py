"""What the fictional partners say about each other's clauses, in both languages.

A proposal is what it puts in place of which words: ``(these, those)`` by language.
"""

from desk.demo.protocol_texts import InTwoLanguages

CALL_THE_YARD: InTwoLanguages = {
    "en": (
        "Officers ask for the person in charge first",
        "Officers ring the post in the yard first",
    ),
    "fr": (
        "Les agents demandent d’abord le responsable",
        "Les agents appellent d’abord le poste de la cour",
    ),
}
THE_POST_ANSWERS = "The post in the yard is staffed round the clock, so somebody always answers."
CALL_THE_YARD_THEN_THE_LEAD: InTwoLanguages = {
    "en": (
        "Officers ask for the person in charge first",
        "Officers ring the post in the yard first, and the person in charge where nobody answers",
    ),
    "fr": (
        "Les agents demandent d’abord le responsable",
        "Les agents appellent d’abord le poste de la cour, puis le responsable faute de réponse",
    ),
}
FOUR_OFFICERS: InTwoLanguages = {
    "en": ("at most two officers", "at most four officers"),
    "fr": ("au plus deux agents", "au plus quatre agents"),
}
TEAMS_OF_FOUR = "Our teams at the Foundry go out in fours at night."
FOUR_ARE_TOO_MANY = (
    "Four officers fill the room, and people leave when they see it. Two come in; the others can "
    "wait by the bollard in the yard."
)
WHICH_GATE_AT_NIGHT = (
    "After ten at night only the north gate is open. Should the clause say which gate is meant?"
)
BOTH_WAYS: InTwoLanguages = {
    "en": (
        "officers to know what is expected of them",
        "officers and staff to know what they may expect of each other",
    ),
    "fr": (
        "les agents sachent ce qui est attendu d’eux",
        "les agents et le personnel sachent ce qu’ils peuvent attendre les uns des autres",
    ),
}
WHY_BOTH_WAYS = "Expectations go both ways; our officers asked for this sentence."
