"""Public holidays, offered to whoever writes a site's hours. Nothing is assumed: some sites open
on every day of the year."""

from collections.abc import Sequence
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

    @property
    def row(self) -> dict[str, Any]:
        return {"date": self.day.isoformat(), "kind": "closed", "why": self.name[:120]}


def offered(operator: Organisation, today: date, taken: set[str]) -> list[Offered]:
    """The holidays of the coming twelve months, by the law of the operator's country and
    province, of which no row speaks yet (*taken*: dates as they are typed)."""
    by_law = PublicHolidays(operator.country, operator.subdivision)
    language = (get_language() or "en")[:2]
    found = [Offered(day, name) for day, name in by_law.from_day(today, language=language)]
    return [one for one in found if one.day.isoformat() not in taken]


def chosen(data: QueryDict, holidays: Sequence[Offered]) -> list[dict[str, Any]]:
    """Rows for those that were ticked."""
    ticked = set(data.getlist("holiday"))
    return [one.row for one in holidays if one.day.isoformat() in ticked]
