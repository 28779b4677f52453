"""What of series waits for a person, for their desk."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from liaison.agenda import Item, Time, Turn
from visits import turns
from visits.desk_rows import row
from visits.models import Series
from visits.series import rule_words
from visits.series import turns as series_turns

_MOST = 50


def waiting_for(person: Any, at: datetime) -> list[Item]:
    """Series on offer: to answer, or to wait for. Their visits have no rows of their own."""
    found = Series.objects.visible_to(person).on_offer(at).with_parties()
    return [
        _item(one, person, at)
        for one in found.order_by("expires_at", "pk")[:_MOST]
        if turns.side_in(person, one.partnership)
    ]


def _item(one: Series, person: Any, at: datetime) -> Item:
    now = series_turns.now(one, person, at)
    yours = now.whose is Turn.YOURS
    words = {"kind": one.get_kind_display(), "rule": rule_words.of(one.rule)}
    return row(
        one,
        Turn.YOURS if yours else Turn.THEIRS,
        _("%(kind)s: %(rule)s") % words,
        due=one.expires_at,
        time=Time.ANSWER,
        who="" if yours else now.who,
        action=series_turns.confirm(one) if yours else None,
    )
