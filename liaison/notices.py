"""Who hears what of mandates, invitations and designations. Facts are codes and days."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from accounts.models import Person
from liaison import four_eyes, reach
from liaison.models import (
    Designation,
    Invitation,
    LadderCall,
    Leave,
    LegalBasis,
    Mandate,
    Partnership,
    Site,
)
from liaison.roles import Permission, Side
from notifications import post


def invited(invitation: Invitation, *, at: datetime) -> None:
    """The one mail to somebody who cannot sign in yet. Its link is made when it is sent."""
    post.welcome(
        "liaison/invited",
        person=invitation.person,
        about=invitation,
        key=str(invitation.pk),
        facts={"invitation": invitation.pk.hex},
        at=at,
    )


def lost_password(person: Person, *, at: datetime) -> None:
    """The link is made when the mail is sent. Each time somebody asks is a notice of its own."""
    post.welcome(
        "liaison/lost_password",
        person=person,
        about=person,
        key=uuid.uuid4().hex,
        facts={"person": person.pk.hex},
        at=at,
    )


def partnership_formed(partnership: Partnership, *, at: datetime) -> None:
    """To those in charge on both sides."""
    people = [
        *reach.people_in(partnership.operator, Permission.MANDATE_SEE, at=at),
        *reach.people_in(partnership.service, Permission.MANDATE_SEE, at=at),
    ]
    post.send(
        "liaison/partnership_formed",
        to=list(dict.fromkeys(people)),
        about=partnership,
        path=reverse("liaison:mandate_list"),
        key=str(partnership.pk),
        at=at,
    )


def mandate_given(mandate: Mandate, *, again: bool = False, at: datetime) -> None:
    """To those whose turn it is to confirm; *again* where they were told before."""
    key = f"{mandate.pk}:{at.isoformat()}" if again else ""
    _send("liaison/mandate_given", mandate, four_eyes.confirmers(mandate, at=at), at, key=key)


def mandate_confirmed(mandate: Mandate, partnerships: list[Partnership], *, at: datetime) -> None:
    """To the person, to whoever gave it, and to those in charge on the other side."""
    own = [mandate.person, mandate.given_by]
    _send("liaison/mandate_confirmed", mandate, own, at)
    across = _other_side(mandate, partnerships, at)
    _send("liaison/other_side_mandate_confirmed", mandate, across, at)


def mandate_declined(mandate: Mandate, *, at: datetime) -> None:
    _send("liaison/mandate_declined", mandate, [mandate.given_by], at)


def mandate_ended(
    mandate: Mandate, partnerships: list[Partnership], *, by: Any, at: datetime
) -> None:
    """To the person (unless they ended it themselves) and those in charge on the other side."""
    own = [one for one in (mandate.person, mandate.given_by) if one.pk != by.pk]
    _send("liaison/mandate_ended", mandate, own, at)
    if mandate.confirmed_at:
        across = _other_side(mandate, partnerships, at)
        _send("liaison/other_side_mandate_ended", mandate, across, at)


def designated(made: Designation, former: Designation | None, *, by: Any, at: datetime) -> None:
    """To whoever speaks now, to whoever did before, and to those in charge on the other side."""
    others = _in_charge(made.partnership, Side(made.side).other, at)
    to = [made.person, *([former.person] if former else []), *others]
    _send_designation("liaison/designated", made, to, by, at)


def designation_ended(designation: Designation, *, by: Any, at: datetime) -> None:
    """To both sides' people in charge: a place is empty."""
    both = [person for side in Side for person in _in_charge(designation.partnership, side, at)]
    _send_designation("liaison/designation_ended", designation, [designation.person, *both], by, at)


def leave_recorded(leave: Leave, held: list[Designation], *, at: datetime) -> None:
    """To those in charge on both sides of each partnership the person speaks in."""
    for one in held:
        both = [person for side in Side for person in _in_charge(one.partnership, side, at)]
        post.send(
            "liaison/leave_recorded",
            to=[person for person in dict.fromkeys(both) if person.pk != leave.person_id],
            about=one.partnership,
            path=one.partnership.site.get_absolute_url(),
            key=f"{leave.pk}:{one.pk}",
            facts={
                "side": one.side,
                "rank": one.rank,
                "first": leave.starts_on.isoformat(),
                "last": leave.ends_on.isoformat(),
            },
            at=at,
        )


def ladder_changed(partnership: Partnership, side: Side, *, by: Any, at: datetime) -> None:
    """To those in charge on the other side, who call these numbers."""
    post.send(
        "liaison/ladder_changed",
        to=_in_charge(partnership, side.other, at),
        about=partnership,
        path=partnership.site.get_absolute_url(),
        key=f"{partnership.pk}:{side}:{at.isoformat()}",
        facts={"side": side.value},
        at=at,
    )


def call_unanswered(call: LadderCall, *, at: datetime) -> None:
    """To those in charge on the side whose number nobody answered."""
    post.send(
        "liaison/call_unanswered",
        to=_in_charge(call.partnership, Side(call.side), at),
        about=call,
        path=reverse(
            "liaison:ladder_call_list", args=[call.partnership.site.slug, call.partnership_id]
        ),
        key=str(call.pk),
        facts={"order": call.order},
        at=at,
    )


def legal_basis_recorded(basis: LegalBasis, *, by: Any, at: datetime) -> None:
    """To those in charge on both sides, but for whoever recorded it."""
    post.send(
        "liaison/legal_basis_recorded",
        to=_in_charge_around(basis.site, by, at),
        about=basis.site,
        path=basis.site.get_absolute_url(),
        key=str(basis.pk),
        facts={"to": basis.valid_to.isoformat() if basis.valid_to else ""},
        at=at,
    )


def opening_day_set(site: Site, *, by: Any, at: datetime) -> None:
    """To those in charge on both sides, but for whoever said it."""
    day = site.opens_on.isoformat() if site.opens_on else ""
    post.send(
        "liaison/opening_day_set",
        to=_in_charge_around(site, by, at),
        about=site,
        path=site.get_absolute_url(),
        key=f"{site.pk}:{day}:{at.isoformat()}",
        facts={"day": day},
        at=at,
    )


def _in_charge_around(site: Site, by: Any, at: datetime) -> list[Person]:
    """Those in charge on both sides of every partnership of *site*, but for *by*."""
    people = [
        person
        for partnership in Partnership.objects.with_parties().filter(site=site)
        for side in Side
        for person in _in_charge(partnership, side, at)
    ]
    return [one for one in dict.fromkeys(people) if one.pk != by.pk]


def _in_charge(partnership: Partnership, side: Side, at: datetime) -> list[Person]:
    return reach.people_who_may(Permission.MANDATE_SEE, partnership, side, at=at)


def _send_designation(
    kind: str, designation: Designation, to: Iterable[Person], by: Any, at: datetime
) -> None:
    post.send(
        kind,
        to=[person for person in dict.fromkeys(to) if person.pk != by.pk],
        about=designation,
        path=designation.partnership.site.get_absolute_url(),
        key=str(designation.pk),
        facts={"side": designation.side, "rank": designation.rank},
        at=at,
    )


def _other_side(mandate: Mandate, partnerships: list[Partnership], at: datetime) -> list[Person]:
    return reach.people_across(
        Permission.MANDATE_SEE, partnerships, without=mandate.organisation, at=at
    )


def _send(
    kind: str, mandate: Mandate, to: Iterable[Person], at: datetime, *, key: str = ""
) -> None:
    post.send(
        kind,
        to=list(dict.fromkeys(to)),
        about=mandate,
        path=reverse("liaison:mandate_detail", args=[mandate.pk]),
        key=key or str(mandate.pk),
        facts={"role": mandate.role, "from": mandate.starts_on.isoformat()},
        at=at,
    )
