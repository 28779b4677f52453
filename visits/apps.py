from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "visits"

    def ready(self) -> None:
        from visits import guards, receivers, series_guards  # noqa: F401
