"""Prints the link with which the first administrator opens an account."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from accounts.models import Person
from audit import ledger
from liaison import founding, invitations, setting_up
from liaison.invitations import Newcomer
from liaison.models import Invitation, Mandate, Organisation
from liaison.refusal import Refused
from liaison.roles import Role


class Command(BaseCommand):
    help = "Prints an invitation for the first administrator, who sets up everything else."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the administrator's e-mail address")
        parser.add_argument("--name", default="Administrator", help="how others see them")
        parser.add_argument(
            "--organisation",
            default="Portal administration",
            help="the neutral body they belong to; made where there is none of that name",
        )
        parser.add_argument(
            "--again", action="store_true", help="although there is an administrator already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
            self.stdout.write(_invite(options))
        except ValidationError as error:
            raise CommandError(f"{options['email']} is not an e-mail address.") from error
        except Refused as error:
            raise CommandError(str(error)) from error


def _invite(options: dict[str, Any]) -> str:
    with ledger.writing():
        if not options["again"] and _administrators().exists():
            raise Refused(
                "There is an administrator already, who can open accounts. "
                "To make another one here, add --again."
            )
        system = Person.system()
        newcomer = Newcomer(options["email"], options["name"])
        mandate = founding.found_administrator(newcomer, _body(options), by=system)
        open_one = Invitation.objects.open().filter(person=mandate.person).first()
    if open_one is None:
        return f"{mandate.person.email} is an administrator and can sign in."
    day = f"{open_one.expires_at:%Y-%m-%d}"
    return f"Open this link once, before {day}:\n{invitations.link(open_one)}"


def _administrators() -> Any:
    today = timezone.now().date()
    confirmed = Mandate.objects.confirmed().filter(role=Role.ADMINISTRATOR)
    return confirmed.filter(person__is_active=True).exclude(ends_on__lt=today)


def _body(options: dict[str, Any]) -> Organisation:
    name, kind = options["organisation"], Organisation.Kind.NEUTRAL
    body = Organisation.objects.filter(name=name).first()
    if body is None:
        body = Organisation(name=name, kind=kind, zone="UTC")
        return setting_up.create_organisation(body, by=Person.system())
    if body.kind != Organisation.Kind.NEUTRAL:
        raise Refused(f"{body.name} is not a neutral body; administrators belong to one.")
    return body
