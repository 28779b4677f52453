"""The words in which a time is refused: which rule refuses it, and what the rule says."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison.hours import Span
from liaison.refusal import Refused
from liaison.roles import Side
from liaison.templatetags.time_tags import clock_in_words, day_and_clock, day_in_words
from visits.slots import Clash, Limits, Rule

# A stretch of opening hours that is longer is shown as what it is: always.
_ALWAYS = timedelta(days=6)
_FIELDS = {
    Rule.TOO_SHORT: "minutes",
    Rule.TOO_LONG: "minutes",
    Rule.PAST: "day",
    Rule.HORIZON: "day",
    Rule.NOTICE: "day",
    Rule.CAP: "day",
}
# These are kept by what comes later, never by what comes sooner.
_ONLY_LATER = frozenset({Rule.PAST, Rule.NOTICE})


class CannotBook(Refused):
    """A time that cannot be taken. ``rules`` are the rules that refuse it, ``nearest`` the spans
    that would be allowed."""

    def __init__(
        self,
        clashes: Sequence[Clash],
        *,
        zone: ZoneInfo,
        frame: Limits,
        nearest: Sequence[Span],
        on_site: bool,
    ) -> None:
        self.rules = tuple(dict.fromkeys(clash.rule for clash in clashes))
        said = [_WORDS[clash.rule](clash, frame, zone) for clash in clashes]
        # Of another booking nothing more is said; what is free stands beside it all the same.
        if nearest and self.rules != (Rule.BOOKED,):
            instead = _nearest(self.rules[0], nearest[0], zone)
        elif on_site and not nearest:
            instead = _(
                "No time on site is free in the coming year: meet somewhere else, or by call."
            )
        else:
            instead = ""
        # What would be allowed is no fault of its own: it ends the last reason.
        *before, last = dict.fromkeys(said)
        reasons = (*before, f"{last} {instead}".strip())
        super().__init__(
            " ".join(reasons),
            field=_FIELDS.get(self.rules[0], "time"),
            nearest=nearest,
            reasons=reasons,
        )


def _nearest(rule: Rule, free: Span, zone: ZoneInfo) -> str:
    if rule in _ONLY_LATER:
        words = _("The next that is free: %(span)s.")
    else:
        words = _("The nearest that is free: %(span)s.")
    return words % {"span": _between(free, zone)}


def _too_short(_clash: Clash, frame: Limits, _zone: ZoneInfo) -> str:
    return _("A visit lasts at least %(minutes)s minutes.") % {"minutes": _minutes(frame.shortest)}


def _too_long(_clash: Clash, frame: Limits, _zone: ZoneInfo) -> str:
    return _("A visit of this kind lasts at most %(minutes)s minutes.") % {
        "minutes": _minutes(frame.longest)
    }


def _past(_clash: Clash, _frame: Limits, _zone: ZoneInfo) -> str:
    return _("This time has passed.")


def _horizon(_clash: Clash, frame: Limits, zone: ZoneInfo) -> str:
    return _("Visits are planned up to a year ahead, until %(day)s.") % {
        "day": _day(frame.latest, zone)
    }


def _notice(_clash: Clash, frame: Limits, zone: ZoneInfo) -> str:
    return _("The site needs notice for this kind of visit: the first day is %(day)s.") % {
        "day": _day(frame.earliest, zone)
    }


def _operating(clash: Clash, _frame: Limits, zone: ZoneInfo) -> str:
    if clash.span and clash.span.end - clash.span.start >= _ALWAYS:
        return _("The site is open around the clock then.")
    return _("The site is open then: %(span)s.") % {"span": _span(clash, zone)}


def _hours_unknown(_clash: Clash, _frame: Limits, _zone: ZoneInfo) -> str:
    return _("Nobody has said yet when the site is open, so it counts as open.")


def _before(clash: Clash, _frame: Limits, zone: ZoneInfo) -> str:
    return _("The site gets ready to open then: %(span)s.") % {"span": _span(clash, zone)}


def _after(clash: Clash, _frame: Limits, zone: ZoneInfo) -> str:
    return _("The site has just closed then and still needs the time: %(span)s.") % {
        "span": _span(clash, zone)
    }


def _blackout(clash: Clash, _frame: Limits, zone: ZoneInfo) -> str:
    return _("The site keeps this time for itself (%(why)s): %(span)s.") % {
        "why": clash.why,
        "span": _span(clash, zone),
    }


def _booked(_clash: Clash, _frame: Limits, _zone: ZoneInfo) -> str:
    return _("The site has another booking.")


def _together(_clash: Clash, _frame: Limits, _zone: ZoneInfo) -> str:
    return _("The two sides meet then already.")


def _cap(clash: Clash, frame: Limits, zone: ZoneInfo) -> str:
    if clash.span is None:
        return ""
    full, room = (_month(moment, zone) for moment in (clash.span.start, clash.span.end))
    return ngettext(
        "The site takes %(most)s visit of this kind a month, and %(full)s has it. "
        "The next month with room is %(room)s.",
        "The site takes %(most)s visits of this kind a month, and %(full)s has them. "
        "The next month with room is %(room)s.",
        frame.most or 0,
    ) % {"most": frame.most, "full": full, "room": room}


def _away(clash: Clash, _frame: Limits, _zone: ZoneInfo) -> str:
    if clash.side == Side.SITE:
        return _("Nobody who speaks for the site is there then.")
    return _("Nobody who speaks for the police side is there then.")


_WORDS: Mapping[Rule, Callable[[Clash, Limits, ZoneInfo], str]] = {
    Rule.TOO_SHORT: _too_short,
    Rule.TOO_LONG: _too_long,
    Rule.PAST: _past,
    Rule.HORIZON: _horizon,
    Rule.NOTICE: _notice,
    Rule.OPERATING: _operating,
    Rule.HOURS_UNKNOWN: _hours_unknown,
    Rule.BUFFER_BEFORE: _before,
    Rule.BUFFER_AFTER: _after,
    Rule.BLACKOUT: _blackout,
    Rule.BOOKED: _booked,
    Rule.TOGETHER: _together,
    Rule.CAP: _cap,
    Rule.AWAY: _away,
}


def _minutes(length: timedelta) -> int:
    return length // timedelta(minutes=1)


def _day(moment: datetime, zone: ZoneInfo) -> str:
    return day_in_words(moment.astimezone(zone).date())


def _month(moment: datetime, zone: ZoneInfo) -> str:
    return date_format(moment.astimezone(zone).date(), "F Y")


def _span(clash: Clash, zone: ZoneInfo) -> str:
    return _between(clash.span, zone) if clash.span else ""


def _between(span: Span, zone: ZoneInfo) -> str:
    first, last = span.start.astimezone(zone), span.end.astimezone(zone)
    end = clock_in_words(last)
    if last.date() != first.date():
        end = f"{day_in_words(last.date())}, {end}"
    return _("%(start)s to %(end)s") % {
        "start": day_and_clock(first),
        "end": end,
    }
