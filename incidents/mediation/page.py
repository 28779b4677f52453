"""Everything the page of a mediation shows to one of the three, worked out once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from incidents import acting, course, stepping
from incidents.as_seen import AsSeen
from incidents.corrections import reading
from incidents.course import Entry
from incidents.leading import reviewing
from incidents.lifecycle import Step
from incidents.mediation import (
    agreement,
    assigning,
    confiding,
    consenting,
    lanes,
    lapsing,
    moving,
    parts,
    seen,
    surveying,
    terms,
    titles,
    turns,
)
from incidents.mediation.agreement_page import AgreementPage
from incidents.mediation.lifecycle import TALKED_OUT, CaseStage, CaseStep
from incidents.mediation.meetings_page import MeetingsPage
from incidents.mediation.parts import Viewer, Who
from incidents.models import (
    MediationCase,
    MediatorAssignment,
    Statement,
)
from incidents.reminding import showing as reminders
from incidents.reminding import waits
from incidents.reminding.showing import Ahead
from incidents.taxonomy import CONFIDENTIAL, Lane
from incidents.turns import TurnNow, Whose
from liaison import access
from liaison.agenda import Action
from liaison.roles import Permission
from liaison.templatetags import time_tags

TONES = {CaseStage.NOT_PROCEEDING: "plain", CaseStage.WITHDRAWN: "plain", CaseStage.CLOSED: "ok"}


class MediationPage:
    """One mediation, as *viewer* sees it at *at*."""

    def __init__(self, case: MediationCase, viewer: Viewer, at: datetime) -> None:
        self.case, self.viewer, self.at = case, viewer, at
        self.incident = case.incident
        self.zone = case.incident.site.zone
        # Those who do not read its course see the facts as they stand.
        self.standing = reading.as_corrected(case.incident)
        self.seen = AsSeen(self.standing, viewer.side)
        self.tone = TONES.get(CaseStage(case.stage), "wait")
        self.agreement = AgreementPage(case, viewer, lambda: self.is_done)
        self.meetings = MeetingsPage(case, viewer, at)

    # Whose turn ------------------------------------------------------------------------------
    @cached_property
    def is_done(self) -> bool:
        """Whether the viewer's own part has done what is asked of it at this stage."""
        return (self.case.pk, str(self.viewer.who)) in parts.done([self.case])

    @cached_property
    def turn(self) -> TurnNow:
        return turns.turn_now(self.case, self.viewer, done=self.is_done)

    @property
    def stands_in(self) -> str:
        """By post, who acts at present for the viewer's own side, where it is asked."""
        return acting.stand_in(self.incident, self.turn.side, at=self.at)

    @property
    def turn_by_day(self) -> bool:
        """Whether no more is told of the beginning of the turn than its day."""
        return self.seen.is_by_the_day(self.turn.since)

    @property
    def is_late(self) -> bool:
        return bool(self.turn.until and self.turn.until < self.at)

    @cached_property
    def lapses_at(self) -> datetime | None:
        """Until when the names can come that are waited for."""
        return lapsing.lapses_at(self.case)

    @property
    def lapses_told(self) -> SafeString | str:
        """The same as it is told."""
        return self._counted_from_the_turn(self.lapses_at)

    @property
    def counts_after(self) -> SafeString | str:
        """When the time to think again is over, as it is told; nothing where it does not run."""
        runs = self.case.stage == CaseStage.COOLING_OFF
        return self._counted_from_the_turn(self.case.due_at) if runs else ""

    def _counted_from_the_turn(self, at: datetime | None) -> SafeString | str:
        """Counted from when the turn began, it is told no more exactly."""
        return time_tags.moment_in(at, self.zone, by_day=self.turn_by_day)

    @property
    def reminder_ahead(self) -> Ahead | None:
        """The one that goes to the viewer's own part next, whatever it has answered."""
        waiting = waits.of_mediation(self.case)
        return reminders.ahead([one for one in waiting if one.part == self.viewer.who], self.at)

    @cached_property
    def actions(self) -> Sequence[Action]:
        found = []
        if self.signs_terms and self.turn.whose is Whose.YOURS:
            found.append(self._to("mediation_terms", _("Read and sign the terms")))
        found += self._to_agreement()
        if self.asks_survey:
            found.append(self._to("mediation_survey", _("Say how it was")))
        if self.may_ask_review:
            label = _("Ask the leaders to look at it again")
            found.append(self._to("leaders_review", label, quiet=True))
        if self.case.is_talking and self.viewer.who:
            found.append(self._to("mediation_seen", _("What they see"), quiet=True))
        return found

    def _to_agreement(self) -> list[Action]:
        found = []
        drafts = self.agreement.may_draft and self.case.stage == CaseStage.SESSIONS
        if drafts:
            found.append(self._to("mediation_draft", _("Draft an agreement")))
        if self.agreement.versions:
            yours = self.turn.whose is Whose.YOURS
            signs = moving.is_the_moment(self.case, CaseStep.COOL_OFF) and yours
            label = _("Read and sign the agreement") if signs else _("Read the agreement")
            found.append(self._to("mediation_agreement", label, quiet=drafts or not yours))
        return found

    def _to(self, page: str, label: str, *, quiet: bool = False) -> Action:
        url = reverse(f"incidents:{page}", args=[self.incident.reference])
        return Action(label, url, posts=False, quiet=quiet)

    @cached_property
    def may_leave(self) -> bool:
        return (
            self.viewer.side is not None
            and moving.is_the_moment(self.case, CaseStep.LEAVE)
            and bool(access.may(self.viewer.person, Permission.MEDIATION_CONSENT, self.case))
            and not agreement.signed_by(self.case, self.viewer.side)
        )

    @cached_property
    def may_step_back(self) -> bool:
        return self.viewer.is_mediator and moving.is_the_moment(self.case, CaseStep.STEP_BACK)

    @cached_property
    def may_close(self) -> bool:
        """Whether the viewer may end the talks without an agreement."""
        return self.viewer.is_mediator and moving.is_the_moment(self.case, CaseStep.NO_AGREEMENT)

    @cached_property
    def may_ask_review(self) -> bool:
        """Whether the viewer may ask both leaders to look at a mediation that has ended."""
        side, incident = self.viewer.side, self.incident
        may = stepping.may_take(Step.REVIEW, incident, by=self.viewer.person, side=side)
        return bool(may and reviewing.may_review(self.case, self.at))

    @cached_property
    def asks_survey(self) -> bool:
        """Whether the viewer's side is asked how it was, and has not answered yet."""
        talked_out = self.case.stage in TALKED_OUT
        return talked_out and bool(surveying.may_answer(self.case, self.viewer, self.at))

    # Consent ---------------------------------------------------------------------------------
    @property
    def is_offered(self) -> bool:
        """Both sides are asked whether they want to mediate."""
        return moving.is_the_moment(self.case, CaseStep.AGREE)

    @property
    def asks_consent(self) -> bool:
        return self.is_offered and self.viewer.may(self.case)

    @cached_property
    def own_answer(self) -> str:
        """What the viewer's own side has answered: "yes", "no" or nothing yet."""
        if not self.asks_consent or self.viewer.side is None:
            return ""
        consent = consenting.of(self.case, self.viewer.side)
        return ("yes" if consent.agrees else "no") if consent else ""

    # The mediator ----------------------------------------------------------------------------
    @cached_property
    def assignment(self) -> MediatorAssignment | None:
        return self.case.assignments.current().select_related("mediator").first()

    @property
    def names_mediator(self) -> bool:
        """Either side may challenge the mediator who is named."""
        return moving.is_the_moment(self.case, CaseStep.CHALLENGE)

    @property
    def signs_terms(self) -> bool:
        """The three are asked to sign the terms."""
        return moving.is_the_moment(self.case, CaseStep.SIGN_TERMS)

    @property
    def asks_about_mediator(self) -> bool:
        is_theirs = self.viewer.side is not None and self.viewer.may(self.case)
        return self.names_mediator and is_theirs and not self.is_done

    @cached_property
    def has_challenged(self) -> bool:
        return bool(self.viewer.side and assigning.has_challenged(self.case, self.viewer.side))

    @cached_property
    def signatures(self) -> list[tuple[Any, Any]]:
        """(part, when) for each of the three; nothing for who has not signed."""
        signed = (
            dict(self.assignment.signatures.values_list("who", "at")) if self.assignment else {}
        )
        return [(who.label, signed.get(who.value)) for who in Who]

    def terms(self) -> list[str]:
        return terms.read_in(get_language() or "en")

    # Words -----------------------------------------------------------------------------------
    @cached_property
    def statements(self) -> list[Statement]:
        """What the viewer reads of what was confided here, oldest first."""
        rows = Statement.objects.visible_to(self.viewer.person)
        rows = rows.select_related("data_key", "author", "assignment")
        rows = rows.filter(assignment__case=self.case, lane__in=CONFIDENTIAL)
        return list(rows.order_by("at", "id"))

    def entries(self) -> list[Entry]:
        """How the mediation went: its moves, its reminders, and what the viewer may read."""
        moves = self.case.moves.select_related("by")
        found = [self._move(move) for move in moves]
        found += [self._confided(one) for one in self.statements]
        told = reminders.about(self.incident.pk, [self.case.pk])
        found += reminders.entries(told, self.seen)
        return course.as_told(found, self.seen)

    @cached_property
    def audiences(self) -> list[lanes.Audience]:
        """Where the viewer writes now, and who reads it there."""
        goes_on = self.case.is_talking and self.assignment is not None
        found = confiding.lanes_of(self.case, self.viewer.person) if goes_on else []
        return [lanes.audience(self.case, lane) for lane in found]

    @cached_property
    def sees_incident(self) -> bool:
        """Whether the viewer may open the incident itself: a mediator once they hear it."""
        return not self.viewer.is_mediator or self.case.is_talking

    def columns(self) -> list[seen.Column]:
        return seen.columns(self.case, self.viewer)

    def _confided(self, statement: Statement) -> Entry:
        """Words in confidence, with the way to have them taken out: whoever reads them may."""
        entry = course.of_statement(statement, self.viewer.person)
        if entry.gone or self.viewer.who is None:
            return entry
        where = [self.incident.reference, statement.pk]
        return replace(entry, out_url=reverse("incidents:confided_take_out", args=where))

    def _move(self, move: Any) -> Entry:
        own = move.by_id == self.viewer.person.pk
        title = titles.of(move.step)
        return Entry(move.at, move.side or Lane.SHARED.value, move.by.told, own, title=title)
