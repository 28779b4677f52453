"""An incident, the words and files about it, how it went, how it was settled, how it was
mediated, and what somebody told without a name."""

from incidents.models.agreement import AgreementSignature
from incidents.models.attachment import Attachment
from incidents.models.correction import Correction
from incidents.models.critical import CriticalMatter
from incidents.models.draft import LogDraft
from incidents.models.escalation import Escalation, LeadersWord
from incidents.models.export import Blackout, Export, RedactionLayer
from incidents.models.follow_up import FollowUp
from incidents.models.incident import Incident
from incidents.models.mediation import (
    Consent,
    MediationCase,
    MediationMove,
    MediatorAnswer,
    MediatorAssignment,
    TermsSignature,
)
from incidents.models.meeting import MediationMeeting, MeetingSuggestion
from incidents.models.move import Move
from incidents.models.pattern import Pattern, PatternEnd
from incidents.models.presence import PresenceTap, PresenceWeek
from incidents.models.recusal import Recusal
from incidents.models.referral import Referral
from incidents.models.release import Release
from incidents.models.reminder import Reminder
from incidents.models.removal import Removal
from incidents.models.settlement import Commitment, Settlement
from incidents.models.statement import Statement
from incidents.models.statement_link import StatementLink
from incidents.models.survey import SurveySlip, SurveyTally
from incidents.models.told import Told, ToldCount, ToldReply
from incidents.models.vouching import Vouching

__all__ = [
    "AgreementSignature",
    "Attachment",
    "Blackout",
    "Commitment",
    "Consent",
    "Correction",
    "CriticalMatter",
    "Escalation",
    "Export",
    "FollowUp",
    "Incident",
    "LeadersWord",
    "LogDraft",
    "MediationCase",
    "MediationMeeting",
    "MediationMove",
    "MediatorAnswer",
    "MediatorAssignment",
    "MeetingSuggestion",
    "Move",
    "Pattern",
    "PatternEnd",
    "PresenceTap",
    "PresenceWeek",
    "Recusal",
    "RedactionLayer",
    "Referral",
    "Release",
    "Reminder",
    "Removal",
    "Settlement",
    "Statement",
    "StatementLink",
    "SurveySlip",
    "SurveyTally",
    "TermsSignature",
    "Told",
    "ToldCount",
    "ToldReply",
    "Vouching",
]
