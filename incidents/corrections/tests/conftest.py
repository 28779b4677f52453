"""People whom the cast lacks, for these tests too."""

from incidents.tests.conftest import agreed, at_ten, torn

__all__ = ["agreed", "at_ten", "torn"]
