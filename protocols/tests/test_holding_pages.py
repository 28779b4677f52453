"""Suspending, resuming and giving notice on pages; what each page then shows first."""

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine

from protocols import drafting, overview, past, suspending, terminating
from protocols.entry import SiteState
from protocols.lifecycle import FORCE_MOVES, Force
from protocols.models import Suspension, Termination
from protocols.tests.conftest import SIGNED_SECOND, agree
from protocols.tests.world import TOKEN, door_link
from tests.cast import NOW

DAY = timedelta(days=1)
WHY = "The back door is being rebuilt."


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def suspend(cast, version, clause=None, **more):
    values = {"days": 5, "reason": WHY, "by": cast.manager, "at": NOW - DAY, **more}
    return suspending.suspend(version, cast.partnership, clause=clause, **values)


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_clause_is_suspended_on_its_page_and_everybody_sees_it(cast, as_, signed):
    path = f"{signed.get_absolute_url()}suspend/"
    assert "The whole protocol" in read(as_(cast.manager), path)
    data = {"partnership": cast.partnership.pk, "clause": 10, "days": 3, "reason": WHY}
    assert as_(cast.manager).post(path, data).status_code == 302

    assert Suspension.objects.get().clause.number == 10
    text = read(as_(cast.liaison), signed.get_absolute_url())
    assert "Clause 10 is suspended" in text
    assert WHY in text
    assert "Let it apply again" not in text
    assert "Let it apply again" in read(as_(cast.leader), signed.get_absolute_url())
    assert "Clause 10 suspended" in read(as_(cast.liaison), "/protocols/")
    assert "Clause 10 suspended" in read(as_(cast.liaison), signed.protocol.get_absolute_url())
    assert "Clause 10 suspended" in read(as_(cast.liaison), f"/sites/{cast.site.slug}/")
    assert "Clause 10 of Entry" in read(as_(cast.liaison), "/")


def test_to_suspend_is_at_hand_and_never_what_the_page_invites_to(cast, as_, signed):
    drafting.start_next(signed.protocol, by=cast.manager, at=NOW - DAY)

    text = read(as_(cast.manager), signed.get_absolute_url())
    assert set(re.findall(r'<a class="([^"]*)" href="[^"]*/suspend/"', text)) == {"btn btn-quiet"}


def test_what_is_refused_is_told_beside_its_field_and_kept(cast, as_, signed):
    data = {"partnership": cast.partnership.pk, "clause": 0, "days": 30, "reason": WHY}
    response = as_(cast.manager).post(f"{signed.get_absolute_url()}suspend/", data)

    assert response.status_code == 422
    assert "up to 14 more days" in response.content.decode()
    assert WHY in response.content.decode()


def test_a_suspended_protocol_shows_everywhere_and_is_resumed(cast, as_, signed):
    suspension = suspend(cast, signed)
    client = as_(cast.leader)
    for path in (signed.get_absolute_url(), "/protocols/", f"/sites/{cast.site.slug}/", "/"):
        assert "uspended" in read(client, path), path
    assert "Put right what it was suspended for" in read(client, signed.get_absolute_url())
    others = read(as_(cast.police_leader), signed.get_absolute_url())
    assert "The side that suspended it puts it right" in others
    assert "Nobody has to do anything now" not in others

    path = f"{signed.get_absolute_url()}suspensions/{suspension.pk}/resume/"
    assert client.post(path).status_code == 302
    assert "applies again" in read(client, signed.get_absolute_url())
    assert "This version is suspended" not in read(client, signed.get_absolute_url())


def test_what_is_suspended_says_since_when_it_is_in_force_and_since_when_it_is_held(
    cast, as_, signed
):
    suspend(cast, signed)
    about = re.search(
        r"About this version.*?</dl>", read(as_(cast.liaison), signed.get_absolute_url()), re.S
    ).group()
    said = dict(
        re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", re.sub(r"</?(time|span).*?>", "", about))
    )

    assert said["In force"].startswith("from")
    assert "2025" in said["Suspended"]
    assert " to " in said["Suspended"]
    certificate = read(as_(cast.liaison), f"{signed.get_absolute_url()}certificate/")
    assert "<strong>In force</strong> · from" in certificate
    assert "<strong>Suspended</strong> until" in certificate


def test_to_suspend_at_once_is_at_hand_above_the_text(cast, as_, signed):
    above = {
        part: read(as_(getattr(cast, part)), signed.get_absolute_url()).partition('id="text"')[0]
        for part in ("manager", "liaison", "officer")
    }

    path = f'href="{signed.get_absolute_url()}suspend/"'
    may = {part for part, words in above.items() if path in words}
    assert may == {"manager"}


def test_what_applies_nowhere_has_no_page_to_stop_it(cast, as_, draft):
    for name in ("suspend", "terminate"):
        assert as_(cast.leader).get(f"{draft.get_absolute_url()}{name}/").status_code == 404


def test_notice_is_given_on_its_page_and_stands_on_the_version(cast, as_, signed):
    path = f"{signed.get_absolute_url()}terminate/"
    assert "2025-03-06" in read(as_(cast.police_leader), path)
    data = {"partnership": cast.partnership.pk, "last_day": "2025-03-05", "reason": WHY}
    late = as_(cast.police_leader).post(path, data)
    assert late.status_code == 422
    assert "the earliest last day is Thu 6 Mar 2025" in late.content.decode()

    assert as_(cast.police_leader).post(path, {**data, "last_day": "2025-03-06"}).status_code == 302
    assert Termination.objects.get().words() == WHY
    assert "The police side has given notice." in read(as_(cast.manager), signed.get_absolute_url())
    assert ">Thu 6 Mar 2025</time>" in read(as_(cast.manager), signed.get_absolute_url())
    desk = read(as_(cast.manager), "/")
    assert "version 1 ends" in desk
    assert "Thu 6 Mar 2025, 23:59" in desk


def test_after_its_last_day_it_is_called_terminated(cast, as_, signed):
    at = SIGNED_SECOND + DAY
    day = terminating.earliest_last_day(signed, cast.partnership, at)
    terminating.terminate(signed, cast.partnership, last_day=day, reason=WHY, by=cast.leader, at=at)
    with time_machine.travel(NOW + 60 * DAY, tick=False):
        assert "Terminated" in read(as_(cast.manager), signed.get_absolute_url())


# The door card ------------------------------------------------------------------------------


@pytest.fixture
def card(cast):
    return door_link(cast.site, cast.manager)


def test_the_card_shows_a_suspended_protocol_first(cast, client, signed, card):
    suspend(cast, signed)
    text = read(client, f"/door/{TOKEN}/")

    assert text.index("The protocol is suspended") < text.index("Why are you here?")
    assert WHY not in text
    answer = read(client, f"/door/{TOKEN}/?c=C13")
    assert "Do not enter" in answer
    assert "One side has suspended the protocol" in answer


def test_the_card_says_which_clause_is_suspended_and_answers_the_rest(cast, client, signed, card):
    suspend(cast, signed, 10)
    suspend(cast, signed, 11, by=cast.police_leader)

    assert "Clauses 10, 11 suspended" in read(client, f"/door/{TOKEN}/")
    assert "suspended this clause" in read(client, f"/door/{TOKEN}/?c=C13")
    assert "In an emergency" in read(client, f"/door/{TOKEN}/?threat=1")


def test_what_is_resumed_or_over_is_not_on_the_card(cast, client, signed, card):
    suspending.resume(suspend(cast, signed, 10), by=cast.manager, at=NOW)
    suspend(cast, signed, 11, days=2, at=NOW - 3 * DAY)

    assert "uspended" not in read(client, f"/door/{TOKEN}/")


def test_a_lapsed_legal_basis_is_the_floor_at_the_door(cast, as_, client, signed, card):
    basis = cast.site.legal_bases.first()
    basis.pk, basis.recorded_at, basis.valid_to = None, NOW - DAY, (NOW - DAY).date()
    basis._state.adding = True
    basis.save(force_insert=True)

    assert "legal basis of the site has ended" in read(client, f"/door/{TOKEN}/")
    assert "general rule" in read(client, f"/door/{TOKEN}/?c=C13")
    assert "Legal basis lapsed" in read(as_(cast.liaison), signed.get_absolute_url())


# What applied then --------------------------------------------------------------------------


def then(cast, at):
    return past.then(cast.partnership, at)


def test_a_past_moment_is_answered_as_it_was(cast, signed, django_assert_num_queries):
    suspending.resume(suspend(cast, signed, 10), by=cast.manager, at=NOW - DAY / 2)
    with django_assert_num_queries(3):
        during = then(cast, NOW - DAY * 3 / 4)
    assert during.row.version == signed
    assert during.hold.clauses == [10]
    assert during.state is SiteState.OPERATING
    assert then(cast, NOW).hold.clauses == []
    assert then(cast, SIGNED_SECOND - DAY).row is None
    assert then(cast, datetime(2023, 1, 1, tzinfo=UTC)).hours_known is False


def test_the_page_answers_by_the_clock_of_the_site(cast, as_, signed):
    suspend(cast, signed)
    path = f"/protocols/applied/{cast.partnership.pk}/"
    client = as_(cast.observer)

    assert "Show what applied" in read(client, path)
    assert "The whole protocol" in read(client, f"{path}?day=2025-02-04&time=09:00")
    assert "None was in force" in read(client, f"{path}?day=2025-01-01")
    assert "moment that has passed" in read(client, f"{path}?day=2025-02-05")
    assert "Outside operating hours" in read(client, f"{path}?day=2025-02-04&time=05:00")


@pytest.mark.parametrize(
    ("day", "says"),
    [("0001-01-01", "Ask about a later day"), ("9999-12-31", "moment that has passed")],
)
def test_the_ends_of_the_calendar_are_refused_in_words(cast, as_, signed, day, says):
    path = f"/protocols/applied/{cast.partnership.pk}/?day={day}&time=00:00"

    assert says in read(as_(cast.observer), path)


@pytest.mark.parametrize("part", ["other_manager", "stranger", "admin"])
def test_nobody_else_learns_what_applied(cast, as_, signed, part):
    path = f"/protocols/applied/{cast.partnership.pk}/"
    assert as_(getattr(cast, part)).get(path).status_code == 404


def test_how_a_version_stands_follows_the_table_of_moves(cast, signed):
    suspension = suspend(cast, signed)
    suspending.resume(suspension, by=cast.manager, at=NOW)
    notice = terminating.terminate(
        signed,
        cast.partnership,
        last_day=NOW.date() + 40 * DAY,
        reason=WHY,
        by=cast.leader,
        at=NOW,
    )
    moments = [NOW - 2 * DAY, NOW - DAY, NOW, notice.ends]
    stood = [overview.times_of(signed, cast.manager, at=at)[0].force for at in moments]

    assert stood == [Force.APPLIES, Force.SUSPENDED, Force.APPLIES, Force.TERMINATED]
    assert all(then in FORCE_MOVES[now] for now, then in pairwise(stood))


@pytest.mark.parametrize(
    ("part", "may"),
    [
        ("manager", True),
        ("leader", True),
        ("police_leader", True),
        ("staff", False),
        ("officer", False),
        ("observer", False),
    ],
)
def test_to_suspend_is_one_press_from_the_site_the_protocol_and_the_version(
    cast, as_, signed, part, may
):
    step, client = f'href="{signed.get_absolute_url()}suspend/"', as_(getattr(cast, part))
    pages = (
        cast.site.get_absolute_url(),
        signed.protocol.get_absolute_url(),
        signed.get_absolute_url(),
    )
    for page in pages:
        assert (step in client.get(page).content.decode()) is may, page


def test_what_applies_no_more_is_not_offered_to_be_suspended(cast, as_, signed):
    agree(drafting.start_next(signed.protocol, by=cast.manager), cast, at=NOW)
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        for page in (cast.site.get_absolute_url(), signed.protocol.get_absolute_url()):
            text = as_(cast.manager).get(page).content.decode()
            assert f'href="{signed.get_absolute_url()}suspend/"' not in text
            assert "/2/suspend/" in text
