"""Who acts for an organisation: given by one person, confirmed by another, ended by one.

A mandate that ends stops access at once: nothing about a person's reach outlives the request.
"""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from audit import ledger
from liaison import access, designation, events, four_eyes, invitations, mandate_record, notices
from liaison.four_eyes import Appointment, CannotGive
from liaison.invitations import CannotInvite, Newcomer
from liaison.models import Confirmation, Mandate
from liaison.refusal import Refused, Stale
from liaison.roles import Permission, Role

_NOT_LISTED = gettext_lazy("This mandate names no partnership of yours.")


class CannotConfirm(Refused):
    pass


@ledger.operation
def give(
    to: Person | Newcomer, wanted: Appointment, *, by: Any, at: datetime | None = None
) -> Mandate:
    """A mandate that waits for its confirmation; it gives nothing until then.

    Whoever gives it does not learn whether the address has an account: the answer, and what pages
    then show, are the same either way. Somebody new gets an account that is closed until they
    accept an invitation, which goes out when the mandate is confirmed (or at once, where accepting
    it confirms it).
    Errors: ``CannotGive``, ``CannotInvite``, ``PermissionDenied``.
    """
    at = at or timezone.now()
    access.require_verdict(four_eyes.may_give(by, wanted))
    mandate_record.lock(wanted.organisation)
    four_eyes.check_fit(wanted, today=wanted.organisation.day_at(at))
    person = invitations.account_of(to)
    if person.pk == by.pk:
        raise CannotGive(_("Nobody gives a mandate to themselves."), field="email")
    _check_not_held(person, wanted, at)
    way = four_eyes.way_of_confirming(wanted, of=person, by=by, at=at)
    called = to.name if isinstance(to, Newcomer) else ""
    mandate = mandate_record.write(person, wanted, way=way, called=called, by=by, at=at)
    if way == Confirmation.ACCEPTANCE:
        mandate_record.invite_if_new(person, by=by, at=at)
    notices.mandate_given(mandate, at=at)
    mandate_record.record("liaison.mandate_given", mandate, by=by, at=at)
    return mandate


@ledger.operation
def confirm(mandate: Mandate, *, by: Any, at: datetime | None = None) -> Mandate:
    """From now on the mandate counts (from its first day). Errors: ``CannotConfirm``,
    ``CannotInvite`` where the account was closed, ``Stale`` when somebody else was first,
    ``PermissionDenied``."""
    at = at or timezone.now()
    access.require_verdict(four_eyes.may_confirm(by, mandate))
    mandate = _locked(mandate)
    _check_waiting(mandate)
    invitations.check_not_closed(mandate.person)
    if mandate.ends_on and mandate.ends_on < mandate.organisation.day_at(at):
        raise CannotConfirm(_("Its last day has passed. It has to be given again."))
    if not four_eyes.may_give(mandate.given_by, four_eyes.appointment_of(mandate)):
        raise CannotConfirm(
            _("Whoever gave it may no longer do so. Somebody in charge has to give it again.")
        )
    mandate_record.count_from_now(mandate, by=by, at=at)
    return mandate


@ledger.operation
def decline(mandate: Mandate, *, by: Any, at: datetime | None = None) -> Mandate:
    """The one whose turn it is does not confirm; the mandate never counts."""
    at = at or timezone.now()
    access.require_verdict(four_eyes.may_confirm(by, mandate))
    mandate = _locked(mandate)
    _check_waiting(mandate)
    mandate_record.close(mandate, by=by, at=at)
    notices.mandate_declined(mandate, at=at)
    mandate_record.record("liaison.mandate_declined", mandate, by=by, at=at)
    return mandate


@ledger.operation
def end(mandate: Mandate, *, by: Any, at: datetime | None = None) -> Mandate:
    """Stops the mandate, and the access it gives, now. Whoever may give it may end it; so may
    the person who holds it. Other days than before: end it and give it again.

    Errors: ``Stale`` when it has ended already, ``PermissionDenied``.
    """
    at = at or timezone.now()
    if by.pk != mandate.person_id:
        access.require_verdict(may_end(by, mandate))
    mandate = _locked(mandate)
    if mandate.ended_at:
        raise Stale(_("This mandate has been ended already."))
    partnerships = mandate_record.touched(mandate)
    mandate_record.close(mandate, by=by, at=at)
    designation.follow_mandate(mandate, by=by, at=at)
    events.mandate_ended.send(sender=Mandate, mandate=mandate, by=by, at=at)
    notices.mandate_ended(mandate, partnerships, by=by, at=at)
    mandate_record.record("liaison.mandate_ended", mandate, by=by, at=at)
    return mandate


@ledger.operation
def ask_again(mandate: Mandate, *, by: Any, at: datetime | None = None) -> None:
    """The mail to the person goes out once more: to somebody new a new link (the former one stops
    working), to others that a mandate waits for them. Before it is confirmed whoever asks for it
    does not learn which.

    Errors: ``CannotInvite`` where a confirmed one needs no mail, ``Stale``, ``PermissionDenied``.
    """
    at = at or timezone.now()
    if mandate.confirmed_at:
        invitations.resend(mandate.person, by=by, at=at)
        return
    access.require_verdict(may_end(by, mandate))
    mandate = _locked(mandate)
    _check_waiting(mandate)
    if mandate.confirmation != Confirmation.ACCEPTANCE:
        raise CannotInvite(_("The mail goes out when the mandate is confirmed."))
    mandate_record.invite_if_new(mandate.person, by=by, at=at)
    notices.mandate_given(mandate, again=True, at=at)
    mandate_record.record("liaison.mandate_asked_again", mandate, by=by, at=at)


def may_end(person: Any, mandate: Mandate) -> access.Verdict:
    """Whether *person* may end *mandate*: who may give it; for a neutral person, either side."""
    wanted = four_eyes.appointment_of(mandate)
    if wanted.is_neutral and wanted.role is not Role.ADMINISTRATOR:
        verdicts = [
            access.may(person, Permission.MANDATE_GIVE, partnership)
            for partnership in wanted.partnerships
        ]
        refused = verdicts[0] if verdicts else access.Verdict(False, str(_NOT_LISTED))
        return next((one for one in verdicts if one), refused)
    if wanted.is_neutral:
        return access.may(person, Permission.ACCOUNT_MANAGE)
    return four_eyes.may_give(person, wanted)


def _check_not_held(person: Person, wanted: Appointment, at: datetime) -> None:
    standing = mandate_record.standing_ones(person, wanted, at)
    if wanted.is_neutral:
        # What the same person does for others is nobody's business here, and in nobody's way.
        standing = standing.filter(scopes__partnership__in=wanted.partnerships)
    if standing.exists():
        raise CannotGive(
            _("This person has that role here already. End that mandate first."), field="email"
        )


def _check_waiting(mandate: Mandate) -> None:
    if mandate.confirmed_at:
        raise Stale(_("This mandate has been confirmed already."))
    if mandate.ended_at:
        raise Stale(_("This mandate has been ended already."))


def _locked(mandate: Mandate) -> Mandate:
    locked = Mandate.objects.select_for_update(of=("self",)).select_related(
        "person", "organisation", "given_by", "given_for"
    )
    return locked.get(pk=mandate.pk)
