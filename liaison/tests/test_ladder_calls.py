"""Test calls: each side tries the numbers of the other, and both see what came of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from liaison import contact_ladder, ladder_calls
from liaison.bilingual import Bilingual
from liaison.contact_ladder import Rung
from liaison.ladder_calls import CannotKeepCall, Tried
from liaison.models import LadderCall, Mandate
from liaison.refusal import Stale
from liaison.roles import Side
from tests.at_once import at_once
from tests.cast import NOW, SINCE

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TWO = [Rung(Bilingual("Shift lead"), "+1 604 555 0101"), Rung(Bilingual("Keys"), "+1 604 555 0102")]


def call(cast, order=1, within=60, *, by="liaison", called=NOW, seen=None, at=NOW, key=None):
    tried = Tried(order=order, within=within, at=called, key=key)
    return ladder_calls.keep(cast.partnership, tried, seen=seen, by=getattr(cast, by), at=at)


def ladder(cast, side=Side.SITE):
    return ladder_calls.of([cast.partnership.pk])[cast.partnership.pk, side]


@pytest.mark.parametrize(
    ("by", "side", "phone"),
    [
        ("liaison", Side.SITE, "+1 604 555 0100"),
        ("police_leader", Side.SITE, "+1 604 555 0100"),
        ("staff", Side.POLICE, "+1 604 555 0150"),
        ("manager", Side.POLICE, "+1 604 555 0150"),
    ],
)
def test_each_side_tries_the_numbers_of_the_other(cast, written, told, by, side, phone):
    kept = call(cast, by=by)

    assert (kept.side, kept.phone, kept.called_at) == (side, phone, NOW)
    ((chain, _vis, body),) = written("liaison.number_tested")
    assert chain == cast.partnership.pk
    assert (body["facts"]["side"], body["facts"]["order"], body["facts"]["within"]) == (side, 1, 60)
    assert "604 555" not in str(body)
    assert not told("liaison/call_unanswered")


@pytest.mark.parametrize("by", ["officer", "observer", "auditor", "other_liaison", "admin"])
def test_nobody_else_keeps_one(cast, by):
    with pytest.raises(PermissionDenied):
        call(cast, by=by)


def test_nobody_of_both_sides_keeps_one(cast):
    Mandate.objects.create(
        person=cast.liaison,
        organisation=cast.operator,
        role="site_manager",
        starts_on=SINCE,
        given_by=cast.leader,
        given_at=NOW,
        confirmed_by=cast.admin,
        confirmed_at=NOW,
    )

    with pytest.raises(PermissionDenied, match="one of the two sides"):
        call(cast)


def test_where_nobody_answers_those_in_charge_there_are_told(cast, told):
    call(cast, within=None)

    assert told("liaison/call_unanswered") == {cast.manager, cast.alternate, cast.leader}
    (tested,) = ladder(cast)
    assert (tested.last.was_answered, tested.is_answered) == (False, False)


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ({"order": 2}, "no such number"),
        ({"order": 0}, "no such number"),
        ({"within": 61}, "Choose from the list"),
        ({"called": NOW + DAY}, "lies ahead"),
        ({"called": NOW - 15 * DAY}, "within two weeks"),
    ],
)
def test_what_is_no_call_is_refused(cast, over, words):
    with pytest.raises(CannotKeepCall, match=words):
        call(cast, **over)

    assert not LadderCall.objects.exists()


def test_the_last_call_counts_and_only_for_the_number_as_it_is(cast):
    contact_ladder.replace(cast.partnership, Side.SITE, TWO, by=cast.manager, at=NOW)
    assert ladder_calls.rehearsed_at(ladder(cast)) is None
    call(cast, 1, called=NOW - DAY)
    call(cast, 1, within=None, called=NOW - 2 * DAY)
    assert ladder_calls.rehearsed_at(ladder(cast)) is None
    call(cast, 2, within=15)
    assert ladder_calls.rehearsed_at(ladder(cast)) == NOW
    assert [one.last.within for one in ladder(cast)] == [60, 15]

    call(cast, 2, within=None, at=NOW + DAY, called=NOW + DAY)
    assert ladder_calls.rehearsed_at(ladder(cast)) is None
    call(cast, 2, at=NOW + 2 * DAY, called=NOW + 2 * DAY)
    other = [TWO[1], Rung(TWO[0].post, "+1 604 555 0109")]
    contact_ladder.replace(cast.partnership, Side.SITE, other, by=cast.manager, at=NOW)
    assert [one.is_answered for one in ladder(cast)] == [True, False]


def test_a_side_without_numbers_is_never_rehearsed(cast):
    contact_ladder.replace(cast.partnership, Side.SITE, [], by=cast.manager, at=NOW)

    assert ladder_calls.rehearsed_at(ladder(cast)) is None


def test_pressed_twice_it_is_one_and_the_key_of_somebody_else_stays_theirs(cast):
    key = uuid4()

    first = call(cast, key=key)
    assert call(cast, key=key) == first
    assert call(cast, key=key, by="backup") != first


def test_rows_are_never_changed(cast):
    call(cast)

    with pytest.raises(DatabaseError), transaction.atomic():
        LadderCall.objects.update(within=15)
    with pytest.raises(DatabaseError), transaction.atomic():
        LadderCall.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_a_number_that_is_replaced_meanwhile_was_not_the_one_that_was_tried(cast):
    seen = contact_ladder.stamp(contact_ladder.rungs(cast.partnership, Side.SITE))

    _replaced, called = at_once(
        lambda: contact_ladder.replace(cast.partnership, Side.SITE, TWO, by=cast.manager, at=NOW),
        lambda: call(cast, seen=seen),
        refusals=(Stale,),
    )

    assert isinstance(called, Stale) or called.phone == "+1 604 555 0100"
    assert not any(one.is_answered for one in ladder(cast))


# --- the pages -----------------------------------------------------------------------------------


@pytest.fixture
def address(cast):
    return reverse("liaison:ladder_call_list", args=[cast.site.slug, cast.partnership.pk])


def test_a_call_is_kept_on_its_page_and_shown_to_both_sides(cast, as_, frozen, address):
    client = as_(cast.liaison)
    page = client.get(f"{address}1/")
    sent = {"within": "nobody", "ago": "60", "seen": page.context["stamp"]}

    assert client.post(f"{address}1/", sent).url == address

    assert LadderCall.objects.get().called_at == NOW - timedelta(hours=1)
    for reader in (cast.staff, cast.auditor):
        text = as_(reader).get(address).content.decode()
        assert "Nobody answered" in text
        assert cast.liaison.name in text


def test_one_only_keeps_calls_to_the_other_side(cast, as_, frozen, address):
    text = as_(cast.manager).get(address).content.decode()
    assert text.count("Keep a test call") == 1
    assert "Keep a test call" not in as_(cast.auditor).get(address).content.decode()
    assert as_(cast.manager).get(f"{address}2/").status_code == 404
    other = reverse("liaison:ladder_call_list", args=["mill-lane", cast.partnership.pk])
    assert as_(cast.manager).get(other).status_code == 404


@pytest.mark.parametrize(("over", "status"), [({"within": ""}, 422), ({"seen": "old"}, 409)])
def test_what_is_refused_keeps_what_was_typed(cast, as_, frozen, address, over, status):
    client = as_(cast.liaison)
    page = client.get(f"{address}1/")
    data = {"within": "15", "ago": "120", "seen": page.context["stamp"]} | over

    answer = client.post(f"{address}1/", data)

    assert answer.status_code == status
    assert '<option value="120" selected>' in answer.content.decode()
    assert not LadderCall.objects.exists()


def test_the_list_takes_as_few_queries_however_many_calls(
    cast, as_, frozen, address, django_assert_num_queries
):
    client = as_(cast.manager)
    for hours in range(4):
        call(cast, called=NOW - timedelta(hours=hours))
    client.get(address)

    # session, person, standing (2), the partnership, numbers, calls (2), notices
    with django_assert_num_queries(9):
        client.get(address)
