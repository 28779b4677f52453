"""People whom the cast lacks, for these tests too."""

from incidents.tests.conftest import at_ten, second, torn  # noqa: F401 - fixtures
