from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "incidents"

    def ready(self) -> None:
        from incidents import guards, receivers  # noqa: F401
        from incidents.lines import guards as of_lines  # noqa: F401
        from incidents.telling import guards as of_telling  # noqa: F401
