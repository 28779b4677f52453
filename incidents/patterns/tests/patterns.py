"""Something that recurs, at each stage of the talk about it."""

from datetime import timedelta

from incidents.models import Pattern
from incidents.patterns import talking
from incidents.tests import reports
from tests.cast import NOW

WORDS = "Patrols park beyond the corner from now on; the site rings the liaison first."


def recurring(cast, number=3, **changes):
    """So many released encounters of one kind, a day apart, the last half an hour ago."""
    return [
        reports.released(cast, occurred_at=reports.HAPPENED - timedelta(days=back), **changes)
        for back in reversed(range(number))
    ]


def opened(cast, **changes):
    recurring(cast, **changes)
    return Pattern.objects.get(cell=f"kind:{changes.get('kind', 'P1')}")


def proposed(cast, *, by=None, **changes):
    pattern = opened(cast, **changes)
    return talking.propose(pattern, WORDS, by=by or cast.manager, at=NOW)
