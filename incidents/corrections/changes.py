"""What corrections of facts changed, in words, as one side sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from incidents.corrections import reading
from incidents.facts import Facts


@dataclass(frozen=True, slots=True)
class Change:
    """``title``: which fact; ``says``: what it said, and what is right."""

    title: str
    says: str


def by_number(case: Facts) -> Mapping[int, Change]:
    """The corrections of the facts of *case*, by the number of their move."""
    stages = reading.each(case.incident, case.corrections)
    seen = pairwise(Facts(stage, case.side) for stage in stages)
    return {
        correction.number: Change(
            _("Corrected: %(fact)s") % {"fact": correction.get_fact_display()},
            _says(before, after),
        )
        for correction, (before, after) in zip(case.corrections, seen, strict=True)
    }


def _says(before: Facts, after: Facts) -> str:
    """Fact by fact; the reader may see less of it than was corrected."""
    was, now = before.in_words(), after.in_words()
    told = [
        _("%(what)s: first “%(was)s”, now “%(now)s”.")
        % {"what": what, "was": was.get(what, _("Not said")), "now": now.get(what, _("Not said"))}
        for what in dict.fromkeys([*was, *now])
        if was.get(what) != now.get(what)
    ]
    return "\n".join(told) or _("It was corrected more exactly than is shown to you.")
