from incidents.tests.conftest import second

__all__ = ["second"]
