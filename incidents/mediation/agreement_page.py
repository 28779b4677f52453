"""What the page of a mediation shows of its agreement, worked out once."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from incidents.mediation import agreeing, agreement, moving, versions
from incidents.mediation.lifecycle import CaseStep
from incidents.mediation.parts import Viewer
from incidents.models import AgreementSignature, MediationCase
from protocols import canonical


class AgreementPage:
    """The agreement of one mediation, as *viewer* sees it. *is_done*, asked only where it matters:
    whether their own part has done what is asked of it at this stage."""

    def __init__(self, case: MediationCase, viewer: Viewer, is_done: Callable[[], bool]) -> None:
        self.case, self.viewer, self.is_done = case, viewer, is_done

    @cached_property
    def versions(self) -> list[versions.Version]:
        """What was drafted, the newest first."""
        return versions.of(self.case, self.viewer) if self.case.is_talking else []

    @cached_property
    def digest(self) -> str:
        return agreement.digest_of(self.versions[0].settlement) if self.versions else ""

    @cached_property
    def may_draft(self) -> bool:
        return self.viewer.is_mediator and moving.is_the_moment(self.case, CaseStep.DRAFT)

    @cached_property
    def may_lay_out(self) -> bool:
        return self.viewer.is_mediator and moving.is_the_moment(self.case, CaseStep.LAY_OUT)

    @cached_property
    def may_sign(self) -> bool:
        is_asked = moving.is_the_moment(self.case, CaseStep.COOL_OFF) and not self.is_done()
        return is_asked and bool(agreeing.may_sign(self.case, self.viewer.person))

    @property
    def has_signed(self) -> bool:
        """Whether the viewer's own side has, and the other one has not yet."""
        return moving.is_the_moment(self.case, CaseStep.COOL_OFF) and self.is_done()

    @cached_property
    def names(self) -> list[AgreementSignature]:
        """Who has signed it, as far as the viewer may learn of that."""
        if not self.versions:
            return []
        return agreement.names_shown(self.versions[0].settlement, self.viewer.side)

    @property
    def digest_groups(self) -> list[str]:
        """What they signed, in groups for comparing by eye."""
        return canonical.groups(self.names[0].digest if self.names else "")

    @property
    def counts_since(self) -> datetime | None:
        return self.versions[0].settlement.accepted_at if self.versions else None

    @cached_property
    def may_go_back(self) -> bool:
        is_open = moving.is_the_moment(self.case, CaseStep.GO_BACK)
        return is_open and bool(agreeing.may_sign(self.case, self.viewer.person))
