"""A mediation at each point of its way."""

from datetime import date, timedelta
from uuid import uuid4

from accounts.models import Person
from incidents.laying_down import Promise, Terms
from incidents.mediation import (
    agreeing,
    agreement,
    assigning,
    confiding,
    consenting,
    drafting,
    offering,
    signing,
)
from incidents.taxonomy import Lane, Outcome
from incidents.tests import reports
from liaison.roles import Side
from tests.cast import NOW, PASSWORD

SITE_SAYS = "CNRY-SITE-to-mediator"
POLICE_SAY = "CNRY-POLICE-to-mediator"
NOTED = "CNRY-MEDIATOR-note"
KITS = Promise(Side.POLICE, "Liaison officer", "Tell every shift to leave kits.", date(2025, 2, 28))
LEND = Promise(Side.SITE, "Site manager", "Lend a kit for roll-call.", date(2025, 3, 7))
TERMS = Terms(Outcome.AGREEMENT, "Kits stay with whoever carries them.", (KITS, LEND))


def offered(cast, *, by=None, at=NOW, **changes):
    incident = reports.acknowledged(cast, **changes)
    return offering.offer(incident, by=by or cast.manager, at=at)


def agreed(cast, *, at=NOW, **changes):
    """Both agree, and a mediator is named if one is free."""
    case = offered(cast, at=at, **changes)
    consenting.answer(case, agrees=True, by=cast.manager, at=at)
    return consenting.answer(case, agrees=True, by=cast.police_leader, at=at)


def unopposed(cast, *, at=NOW, **changes):
    case = agreed(cast, at=at, **changes)
    assigning.answer(case, challenges=False, by=cast.manager, at=at)
    return assigning.answer(case, challenges=False, by=cast.liaison, at=at)


def begun(cast, *, at=NOW, **changes):
    case = unopposed(cast, at=at, **changes)
    for part in ("manager", "liaison", "mediator"):
        sign(case, getattr(cast, part), at=at)
    case.refresh_from_db()
    return case


def confided(cast, *, at=NOW, **changes):
    """All three have written, each where only the mediator reads besides them."""
    case = begun(cast, at=at, **changes)
    for part, lane, words in (
        ("manager", Lane.SITE_MEDIATOR, SITE_SAYS),
        ("liaison", Lane.POLICE_MEDIATOR, POLICE_SAY),
        ("mediator", Lane.MEDIATOR, NOTED),
    ):
        confiding.write(case, words, lane, key=uuid4(), by=getattr(cast, part), at=at)
    return case


def sign(case, by, *, at=NOW):
    assignment = case.assignments.current().get()
    digest = signing.digest_of(case, assignment)
    return signing.sign(case, digest=digest, password=PASSWORD, by=by, at=at)


def drafted(cast, terms=TERMS, *, at=NOW, **changes):
    case = begun(cast, at=at, **changes)
    return draft(case, cast, terms, at=at)


def draft(case, cast, terms=TERMS, *, at=NOW):
    drafting.draft(case, terms, key=uuid4(), by=cast.mediator, at=at)
    case.refresh_from_db()
    return case


def laid_out(cast, terms=TERMS, *, at=NOW, **changes):
    case = drafted(cast, terms, at=at, **changes)
    return drafting.lay_out(case, digest=digest_of(case), by=cast.mediator, at=at)


def put_name(case, by, *, at=NOW):
    return agreeing.sign(case, digest=digest_of(case), password=PASSWORD, by=by, at=at)


def signed(cast, terms=TERMS, *, at=NOW, **changes):
    """Both sides have signed the agreement, and may think again."""
    case = laid_out(cast, terms, at=at, **changes)
    for part in ("manager", "police_leader"):
        put_name(case, getattr(cast, part), at=at)
    case.refresh_from_db()
    return case


def bound(cast, terms=TERMS, *, at=NOW, **changes):
    """The agreement counts, from the moment that its time to think again is over."""
    case = signed(cast, terms, at=at, **changes)
    over = case.due_at + timedelta(seconds=1)
    assert agreeing.bind(case, by=Person.system(), at=over)
    case.refresh_from_db()
    return case


def digest_of(case):
    return agreement.digest_of(agreement.standing(case))
