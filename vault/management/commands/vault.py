"""``manage.py vault keys``: which keys there are, made where that is safe."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from vault import keyring
from vault.models import DataKey


class Command(BaseCommand):
    help = "Makes the keys of private text that do not exist yet, and lists them all."
    # It has to run where the keys are missing, which is an error to the checks.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        tasks = parser.add_subparsers(dest="task", required=True)
        tasks.add_parser("keys", help="Status 1 if a key is lost or open to others.")

    def handle(self, *args: Any, **options: Any) -> None:
        in_use = self.in_use()
        for name in keyring.names():
            # A new key in the place of a lost one would hide the loss and open nothing.
            if name not in in_use and not keyring.epochs(name):
                keyring.create(name)
            known = ", ".join(str(epoch) for epoch in keyring.epochs(name))
            self.stdout.write(f"{name}: {known or 'none'}")
        faults = keyring.faults()
        faults += [
            f"The key “{name}” of epoch {epoch} is lost: texts are sealed under it. Put it back."
            for name, used in sorted(in_use.items())
            for epoch in sorted(used - set(keyring.epochs(name)))
        ]
        if faults:
            raise CommandError("\n".join(faults))

    def in_use(self) -> dict[str, set[int]]:
        """The epochs under which a text is sealed, by domain; none before the first migration."""
        found: dict[str, set[int]] = {}
        if DataKey._meta.db_table in connection.introspection.table_names():
            living = DataKey.objects.filter(destroyed_at=None)
            for domain, epoch in living.values_list("domain", "key_epoch").distinct():
                found.setdefault(domain, set()).add(epoch)
        return found
