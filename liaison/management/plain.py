"""Commands that answer in one sentence."""

import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser


class PlainCommand(BaseCommand):
    """Says what is wrong on stderr, without decoration, and ends with exit status 1."""

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.error = self.refuse  # type: ignore[method-assign]
        return parser

    def refuse(self, message: str) -> NoReturn:
        self.stderr.write(message)
        sys.exit(1)
