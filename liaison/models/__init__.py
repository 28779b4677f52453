"""The standing relationship: who, where, when, and who may see what."""

from liaison.models.designation import Designation
from liaison.models.door import DivisionLink, DoorLink, SiteLink, TellLink
from liaison.models.hours import HoursSet
from liaison.models.ladder import ContactStep, LadderCall
from liaison.models.leave import Leave
from liaison.models.legal_basis import LegalBasis
from liaison.models.mandate import (
    Confirmation,
    Invitation,
    Mandate,
    MandateQuerySet,
    MandateScope,
    MandateStage,
)
from liaison.models.party import (
    Division,
    Lifecycle,
    Organisation,
    Partnership,
    Site,
)

__all__ = [
    "Confirmation",
    "ContactStep",
    "Designation",
    "Division",
    "DivisionLink",
    "DoorLink",
    "HoursSet",
    "Invitation",
    "LadderCall",
    "Leave",
    "LegalBasis",
    "Lifecycle",
    "Mandate",
    "MandateQuerySet",
    "MandateScope",
    "MandateStage",
    "Organisation",
    "Partnership",
    "Site",
    "SiteLink",
    "TellLink",
]
