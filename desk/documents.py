"""Documents that are drawn from the code's own tables: roles, stages, figures of screening."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation

from liaison.roles import GRANTS, Role
from liaison.screening_corpus import measuring

LIFECYCLES = {"protocols": "Protocol version", "visits": "Visit", "incidents": "Incident"}


def drawn() -> dict[Path, str]:
    """Every drawn document by its path, as it should read."""
    with translation.override("en"):
        pages = {Path("roles.md"): _roles()}
        for app, title in LIFECYCLES.items():
            table = import_module(f"{app}.lifecycle")
            back = getattr(table, "GOES_BACK", {})
            pages[Path("states") / f"{app}.md"] = _states(title, app, table.MOVES, back)
        force = import_module("protocols.lifecycle").FORCE_MOVES
        pages[Path("states") / "force.md"] = _states("Signed version", "protocols", force)
        cases = import_module("incidents.mediation.lifecycle").CASE_MOVES
        pages[Path("states") / "mediation.md"] = _states("Mediation", "incidents/mediation", cases)
        talks = import_module("incidents.patterns.lifecycle").MOVES
        pages[Path("states") / "pattern.md"] = _states("Pattern", "incidents/patterns", talks)
        told = import_module("incidents.telling.lifecycle").MOVES
        pages[Path("states") / "told.md"] = _states("What was told", "incidents/telling", told)
        series = import_module("visits.lifecycle").SERIES_MOVES
        pages[Path("states") / "series.md"] = _states("Series of visits", "visits", series)
        pages[Path("screening.md")] = measuring.page()
    return {Path(settings.BASE_DIR) / "docs" / path: text for path, text in pages.items()}


def outdated() -> list[Path]:
    return [
        path
        for path, text in drawn().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]


def _roles() -> str:
    lines = [
        "# Roles and permissions",
        "",
        "Drawn from `liaison/roles.py`. A mandate gives a role and reaches what it names.",
        "",
        "| may | " + " | ".join(str(role.label) for role in Role) + " |",
        "|---|" + "---|" * len(Role),
    ]
    for permission, roles in GRANTS.items():
        marks = " | ".join("✔" if role in roles else "" for role in Role)
        lines.append(f"| {permission.label} | {marks} |")
    return "\n".join(lines) + "\n"


def _states(
    title: str,
    app: str,
    moves: Mapping[Any, Any],
    back: Mapping[Any, Mapping[Any, Any]] | None = None,
) -> str:
    arrows = sorted(set(_arrows(moves)))
    return "\n".join(
        [
            f"# Stages: {title.lower()}",
            "",
            f"Drawn from `{app}/lifecycle.py`.",
            "",
            "```mermaid",
            "stateDiagram-v2",
            *(f"    {before} --> {after}" for before, after in arrows),
            "```",
            "",
            *_ways_back(back or {}),
        ]
    )


def _ways_back(back: Mapping[Any, Mapping[Any, Any]]) -> Iterator[str]:
    for before, ends in back.items():
        for to in sorted(set(ends.values())):
            ended = ", ".join(sorted(end for end, leads in ends.items() if leads == to))
            yield (
                f"Where it was {to} before, what is {before} and would end as one of "
                f"{ended} goes back to {to} instead."
            )
            yield ""


def _arrows(moves: Mapping[Any, Any]) -> Iterator[tuple[str, str]]:
    for before, afters in moves.items():
        for after in afters:
            yield str(before), str(after)
