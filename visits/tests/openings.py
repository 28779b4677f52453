"""A site that gets ready to open, and the deeds that prove each step, as tests need them."""

from datetime import date, timedelta

from liaison import contact_ladder, designation, ladder_calls, site_facts
from liaison.designation import Place as Seat
from liaison.designation import Rank
from liaison.ladder_calls import Tried
from liaison.models import LegalBasis, Lifecycle, Site
from liaison.roles import Side
from protocols import drafting, endorsing, sending
from protocols.models import Version
from protocols.tests.conftest import agree
from protocols.tests.rolls import acknowledge, open_for, unit_of
from tests.cast import NOW
from visits import booking
from visits.after import outcomes
from visits.kinds import Kind, Place
from visits.tests.conftest import local, slot, wish
from visits.track import evidence as track_evidence
from visits.track.table import Code

OPENS = date(2025, 9, 1)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
ELSEWHERE = {"place": Place.OFF_SITE, "where": "City hall"}


def get_ready(cast, *, opens_on=OPENS, lifecycle=Lifecycle.PRE_OPENING):
    """Harbour Street has not opened yet. What stands on record there stands already, but for the
    backups and what the legal basis covers."""
    Site.objects.filter(pk=cast.site.pk).update(lifecycle=lifecycle, opens_on=opens_on)
    for thing in (cast.site, cast.partnership):
        thing.refresh_from_db()
    cast.partnership.site.refresh_from_db()


def without_backups(cast):
    for one in cast.partnership.designations.filter(rank=Rank.BACKUP):
        by = cast.manager if one.side == Side.SITE else cast.liaison
        designation.end(one, by=by, at=NOW)


def meet(cast, kind, starts=None, *, upto="held", by="manager", **where):
    """A visit of that kind, put forward and, up to there, agreed and held."""
    starts = starts or local(2, 12, 6)
    time = slot(starts, **(where or ELSEWHERE))
    visit = booking.propose(cast.partnership, wish(time, kind=kind), by=cast.manager, at=NOW)
    if upto != "proposed":
        visit = booking.confirm(visit, by=cast.liaison, at=NOW)
    if upto == "held":
        by = getattr(cast, by)
        visit = outcomes.mark_held(visit, note="Agreed.", by=by, at=visit.ends)
    return visit


def appoint(cast, side):
    person, by = (
        (cast.alternate, cast.manager) if side is Side.SITE else (cast.backup, cast.liaison)
    )
    seat = Seat(cast.partnership, side, Rank.BACKUP)
    return designation.appoint(seat, person, post="Backup", by=by, at=NOW)


def explain(cast, **over):
    said = {"kind": "permit", "covers": "Use inside.", "valid_from": date(2025, 1, 1)} | over
    return site_facts.record_legal_basis(
        LegalBasis(site=cast.site, **said), by=cast.manager, at=NOW
    )


def draft(cast):
    return drafting.start([cast.partnership], title="Entry", by=cast.manager, at=NOW)


def sign(cast):
    return agree(draft(cast), cast, at=NOW)


def send(cast):
    sending.send(draft(cast), by=cast.liaison, at=NOW)


def _signed(cast):
    return Version.objects.get() if Version.objects.exists() else sign(cast)


def endorse(cast, by="police_leader"):
    return endorsing.endorse(
        _signed(cast), form="letter", given_on=NOW.date(), by=getattr(cast, by), at=NOW
    )


def brief(cast, *, officers=1):
    roll_call = open_for(_signed(cast), unit_of(cast), cast.liaison, officers=officers)
    acknowledge(roll_call, "CP1")


def call(cast, side, *, within=15):
    """Every number of *side* is tried by the other."""
    by = cast.liaison if side is Side.SITE else cast.manager
    for order, _rung in enumerate(contact_ladder.rungs(cast.partnership, side), start=1):
        tried = Tried(order=order, within=within, at=NOW)
        ladder_calls.keep(cast.partnership, tried, by=by, at=NOW)


# What proves each step before the opening.
DEEDS = {
    Code.SITE_SPEAKS: lambda cast: appoint(cast, Side.SITE),
    Code.POLICE_SPEAKS: lambda cast: appoint(cast, Side.POLICE),
    Code.DIALOGUE: lambda cast: meet(cast, Kind.CHECK_IN),
    Code.LEGAL_BASIS: explain,
    Code.EXCHANGE: lambda cast: meet(cast, Kind.EXCHANGE),
    Code.DRAFT: draft,
    Code.SIGNED: sign,
    Code.ENDORSED: endorse,
    Code.TRAINING: lambda cast: meet(cast, Kind.TRAINING),
    Code.BRIEFED: brief,
    Code.NEIGHBOURS: lambda cast: meet(cast, Kind.JOINT_MEETING),
    Code.WALK_THROUGH: lambda cast: meet(cast, Kind.PRE_OPENING),
    Code.SITE_CALLS: lambda cast: call(cast, Side.POLICE),
    Code.POLICE_CALLS: lambda cast: call(cast, Side.SITE),
}
# What each of them needs, and proves with itself.
WITH_IT = {
    Code.SIGNED: {Code.DRAFT},
    Code.ENDORSED: {Code.DRAFT, Code.SIGNED},
    Code.BRIEFED: {Code.DRAFT, Code.SIGNED},
}


def evidence(cast, at):
    return track_evidence.of([cast.partnership], at)[cast.partnership.pk]


def states(cast, at):
    """How each step stands."""
    found = track_evidence.stands(evidence(cast, at), at)
    return {one.step.code: one.state for one in found}
