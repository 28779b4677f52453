"""What waits for a person in incidents, and what is to come."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from incidents import checking, promises, sight, turns
from incidents.checking import Question
from incidents.lifecycle import RULES, Stage, Step
from incidents.models import Commitment, FollowUp, Incident, Move, Release, Settlement, Statement
from incidents.taxonomy import Severity, Valence
from liaison import access
from liaison.access import Standing
from liaison.agenda import AHEAD, Action, Item, Time, Turn
from liaison.roles import Permission, Side

# An incident may stay in its own lane for good; so long it is asked about.
ASKED_FOR = timedelta(days=14)
_MOST = 100
_DECIDED = (Step.KEEP_BACK, Step.COUNT, Step.PLAN)
_PARTIES = ("site__operator", "partnership__service")


def waiting_for(person: Any, at: datetime) -> list[Item]:
    """What waits for *person* at *at*, what waits for others of theirs, and which promises come
    due or are asked about again: three queries."""
    own, seen = access.standing(person), sight.of(person)
    if not (seen.as_site or seen.as_police):
        return []
    return [*_turns(own, seen, at), *_promises(own, seen, at), *_follow_ups(own, seen, at)]


def _turns(own: Standing, seen: sight.Sight, at: datetime) -> Iterator[Item]:
    handles = own.partnerships_for(Permission.INCIDENT_HANDLE)
    releases = own.sites_for(Permission.INCIDENT_RELEASE)
    # It is asked about until somebody has decided what becomes of it. A planned release that came
    # to nothing is decided anew, and so is what was held critical and is not.
    since = at - ASKED_FOR
    moves = Move.objects.filter(incident=OuterRef("pk"))
    decided = moves.filter(step__in=_DECIDED)
    later = Move.objects.filter(
        incident=OuterRef("incident"), step__in=_DECIDED, number__gt=OuterRef("number")
    )
    fell_through = moves.filter(~Exists(later), step__in=(Step.RECALL, Step.LAPSE), at__gte=since)
    is_new = Q(logged_at__gte=since) | Q(corrected_at__gte=since)
    asked = Q(stage=Stage.LOGGED, severity__lt=Severity.CRITICAL) & (
        is_new & ~Q(Exists(decided)) | Q(Exists(fell_through))
    )
    planned = Release.objects.planned().filter(incident=OuterRef("pk"))
    open_terms = Settlement.objects.open().filter(incident=OuterRef("pk"))
    rows = (
        Incident.objects.filter(seen.incidents())
        .annotate(planned_for=Subquery(planned.values("due_at")[:1]))
        .filter(Q(turn__isnull=False) | asked | Q(planned_for__isnull=False))
        .select_related(*_PARTIES)
        .annotate(is_proposed=Exists(open_terms), **_questions())
        # Said, because the engines differ: what is due does not give way to what has no date.
        .order_by(F("due_at").asc(nulls_last=True), "-listed_at")
    )
    for incident in rows[:_MOST]:
        side = seen.side_in(incident)
        if side is None:
            continue
        if incident.planned_for:
            yield _planned(incident, incident.planned_for)
        elif incident.stage == Stage.LOGGED:
            yield _own_matter(incident, may=incident.site_id in releases)
        else:
            turn = _whose(incident, side)
            may = turn is side and incident.partnership_id in handles
            what, action = _next(incident, turn)
            yield _item(
                incident,
                what,
                action,
                who="" if may else turns.awaited(incident, turn, side),
                due=incident.due_at if incident.turn == turn else None,
                since=incident.turn_since if incident.turn == turn else None,
            )


def _questions() -> dict[str, Subquery]:
    """The oldest question that waits for the answer of each side, by "asked_" and the side."""
    waiting = Statement.objects.unanswered().filter(incident=OuterRef("pk")).order_by("at", "id")
    return {
        f"asked_{side}": Subquery(waiting.filter(author_side=side.other).values("pk")[:1])
        for side in Side
    }


def _question_to(incident: Incident, side: Side) -> UUID | None:
    """The question that *side* answers, while both sides talk."""
    found: UUID | None = getattr(incident, f"asked_{side}")
    return found if incident.stage == Stage.DISCUSSION else None


def _whose(incident: Incident, own: Side) -> Side:
    """For whom it waits: whoever has the turn; but a question to the reader's side is theirs to
    answer, whatever the other side has to do."""
    turn = Side(incident.turn or own)
    return own if _question_to(incident, own) else turn


def _planned(incident: Incident, on: datetime) -> Item:
    return Item(
        turn=Turn.COMING,
        what=_("Planned, to be released: %(what)s") % {"what": incident.what.label},
        where=_where(incident),
        url=incident.get_absolute_url(),
        zone=incident.site.zone,
        due=on,
    )


def _own_matter(incident: Incident, *, may: bool) -> Item:
    """What only the own side knows of: a critical matter to take up, or one to release or keep."""
    if incident.is_critical:
        what, label = _("Critical, to take up: %(what)s"), _("Take it up")
        url, since = incident.get_absolute_url() + "#take-up", incident.turn_since
    else:
        what, label = _("To be released, or kept: %(what)s"), _("Decide")
        url = reverse("incidents:incident_release", args=[incident.reference])
        since = incident.logged_at
    action = Action(label, url, posts=False)
    side = Side(incident.author_side)
    who = "" if may else turns.awaited(incident, side, side)
    return _item(incident, what, action, who=who, due=incident.due_at, since=since)


def _next(incident: Incident, turn: Side) -> tuple[str, Action]:
    """What *turn* has to do."""
    page = incident.get_absolute_url()
    if incident.stage == Stage.RELEASED:
        url = reverse("incidents:incident_acknowledge", args=[incident.reference])
        good = incident.valence == Valence.POSITIVE
        label = _("Acknowledge, with thanks") if good else _("Acknowledge")
        return _("To acknowledge: %(what)s"), Action(label, url, {"seen": incident.stamp})
    if getattr(incident, "is_proposed", False) and incident.turn == turn:
        return _("Settlement to answer: %(what)s"), Action(_("Read it"), page, posts=False)
    asked = _question_to(incident, turn)
    if asked:
        url = reverse("incidents:question_answer", args=[incident.reference, asked])
        return _("A question to answer: %(what)s"), Action(_("Answer it"), url, posts=False)
    return _("To answer: %(what)s"), Action(_("Read and answer"), page + "#say", posts=False)


def _promises(own: Standing, seen: sight.Sight, at: datetime) -> Iterator[Item]:
    """Promises that come due within a month, and those whose day is over until they are checked."""
    handles = own.partnerships_for(Permission.INCIDENT_HANDLE)
    rows = (
        Commitment.objects.unchecked()
        .filter(settlement__incident__in=Incident.objects.filter(seen.incidents()))
        .filter(Q(due_on__lte=(at + AHEAD).date()) | Q(done_at__isnull=False))
        .select_related(*(f"settlement__incident__{party}" for party in _PARTIES))
        .order_by("due_on")
    )
    for promise in rows[:_MOST]:
        incident = promise.settlement.incident
        side = seen.side_in(incident)
        if side is not None:
            may = incident.partnership_id in handles
            yield _promise(promise, incident, side, may=may, at=at)


def _promise(
    promise: Commitment, incident: Incident, side: Side, *, may: bool, at: datetime
) -> Item:
    question = checking.question(promise, incident, at)
    if question:
        return _asked(question, incident, side, may=may)
    zone = incident.tz
    return Item(
        turn=Turn.COMING,
        what=_("A promise of %(post)s is due. About: %(what)s")
        % {"post": promise.whose, "what": incident.what.label},
        where=_where(incident),
        url=incident.get_absolute_url(),
        zone=incident.site.zone,
        due=promise.falls_due(zone),
        time=Time.BY,
        action=promises.say_done(promise, incident) if may and side is promise.promiser else None,
    )


def _follow_ups(own: Standing, seen: sight.Sight, at: datetime) -> Iterator[Item]:
    """Promises that were checked and are asked about again."""
    handles = own.partnerships_for(Permission.INCIDENT_HANDLE)
    incidents = Incident.objects.filter(seen.incidents(), stage__in=RULES[Step.STILL_KEPT].sources)
    rows = (
        FollowUp.objects.standing(at)
        .filter(commitment__settlement__incident__in=incidents)
        .select_related(*(f"commitment__settlement__incident__{party}" for party in _PARTIES))
        .order_by("due_at", "id")
    )
    for follow_up in rows[:_MOST]:
        incident = follow_up.commitment.settlement.incident
        side = seen.side_in(incident)
        if side is not None:
            question = checking.of_follow_up(follow_up, incident)
            yield _asked(question, incident, side, may=incident.partnership_id in handles)


def _asked(question: Question, incident: Incident, side: Side, *, may: bool) -> Item:
    checker, promise = question.checker, question.promise
    first = _("Was a promise of %(post)s kept? About: %(what)s")
    again = _("Is a promise of %(post)s still kept? About: %(what)s")
    return _item(
        incident,
        again if question.follow_up else first,
        promises.answer(question, incident),
        who="" if may and side is checker else turns.awaited(incident, checker, side),
        due=question.until,
        since=question.since,
        post=promise.whose,
    )


def _item(
    incident: Incident,
    what: str,
    action: Action,
    *,
    who: Any,
    due: datetime | None,
    since: datetime | None,
    **named: str,
) -> Item:
    """A row about a step; *who*: whom it waits for, where it is not the reader."""
    return Item(
        turn=Turn.THEIRS if who else Turn.YOURS,
        what=what % {"what": incident.what.label, **named},
        where=_where(incident),
        url=incident.get_absolute_url(),
        zone=incident.site.zone,
        due=due,
        time=Time.BY if incident.stage == Stage.LOGGED else Time.ANSWER,
        since=since,
        who=who,
        action=None if who else action,
    )


def _where(incident: Incident) -> str:
    return f"{incident.site.name} · {incident.reference}"
