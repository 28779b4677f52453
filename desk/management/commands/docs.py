"""``manage.py docs``: writes the drawn documents, or says (--check) which are out of date."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from desk import documents


class Command(BaseCommand):
    help = "Writes docs/roles.md and docs/states/*.md from the code's tables."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="changes nothing")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if check:
            if names := [path.name for path in documents.outdated()]:
                raise CommandError(f"Out of date: {', '.join(names)}. Run ./portal docs.")
            return
        for path, text in documents.drawn().items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"wrote {path.relative_to(path.parents[1])}")
