from django.apps import AppConfig


class ProtocolsConfig(AppConfig):
    name = "protocols"

    def ready(self) -> None:
        # What the database holds, and who hears what.
        from protocols import guards, receivers  # noqa: F401
