"""What the gallery shows: plainly made-up examples, at a fixed moment."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from liaison import hours_file, week
from liaison.agenda import Action, Item, Turn
from liaison.hours import Schedule, Span
from liaison.hours_rows import WEEKDAYS
from liaison.templatetags import icon_tags
from liaison.widgets import ManyTiles, Tiles

NOW = datetime(2025, 3, 4, 22, 10, tzinfo=UTC)
ZONE = "America/Vancouver"
_OFFER = Span(NOW + timedelta(days=1), NOW + timedelta(days=1, hours=1))


class Example(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="What it is about", help_text="A few words.", max_length=80)
    when = forms.DateTimeField(
        label="When",
        help_text="In the site's own time.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )
    where = forms.ChoiceField(
        label="Where", choices=[("", "Choose"), ("door", "Entrance"), ("front", "Frontage")]
    )
    sure = forms.ChoiceField(
        label="How sure are you of the time?",
        choices=[("exact", "To the minute"), ("hour", "Within the hour")],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What happened",
        help_text="Write what was done, not who somebody is.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    more = forms.CharField(label="Anything else", required=False)
    agreed = forms.BooleanField(label="I have read this text")


class TileExample(forms.Form):
    circumstance = forms.ChoiceField(
        label="What is it about?",
        choices=[("paper", "A paper is served"), ("noise", "Noise outside"), ("lost", "Property")],
        widget=Tiles(hints={"paper": "A summons, an order, a letter"}),
    )
    effects = forms.MultipleChoiceField(
        label="What came of it?",
        choices=[("paused", "The service paused"), ("turned", "People turned back")],
        widget=ManyTiles,
        required=False,
    )


def everything() -> dict[str, Any]:
    """The context of all examples."""
    return {
        "now": NOW,
        "zone": ZONE,
        "since": NOW - timedelta(days=2, hours=3),
        "until": NOW + timedelta(days=1, hours=2),
        "blank": Example(auto_id="blank_%s"),
        "wrong": _wrong(),
        "laned": Example(auto_id="laned_%s"),
        "tiled": TileExample(auto_id="tiled_%s", initial={"circumstance": "noise"}),
        "actions": _actions(),
        "entries": _entries(),
        "items": _items(),
        "week": _week(),
        "offer": _OFFER,
        "closing": [_OFFER],
        "steps": [
            "Ring the bell and stay outside.",
            "Ask for the person in charge.",
            "Hand over the paper in writing, here.",
        ],
        "facts": [("Reference", "K7Q-2M4"), ("Where", "Entrance"), ("Severity", "2, moderate")],
        "headings": ["Site state", "Answer", "Clause"],
        "rows": [["Operating", "Wait at the door", "4.2"], ["Not operating", "Call first", "4.3"]],
        "crumbs": [("Sites", "/gallery/#breadcrumbs"), ("Harbour Street", "/gallery/")],
        "icons": sorted(icon_tags.LINES),
        "swatches": ["ink", "muted", "site", "police", "shared", "mediator", "ok", "wait", "stop"],
        "lanes": ["site", "police", "shared", "mediator", "site_mediator", "police_mediator"],
    }


def _wrong() -> Example:
    form = Example({"title": "A long evening", "when": "yesterday"}, auto_id="wrong_%s")
    form.add_error(None, "Somebody else has answered while you were writing.")
    return form


def _actions() -> list[Action]:
    # Pressing a button of the gallery must change nothing: every example is a link to itself.
    return [
        Action(label="Release to the police side", url="#turn_bar", posts=False),
        Action(label="Add a note for your own side", url="#turn_bar", posts=False),
        Action(label="Settle", reason="The other side has not acknowledged yet."),
    ]


def _entries() -> list[Any]:
    def entry(hours: int, lane: str, **rest: Any) -> SimpleNamespace:
        return SimpleNamespace(at=NOW - timedelta(hours=hours), lane=lane, **rest)

    words = "Two officers asked to come in during opening hours.\n\nThey left when staff asked."
    return [
        entry(50, "site", own=True, title="Logged for the site side", words=words),
        entry(30, "shared", by="Site manager, Harbour Street", title="Released to the police side"),
        entry(20, "police", by="Liaison officer, Central Division", title="Acknowledged"),
        entry(
            4, "shared", by="Liaison officer, Central Division", words="Thank you. I have asked."
        ),
        entry(2, "mediator", by="Mediator", gone=True),
    ]


def _items() -> list[Item]:
    see = Action(label="Acknowledge", url="#desk_list", posts=False)
    return [
        Item(
            turn=Turn.YOURS,
            what="An incident waits for your answer",
            where="Harbour Street and Coastal Police Service",
            url="#desk_list",
            zone=ZONE,
            due=NOW - timedelta(hours=1),
            action=see,
        ),
        Item(
            turn=Turn.COMING,
            what="A visit is proposed",
            where="Mill Lane and Inland Police Service",
            url="#desk_list",
            zone=ZONE,
            due=NOW + timedelta(days=3),
        ),
    ]


def _week() -> list[week.Day]:
    """A site that is open over midnight, round the clock on one day, on which the clock changes."""
    document = hours_file.check(
        {
            "hours": [{"weekday": day, "opens": "09:00", "closes": "02:30"} for day in WEEKDAYS],
            "exceptions": [
                {"date": "2025-03-06", "kind": "closed"},
                {
                    "date": "2025-03-08",
                    "kind": "open",
                    "intervals": [{"opens": "00:00", "closes": "24:00"}],
                },
            ],
            "blackouts": [
                {"weekday": "tuesday", "from": "05:00", "to": "07:00", "why": "Cleaning"},
                {"weekday": "thursday", "from": "11:00", "to": "15:00", "why": "Deliveries"},
            ],
        }
    )
    schedule = Schedule.from_document(document, ZoneInfo(ZONE))
    starts = datetime(2025, 3, 6, 15, tzinfo=UTC)
    visit = Span(starts, starts + timedelta(minutes=90))
    return week.bars(schedule, NOW.astimezone(schedule.zone).date(), visits=[visit])
