"""``manage.py audit verify`` and ``manage.py audit guards``."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.models import Exists, OuterRef

from audit import guards, ledger
from audit.models import Chain, Entry


class Command(BaseCommand):
    help = "Verifies the ledger (verify), or says which database guards are missing (guards)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        tasks = parser.add_subparsers(dest="task", required=True)
        verify = tasks.add_parser("verify", help="Walk the chains; status 1 if one is broken.")
        verify.add_argument("--chain", type=UUID, metavar="ID", help="only this chain")
        tasks.add_parser("guards", help="Status 1 if a database guard is missing.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["task"] == "guards":
            self.check_guards()
        else:
            self.verify(options["chain"])

    def verify(self, only: UUID | None) -> None:
        broken = 0
        for chain in self.chains(only):
            verdict = ledger.verify(chain)
            name = f"{chain.kind} {chain.id}"
            if verdict:
                self.stdout.write(f"{name}: {verdict.entries} entries, whole")
            else:
                broken += 1
                self.stdout.write(f"{name}: first bad entry {verdict.first_bad}: {verdict.reason}")
        if broken:
            raise CommandError(f"{broken} of the chains are broken.")

    def chains(self, only: UUID | None) -> Iterator[ledger.ChainRef]:
        if only is not None:
            chain = Chain.objects.filter(pk=only).first()
            if chain is None:
                raise CommandError(f"There is no chain {only}.")
            yield chain.ref
            return
        for chain in Chain.objects.order_by("pk").iterator():
            yield chain.ref
        # The database does not let a chain go, but somebody may have got past it.
        headless = Entry.objects.filter(~Exists(Chain.objects.filter(pk=OuterRef("chain"))))
        for chain_id in headless.values_list("chain", flat=True).distinct():
            yield ledger.ChainRef("headless", chain_id)

    def check_guards(self) -> None:
        names = guards.missing(connection)
        for name in names:
            self.stdout.write(f"missing: {name}")
        if names:
            raise CommandError("Database guards are missing. Run “manage.py migrate”.")
        self.stdout.write(f"{len(guards.registered())} guards in place")
