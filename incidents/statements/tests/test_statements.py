"""An officer gives a statement through a link: asked by post, shown facts, used once."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from accounts.models import Person
from audit.models import Entry, EntryBody
from incidents.models import Statement, StatementLink
from incidents.statements import asking, giving
from incidents.statements.asking import CannotAsk
from incidents.statements.giving import CountsNoMore
from incidents.tests import reports
from liaison.refusal import Stale
from notifications.models import Notice
from tests import cast as the_cast
from tests.at_once import at_once, only_one
from tests.cast import NOW
from vault import TakenOut

POST = "Constable on the evening shift"
SEEN = "I waited outside until staff waved."
LATER = NOW + timedelta(hours=2)


def asked(cast, incident=None, *, key=None, by=None, at=NOW):
    incident = incident or reports.released(cast)
    return asking.ask(incident, POST, key=key or uuid.uuid4(), by=by or cast.liaison, at=at)


def given(link, words=SEEN, *, token=None, key=None, at=LATER):
    return giving.give(
        token or link.words(), words, key=key or uuid.uuid4(), by=Person.system(), at=at
    )


def test_the_words_stand_in_the_police_lane_by_post_and_nobody_is_named(cast):
    link = asked(cast)

    statement = given(link)

    assert (statement.lane, statement.words()) == ("police", SEEN)
    assert statement.author == Person.system()
    assert giving.posts([statement]) == {statement.pk: POST}


def test_the_liaison_officers_are_told_and_the_site_learns_nothing(cast):
    incident = reports.released(cast)
    Notice.objects.all().delete()
    shared = Entry.objects.filter(chain_id=cast.partnership.pk).count()

    given(asked(cast, incident))

    assert {notice.recipient for notice in Notice.objects.all()} == {cast.liaison, cast.backup}
    assert Entry.objects.filter(chain_id=cast.partnership.pk).count() == shared
    bodies = EntryBody.objects.filter(entry__chain_id=cast.service.pk)
    told = " ".join(bodies.values_list("body", flat=True))
    assert "statement_asked" in told
    assert "statement_given" in told
    assert POST not in told


def test_it_is_used_once_and_pressed_twice_it_was_given_once(cast):
    link, key = asked(cast), uuid.uuid4()
    token = link.words()

    first = given(link, token=token, key=key)
    assert given(link, token=token, key=key) == first
    for other in ({"key": key, "words": "Other words."}, {}):
        with pytest.raises(CountsNoMore):
            given(link, token=token, **other)
    assert giving.opened(token, at=LATER) is None


@pytest.mark.parametrize("days", [7, 30])
def test_after_a_week_it_opens_nothing(cast, days):
    link = asked(cast)
    at = NOW + timedelta(days=days)

    assert giving.opened(link.words(), at=at - timedelta(days=days, seconds=-1)) == link
    assert giving.opened(link.words(), at=at) is None
    with pytest.raises(CountsNoMore):
        given(link, at=at)


def test_taken_back_it_opens_nothing_and_cannot_be_copied_again(cast):
    link = asked(cast)
    token = link.words()

    asking.revoke(link, by=cast.backup, at=NOW)

    assert giving.opened(token, at=NOW) is None
    link.refresh_from_db()
    with pytest.raises(TakenOut):
        asking.address(link)
    with pytest.raises(Stale):
        asking.revoke(link, by=cast.liaison, at=NOW)


@pytest.mark.parametrize(
    "part", ["police_leader", "manager", "staff", "other_liaison", "admin", "observer"]
)
def test_only_the_liaison_asks_sees_who_was_asked_and_takes_back(cast, part):
    incident = reports.released(cast)
    link = asked(cast, incident)
    person = getattr(cast, part)

    assert not StatementLink.objects.visible_to(person).exists()
    with pytest.raises(PermissionDenied):
        asked(cast, incident, by=person)
    with pytest.raises(PermissionDenied):
        asking.revoke(link, by=person, at=NOW)


def test_before_a_release_there_is_nothing_an_officer_may_be_shown(cast):
    with pytest.raises(PermissionDenied, match="released"):
        asked(cast, reports.logged(cast, by=cast.liaison))


def test_one_key_makes_one_link_and_ten_stand_at_most(cast):
    incident, key = reports.released(cast), uuid.uuid4()
    assert asked(cast, incident, key=key) == asked(cast, incident, key=key)
    for _number in range(asking.MOST_STANDING - 1):
        asked(cast, incident)

    with pytest.raises(CannotAsk, match="Ten"):
        asked(cast, incident)
    asked(cast, incident, at=NOW + timedelta(days=8))


@pytest.mark.parametrize("change", [{"post": "X"}, {"used_at": None}, {"revoked_at": LATER}])
def test_the_database_lets_no_link_be_used_again(cast, change):
    given(asked(cast))

    with pytest.raises(DatabaseError), transaction.atomic():
        StatementLink.objects.update(**change)


def test_two_who_send_at_once_use_it_once(transactional_db):
    cast = the_cast.build()
    link = asked(cast)
    token = link.words()

    ended = at_once(
        *(lambda words=words: given(link, words, token=token) for words in ("One.", "Two.") * 2)
    )

    only_one(ended, CountsNoMore)
    assert Statement.objects.filter(kind=Statement.Kind.OFFICER).count() == 1
