"""Fixtures that every test may ask for."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests import cast as the_cast


@pytest.fixture
def cast(db) -> the_cast.Cast:
    return the_cast.build()


@pytest.fixture
def as_(client: Client) -> Callable[..., Client]:
    """``as_(cast.manager)`` is a client that is signed in as that person."""

    def sign_in(person) -> Client:
        fresh = Client()
        fresh.force_login(person)
        return fresh

    return sign_in
