"""What the three do in a mediation, and who comes when it has gone on."""

from typing import Any
from uuid import uuid4

from incidents.mediation import agreeing, assigning, consenting, drafting, leaving, offering
from incidents.mediation.tests import cases
from incidents.tests import reports
from incidents.tests.late import TYPED, WORDS, Late
from incidents.tests.test_pressed_twice import TERMS
from tests.cast import NOW, PASSWORD

_SIGN = {"password": PASSWORD, "has_read": "on", "digest": "0" * 64}
_DRAFTED = {
    **TERMS,
    "words": TYPED,
    "promise-0-due_on": "2025-06-30",
    "key": lambda: str(uuid4()),
}


def _both_say_no(cast, case):
    for by in (cast.alternate, cast.liaison):
        consenting.answer(case, agrees=False, by=by, at=NOW)


def _leave(cast, case):
    leaving.leave(case, by=cast.police_leader, at=NOW)


def _sign_all(cast, case):
    for by in (cast.manager, cast.police_leader):
        cases.put_name(case, by)


def _lay_out(cast, case):
    drafting.lay_out(case, digest=cases.digest_of(case), by=cast.mediator, at=NOW)


PAGES: dict[str, Late] = {
    "mediation_offer": Late(
        reports.acknowledged,
        "mediation/offer/",
        "manager",
        lambda cast, one: offering.offer(one, by=cast.liaison, at=NOW),
        "Meanwhile: Mediation offered to both sides – ",
        {"looked": "on"},
    ),
    "mediation_answer": Late(
        cases.offered,
        "mediation/answer/",
        "manager",
        _both_say_no,
        "What happened last: Not proceeding – Tue 4 Feb",
        {"says": "yes"},
        has_page=False,
    ),
    "mediator_answer": Late(
        cases.agreed,
        "mediation/mediator/",
        "manager",
        lambda cast, one: assigning.answer(one, challenges=False, by=cast.alternate, at=NOW),
        "Your side has answered already.",
        {"says": "yes"},
        has_page=False,
    ),
    "mediation_leave": Late(
        cases.begun,
        "mediation/leave/",
        "manager",
        _leave,
        "What happened last: It does not go on – Tue 4 Feb",
    ),
    "mediator_step_back": Late(
        cases.laid_out,
        "mediation/step-back/",
        "mediator",
        _sign_all,
        "What happened last: Signed by both sides: time to think again – ",
    ),
    "mediation_terms": Late(
        cases.unopposed,
        "mediation/terms/",
        "manager",
        lambda cast, one: cases.sign(one, cast.alternate),
        "This is signed already on your side.",
        {**_SIGN, "digest": "as shown"},
        has_page=False,  # it is read on
    ),
    "mediation_agreement": Late(
        cases.laid_out,
        "mediation/agreement/",
        "manager",
        lambda cast, one: cases.put_name(one, cast.alternate),
        "This is signed already on your side.",
        {**_SIGN, "digest": "as shown"},
        has_page=False,  # it is read on
    ),
    "mediation_draft": Late(
        cases.laid_out,
        "mediation/agreement/draft/",
        "mediator",
        _sign_all,
        "What happened last: Signed by both sides: time to think again – ",
        _DRAFTED,
    ),
    "mediation_lay_out": Late(
        cases.drafted,
        "mediation/agreement/lay-out/",
        "mediator",
        _lay_out,
        "What happened last: Both sides asked to sign the draft – ",
        {"digest": "as shown"},
        has_page=False,
    ),
    "mediation_go_back": Late(
        cases.signed,
        "mediation/agreement/back/",
        "manager",
        lambda cast, one: agreeing.go_back(one, by=cast.liaison, at=NOW),
        "What happened last: Back at the table – Tue 4 Feb",
    ),
    "mediation_meeting": Late(
        cases.begun,
        "mediation/meeting/",
        "manager",
        _leave,
        "What happened last: It does not go on – Tue 4 Feb",
        {
            "kind": "mediation",
            "place": "off_site",
            "where": TYPED,
            "party_size": "5",
            "day": "2025-02-20",
            "time": "10:00",
            "minutes": "90",
            "key": lambda: str(uuid4()),
        },
    ),
    "mediation_close": Late(
        cases.laid_out,
        "mediation/close/",
        "mediator",
        _sign_all,
        "What happened last: Signed by both sides: time to think again – ",
        {"outcome": "unresolved"},
    ),
    "mediation_confide": Late(
        cases.begun,
        "mediation/confide/",
        "manager",
        _leave,
        "What happened last: It does not go on – Tue 4 Feb",
        {**WORDS, "lane": "site_mediator", "key": lambda: str(uuid4())},
        has_page=False,
    ),
}

# Where a mediator whose part is over comes: nothing is there for them, and their words are kept.
GONE: dict[str, tuple[str, dict[str, Any]]] = {
    "mediation_draft": ("mediation/agreement/draft/", _DRAFTED),
    "mediation_confide": ("mediation/confide/", {**WORDS, "lane": "mediator"}),
}
