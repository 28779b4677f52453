"""What proves a step: the thing itself, and nothing that only looks like it."""

from datetime import timedelta

import pytest
from django.urls import resolve

from liaison import access, contact_ladder, mandates
from liaison.bilingual import Bilingual
from liaison.contact_ladder import Rung
from liaison.models import Lifecycle, Partnership
from liaison.roles import Side
from protocols import discarding, endorsing, terminating
from protocols.tests.frames import by_leaders, framework, second_site
from tests.cast import NOW
from visits import booking
from visits.after import outcomes
from visits.kinds import Kind, Place
from visits.tests import openings
from visits.tests.conftest import local
from visits.tests.openings import DAY, DEEDS, OPENS, WITH_IT, meet
from visits.track import evidence as track_evidence
from visits.track import running as track_running
from visits.track.table import STEPS, Code, State

pytestmark = pytest.mark.django_db
# After all that the deeds do.
LATER = local(3, 1, 12)
BEFORE = [step.code for step in STEPS if step.weeks < 0]


@pytest.fixture
def ready(cast):
    openings.get_ready(cast)
    openings.without_backups(cast)
    return cast


def proven(cast, at=LATER):
    return {code for code, one in openings.evidence(cast, at).proofs.items()}


def test_every_step_before_the_opening_has_its_deed(ready):
    assert list(DEEDS) == BEFORE
    assert proven(ready) == set()


@pytest.mark.parametrize("code", BEFORE)
def test_a_step_is_done_by_the_thing_itself_and_by_nothing_else(ready, code):
    DEEDS[code](ready)

    proofs = openings.evidence(ready, LATER).proofs
    assert set(proofs) == {code} | WITH_IT.get(code, set())
    assert proofs[code].state is State.DONE
    assert NOW <= proofs[code].at < LATER
    assert resolve(proofs[code].url.partition("#")[0])
    for other in set(BEFORE) - set(proofs):
        assert openings.states(ready, LATER)[other] is not State.DONE


def _unsigned(cast):
    openings.send(cast)


def _ended(cast):
    one = openings.appoint(cast, Side.SITE)
    mandates.end(one.person.mandates.get(), by=cast.leader, at=NOW)
    access.forget()


def _discarded(cast):
    discarding.discard(openings.draft(cast), reason="Too early.", by=cast.manager, at=NOW)


def _terminated(cast):
    version = openings.sign(cast)
    terminating.terminate(
        version,
        cast.partnership,
        last_day=NOW.date() + 30 * DAY,
        reason="Another text.",
        by=cast.leader,
        at=NOW,
    )


def _withdrawn(cast):
    endorsing.withdraw(openings.endorse(cast), by=cast.police_leader, at=NOW)


def _another_number(cast):
    openings.call(cast, Side.SITE)
    rungs = [
        *contact_ladder.rungs(cast.partnership, Side.SITE),
        Rung(Bilingual("Keyholder"), "+1 604 555 0177"),
    ]
    contact_ladder.replace(cast.partnership, Side.SITE, rungs, by=cast.manager, at=NOW)


def _no_numbers(cast):
    contact_ladder.replace(cast.partnership, Side.SITE, [], by=cast.manager, at=NOW)


def _called_off(cast):
    visit = meet(cast, Kind.TRAINING, upto="agreed")
    booking.cancel(visit, reason="Ill.", by=cast.manager, at=NOW)


def _missed(cast):
    visit = meet(cast, Kind.PRE_OPENING, upto="agreed")
    outcomes.mark_missed(visit, by=cast.manager, at=visit.ends)


@pytest.mark.parametrize(
    ("code", "nearly"),
    [
        (Code.SITE_SPEAKS, _ended),
        (Code.DIALOGUE, lambda cast: meet(cast, Kind.TOUR)),
        (Code.DIALOGUE, lambda cast: meet(cast, Kind.CHECK_IN, upto="agreed")),
        (Code.LEGAL_BASIS, lambda cast: openings.explain(cast, covers="  ")),
        (Code.LEGAL_BASIS, lambda cast: openings.explain(cast, kind="none")),
        (Code.LEGAL_BASIS, lambda cast: openings.explain(cast, valid_to=OPENS - DAY)),
        (Code.LEGAL_BASIS, lambda cast: openings.explain(cast, valid_from=OPENS + DAY)),
        (Code.EXCHANGE, lambda cast: meet(cast, Kind.EXCHANGE, place=Place.ON_SITE)),
        (Code.DRAFT, _discarded),
        (Code.SIGNED, _unsigned),
        (Code.SIGNED, _terminated),
        (Code.ENDORSED, lambda cast: openings.endorse(cast, by="leader")),
        (Code.ENDORSED, _withdrawn),
        (Code.TRAINING, _called_off),
        (Code.BRIEFED, lambda cast: openings.brief(cast, officers=2)),
        (Code.NEIGHBOURS, lambda cast: meet(cast, Kind.JOINT_MEETING, upto="proposed")),
        (Code.WALK_THROUGH, _missed),
        (Code.SITE_CALLS, lambda cast: openings.call(cast, Side.POLICE, within=None)),
        (Code.SITE_CALLS, lambda cast: openings.call(cast, Side.SITE)),
        (Code.POLICE_CALLS, _another_number),
        (Code.POLICE_CALLS, _no_numbers),
    ],
)
def test_what_only_looks_like_it_proves_nothing(ready, code, nearly):
    nearly(ready)

    # The end of a terminated text has come by then.
    proof = openings.evidence(ready, local(4, 1, 12)).proofs.get(code)
    assert proof is None or proof.state is not State.DONE


def test_what_is_agreed_or_on_offer_is_shown_and_lapses(ready):
    meet(ready, Kind.TRAINING, upto="agreed")
    meet(ready, Kind.PRE_OPENING, local(2, 13, 6), upto="proposed")

    now = openings.states(ready, NOW)
    assert (now[Code.TRAINING], now[Code.WALK_THROUGH]) == (State.AGREED, State.PROPOSED)
    # Nobody answered within a week.
    assert openings.states(ready, NOW + 8 * DAY)[Code.WALK_THROUGH] is State.AHEAD


@pytest.mark.parametrize(
    ("code", "deed", "words"),
    [
        (Code.SITE_SPEAKS, None, "Nobody yet: backup"),
        (Code.LEGAL_BASIS, None, "It does not say yet what it covers"),
        (Code.LEGAL_BASIS, lambda c: openings.explain(c, kind="none"), "There is none yet"),
        (
            Code.LEGAL_BASIS,
            lambda c: openings.explain(c, valid_to=OPENS - DAY),
            "It does not hold on the opening day",
        ),
        (Code.ENDORSED, openings.draft, "This follows once both sides have signed"),
        (Code.BRIEFED, openings.sign, "Officers who know it so far: 0"),
        (
            Code.BRIEFED,
            lambda c: openings.brief(c, officers=9),
            "Officers who know it so far: 1 of 9",
        ),
        (Code.SITE_CALLS, None, "Numbers that were answered: 0 of 1"),
        (Code.POLICE_CALLS, _no_numbers, "No telephone number is recorded yet."),
    ],
)
def test_what_is_missing_is_said(ready, code, deed, words):
    if deed:
        deed(ready)

    assert openings.evidence(ready, LATER).lacks[code] == words


def test_what_the_other_partnership_does_proves_nothing_here(ready):
    elsewhere = second_site(ready, operator=ready.operator)
    elsewhere.site.lifecycle, elsewhere.site.opens_on = Lifecycle.PROPOSED, OPENS
    elsewhere.site.save()
    for code in (Code.DIALOGUE, Code.SITE_CALLS, Code.POLICE_CALLS, Code.BRIEFED):
        DEEDS[code](ready)

    found = track_evidence.of([ready.partnership, elsewhere], LATER)

    assert found[elsewhere.pk].proofs == {}
    assert Code.BRIEFED in found[ready.partnership.pk].proofs


def test_one_protocol_for_two_sites_counts_for_both(ready):
    elsewhere = second_site(ready)
    elsewhere.site.lifecycle, elsewhere.site.opens_on = Lifecycle.PROPOSED, OPENS
    elsewhere.site.save()
    version = framework(ready, elsewhere)
    pairs = [ready.partnership, elsewhere]

    found = track_evidence.of(pairs, LATER)
    assert all(one.draft == version and Code.DRAFT in one.proofs for one in found.values())
    by_leaders(version, by=ready.police_leader, at=NOW)
    assert all(Code.SIGNED not in one.proofs for one in track_evidence.of(pairs, LATER).values())


def test_it_asks_as_little_however_many_there_are(ready, django_assert_num_queries):
    DEEDS[Code.BRIEFED](ready)
    pairs = [ready.partnership]
    for number in range(3):
        pair = second_site(ready, name=f"Quay {number}", operator=ready.operator)
        pair.site.lifecycle, pair.site.opens_on = Lifecycle.PROPOSED, OPENS
        pair.site.save()
        pairs.append(Partnership.objects.with_parties().get(pk=pair.pk))

    # visits, speakers (3), legal basis, drafts, signed, endorsed, briefed (5), acknowledged, and
    # calls (2)
    for some in ([pairs[0]], pairs):
        fresh = list(Partnership.objects.with_parties().filter(pk__in=[one.pk for one in some]))
        with django_assert_num_queries(16):
            track_evidence.of(fresh, LATER)


# --- after the opening ---------------------------------------------------------------------------


@pytest.fixture
def opened(cast):
    """Harbour Street has been open since NOW."""
    openings.get_ready(cast, opens_on=NOW.date(), lifecycle=Lifecycle.OPERATING)
    return cast


def week(number, hour=6):
    return local(2, 4, hour) + timedelta(weeks=number)


def test_once_it_is_open_one_query_tells_of_the_reviews(opened, django_assert_num_queries):
    meet(opened, Kind.CHECK_IN, week(2))
    pair = Partnership.objects.with_parties().get(pk=opened.partnership.pk)

    with django_assert_num_queries(1):
        found = track_evidence.of([pair], week(3))

    assert set(found[pair.pk].proofs) == {Code.OPENING, Code.REVIEW_2}


def test_reviews_that_were_held_are_counted_where_the_partnership_stands(opened):
    counted = []
    for number in (0, 2, 3, 6, 12, 25):
        meet(opened, Kind.PROTOCOL_REVIEW, week(number, 6 if number else 14))
        opened.partnership.refresh_from_db()
        counted.append(opened.partnership.reviews_held)

    # The first day is the opening itself, and a week after a review is none.
    assert counted == [0, 1, 1, 2, 3, 4]
    assert proven(opened, week(26)) == {Code.OPENING, *(s.code for s in STEPS if s.is_review)}
    assert not track_running.is_asked(opened.partnership, week(60))


@pytest.mark.parametrize(
    ("held", "lifecycle", "days", "asked"),
    [
        (0, "operating", 0, True),
        (1, "operating", 27, False),
        (1, "operating", 28, True),
        (4, "operating", 400, False),
        (0, "suspended", 30, False),
        (0, "closed", 30, False),
        (4, "pre_opening", 0, True),
    ],
)
def test_whether_something_is_asked_is_known_without_looking(
    opened, django_assert_num_queries, held, lifecycle, days, asked
):
    pair = Partnership.objects.with_parties().get(pk=opened.partnership.pk)
    pair.reviews_held, pair.site.lifecycle = held, lifecycle

    with django_assert_num_queries(0):
        assert track_running.is_asked(pair, NOW + days * DAY) is asked


def test_a_site_without_an_opening_day_has_no_track(cast):
    assert track_running.among(Partnership.objects.all(), NOW) == []
    with pytest.raises(ValueError, match="nobody has said"):
        openings.evidence(cast, NOW)
