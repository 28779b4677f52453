"""What waits for a person: the shape in which every app hands its items to the desk."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaison import access, deadlines, designation, four_eyes
from liaison.access import Standing
from liaison.models import Confirmation, Mandate, MandateScope, Partnership
from liaison.roles import GRANTS, Permission, Role, Side
from liaison.templatetags import time_tags

AHEAD = timedelta(days=30)
_MOST = 50


class Turn(StrEnum):
    YOURS = "yours"
    THEIRS = "theirs"
    COMING = "coming"


class Time(StrEnum):
    """What the time of a row is, so that nobody takes one for another."""

    ANSWER = "answer"  # the last moment for an answer
    BY = "by"  # the last moment for what has to be done
    UNTIL = "until"  # it ends by itself
    ON = "on"  # it begins, or falls, then
    SINCE = "since"  # it has waited from then on


@dataclass(frozen=True, slots=True)
class Action:
    """The next step as one press: a form that posts ``fields`` to ``url``, or a link.

    With a ``reason`` it cannot be pressed, and that is why; ``quiet``: never the one thing a page
    invites to.
    """

    label: Any
    url: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    posts: bool = True
    reason: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One row of "My desk". ``due`` and ``since`` are aware datetimes, ``zone`` the site's;
    ``time`` says what ``due`` is; ``who`` is whom it waits for, where that is not the reader;
    ``by_day``: of ``due`` only the day is told."""

    turn: Turn
    what: Any
    where: str
    url: str
    zone: str = "UTC"
    due: datetime | None = None
    time: Time = Time.ON
    since: datetime | None = None
    who: Any = ""
    action: Action | None = None
    by_day: bool = False

    @property
    def when(self) -> SafeString | str:
        """``due``, as it is told."""
        return time_tags.moment_in(self.due, self.zone, by_day=self.by_day)


def waiting_for(person: Any, at: datetime) -> list[Item]:
    """Mandates to confirm or accept, those of *person* that wait for others, mandates that are
    about to run out, and places where nobody speaks for the person's side."""
    own = access.standing(person)
    return [*_mandates(person, own), *_running_out(own, at), *_gaps(own, at)]


def _mandates(person: Any, own: Standing) -> Iterator[Item]:
    scoped = MandateScope.objects.filter(
        partnership__in=own.partnerships_for(Permission.MANDATE_CONFIRM)
    )
    wanted = (
        Q(person_id=person.pk, confirmation=Confirmation.ACCEPTANCE)
        | Q(given_by_id=person.pk)
        | Q(
            organisation__in=_organisations(own, Permission.MANDATE_CONFIRM),
            confirmation=Confirmation.SECOND_PERSON,
        )
        | Q(pk__in=scoped.values("mandate"), confirmation=Confirmation.OTHER_SIDE)
    )
    waiting = Mandate.objects.awaiting_confirmation().filter(wanted).with_names()
    for mandate in waiting.order_by("given_at", "pk")[:_MOST]:
        if four_eyes.may_confirm(person, mandate):
            yield _to_confirm(mandate, is_own=mandate.person_id == person.pk)
        elif mandate.given_by_id == person.pk:
            what = _("%(role)s: waits to be confirmed") % {"role": mandate.get_role_display()}
            yield _about(mandate, Turn.THEIRS, what, who=_confirmer(mandate))


def _to_confirm(mandate: Mandate, *, is_own: bool) -> Item:
    role = mandate.get_role_display()
    label = _("Accept") if is_own else _("Confirm")
    what = (
        _("Accept your mandate: %(role)s") % {"role": role}
        if is_own
        else _("Confirm a mandate: %(who)s, %(role)s") % {"who": mandate.person_name, "role": role}
    )
    url = reverse("liaison:mandate_confirm", args=[mandate.pk])
    return _about(mandate, Turn.YOURS, what, Action(label, url))


def _confirmer(mandate: Mandate) -> str:
    if mandate.confirmation == Confirmation.ACCEPTANCE:
        return mandate.person_name
    if mandate.confirmation == Confirmation.OTHER_SIDE:
        return _("the other side")
    return _("a second person of your side")


def _about(
    mandate: Mandate, turn: Turn, what: str, action: Action | None = None, who: str = ""
) -> Item:
    return Item(
        turn=turn,
        what=what,
        where=mandate.organisation.name,
        url=mandate.get_absolute_url(),
        zone=mandate.organisation.zone,
        since=mandate.given_at,
        who=who,
        action=action,
    )


def _running_out(own: Standing, at: datetime) -> Iterator[Item]:
    giving = _organisations(own, Permission.MANDATE_GIVE)
    if not giving:
        return
    # West of Greenwich the last day is still on when the next has begun in UTC.
    ending = Mandate.objects.confirmed().filter(
        organisation__in=giving,
        ends_on__gte=at.date() - timedelta(days=1),
        ends_on__lte=(at + AHEAD).date(),
    )
    for mandate in ending.with_names().order_by("ends_on", "pk")[:_MOST]:
        ends_on = mandate.ends_on
        if ends_on is None or ends_on < mandate.organisation.day_at(at):
            continue
        yield Item(
            turn=Turn.COMING,
            what=_("A mandate runs out: %(who)s, %(role)s")
            % {"who": mandate.person, "role": mandate.get_role_display()},
            where=mandate.organisation.name,
            url=mandate.get_absolute_url(),
            zone=mandate.organisation.zone,
            due=deadlines.end_of(ends_on, mandate.organisation.tz),
            time=Time.UNTIL,
        )


# Whose turn an empty place is: where somebody fits, of those who speak for the side, who appoint
# among themselves; where nobody does, of its leader, who first gives a mandate to somebody.
_APPOINTS: Mapping[Side, tuple[Role, Any]] = {
    Side.SITE: (Role.SITE_MANAGER, gettext_lazy("the site manager of your side")),
    Side.POLICE: (Role.LIAISON_OFFICER, gettext_lazy("the liaison officer of your side")),
}
_FINDS: Mapping[Side, tuple[Role, Any]] = {
    Side.SITE: (Role.SITE_LEADER, gettext_lazy("the site leader of your side")),
    Side.POLICE: (Role.POLICE_LEADER, gettext_lazy("the police leader of your side")),
}


def _gaps(own: Standing, at: datetime) -> Iterator[Item]:
    mine = {side: own.partnerships_for(designation.MAY[side]) for side in Side}
    reached = frozenset().union(*mine.values())
    if not reached:
        return
    partnerships = Partnership.objects.with_parties().filter(pk__in=reached)
    for one in designation.standing(partnerships, at=at):
        if not one.speaker and one.place.partnership.pk in mine[one.place.side]:
            yield _gap(one, own)


def _gap(one: designation.PlaceNow, own: Standing) -> Item:
    place, site = one.place, one.place.partnership.site
    role, who = (_APPOINTS if one.is_fillable else _FINDS)[place.side]
    is_theirs = place.partnership.pk in own.partnerships_as(role)
    return Item(
        turn=Turn.YOURS if is_theirs else Turn.THEIRS,
        what=_("Nobody is appointed to speak for your side (%(rank)s)")
        % {"rank": place.rank.label.lower()},
        where=str(place.partnership),
        url=reverse("liaison:site_settings", args=[site.slug]),
        zone=site.zone,
        who="" if is_theirs else who,
        action=_fill(one) if is_theirs else None,
    )


def _fill(one: designation.PlaceNow) -> Action:
    """To appoint somebody; where nobody fits yet, first to give a mandate to somebody who will."""
    partnership = one.place.partnership
    if one.is_fillable:
        where = [partnership.site.slug, partnership.pk, one.place.side]
        url = reverse("liaison:designation_appoint", args=where)
        return Action(_("Appoint"), url, posts=False)
    url = reverse("liaison:mandate_give", args=[partnership.party(one.place.side).pk])
    return Action(_("Give a mandate"), url, posts=False)


def _organisations(own: Standing, permission: Permission) -> set[Any]:
    return {held.organisation_id for held in own.mandates if held.role in GRANTS[permission]}
