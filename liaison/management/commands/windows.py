"""``manage.py windows SLUG --from ... --to ... --kind ...``: see docs/hours.md."""

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _

from liaison import hours, hours_file, timekeeping, wallclock
from liaison.management.plain import PlainCommand
from liaison.models import Site

# (kind, --bookable) -> what is listed. "Operating" with buffers and blackouts is "busy".
KINDS = {
    ("operating", False): hours.operating,
    ("closed", False): hours.closed,
    ("operating", True): hours.busy,
    ("closed", True): hours.bookable,
}


class Command(PlainCommand):
    help = "Prints when a site operates, or does not, as one JSON object a line."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="the site's short name")
        moment = "an ISO 8601 date and time; without an offset it is the site's time"
        parser.add_argument("--from", dest="start", required=True, metavar="DATETIME", help=moment)
        parser.add_argument("--to", dest="end", required=True, metavar="DATETIME", help=moment)
        parser.add_argument(
            "--kind", required=True, choices=("closed", "operating"), help="which windows"
        )
        parser.add_argument(
            "--bookable", action="store_true", help="count buffers and blackouts as operating"
        )
        parser.add_argument(
            "--known-at",
            metavar="DATETIME",
            help="by what was on record then, the zone and the stage of life included; "
            "left out: by what is on record now",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        site = Site.objects.filter(slug=options["slug"].replace("\0", "")).first()
        if site is None:
            self.refuse(_("No site has the short name %(slug)s.") % {"slug": repr(options["slug"])})
        known_at = options["known_at"] and self._moment("--known-at", options["known_at"], site.tz)
        schedule = timekeeping.schedule_of(site, known_at)
        start = self._moment("--from", options["start"], schedule.zone)
        end = self._moment("--to", options["end"], schedule.zone)
        if start >= end:
            self.refuse(_("--from must lie before --to."))
        windows = KINDS[options["kind"], options["bookable"]]
        for span in windows(schedule, start, end):
            ends = {"from": span.start, "to": span.end}
            line = {name: at.astimezone(schedule.zone).isoformat() for name, at in ends.items()}
            self.stdout.write(json.dumps(line))

    def _moment(self, option: str, text: str, zone: ZoneInfo) -> datetime:
        """A wall time that comes twice is the earlier, one that never comes the end of the gap."""
        try:
            found = datetime.fromisoformat(text)
            if found.year not in hours_file.YEARS:
                raise ValueError
        except ValueError:
            self.refuse(
                _("%(option)s: %(text)s is not a date and time like 2025-03-09T02:30.")
                % {"option": option, "text": repr(text[:40])}
            )
        return wallclock.resolve(found, zone) if found.tzinfo is None else found.astimezone(UTC)
