"""What a side does in its own lane, and whom a colleague forestalls."""

from datetime import timedelta

from incidents import counting, ending, keeping_back, planning, releasing, taking_out
from incidents.critical import confirming
from incidents.critical.tests import matters
from incidents.models import Incident, Removal
from incidents.tests import reports
from incidents.tests.late import TYPED, WORDS, Late
from incidents.tests.test_pressed_twice import LOOKED_AT
from tests.cast import NOW


def _planned(cast):
    release = planning.plan(
        reports.logged(cast),
        reports.SHOWN,
        manner=reports.PLAIN,
        on=NOW.date() + timedelta(days=7),
        by=cast.manager,
        at=NOW,
    )
    return Incident.objects.get(pk=release.incident_id)


def _draft(cast, incident):
    return incident.statements.get(kind="narrative")


PAGES: dict[str, Late] = {
    "incident_release": Late(
        reports.logged,
        "release/",
        "manager",
        lambda cast, one: releasing.release(
            one, reports.SHOWN, manner=reports.PLAIN, by=cast.alternate, at=NOW
        ),
        "Meanwhile: Released to the other side, in these words – Site manager (alternate), Tue 4",
        {**LOOKED_AT, **WORDS},
    ),
    "incident_recall": Late(
        _planned,
        "recall/",
        "manager",
        lambda cast, one: planning.recall(one, by=cast.alternate, at=NOW),
        "Meanwhile: Planned release taken back – ",
        has_page=False,
    ),
    "incident_keep": Late(
        reports.logged,
        "keep/",
        "manager",
        lambda cast, one: keeping_back.keep_back(one, by=cast.alternate, at=NOW),
        "Meanwhile: Kept on our side – ",
        has_page=False,
    ),
    "incident_count": Late(
        reports.logged,
        "count/",
        "manager",
        lambda cast, one: counting.count_only(one, by=cast.alternate, at=NOW),
        "Meanwhile: Counted in patterns only – ",
        has_page=False,
    ),
    "incident_take_up": Late(
        matters.logged,
        "take-up/",
        "manager",
        lambda cast, one: ending.close(one, "The body decides.", by=cast.alternate, at=NOW),
        "Meanwhile: Closed on our side – ",
        WORDS,
        has_page=False,
    ),
    "incident_confirm": Late(
        matters.called,
        "confirm/",
        "manager",
        lambda cast, one: confirming.confirm(one, by=cast.alternate, at=NOW),
        "Meanwhile: Confirmed as critical: the other side knows that it exists – ",
    ),
    "incident_report": Late(
        matters.called,
        "report/",
        "manager",
        lambda cast, one: ending.close(one, "The body decides.", by=cast.alternate, at=NOW),
        "Meanwhile: Closed on our side – ",
        {"body": TYPED, "on": "2025-02-04", "number": ""},
    ),
    "incident_close": Late(
        matters.called,
        "close/",
        "manager",
        lambda cast, one: ending.close(one, "The body decides.", by=cast.alternate, at=NOW),
        "Meanwhile: Closed on our side – ",
        WORDS,
    ),
    "words_take_out": Late(
        reports.logged,
        lambda one: f"words/{one.statements.get(kind='narrative').pk}/take-out/",
        "manager",
        lambda cast, one: taking_out.take_out(
            _draft(cast, one), Removal.Why.PERSON, by=cast.alternate, at=NOW
        ),
        "This text was taken out for good already.",
        {"why": "person"},
    ),
}
