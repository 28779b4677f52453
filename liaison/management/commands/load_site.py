"""``manage.py load_site FILE.json``: see docs/hours.md."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.db import IntegrityError
from django.utils.translation import gettext as _

from accounts.models import Person
from liaison import hours_file, loading, strict_json
from liaison.management.plain import PlainCommand
from liaison.strict_json import BadDocument, Problem

# Enough to mend a file by; a broken one may have thousands.
MOST_PROBLEMS = 20


class Command(PlainCommand):
    help = "Creates or updates a site with its hours from one JSON file (docs/hours.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="the JSON file that describes the site")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            file = hours_file.read(_content(options["file"]))
            loaded = loading.load(file, by=Person.system())
        except BadDocument as bad:
            self.refuse(_told(bad))
        except IntegrityError:
            self.refuse(_("file: somebody else was setting up the same site; load it again"))
        did = ", ".join(loaded.did) or _("nothing has changed")
        self.stdout.write(f"{loaded.site.slug}: {did}")


def _content(name: str) -> bytes:
    try:
        with Path(name).open("rb") as file:
            return file.read(strict_json.MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or _("is not the name of a file")
        raise BadDocument([Problem((), _("cannot be read: %(why)s") % {"why": reason})]) from None


def _told(bad: BadDocument) -> str:
    lines = [str(problem) for problem in bad.problems[:MOST_PROBLEMS]]
    more = len(bad.problems) - len(lines)
    if more:
        lines.append(_("and %(more)d more") % {"more": more})
    return "\n".join(lines)
