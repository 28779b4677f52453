"""``manage.py load_demo``: the fictional organisations, people and events."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from desk.demo import loading


class Command(BaseCommand):
    help = "Loads the demonstration once; DEMO_PASSWORD is the password of its accounts."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SHOWS_DEMO:
            raise CommandError("This portal shows no demo, so none is loaded into it.")
        password = os.environ.get("DEMO_PASSWORD", "")
        if not password:
            raise CommandError("Set DEMO_PASSWORD to the password of the demo accounts.")
        try:
            with translation.override("en"):
                fresh = loading.load(password, at=timezone.now())
        except loading.NotOurs:
            raise CommandError(
                "The database holds organisations of your own, so the demo stays out of it."
            ) from None
        self.stdout.write("The demo is loaded." if fresh else "The demo was loaded before.")
