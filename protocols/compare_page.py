"""Any two versions side by side: which ones a person may choose, and what the page begins with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from protocols import comparing, drafting, overview
from protocols.models import Protocol, Version


@dataclass(frozen=True, slots=True)
class TermChange:
    """Something agreed beside the text that differs: a day, a number of days, languages."""

    label: Any
    was: Any
    now: Any

    @property
    def are_days(self) -> bool:
        return any(isinstance(one, date) for one in (self.was, self.now))


def versions_open_to(person: Any, protocol: Protocol) -> list[Version]:
    """Those of *protocol* that *person* may read, newest first. One query."""
    found = protocol.versions.visible_to(person).select_related("protocol", "base")
    return list(found.order_by("-number"))


def others_open_to(person: Any, protocol: Protocol) -> QuerySet[Version]:
    """The newest signed text of every other protocol that *person* may read, by title."""
    return drafting.texts_open_to(person).exclude(protocol=protocol)


def choices(own: Iterable[overview.Placed], others: Iterable[Version]) -> list[Any]:
    """What the chooser offers, in groups."""
    here = [
        (
            str(placed.version.pk),
            _("Version %(number)d · %(stage)s")
            % {"number": placed.version.number, "stage": placed.label},
        )
        for placed in own
    ]
    elsewhere = [(str(version.pk), str(version)) for version in others]
    groups = [(_("This protocol"), here)]
    return [*groups, (_("Other protocols, as last signed"), elsewhere)] if elsewhere else groups


def usual(
    versions: Sequence[Version], person: Any, at: datetime
) -> tuple[Version | None, Version | None]:
    """What the page begins with: the newest text against what is in force there, else against what
    it was begun from, else against the one before. *versions* are newest first."""
    if not versions:
        return None, None
    now = next((one for one in versions if not one.is_discarded), versions[0])
    return former_of(now, versions, person, at), now


def former_of(
    now: Version, versions: Sequence[Version], person: Any, at: datetime
) -> Version | None:
    standing = [one for one in comparing.standing_beside(now, person, at) if one.pk != now.pk]
    if standing and not now.is_settled:
        return standing[0]
    known = {version.pk: version for version in versions}
    if now.base_id in known:
        return known[now.base_id]
    return next((one for one in versions if one.number < now.number), None)


def terms(was: Version, now: Version) -> list[TermChange]:
    """What differs beside clauses and answers."""
    said = [
        (_("Title"), was.protocol.title, now.protocol.title),
        (_("Covers"), _covered(was), _covered(now)),
        (_("Applies from"), was.starts_on, now.starts_on),
        (_("Last day"), was.ends_on, now.ends_on),
        (_("Review on"), was.review_on, now.review_on),
        (_("Days each side may suspend it for"), was.suspension_days, now.suspension_days),
        (_("Days of notice before a side ends it"), was.notice_days, now.notice_days),
        (_("Languages"), _languages(was), _languages(now)),
    ]
    return [TermChange(*one) for one in said if one[1] != one[2]]


def _covered(version: Version) -> str:
    return ", ".join(str(partnership) for partnership in version.protocol.covered)


def _languages(version: Version) -> str:
    known = dict(settings.LANGUAGES)
    return ", ".join(gettext(str(known[code])) for code in version.languages if code in known)
