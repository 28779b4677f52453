"""What waits for a person in incidents, and what is to come."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from incidents import promises, sight, turns
from incidents.lifecycle import Stage
from incidents.models import Commitment, Incident, Settlement
from incidents.taxonomy import Severity, Valence
from liaison import access
from liaison.access import Standing
from liaison.agenda import AHEAD, Action, Item, Time, Turn
from liaison.roles import Permission, Side

# An incident may stay in its own lane for good; so long it is asked about.
ASKED_FOR = timedelta(days=14)
_MOST = 100
_PARTIES = ("site__operator", "partnership__service")


def waiting_for(person: Any, at: datetime) -> list[Item]:
    """What waits for *person* at *at*, what waits for others of theirs, and which promises come
    due: two queries."""
    own, seen = access.standing(person), sight.of(person)
    if not (seen.as_site or seen.as_police):
        return []
    return [*_turns(own, seen, at), *_promises(own, seen, at)]


def _turns(own: Standing, seen: sight.Sight, at: datetime) -> Iterator[Item]:
    handles = own.partnerships_for(Permission.INCIDENT_HANDLE)
    releases = own.sites_for(Permission.INCIDENT_RELEASE)
    # Once somebody has decided, to release it or to keep it, it has made a move.
    asked = Q(
        stage=Stage.LOGGED,
        severity__lt=Severity.CRITICAL,
        revision=0,
        logged_at__gte=at - ASKED_FOR,
    )
    open_terms = Settlement.objects.open().filter(incident=OuterRef("pk"))
    rows = (
        Incident.objects.filter(seen.incidents())
        .filter(Q(turn__isnull=False) | asked)
        .select_related(*_PARTIES)
        .annotate(is_proposed=Exists(open_terms))
        # Said, because the engines differ: what is due does not give way to what has no date.
        .order_by(F("due_at").asc(nulls_last=True), "-occurred_at")
    )
    for incident in rows[:_MOST]:
        side = seen.side_in(incident)
        if side is None:
            continue
        if incident.stage == Stage.LOGGED:
            yield _own_matter(incident, may=incident.site_id in releases)
        else:
            turn = Side(incident.turn or side)
            may = turn is side and incident.partnership_id in handles
            what, action = _next(incident)
            yield _item(
                incident,
                what,
                action,
                who="" if may else turns.awaited(incident, turn, side),
                due=incident.due_at,
                since=incident.turn_since,
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


def _next(incident: Incident) -> tuple[str, Action]:
    page = incident.get_absolute_url()
    if incident.stage == Stage.RELEASED:
        url = reverse("incidents:incident_acknowledge", args=[incident.reference])
        good = incident.valence == Valence.POSITIVE
        label = _("Acknowledge, with thanks") if good else _("Acknowledge")
        return _("To acknowledge: %(what)s"), Action(label, url, {"seen": incident.stamp})
    if getattr(incident, "is_proposed", False):
        return _("Settlement to answer: %(what)s"), Action(_("Read it"), page, posts=False)
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
    zone, checker = incident.tz, promise.promiser.other
    if promise.awaits_check(at, zone):
        return _item(
            incident,
            _("Was a promise of %(post)s kept? About: %(what)s"),
            promises.check(promise, incident),
            who="" if may and side is checker else turns.awaited(incident, checker, side),
            due=promise.check_until(zone, incident.calendar_of(checker)),
            since=promise.check_since(zone),
            post=promise.post,
        )
    return Item(
        turn=Turn.COMING,
        what=_("A promise of %(post)s is due. About: %(what)s")
        % {"post": promise.post, "what": incident.what.label},
        where=_where(incident),
        url=incident.get_absolute_url(),
        zone=incident.site.zone,
        due=promise.falls_due(zone),
        time=Time.BY,
        action=promises.say_done(promise, incident) if may and side is not checker else None,
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
