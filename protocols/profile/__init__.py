"""The complete text a first draft starts from: fourteen clauses and all 66 answers, in English
and French. Proposals to talk about, not rules: the two sides edit what they want otherwise."""

from protocols.profile import daily, emergencies, papers
from protocols.profile.clauses import CLAUSES
from protocols.profile.words import LANGUAGES, Cells, DefaultCell, DefaultClause, Words

CELLS: Cells = {**emergencies.CELLS, **papers.CELLS, **daily.CELLS}

__all__ = ["CELLS", "CLAUSES", "LANGUAGES", "DefaultCell", "DefaultClause", "Words"]
