"""Public holidays, offered to whoever writes a site's hours. Nothing is assumed: some sites open
on every day of the year."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language

from liaison.models import Organisation
from liaison.public_holidays import PublicHolidays


@dataclass(frozen=True, slots=True)
class Offered:
    """A holiday on which the site could stay closed."""

    day: date
    name: str
    is_chosen: bool = False

    @property
    def row(self) -> dict[str, Any]:
        return {"date": self.day.isoformat(), "kind": "closed", "why": self.name[:120]}


def offered(
    operator: Organisation, today: date, taken: Collection[str], data: QueryDict | None = None
) -> list[Offered]:
    """The holidays of the coming twelve months, by the law of the operator's country and
    province, of which no row speaks yet (*taken*: dates as they are typed). Those that were
    ticked in *data* are chosen."""
    by_law = PublicHolidays(operator.country, operator.subdivision)
    language = (get_language() or "en")[:2]
    ticked = set(data.getlist("holiday")) if data else set()
    return [
        Offered(day, name, day.isoformat() in ticked)
        for day, name in by_law.from_day(today, language=language)
        if day.isoformat() not in taken
    ]


def chosen(data: QueryDict, operator: Organisation, today: date) -> list[dict[str, Any]]:
    """Rows for those that were ticked."""
    return [one.row for one in offered(operator, today, (), data) if one.is_chosen]
