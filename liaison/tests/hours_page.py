"""A site's page of hours in a browser's hands: what it sends, and what the page then says."""

import re

import time_machine
from django.urls import reverse

from liaison import opening, timekeeping
from tests.cast import NOW

ROW_FIELDS = {
    "hours": ("weekday", "opens", "closes", "valid_from", "valid_to"),
    "exceptions": ("date", "kind", "opens", "closes", "why", "stop"),
    "recurring": ("nth", "weekday", "days", "kind", "opens", "closes", "why", "valid_from"),
    "blackouts": ("weekday", "from", "to", "why"),
}
DAILY = ("daily", "09:00", "03:00")
CLEANING = ("tuesday", "04:00", "05:00", "Cleaning")


class HoursPage:
    """Harbour Street's page in the hands of its manager, at NOW."""

    def __init__(self, cast, as_):
        self.cast, self.as_ = cast, as_
        self.url = reverse("liaison:hours_change", args=[cast.site.slug])

    def get(self, person=None):
        with time_machine.travel(NOW, tick=False):
            return self.as_(person or self.cast.manager).get(self.url)

    def post(self, person=None, *, follow=False, **changes):
        return self.sends(typed(self.cast, **changes), person, follow=follow)

    def sends(self, data, person=None, *, follow=False):
        with time_machine.travel(NOW, tick=False):
            browser = self.as_(person or self.cast.manager)
            return browser.post(self.url, data, follow=follow)


def typed(cast, *, hours=(DAILY,), exceptions=(), recurring=(), blackouts=(CLEANING,), **more):
    """What a browser sends for these rows."""
    data = {
        "buffer_before_minutes": "30",
        "buffer_after_minutes": "45",
        "expected": opening.mark_of(timekeeping.hours_known(cast.site)),
        "since": "2025-02-04",
        "until": "",
    }
    typed_rows = {
        "hours": hours,
        "exceptions": exceptions,
        "recurring": recurring,
        "blackouts": blackouts,
    }
    for key, rows in typed_rows.items():
        data |= {f"{key}-TOTAL_FORMS": len(rows), f"{key}-INITIAL_FORMS": 0}
        for index, row in enumerate(rows):
            named = zip(ROW_FIELDS[key], row, strict=False)
            values = row if isinstance(row, dict) else dict(named)
            data |= {f"{key}-{index}-{name}": value for name, value in values.items()}
    return data | more


def text(response):
    return " ".join(response.content.decode().split())


def unmarked(response):
    """What is read, without the tags."""
    return " ".join(re.sub(r"<.*?>", "", text(response)).split())


def beside(response, name):
    """The errors shown beside the field of that name."""
    box = re.search(rf'id="div_id_{name}".*?(?=id="div_id_|</fieldset)', text(response)).group()
    return re.findall(r"<li>(.*?)</li>", box)


def stands(cast):
    return timekeeping.hours_known(cast.site).schedule
