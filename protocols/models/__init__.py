"""What both sides agreed: protocols, their versions, texts, tables, signatures, times in force."""

from protocols.models.agreed import InForce, ProtocolPartnership
from protocols.models.protocol import Protocol, Version
from protocols.models.signature import DeclineReason, SignatorySlot, Signature, VersionMove
from protocols.models.table import EntryRow, EntryStep, EntryStepText
from protocols.models.text import Clause, ClauseText

__all__ = [
    "Clause",
    "ClauseText",
    "DeclineReason",
    "EntryRow",
    "EntryStep",
    "EntryStepText",
    "InForce",
    "Protocol",
    "ProtocolPartnership",
    "SignatorySlot",
    "Signature",
    "Version",
    "VersionMove",
]
