"""People whom the cast lacks, for these tests too."""

from incidents.tests.conftest import at_ten, torn  # noqa: F401 - fixtures
