"""People and texts that tests of patterns share with those of incidents."""

from incidents.tests.conftest import agreed, at_ten, second, torn

__all__ = ["agreed", "at_ten", "second", "torn"]
