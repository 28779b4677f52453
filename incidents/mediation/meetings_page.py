"""What the page of a mediation shows of its meetings, worked out once."""

from datetime import datetime
from functools import cached_property

from incidents.lines import emptying, table
from incidents.mediation import meetings
from incidents.mediation.lifecycle import MEETS
from incidents.mediation.parts import Viewer
from incidents.models import MediationCase, MediationMeeting, MeetingSuggestion, Removal


class MeetingsPage:
    """The meetings of one mediation, as *viewer* sees them at *at*."""

    def __init__(self, case: MediationCase, viewer: Viewer, at: datetime) -> None:
        self.case, self.viewer, self.at = case, viewer, at

    @cached_property
    def rows(self) -> list[MediationMeeting]:
        """Those that a side has put to the other, oldest first."""
        if not self.case.is_talking:
            return []
        rows = self.case.meetings.select_related("visit__partnership__site")
        return list(rows.order_by("visit__starts", "at"))

    @cached_property
    def suggestion(self) -> MeetingSuggestion | None:
        """What the mediator suggested last, while it is ahead and no side has put a time to the
        other since."""
        if not self.may_meet:
            return None
        rows = self.case.suggestions.filter(starts__gt=self.at)
        if self.rows:
            rows = rows.filter(at__gt=max(one.at for one in self.rows))
        return rows.order_by("-at").first()

    @cached_property
    def suggested(self) -> list[tuple[MeetingSuggestion, str]]:
        """The places that the mediator named, each with the way to have it taken out for good."""
        if self.viewer.who is None or not self.case.is_talking:
            return []
        incident, viewer = self.case.incident, self.viewer
        rows = self.case.suggestions.exclude(where="").select_related("case__incident")
        return [
            (one, table.way(Removal.What.PLACE, one))
            for one in rows
            if emptying.may(one, incident, viewer.side, by=viewer.person)
        ]

    @property
    def may_meet(self) -> bool:
        is_open = self.case.stage in MEETS
        return is_open and bool(meetings.may_put_forward(self.case, self.viewer))
