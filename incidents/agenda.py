"""What waits for a person in incidents, and what is to come."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from incidents import sight
from incidents.lifecycle import Stage
from incidents.models import Commitment, Incident, Settlement
from incidents.taxonomy import Severity, Valence
from liaison import access, deadlines
from liaison.access import Standing
from liaison.agenda import Action, Item, Turn
from liaison.roles import Permission

# An incident may stay in its own lane for good; so long it is asked about.
ASKED_FOR = timedelta(days=14)
AHEAD = timedelta(days=30)
_MOST = 100


def waiting_for(person: Any, at: datetime) -> list[Item]:
    """What waits for *person* at *at*, what waits for others of theirs, and which promises come
    due: two queries."""
    own, seen = access.standing(person), sight.of(person)
    if not (seen.as_site or seen.as_police):
        return []
    return [*_turns(own, seen, at), *_promises(seen, at)]


def _turns(own: Standing, seen: sight.Sight, at: datetime) -> Iterator[Item]:
    handles = own.partnerships_for(Permission.INCIDENT_HANDLE)
    releases = own.sites_for(Permission.INCIDENT_RELEASE)
    asked = Q(stage=Stage.LOGGED, severity__lt=Severity.CRITICAL, logged_at__gte=at - ASKED_FOR)
    open_terms = Settlement.objects.open().filter(incident=OuterRef("pk"))
    rows = (
        Incident.objects.filter(seen.incidents())
        .filter(Q(turn__isnull=False) | asked)
        .select_related("site")
        .annotate(is_proposed=Exists(open_terms))
        .order_by("due_at", "-occurred_at")
    )
    for incident in rows[:_MOST]:
        side = seen.side_in(incident)
        if side is None:
            continue
        if incident.stage == Stage.LOGGED:
            yield _to_release(incident, may=incident.site_id in releases)
        else:
            is_theirs = incident.turn != side
            may = incident.partnership_id in handles and not is_theirs
            yield _to_answer(incident, may=may)


def _to_release(incident: Incident, *, may: bool) -> Item:
    action = Action(
        _("Decide"), reverse("incidents:incident_release", args=[incident.reference]), posts=False
    )
    return Item(
        turn=Turn.YOURS if may else Turn.THEIRS,
        what=_("To be released, or kept: %(what)s") % {"what": incident.what.label},
        where=_where(incident),
        url=incident.get_absolute_url(),
        zone=incident.site.zone,
        since=incident.logged_at,
        action=action if may else None,
    )


def _to_answer(incident: Incident, *, may: bool) -> Item:
    what, action = _next(incident)
    return Item(
        turn=Turn.YOURS if may else Turn.THEIRS,
        what=what % {"what": incident.what.label},
        where=_where(incident),
        url=incident.get_absolute_url(),
        zone=incident.site.zone,
        due=incident.due_at,
        since=incident.turn_since,
        action=action if may else None,
    )


def _next(incident: Incident) -> tuple[str, Action]:
    page = incident.get_absolute_url()
    if incident.stage == Stage.RELEASED:
        url = reverse("incidents:incident_acknowledge", args=[incident.reference])
        good = incident.valence == Valence.POSITIVE
        label = _("Acknowledge, with thanks") if good else _("Acknowledge")
        return _("To acknowledge: %(what)s"), Action(label, url, {"seen": str(incident.revision)})
    if getattr(incident, "is_proposed", False):
        return _("Settlement to answer: %(what)s"), Action(_("Read it"), page, posts=False)
    return _("To answer: %(what)s"), Action(_("Answer"), page + "#say", posts=False)


def _promises(seen: sight.Sight, at: datetime) -> Iterator[Item]:
    """Promises that come due, or came due a short while ago."""
    today = at.date()
    rows = (
        Commitment.objects.filter(
            settlement__accepted_at__isnull=False,
            settlement__incident__in=Incident.objects.filter(seen.incidents()),
            due_on__range=(today - ASKED_FOR, today + AHEAD),
        )
        .select_related("settlement__incident__site")
        .order_by("due_on")
    )
    for promise in rows[:_MOST]:
        incident = promise.settlement.incident
        zone = ZoneInfo(incident.site.zone)
        yield Item(
            turn=Turn.COMING,
            what=_("Promise of %(post)s: %(what)s")
            % {"post": promise.post, "what": incident.what.label},
            where=_where(incident),
            url=incident.get_absolute_url(),
            zone=incident.site.zone,
            due=deadlines.end_of(promise.due_on, zone).astimezone(UTC),
        )


def _where(incident: Incident) -> str:
    return f"{incident.site.name} · {incident.reference}"
