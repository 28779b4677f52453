"""An account begins with an invitation: a link that opens it once.

The link is the invitation's id, signed for this purpose. It is kept nowhere: the mail is written
when it is sent, and a link that was lost is replaced by a new invitation.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from liaison import access, notices
from liaison.models import Confirmation, Invitation, Mandate
from liaison.refusal import Refused
from liaison.roles import Permission

OPEN_FOR = timedelta(days=7)
_signer = signing.Signer(salt="liaison.invitation")


class LinkDoesNotOpen(Refused):
    """The link opens nothing; the message says which kind of not."""


class CannotInvite(Refused):
    pass


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who may have no account yet; an account with this address is taken as it is."""

    email: str
    name: str
    language: str = "en"


def account_of(to: Person | Newcomer) -> Person:
    """The account of *to*, made (closed, without a password) where there is none. One that was
    closed is taken as well: what follows decides who may learn that.

    Errors: ``CannotInvite`` for the portal itself.
    """
    person = _of_address(to) if isinstance(to, Newcomer) else Person.objects.get(pk=to.pk)
    if person.is_system:
        raise CannotInvite(_("This address belongs to the portal."), field="email")
    return person


def check_not_closed(person: Person) -> None:
    """Errors: ``CannotInvite`` for an account that was closed."""
    if person.is_closed:
        raise CannotInvite(
            _("This account was closed. An administrator can open it again."), field="email"
        )


def _of_address(newcomer: Newcomer) -> Person:
    """Whose address it is, be it a further one that they have verified; else somebody new."""
    email = newcomer.email.strip().lower()
    further = EmailAddress.objects.filter(email=email, verified=True).select_related("user")
    if (address := further.exclude(user__email=email).first()) is not None:
        return cast(Person, address.user)
    person, made = Person.objects.get_or_create(
        email=email, defaults={"name": newcomer.name, "language": newcomer.language}
    )
    if made:
        person.set_unusable_password()
        person.save(update_fields=["password"])
    return person


def invite(person: Person, *, by: Any, at: datetime) -> Invitation:
    """A new invitation, and its mail. Runs inside an operation that has asked whether *by* may.

    An earlier open one is withdrawn: only the newest link opens the account.
    """
    # Two organisations may confirm mandates of one newcomer at the same moment.
    person = Person.objects.select_for_update().get(pk=person.pk)
    _withdraw_open(person, at)
    invitation = Invitation.objects.create(
        person=person, invited_by=by, invited_at=at, expires_at=at + OPEN_FOR
    )
    ledger.record(
        "liaison.person_invited",
        chain=ledger.SYSTEM,
        vis=ledger.Vis.SYSTEM,
        by=by,
        about=invitation,
        at=at,
        person=str(person.pk),
    )
    notices.invited(invitation, at=at)
    return invitation


@ledger.operation
def resend(person: Person, *, by: Any, at: datetime | None = None) -> Invitation:
    """A new link for somebody who has not opened their account yet; the former stops working."""
    at = at or timezone.now()
    _require_may_invite(by, person)
    person = Person.objects.select_for_update().get(pk=person.pk)
    if not person.awaits_opening:
        raise CannotInvite(_("This account has been opened already."))
    return invite(person, by=by, at=at)


@ledger.operation
def withdraw(person: Person, *, by: Any, at: datetime | None = None) -> None:
    """The open link of *person* stops working. Errors: ``CannotInvite`` when there is none."""
    at = at or timezone.now()
    _require_may_invite(by, person)
    person = Person.objects.select_for_update().get(pk=person.pk)
    if not _withdraw_open(person, at):
        raise CannotInvite(_("There is no open invitation."))
    ledger.record(
        "liaison.invitation_withdrawn",
        chain=ledger.SYSTEM,
        vis=ledger.Vis.SYSTEM,
        by=by,
        about=person,
        at=at,
    )


@ledger.operation
def accept(
    invitation: Invitation,
    *,
    password: str,
    name: str,
    language: str,
    by: Person,
    at: datetime | None = None,
) -> Person:
    """Opens the account with a password of the person's own and a verified address, once.

    Errors: ``LinkDoesNotOpen``, ``Refused`` for a weak password, ``PermissionDenied`` for
    anybody but the invited person.
    """
    at = at or timezone.now()
    if by.pk != invitation.person_id:
        raise PermissionDenied(_("This invitation is for somebody else."))
    person = Person.objects.select_for_update().get(pk=invitation.person_id)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    _check_open(invitation, at)
    _check_not_opened(person)
    _check_password(password, person)
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    person.name, person.language = name, language
    _open_account(person, password, at)
    access.forget()
    ledger.record(
        "liaison.invitation_accepted",
        chain=ledger.SYSTEM,
        vis=ledger.Vis.SYSTEM,
        by=person,
        about=invitation,
        at=at,
    )
    return person


def _open_account(person: Person, password: str, at: datetime) -> None:
    """Whoever came by the link in the mail reads what is sent to that address."""
    person.is_active, person.joined_at = True, at
    person.set_password(password)
    person.save()
    EmailAddress.objects.update_or_create(
        user=person, email=person.email, defaults={"verified": True, "primary": True}
    )


def withdraw_if_for_nothing(person: Person, *, at: datetime) -> None:
    """Somebody who has not come yet, and for whom no mandate is left, need not come. Runs
    inside the operation that took the last one away."""
    if person.awaits_opening and not person.mandates.filter(ended_at=None).exists():
        _withdraw_open(person, at)


def link(invitation: Invitation) -> str:
    """The address that opens the account; anybody who has it can."""
    return link_of(invitation.pk)


def link_of(pk: UUID) -> str:
    return settings.BASE_URL + reverse("liaison:invitation_accept", args=[_signer.sign(pk.hex)])


def find(token: str, *, at: datetime | None = None) -> Invitation:
    """The open invitation behind *token*. Errors: ``LinkDoesNotOpen`` that says why not."""
    try:
        pk = UUID(_signer.unsign(token))
    except (signing.BadSignature, ValueError) as error:
        raise LinkDoesNotOpen(
            _("This link is not complete. Open it from the mail, or copy all of it.")
        ) from error
    invitation = Invitation.objects.select_related("person").filter(pk=pk).first()
    if invitation is None:
        raise LinkDoesNotOpen(_("This invitation was withdrawn."))
    _check_open(invitation, at or timezone.now())
    return invitation


def _check_open(invitation: Invitation, at: datetime) -> None:
    if invitation.accepted_at:
        raise LinkDoesNotOpen(_("This link has been used. Please sign in."))
    if invitation.withdrawn_at:
        raise LinkDoesNotOpen(
            _("This invitation was withdrawn. If there is a newer mail, use the link in that one.")
        )
    if invitation.expires_at <= at:
        raise LinkDoesNotOpen(
            _("This link has expired. Ask whoever invited you to send a new one.")
        )


def _check_not_opened(person: Person) -> None:
    elsewhere = EmailAddress.objects.filter(email=person.email, verified=True)
    if not person.awaits_opening or elsewhere.exclude(user=person).exists():
        raise LinkDoesNotOpen(_("This account has been opened already. Please sign in."))


def _check_password(password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), field="password") from error


def _withdraw_open(person: Person, at: datetime) -> int:
    return Invitation.objects.open().filter(person=person).update(withdrawn_at=at)


def _require_may_invite(by: Any, person: Person) -> None:
    """The administrator may, and whoever may give mandates where the person has one that has
    come so far that they were invited: one person alone opens nobody's account."""
    invited = Q(confirmed_at__isnull=False) | Q(confirmation=Confirmation.ACCEPTANCE)
    mandates = Mandate.objects.filter(invited, person=person, ended_at=None)
    organisations = [one.organisation for one in mandates.select_related("organisation")]
    if not any(access.may(by, Permission.MANDATE_GIVE, one) for one in organisations):
        access.require(by, Permission.ACCOUNT_MANAGE)
