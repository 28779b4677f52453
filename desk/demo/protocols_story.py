"""Six protocols, each at another point of its life."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from accounts.models import Person
from desk.demo import drafting_story
from desk.demo import protocol_texts as texts
from desk.demo.company import Company
from desk.demo.playing import Story
from liaison.models import Partnership
from liaison.roles import Role, Side
from protocols import (
    answering,
    answers,
    declining,
    discarding,
    drafting,
    editing,
    library,
    parties,
    sending,
    settling,
    shelf,
    signatories,
    signing,
    suspending,
)
from protocols.answering import Reply
from protocols.editing import Wording
from protocols.entry import Circumstance, Disposition, Key, Log, Post, SiteState
from protocols.models import Clause, Version
from protocols.settling import Terms
from protocols.signatories import Order


def stories(company: Company) -> list[Story]:
    return [
        harbour_street(company),
        garden_row(company),
        kingfisher_road(company),
        the_night_van(company),
        the_annex(company),
        foundry(company),
    ]


def harbour_street(company: Company) -> Story:
    """One protocol for both sites of the operator, each with an annex. It was taken back once
    before anybody had signed; it is in force, at the van until its own begins."""
    clock, manager = company.clock("harbour-street"), company["manager@harbour"]
    liaison = company["liaison@coastal"]
    at = yield clock.ago(122, "10:10")
    street, van = company.pair("harbour-street"), company.pair("night-van")
    title = "Harbour Health entry protocol"
    version = drafting.start([street, van], title=title, by=liaison, at=at)
    at = yield clock.ago(120, "14:00")
    _annex(version, street, texts.PIER_ROAD, by=manager, at=at)
    at = yield clock.ago(119, "11:20")
    _annex(version, van, texts.AT_THE_STOPS, by=liaison, at=at)
    at = yield clock.ago(118, "09:20")
    _send(version, by=manager, at=at, site=[Role.SITE_LEADER])
    at = yield clock.ago(117, "11:45")
    sending.recall(version, by=liaison, at=at)
    at = yield clock.ago(116, "10:30")
    _reword(version, "ladder", texts.CALL_THE_SHIFT, by=liaison, at=at)
    at = yield clock.ago(115, "15:00")
    _send(version, by=liaison, at=at, site=[Role.SITE_LEADER])
    at = yield clock.ago(114, "09:40")
    _sign(company, version, by=company["leader@harbour"], at=at)
    at = yield clock.ago(111, "16:05")
    _sign(company, version, by=company["chief@coastal"], at=at)


def garden_row(company: Company) -> Story:
    """Version 2 is in force and took the place of version 1. A clause of it was suspended for some
    days, while the fence was mended."""
    clock, manager = company.clock("garden-row"), company["manager@gardenrow"]
    leader, chief = company["leader@gardenrow"], company["chief@lakeside"]
    at = yield clock.ago(123, "09:00")
    pair = [company.pair("garden-row")]
    first = drafting.start(pair, title="Garden Row entry protocol", by=manager, at=at)
    at = yield clock.ago(121, "13:15")
    _send(first, by=manager, at=at, site=[Role.SITE_LEADER])
    at = yield clock.ago(120, "10:00")
    _sign(company, first, by=chief, at=at)
    at = yield clock.ago(118, "11:30")
    _sign(company, first, by=leader, at=at)
    at = yield clock.ago(47, "14:20")
    second = drafting.start_next(first.protocol, by=company["liaison@lakeside"], at=at)
    at = yield clock.ago(44, "10:00")
    _reword(second, "street", texts.BEHIND_THE_LIBRARY, by=manager, at=at)
    at = yield clock.ago(44, "10:30")
    clause = _settling(second, "street").number
    clear = Reply(Disposition.KEEP_CLEAR, clause, texts.KEEP_THE_GATE_CLEAR, log=[Log.NOTHING])
    _answer(second, (Circumstance.C16, SiteState.OPERATING), clear, by=manager, at=at)
    at = yield clock.ago(40, "09:10")
    _send(second, by=company["liaison@lakeside"], at=at, site=[Role.SITE_LEADER])
    at = yield clock.ago(38, "15:30")
    _sign(company, second, by=leader, at=at)
    at = yield clock.ago(33, "08:50")
    _sign(company, second, by=chief, at=at)
    at = yield clock.ago(24, "08:30")
    suspension = suspending.suspend(
        second, pair[0], clause=11, days=7, reason=texts.THE_FENCE_IS_DOWN, by=manager, at=at
    )
    at = yield clock.ago(20, "16:10")
    suspending.resume(suspension, by=manager, at=at)


def kingfisher_road(company: Company) -> Story:
    """In force, without detours; both sides agreed to look at it again soon. A next version was
    begun too early, and put aside."""
    clock, manager = company.clock("kingfisher-road"), company["manager@kingfisher"]
    at = yield clock.ago(124, "09:00")
    pair = [company.pair("kingfisher-road")]
    version = drafting.start(pair, title="Kingfisher Road entry protocol", by=manager, at=at)
    at = yield clock.ago(123, "15:30")
    version.refresh_from_db()
    terms = Terms(version.languages, review_on=clock.today + timedelta(days=24))
    settling.settle(version, terms, revision=version.revision, by=manager, at=at)
    at = yield clock.ago(122, "10:00")
    _send(version, by=company["liaison@southern"], at=at)
    at = yield clock.ago(121, "12:00")
    _sign(company, version, by=manager, at=at)
    at = yield clock.ago(119, "14:00")
    _sign(company, version, by=company["deputy@southern"], at=at)
    at = yield clock.ago(26, "10:15")
    early = drafting.start_next(version.protocol, by=company["liaison@southern"], at=at)
    at = yield clock.ago(25, "14:40")
    discarding.discard(early, reason=texts.AFTER_THE_REVIEW, by=manager, at=at)


def the_night_van(company: Company) -> Story:
    """Signed by both sides; the day from which it applies is still to come."""
    clock, manager = company.clock("night-van"), company["manager@harbour"]
    at = yield clock.workday(20, "10:00")
    pair = [company.pair("night-van")]
    version = drafting.start(pair, title="The Night Van entry protocol", by=manager, at=at)
    at = yield clock.workday(18, "11:00")
    _reword(version, "street", texts.ONE_BLOCK_AWAY, by=company["backup@coastal"], at=at)
    at = yield clock.workday(17, "09:30")
    version.refresh_from_db()
    terms = Terms(
        version.languages,
        starts_on=clock.today + timedelta(days=19),
        review_on=version.review_on,
    )
    settling.settle(version, terms, revision=version.revision, by=manager, at=at)
    at = yield clock.workday(15, "16:00")
    _send(version, by=manager, at=at)
    at = yield clock.workday(14, "09:15")
    _sign(company, version, by=manager, at=at)
    at = yield clock.workday(9, "13:40")
    _sign(company, version, by=company["chief@coastal"], at=at)


def the_annex(company: Company) -> Story:
    """Declined once with a reason; the next version is signed in order by two posts of each side,
    and waits for the second of the four."""
    clock, manager = company.clock("the-annex"), company["manager@gardenrow"]
    leader, chief = company["leader@gardenrow"], company["chief@lakeside"]
    at = yield clock.workday(30, "09:45")
    pair = [company.pair("the-annex")]
    first = drafting.start(pair, title="The Annex entry protocol", by=manager, at=at)
    at = yield clock.workday(24, "15:10")
    _send(first, by=manager, at=at, site=[Role.SITE_LEADER])
    at = yield clock.workday(23, "10:20")
    _sign(company, first, by=leader, at=at)
    at = yield clock.workday(21, "17:00")
    second = declining.decline(first, reason=texts.WHERE_DOES_A_CAR_STAND, by=chief, at=at)
    at = yield clock.workday(12, "11:00")
    _reword(second, "street", texts.CARS_ON_MILL_STREET, by=manager, at=at)
    at = yield clock.workday(4, "14:30")
    _send(
        second,
        by=company["liaison@lakeside"],
        at=at,
        site=[Role.SITE_MANAGER, Role.SITE_LEADER],
        police=[Role.LIAISON_OFFICER, Role.POLICE_LEADER],
        order=Order.LEADERS_LAST,
    )
    at = yield clock.workday(2, "09:05")
    _sign(company, second, by=manager, at=at)


def foundry(company: Company) -> Story:
    """A draft that both sides still write on: its table is not complete, and one clause from the
    library still has a blank. They talk about some of its clauses."""
    clock, manager = company.clock("foundry"), company["manager@foundry"]
    liaison = company["liaison.nine@lakeside"]
    at = yield clock.workday(8, "10:00")
    pair = [company.pair("foundry")]
    version = drafting.start(pair, title="Foundry entry protocol", by=liaison, at=at)
    at = yield clock.workday(8, "15:20")
    _reword(version, "inside", texts.BETWEEN_THE_SHIFTS, by=manager, at=at)
    at = yield clock.workday(7, "09:35")
    filming = library.BY_KEY["evidence"]
    place = shelf.place_for(version, filming)
    editing.add_topic(version, filming, number=place, by=liaison, at=at)
    at = yield clock.workday(6, "16:10")
    _reword(version, "evidence", texts.CAMERAS_AT_THE_FOUNDRY, by=manager, at=at)
    yield from drafting_story.talk(clock, version, manager=manager, liaison=liaison)
    yield from _the_table_of_the_foundry(company, version)


def _the_table_of_the_foundry(company: Company, version: Version) -> Story:
    """One answer cites no clause yet, one is for all states, one is left open because the two sides
    do not agree, and one says no to what another puts off until then."""
    clock, manager = company.clock("foundry"), company["manager@foundry"]
    liaison = company["liaison.nine@lakeside"]
    yard = Reply(
        Disposition.ENTER_AFTER_NOTICE,
        None,
        texts.THROUGH_THE_YARD,
        call=[Post.KEYHOLDER, Post.MANAGER],
        log=[Log.TELL_LIAISON, Log.RECEIPT],
    )
    at = yield clock.workday(1, "11:20")
    _answer(version, (Circumstance.C02, SiteState.NON_OPERATIONAL), yard, by=manager, at=at)
    house = Reply(
        Disposition.ASK_CONSENT,
        _settling(version, "selling").number,
        texts.THE_MANAGER_FIRST,
        call=[Post.MANAGER],
        log=[Log.INCIDENT, Log.TELL_LIAISON],
    )
    at = yield clock.workday(1, "11:40")
    row = answers.of(version, [Circumstance.C12])[Circumstance.C12]
    answering.answer_everywhere(
        version, Circumstance.C12, house, seen=answering.stamp_of(row), by=manager, at=at
    )
    at = yield clock.workday(1, "14:05")
    noise = (Circumstance.C17, SiteState.OPERATING)
    answering.leave_open(version, seen=_seen(version, noise), by=liaison, at=at)
    works = Reply(
        Disposition.DO_NOT_ENTER,
        _settling(version, "inside").number,
        texts.NOT_BEFORE_THE_WORKS_ARE_DONE,
        call=[Post.LIAISON],
        log=[Log.NOTHING],
    )
    at = yield clock.workday(1, "14:20")
    _answer(version, (Circumstance.C14, SiteState.NON_OPERATIONAL), works, by=liaison, at=at)


def _reword(
    version: Version, key: str, words: texts.InTwoLanguages, *, by: Person, at: datetime
) -> None:
    clause = _settling(version, key)
    editing.reword(
        clause,
        texts={language: Wording(*said) for language, said in words.items()},
        revision=clause.revision,
        by=by,
        at=at,
    )


def _annex(
    version: Version,
    partnership: Partnership,
    words: texts.InTwoLanguages,
    *,
    by: Person,
    at: datetime,
) -> None:
    said = {language: Wording(*text) for language, text in words.items()}
    editing.add_to_annex(version, partnership, texts=said, by=by, at=at)


def _settling(version: Version, key: str) -> Clause:
    """The clause of *version* that settles this topic of the library."""
    return version.clauses.get(topic=library.BY_KEY[key].number)


def _answer(version: Version, key: Key, reply: Reply, *, by: Person, at: datetime) -> None:
    answering.answer(version, reply, seen=_seen(version, key), by=by, at=at)


def _seen(version: Version, *keys: Key) -> dict[Key, str]:
    """What whoever edits these answers has on screen."""
    rows = answers.of(version)
    return {key: answering.stamp_of(rows[key[0]], key[1]) for key in keys}


def _send(
    version: Version,
    *,
    by: Person,
    at: datetime,
    site: Sequence[Role] = (Role.SITE_MANAGER,),
    police: Sequence[Role] = (Role.POLICE_LEADER,),
    order: Order = Order.ANY,
) -> None:
    chosen = {
        party.pk: site if side is Side.SITE else police
        for party, side in parties.organisations(version.protocol)
    }
    sign_by = signatories.usual(version, at=at).sign_by
    plan = signatories.planned(version.protocol, chosen, order, sign_by)
    sending.send(version, plan=plan, by=by, at=at)


def _sign(company: Company, version: Version, *, by: Person, at: datetime) -> None:
    version.refresh_from_db()
    signing.sign(version, digest=version.digest, password=company.secret, by=by, at=at)
