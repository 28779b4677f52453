"""Somebody who stands on both sides, whom tests of exports share with those of incidents."""

from incidents.tests.conftest import torn

__all__ = ["torn"]
