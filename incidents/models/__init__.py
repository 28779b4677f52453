"""An incident, the words about it, how it went, and how it was settled."""

from incidents.models.incident import Incident, Move
from incidents.models.settlement import Commitment, Settlement
from incidents.models.statement import Statement

__all__ = ["Commitment", "Incident", "Move", "Settlement", "Statement"]
