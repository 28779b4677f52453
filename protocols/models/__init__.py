"""What both sides agreed: protocols, their versions, texts, tables, signatures, times in force,
and who was told."""

from protocols.models.agreed import InForce, ProtocolPartnership
from protocols.models.at_the_door import DoorNote, FoundUnclear
from protocols.models.briefing import Acknowledgement, BriefingSetAside, LeftPost, RollCall
from protocols.models.endorsement import Endorsement
from protocols.models.holding import Resumption, ReviewReminder, Suspension, Termination
from protocols.models.protocol import Protocol, Version, readable_by
from protocols.models.remark import Remark, RemarkClosing
from protocols.models.signature import (
    DeclineReason,
    SignatorySlot,
    Signature,
    SigningReminder,
    VersionMove,
)
from protocols.models.table import EntryRow, EntryStep, EntryStepText
from protocols.models.text import Clause, ClauseText, SentAnnex

__all__ = [
    "Acknowledgement",
    "BriefingSetAside",
    "Clause",
    "ClauseText",
    "DeclineReason",
    "DoorNote",
    "Endorsement",
    "EntryRow",
    "EntryStep",
    "EntryStepText",
    "FoundUnclear",
    "InForce",
    "LeftPost",
    "Protocol",
    "ProtocolPartnership",
    "Remark",
    "RemarkClosing",
    "Resumption",
    "ReviewReminder",
    "RollCall",
    "SentAnnex",
    "SignatorySlot",
    "Signature",
    "SigningReminder",
    "Suspension",
    "Termination",
    "Version",
    "VersionMove",
    "readable_by",
]
