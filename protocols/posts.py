"""In which post somebody may sign a version, whose turn it is, and why not."""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from liaison import access
from liaison.access import Held, Standing
from liaison.designation import SPEAKS
from liaison.models import Designation, Partnership
from liaison.refusal import Refused
from liaison.roles import Permission, Role, Side
from protocols import clocks, parties, signatories
from protocols.models import SignatorySlot, Version

TOO_LITTLE = gettext_lazy(
    "This protocol covers more of your organisation than your mandate does. Ask a leader, or "
    "somebody whose mandate covers all of it, to sign."
)


def slot_for(person: Any, version: Version) -> SignatorySlot:
    """The slot that *person* may fill now. Errors: ``Refused`` that says why there is none: they
    hold mandates on both sides, have signed, hold no post that signs, or others come first."""
    if len(parties.sides_of(person, version.protocol)) > 1:
        raise Refused(
            _("You hold mandates on both sides. Nobody speaks for both; ask somebody else.")
        )
    slots = list(version.slots.select_related("organisation", "signature"))
    if any(hasattr(slot, "signature") and slot.signature.person_id == person.pk for slot in slots):
        raise Refused(_("You have already signed this version."))
    own = [slot for slot in slots if role_in(person, version, slot)]
    if not own:
        partly = [slot for slot in slots if holds_partly(person, slot)]
        raise Refused(TOO_LITTLE if partly else _no_post(slots))
    open_ = [slot for slot in own if not hasattr(slot, "signature")]
    if not open_:
        raise Refused(_("Your side has already signed."))
    return open_[0]


def awaited_of(person: Any, version: Version) -> SignatorySlot | None:
    """The slot that *person* may fill sooner or later; None: there is none."""
    if not version.awaits_signatures or not access.may(person, Permission.PROTOCOL_SIGN, version):
        return None
    try:
        return slot_for(person, version)
    except Refused:
        return None


def awaits(person: Any, version: Version) -> SignatorySlot | None:
    """The slot whose turn it is and that *person* may fill; None: there is none."""
    slot = awaited_of(person, version)
    return None if slot is None or before(slot, version) else slot


def may_decline(person: Any, version: Version) -> bool:
    """Whether *person* holds a post that still waits, be it their turn or not."""
    return awaited_of(person, version) is not None


def before(slot: SignatorySlot, version: Version) -> SignatorySlot | None:
    """Who has to sign before *slot* may; None: nobody."""
    if not version.in_order:
        return None
    waiting = version.slots.filter(signature=None, order__lt=slot.order)
    return waiting.select_related("organisation").first()


def reaches_too_little(person: Any, version: Version) -> bool:
    """Whether *person* holds a post that still waits, but for less than the protocol covers of
    their organisation."""
    waiting = version.slots.filter(signature=None)
    return version.awaits_signatures and any(
        holds_partly(person, slot) and not role_in(person, version, slot) for slot in waiting
    )


def role_in(person: Any, version: Version, slot: SignatorySlot) -> Role | None:
    """The role in which *person* may fill *slot*, whether or not it is free; None: in none."""
    return role_for(access.standing(person), version.protocol.covered, slot)


def role_for(own: Standing, covered: Iterable[Partnership], slot: SignatorySlot) -> Role | None:
    """As ``role_in``, for somebody of that standing. Who signs binds their organisation wherever
    it is a party, and reads all that binds it: their mandates in that post cover every one of its
    partnerships among *covered*, or they do not sign."""
    held = _held(own, slot)
    roles = [
        [one.role for one in held if p.pk in own.reaches and own.reaches[p.pk].covered_by(one)]
        for p in covered
        if slot.organisation_id in (p.site.operator_id, p.service_id)
    ]
    return min(chain(*roles)) if roles and all(roles) else None


def holds_partly(person: Any, slot: SignatorySlot) -> bool:
    """Whether *person* holds the post of *slot* for anything at all of its organisation."""
    return bool(_held(access.standing(person), slot))


def post_of(person: Person, version: Version, slot: SignatorySlot, *, at: datetime) -> str:
    """The post in which *person* speaks for the organisation of *slot*, in the first language of
    the text, as it is kept beside their name. Whoever is designated as backup acts in it."""
    role = role_in(person, version, slot)
    with translation.override(version.languages[0]):
        post = str(role.label) if role else slot.post
        if role and _stands_in(person, version, slot, role, at):
            post = _("%(post)s (acting)") % {"post": post}
        return f"{post}, {slot.organisation.name}"


def _held(own: Standing, slot: SignatorySlot) -> list[Held]:
    roles = signatories.roles_of(slot)
    return [
        held
        for held in own.mandates
        if held.organisation_id == slot.organisation_id and held.role in roles
    ]


def _stands_in(
    person: Person, version: Version, slot: SignatorySlot, role: Role, at: datetime
) -> bool:
    if role is not SPEAKS[Side(slot.side)]:
        return False
    named = Designation.objects.filter(side=slot.side, person=person)
    ranks = {
        rank
        for day, there in clocks.days_at(version.protocol.covered, at).items()
        for rank in named.on(day).filter(partnership__in=there).values_list("rank", flat=True)
    }
    return ranks == {Designation.Rank.BACKUP}


def _no_post(slots: Iterable[SignatorySlot]) -> str:
    named = "; ".join(f"{slot.post}, {slot.organisation.name}" for slot in slots)
    return _("Your post is not among those that sign this version: %(posts)s.") % {"posts": named}
