from django.apps import AppConfig


class SupportConfig(AppConfig):
    """What only tests need: a flush that gets past the append-only guards."""

    name = "tests.support"
    label = "test_support"
