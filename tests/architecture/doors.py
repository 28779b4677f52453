"""The door table: every address, and who gets in.

Each app keeps its own rows in ``<app>/tests/doors.py`` as ``DOORS: dict[str, Door]``, keyed by
the name of the address. The rows say who gets in; everybody else finds nothing (404).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType, SimpleNamespace
from typing import Any

APPS = ("accounts", "notifications", "liaison", "protocols", "visits", "incidents", "desk")

SITE = frozenset({"staff", "manager", "alternate", "leader"})
POLICE = frozenset({"liaison", "backup", "police_leader"})
BOTH_SIDES = SITE | POLICE
IN_CHARGE = BOTH_SIDES - {"staff"}
NEUTRAL = frozenset({"mediator", "observer", "auditor", "admin"})
OTHERS = frozenset(
    {"other_staff", "other_manager", "other_leader", "other_liaison", "other_police_leader"}
)
WITHOUT_MANDATE = frozenset({"former", "stranger"})
EVERYONE = BOTH_SIDES | NEUTRAL | OTHERS | WITHOUT_MANDATE | {"officer"}
NOBODY: frozenset[str] = frozenset()

Arguments = Callable[[SimpleNamespace], list[Any]]


@dataclass(frozen=True)
class Door:
    """Who gets in at one address.

    ``lets`` get through (any answer but 403, 404 and 5xx), ``sees`` may see the thing but not
    do this (403), all others find nothing (404). ``public`` needs no account. ``args`` are the
    parts of the address, from the furnished world; ``data`` is what a POST carries.
    """

    lets: frozenset[str] = NOBODY
    sees: frozenset[str] = NOBODY
    method: str = "get"
    public: bool = False
    args: Arguments | None = None
    data: Callable[[SimpleNamespace], Mapping[str, Any]] | None = None


def table() -> dict[str, Door]:
    """Every row of every app."""
    rows: dict[str, Door] = {}
    for module in _modules("doors"):
        rows |= module.DOORS
    return rows


def furnish(cast: Any) -> SimpleNamespace:
    """One world with a thing behind every door: each app adds its own in ``tests/world.py``."""
    world = SimpleNamespace(cast=cast, site=cast.site, partnership=cast.partnership)
    for module in _modules("world"):
        module.furnish(world)
    return world


def _modules(name: str) -> list[ModuleType]:
    return [
        import_module(f"{app}.tests.{name}")
        for app in APPS
        if find_spec(f"{app}.tests") and find_spec(f"{app}.tests.{name}")
    ]
