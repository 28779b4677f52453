"""What a first draft starts from: the usual topics of the library and all 66 answers, in English
and French. Proposals to talk about, not rules: the two sides edit what they want otherwise."""

from protocols import library
from protocols.library import LANGUAGES
from protocols.profile import daily, emergencies, papers
from protocols.profile.duties import with_duties
from protocols.profile.words import Cells, DefaultCell

# The topics that every answer rests on and that no protocol can do without. Their texts leave no
# blank: a draft of them can be sent as it stands. The others of the library ask for a decision.
_USUAL = (1, 2, 3, 5, 6, 7, 8, 9, 11, 12, 13, 14, 16, 17, 19, 21, 23, 24, 27, 30, 32)
TOPICS = tuple(library.BY_NUMBER[number] for number in _USUAL)

CELLS: Cells = with_duties({**emergencies.CELLS, **papers.CELLS, **daily.CELLS})

__all__ = ["CELLS", "LANGUAGES", "TOPICS", "DefaultCell"]
