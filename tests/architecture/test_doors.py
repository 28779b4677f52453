"""Every address x every role x own or other partnership, from the URL configuration itself."""

from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.architecture import doors


def _names(resolver: URLResolver, space: str = "") -> list[str]:
    found = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            found += _names(entry, inner)
        elif isinstance(entry, URLPattern):
            found.append(f"{space}{entry.name}" if entry.name else f"unnamed {entry.pattern}")
    return found


TABLE = doors.table()
ADDRESSES = sorted(set(_names(get_resolver())))


def test_every_address_is_in_the_door_table():
    assert set(ADDRESSES) == set(TABLE), "addresses and rows of the door table differ"


@pytest.fixture(scope="module")
def visitors(furnished) -> dict[str | None, Client]:
    """Everybody at their own browser, signed in once; nobody at the one of ``None``."""
    clients = {part: Client(raise_request_exception=False) for part in (*doors.EVERYONE, None)}
    for part in doors.EVERYONE:
        clients[part].force_login(getattr(furnished.cast, part))
    return clients


@pytest.mark.parametrize("name", sorted(TABLE))
def test_a_door_opens_to_whom_the_table_says(name, furnished, visitors, db):
    door = TABLE[name]
    address = reverse(name, args=door.args(furnished) if door.args else [])
    data = door.data(furnished) if door.data else {}

    wrong = {
        part: found
        for part in sorted(doors.EVERYONE)
        if (found := _knock(visitors[part], door.method, address, data)) != _expected(door, part)
    }

    assert not wrong, f"{address}: {wrong}"
    nobody = _knock(visitors[None], door.method, address, data)
    assert nobody == ("in" if door.public else "sign in")


def _expected(door: doors.Door, part: str) -> str:
    if door.public or part in door.lets:
        return "in"
    return "not allowed" if part in door.sees else "nothing there"


def _knock(client: Client, method: str, address: str, data) -> str:
    # What one visitor changes must not be there for the next, nor in their own cookies.
    cookies = SimpleCookie(client.cookies)
    with transaction.atomic():
        response = getattr(client, method)(address, data)
        transaction.set_rollback(True)
    client.cookies = cookies
    return _meaning(response)


def _meaning(response) -> str:
    if response.status_code == 302 and response["Location"].startswith("/accounts/login/"):
        return "sign in"
    if response.status_code >= 500:
        return f"fault {response.status_code}"
    return {403: "not allowed", 404: "nothing there"}.get(response.status_code, "in")
