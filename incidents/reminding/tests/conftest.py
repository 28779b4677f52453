"""It is 10:00 in Vancouver on Tuesday 4 February 2025, where a test asks for it."""

from incidents.tests.conftest import at_ten  # noqa: F401 - a fixture for these tests too
