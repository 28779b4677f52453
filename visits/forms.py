"""What people type about a visit: shape only."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, cast
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaison import days, screening, wallclock
from liaison.fields import DayField, Key, ScreenedText
from liaison.hours import Span
from liaison.templatetags.time_tags import clock_in_words
from liaison.widgets import ClockInput, Tiles
from visits.booking import Time, Wish
from visits.kinds import Kind, Place
from visits.lifecycle import Absent
from visits.models.terms import LONGEST_MINUTES, MOST_PEOPLE
from visits.steps import SAY_WHY

LENGTHS = [
    (15, gettext_lazy("15 minutes")),
    (30, gettext_lazy("30 minutes")),
    (45, gettext_lazy("45 minutes")),
    (60, gettext_lazy("1 hour")),
    (90, gettext_lazy("1 ½ hours")),
    (120, gettext_lazy("2 hours")),
    (180, gettext_lazy("3 hours")),
    (240, gettext_lazy("4 hours")),
    (360, gettext_lazy("6 hours")),
    (480, gettext_lazy("8 hours")),
]
EARLIER, LATER = "earlier", "later"
# What is said of a field that was left empty, or that is needed only by what is chosen beside it.
SAY_WHEN = gettext_lazy("Say at which time it begins, like 09:30 on the clock of the site.")
SAY_HOW_MANY = gettext_lazy("Say how many people come, 1 or more.")
NEEDED_ELSEWHERE = gettext_lazy("needed if you meet somewhere else")
WHY_THEN = gettext_lazy("Why it has to be at this time all the same")
NEEDED_IN_HOURS = gettext_lazy("needed for a time in the site’s hours")


class SeenForm(forms.Form):
    """Carries back which state of the visit was on somebody's screen."""

    seen = forms.IntegerField(min_value=1, max_value=1_000_000, widget=forms.HiddenInput)


class WhereForm(forms.Form):
    """At the site, or where else."""

    place = forms.ChoiceField(
        label=gettext_lazy("Where"), choices=Place, initial=Place.ON_SITE, widget=Tiles
    )
    where = ScreenedText(
        label=gettext_lazy("If somewhere else: where"),
        max_length=120,
        lines=1,
        belongs={screening.Kind.PLACE},
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("place") != Place.OFF_SITE:
            # What was typed there before the mind was changed is not asked about any more.
            self.errors.pop("where", None)
            cleaned["where"] = ""
        return cleaned


class TimeForm(WhereForm):
    """Where, on which day, at which time of the site's clock, for how long."""

    day = DayField(
        label=gettext_lazy("Day"),
        input_formats=["%Y-%m-%d"],
        error_messages={"required": gettext_lazy("Choose the day, from today to a year ahead.")},
    )
    time = forms.TimeField(
        label=gettext_lazy("Starts at"),
        widget=ClockInput(),
        input_formats=["%H:%M", "%H:%M:%S"],
        error_messages={"required": SAY_WHEN},
    )
    which = forms.ChoiceField(
        label=gettext_lazy("This time comes twice that night"),
        choices=[
            (EARLIER, gettext_lazy("The first time, before clocks go back")),
            (LATER, gettext_lazy("The second time, after clocks have gone back")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    minutes = forms.TypedChoiceField(
        label=gettext_lazy("Lasts"), choices=LENGTHS, coerce=int, initial=45
    )

    exception = ScreenedText(label=WHY_THEN, max_length=500, required=False)
    needed_later: ClassVar[Mapping[str, Any]] = {
        "where": NEEDED_ELSEWHERE,
        "which": gettext_lazy("needed for this time"),
        "exception": NEEDED_IN_HOURS,
    }

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        self.zone = zone
        self.asks_which = False
        self.nearest: list[Span] = []
        self.remark = ""
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_elsewhere = cleaned.get("place") == Place.OFF_SITE
        if is_elsewhere and not cleaned.get("where") and "where" not in self.errors:
            self.add_error("where", _("Say where you would meet."))
        if cleaned.get("day") and cleaned.get("time") and cleaned.get("minutes"):
            self._find_instant(cleaned)
        return cleaned

    def when(self) -> Time:
        """The time of a valid form."""
        starts = self.cleaned_data["starts"]
        return Time(
            starts=starts,
            ends=starts + timedelta(minutes=self.cleaned_data["minutes"]),
            place=self.cleaned_data["place"],
            where=self.cleaned_data["where"],
            exception=self.cleaned_data["exception"],
        )

    def _find_instant(self, cleaned: dict[str, Any]) -> None:
        found = wallclock.readings(_wall(cleaned), self.zone)
        if not found:
            self._refuse_gap(cleaned)
        elif len(found) == 1:
            cleaned["starts"] = found[0]
        else:
            self.asks_which = True
            if cleaned.get("which"):
                cleaned["starts"] = found[0] if cleaned["which"] == EARLIER else found[1]
            else:
                self.add_error("which", _("Clocks go back that night. Say which one you mean."))

    def _refuse_gap(self, cleaned: dict[str, Any]) -> None:
        starts = wallclock.resolve(_wall(cleaned), self.zone)
        self.nearest = [Span(starts, starts + timedelta(minutes=cleaned["minutes"]))]
        self.add_error(
            "time",
            _("Clocks go forward that night, and this time does not come. The next is %(time)s.")
            % {"time": clock_in_words(starts.astimezone(self.zone))},
        )


def _wall(cleaned: dict[str, Any]) -> datetime:
    """What the clock of the site shows at the start; seconds are left out."""
    return datetime.combine(cleaned["day"], cleaned["time"].replace(second=0, microsecond=0))


class KindForm(forms.Form):
    """What people meet for."""

    kind = forms.ChoiceField(label=gettext_lazy("What for"), choices=Kind, initial=Kind.CHECK_IN)

    def show_kinds(self, kinds: Iterable[Kind]) -> None:
        """Only *kinds* are in the list. Any may be sent: whether it is taken is said elsewhere."""
        field = cast(forms.ChoiceField, self.fields["kind"])
        field.choices = [(kind.value, kind.label) for kind in kinds]


class AskForm(forms.Form):
    """How many come, and what it is about. ``key`` makes the same form sent twice one visit, or
    one series."""

    party_size = forms.IntegerField(
        label=gettext_lazy("How many people come"),
        min_value=1,
        max_value=MOST_PEOPLE,
        initial=2,
        error_messages={"required": SAY_HOW_MANY},
    )
    message = ScreenedText(label=gettext_lazy("What it is about"), max_length=1000, required=False)
    key = Key()


class ProposalForm(AskForm, KindForm, TimeForm):
    """A whole visit."""

    def wish(self) -> Wish:
        """The visit that a valid form asks for."""
        said = self.cleaned_data
        return Wish(
            kind=said["kind"],
            party_size=said["party_size"],
            time=self.when(),
            message=said["message"],
            key=said["key"],
        )


class CounterForm(SeenForm, TimeForm):
    """Another time, or another place."""

    message = ScreenedText(label=gettext_lazy("Message"), max_length=1000, required=False)


class ReasonForm(SeenForm):
    """Why not. *needed* is false where no reason is owed."""

    reason = ScreenedText(
        label=gettext_lazy("Reason"),
        max_length=1000,
        error_messages={"required": SAY_WHY},
    )

    def __init__(self, *args: Any, needed: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needed


class MissedForm(ReasonForm):
    """Who did not come, and why if anybody knows."""

    absent = forms.ChoiceField(
        label=gettext_lazy("Who did not come?"),
        choices=Absent,
        widget=Tiles,
        error_messages={"required": gettext_lazy("Say who did not come, or that nobody knows.")},
    )


class HeldForm(SeenForm):
    """The note that a visit owes."""

    note = ScreenedText(
        label=gettext_lazy("Note"),
        max_length=4000,
        lines=8,
        help_text=gettext_lazy("What was talked about and agreed, without saying who said it."),
        error_messages={
            "required": gettext_lazy("Write what was talked about; a sentence is enough.")
        },
    )


def with_time(data: QueryDict, zone: ZoneInfo, name: str) -> QueryDict:
    """*data* with the time that its button *name* stands for put into the fields; as it was when
    the button holds no time."""
    picked = read_time(data.get(name, ""))
    if picked is None:
        return data
    starts, minutes = picked
    local = starts.astimezone(zone)
    data = data.copy()
    data["day"], data["time"] = local.date().isoformat(), f"{local:%H:%M}"
    data["which"] = LATER if local.fold else EARLIER
    if minutes in dict(LENGTHS):
        data["minutes"] = str(minutes)
    return data


def read_time(text: str) -> tuple[datetime, int] | None:
    """What a button of an offered time holds: "20250212T1530/60" is its start in UTC and its
    length in minutes."""
    start, _slash, minutes = text.partition("/")
    try:
        at = datetime.strptime(start, "%Y%m%dT%H%M").replace(tzinfo=UTC)
        length = int(minutes)
    except ValueError:
        return None
    is_read = days.FIRST <= at.date() <= days.LAST and 0 < length <= LONGEST_MINUTES
    return (at, length) if is_read else None
