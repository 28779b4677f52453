from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "visits"

    def ready(self) -> None:
        from visits import (  # noqa: F401
            guards,
            guards_exception,
            guards_outcome,
            receivers,
            series_guards,
        )
