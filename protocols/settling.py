"""The terms of a draft: its languages, its days, and how it pauses and ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from liaison.templatetags import time_tags
from protocols import drafting, journal
from protocols.editing import CannotEdit, ChangedMeanwhile
from protocols.models import Version
from protocols.models.protocol import (
    LONGEST_AHEAD_DAYS,
    LONGEST_NOTICE_DAYS,
    LONGEST_SUSPENSION_DAYS,
    NOTICE_DAYS,
    SUSPENSION_DAYS,
)

LANGUAGES = dict(settings.LANGUAGES)
_DAYS = ("starts_on", "ends_on", "review_on")
_STORED = (*_DAYS, "suspension_days", "notice_days")


@dataclass(frozen=True, slots=True)
class Terms:
    """``starts_on`` and ``ends_on`` are the first and the last day, in each site's own zone."""

    languages: Sequence[str]
    starts_on: date | None = None
    ends_on: date | None = None
    review_on: date | None = None
    suspension_days: int = SUSPENSION_DAYS
    notice_days: int = NOTICE_DAYS


@ledger.operation
def settle(
    version: Version, terms: Terms, *, revision: int, by: Person, at: datetime | None = None
) -> Version:
    """Put *terms* in the place of those that stand in the draft at *revision*."""
    at = at or timezone.now()
    version = drafting.hold(version, by=by)
    if version.revision != revision:
        raise ChangedMeanwhile(_("Somebody else changed these dates while you were at them."))
    version.languages = _checked_languages(terms.languages)
    _check_days(terms)
    _check_ahead(terms, at.astimezone(version.protocol.covered[0].site.tz).date())
    _check_spans(terms)
    for name in _STORED:
        setattr(version, name, getattr(terms, name))
    version.revision += 1
    version.save(update_fields=["languages", *_STORED, "revision"])
    facts: dict[str, Any] = {name: _plain(getattr(terms, name)) for name in _STORED}
    journal.enter(
        "protocols.settled",
        version,
        by=by,
        at=at,
        **facts,
    )
    return version


def terms_of(version: Version) -> dict[str, object]:
    """What stands there, as a form shows it."""
    return {name: getattr(version, name) for name in ("languages", *_STORED)}


def _checked_languages(languages: Sequence[str]) -> list[str]:
    chosen = [code for code in LANGUAGES if code in languages]
    if not chosen:
        raise CannotEdit(_("Choose at least one language."), field="languages")
    return chosen


def _check_days(terms: Terms) -> None:
    starts, ends, review = terms.starts_on, terms.ends_on, terms.review_on
    if starts and review and review <= starts:
        raise CannotEdit(
            _("The review comes after the day from which it applies."), field="review_on"
        )
    if starts and ends and ends < starts:
        raise CannotEdit(_("The last day lies before the first."), field="ends_on")
    if review and ends and review > ends:
        raise CannotEdit(_("The review comes before the last day."), field="review_on")


def _check_ahead(terms: Terms, today: date) -> None:
    last = today + timedelta(days=LONGEST_AHEAD_DAYS)
    for name in _DAYS:
        day = getattr(terms, name)
        if day and day > last:
            raise CannotEdit(
                _("That is too far ahead. The latest is %(day)s.")
                % {"day": time_tags.day_in_words(last)},
                field=name,
                nearest=[last],
            )


def _check_spans(terms: Terms) -> None:
    if not 1 <= terms.suspension_days <= LONGEST_SUSPENSION_DAYS:
        raise CannotEdit(
            _("From 1 to %(most)d days.") % {"most": LONGEST_SUSPENSION_DAYS},
            field="suspension_days",
        )
    if not 0 <= terms.notice_days <= LONGEST_NOTICE_DAYS:
        raise CannotEdit(
            _("From 0 to %(most)d days.") % {"most": LONGEST_NOTICE_DAYS}, field="notice_days"
        )


def _plain(value: date | int | None) -> str | int | None:
    return value.isoformat() if isinstance(value, date) else value
