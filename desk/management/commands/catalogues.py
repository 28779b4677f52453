"""``manage.py catalogues``: gathers the strings (with --gather) and compiles both catalogues."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from desk import catalogues


class Command(BaseCommand):
    help = "Compiles the catalogues; --gather first brings them up to date (needs GNU gettext)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--gather", action="store_true")
        parser.add_argument("--check", action="store_true", help="changes nothing")

    def handle(self, *args: Any, gather: bool, check: bool, **options: Any) -> None:
        if gather and not check:
            catalogues.gather()
        if not check:
            catalogues.compile_all()
        faults = catalogues.faults()
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write("Both catalogues are complete.")
