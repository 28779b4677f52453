"""The copy of a door card: everything it may have to say, for a phone without a network."""

import gzip
import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import time_machine
from django.contrib.staticfiles import finders

from liaison import opening
from liaison.models import ContactStep, HoursSet, LegalBasis, Organisation, Partnership, Site
from liaison.models.party import Lifecycle
from protocols import door, suspending, terminating, whole_card
from protocols.entry import Disposition
from protocols.tests.world import TOKEN, door_link
from tests.cast import HARBOUR_HOURS, NOW, SINCE

CARD = f"/door/{TOKEN}/"
COPY = f"{CARD}whole/"
# What a first visit may fetch in all, in bytes as they travel.
BUDGET = 60_000
LAST = datetime(2025, 2, 18, 18, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def link(cast):
    return door_link(cast.site, cast.manager)


def whole(language="en"):
    return whole_card.whole_card(TOKEN, at=NOW, language=language)


def test_the_copy_says_the_same_as_the_card_in_every_state(link, signed):
    """For every question that can be tapped, at a moment when the site is open and at another."""
    copied = whole()
    replies = copied.parts[0].replies
    for key, question in whole_card.QUESTIONS.items():
        for stretch in copied.stretches[:2]:
            card = door.card(TOKEN, question, service="", at=stretch.starts, language="en")
            told = [r.card.told for r in replies if r.key == key and card.state in r.states]
            assert len(told) == 1
            assert (told[0].answer, told[0].steps, told[0].heading) == (
                card.told.answer,
                card.told.steps,
                card.told.heading,
            )


def test_its_stretches_follow_each_other_without_a_gap_for_fourteen_days(link, signed):
    stretches = whole().stretches

    assert (stretches[0].starts, stretches[-1].ends) == (NOW, LAST)
    assert all(a.ends == b.starts for a, b in pairwise(stretches))
    assert all(a.state != b.state for a, b in pairwise(stretches))
    assert {stretch.state for stretch in stretches} == {"operating", "non_operational"}
    assert [stretch.changes for stretch in stretches].count(False) == 1


def test_blackouts_and_buffers_are_nowhere_in_it(link, signed, cast, client):
    page = client.get(COPY).content.decode()
    known = HoursSet.objects.get(site=cast.site)
    loud = known.schedule | {"blackouts": [], "buffer_before_minutes": 0}
    HoursSet.objects.create(
        site=cast.site, schedule=loud, recorded_at=NOW, recorded_by=known.recorded_by
    )

    assert "Cleaning" not in page
    assert page == client.get(COPY).content.decode()


@pytest.mark.parametrize(
    ("lifecycle", "states"),
    [(Lifecycle.SUSPENDED, ["suspended"]), (Lifecycle.PRE_OPENING, ["non_operational"])],
)
def test_a_site_that_does_not_run_stays_in_one_state(link, signed, cast, lifecycle, states):
    Site.objects.filter(pk=cast.site.pk).update(lifecycle=lifecycle)

    assert whole().states == states


def test_a_copy_that_is_too_old_answers_by_the_floor(link, signed):
    outdated = {
        reply.key: reply.card.told
        for reply in whole().parts[0].replies
        if reply.states == (whole_card.OUT_OF_DATE,)
    }

    assert set(outdated) == set(whole_card.QUESTIONS)
    assert outdated["threat"].disposition == Disposition.ENTER_NOW
    assert outdated["C07"].disposition == Disposition.ENTER_AFTER_NOTICE
    assert outdated["C14"].disposition == Disposition.DO_NOT_ENTER
    assert "too old" in str(outdated["C14"].because)
    assert not any(told.clause for told in outdated.values())


def test_it_is_good_for_fourteen_days_where_nothing_ends(link, signed):
    assert whole().good_until == LAST


def test_it_is_good_until_a_suspension_ends(link, signed, cast):
    one = suspending.suspend(
        signed, cast.partnership, clause=11, days=3, reason="A reason.", by=cast.manager, at=NOW
    )

    assert whole().good_until == one.ends < LAST


def test_it_is_good_until_the_version_ends(link, signed, cast):
    terminating.terminate(
        signed,
        cast.partnership,
        last_day=date(2025, 2, 16),
        reason="A reason.",
        by=cast.leader,
        at=NOW - timedelta(days=19),
    )

    assert whole().good_until == signed.in_force.get().ends < LAST


def test_it_is_good_until_the_legal_basis_ends(link, signed, cast):
    LegalBasis.objects.create(
        site=cast.site,
        kind="exemption",
        valid_from=SINCE,
        valid_to=date(2025, 2, 8),
        recorded_at=NOW,
        recorded_by=cast.manager,
    )

    assert whole().good_until == datetime(2025, 2, 9, 8, tzinfo=UTC)


def test_what_is_suspended_stands_before_every_answer_but_where_life_is_at_stake(
    link, signed, cast, client
):
    suspending.suspend(
        signed, cast.partnership, clause=None, days=3, reason="A reason.", by=cast.manager, at=NOW
    )
    page = client.get(COPY).content.decode()

    assert page.index("The protocol is suspended") < page.index("Why are you here?")
    assert "data-hold" in page


def test_it_holds_public_posts_only_and_no_person(link, signed, cast, client):
    page = client.get(COPY).content.decode()

    assert "On-scene supervisor" not in page
    for part in ("manager", "liaison", "police_leader"):
        assert getattr(cast, part).name not in page


def test_it_comes_in_both_languages(link, signed, client):
    english, french = (client.get(f"{COPY}?lang={code}") for code in ("en", "fr"))

    assert "Restez dehors." in french.content.decode()
    assert "Restez dehors." not in english.content.decode()
    assert french.headers["Content-Language"] == "fr"


def test_each_service_of_a_site_has_its_own_answers(link, signed, cast, client):
    transit = Organisation.objects.create(kind="police", name="Transit Police", zone="UTC")
    second = Partnership.objects.create(site=cast.site, service=transit, began_on=SINCE)
    page = client.get(COPY).content.decode()

    assert f'data-service="{second.pk}"' in page
    assert f"s={second.pk}" in page
    assert "Which service are you with?" in page


@pytest.mark.parametrize("address", [COPY, f"{CARD}card.webmanifest", CARD])
def test_a_revoked_link_gives_no_copy(link, signed, client, address):
    link.revoked_at = NOW
    link.save()

    assert client.get(address).status_code == 404


def test_a_link_that_opens_nothing_says_what_to_do_and_tells_the_phone_to_forget(db, client):
    page = client.get(CARD).content.decode()

    assert "no longer valid" in page
    assert "This link is no longer valid" in page


def test_the_manifest_keeps_to_its_own_card(link, signed, client):
    answer = client.get(f"{CARD}card.webmanifest?lang=fr")
    manifest = answer.json()

    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert manifest["start_url"] == f"{CARD}?lang=fr"
    assert manifest["scope"] == CARD
    assert manifest["lang"] == "fr"
    assert [icon["sizes"] for icon in manifest["icons"]] == ["192x192", "512x512"]


def test_the_worker_is_served_from_where_the_cards_are(db, client):
    answer = client.get("/door/worker.js")

    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in answer.headers


def test_the_stamp_differs_when_anything_on_the_card_does(link, signed, cast):
    before = whole().card.stamp
    assert whole().card.stamp == before

    ContactStep.objects.filter(partnership=cast.partnership, is_public=True).update(phone="1")
    assert whole().card.stamp != before


def test_the_copy_costs_three_queries(link, signed, django_assert_num_queries):
    with django_assert_num_queries(3):
        whole()


def test_a_first_visit_travels_light(link, signed, client):
    """Page, styles, scripts, icons (those of the manifest too), manifest, worker and the copy in
    both languages, as they are sent."""
    page = client.get(CARD)
    linked = re.findall(r'(?:href|src)="/static/([^"]+)"', page.content.decode())
    icons = [one["src"] for one in client.get(f"{CARD}card.webmanifest").json()["icons"]]
    named = {*linked, *(icon.removeprefix("/static/") for icon in icons)}
    static = sum(Path(finders.find(name)).stat().st_size for name in named)
    asked = [
        client.get(f"{COPY}?lang={code}", headers={"accept-encoding": "gzip"})
        for code in ("en", "fr")
    ]
    others = [client.get(f"{CARD}card.webmanifest"), client.get("/door/worker.js")]
    copies = sum(len(answer.content) for answer in asked)

    assert all(gzip.decompress(answer.content) for answer in asked)
    weight = len(page.content) + static + copies + sum(len(one.content) for one in others)
    assert weight <= BUDGET, weight


def test_what_is_otherwise_every_month_is_in_it(link, signed, cast):
    cheque_week = {"nth": 3, "weekday": "wednesday", "days": 3, "kind": "round_the_clock"}
    closed = {"nth": 2, "weekday": "monday", "days": 1, "kind": "closed"}
    document = {**HARBOUR_HOURS, "recurring": [cheque_week, closed]}
    # By then the fourteen days take in the 10th and the 19th to the 21st.
    at = NOW + timedelta(days=5)
    opening.set_hours(cast.site, document, by=cast.manager, at=NOW)

    stretches = whole_card.whole_card(TOKEN, at=at, language="en").stretches

    local = [(f"{s.starts.astimezone(cast.site.tz):%d %H:%M}", s.state) for s in stretches[1:]]
    assert ("10 03:00", "non_operational") in local
    assert not [starts for starts, _state in local if starts == "10 09:00"]
    assert [at for at in local if "19 03:01" <= at[0] < "23"] == [
        ("22 03:00", "non_operational"),
        ("22 09:00", "operating"),
    ]


def test_a_legal_basis_without_an_end_in_sight_is_no_hindrance(link, signed, cast):
    said = {"site": cast.site, "kind": "exemption", "valid_from": date.min, "valid_to": date.max}
    LegalBasis.objects.create(**said, recorded_at=NOW, recorded_by=cast.manager)

    assert whole().good_until == LAST
