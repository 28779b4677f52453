from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "visits"

    def ready(self) -> None:
        from visits import guards, guards_exception, receivers  # noqa: F401
        from visits.after import guards as of_outcomes  # noqa: F401
        from visits.series import guards as of_series  # noqa: F401
