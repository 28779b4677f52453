"""Handing in: in the transaction, once a person, and never words about a case."""

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction

from notifications import post
from notifications.models import Notice, State
from notifications.tests.conftest import AT


def tell(cast, *people, **changes):
    given = {
        "to": people,
        "about": cast.site,
        "path": "/sites/harbour-street/",
        "key": "changed:1",
        "at": AT,
    }
    post.send("liaison/hours_changed", **given | changes)


def test_each_person_gets_a_row_in_one_query(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        tell(cast, cast.manager, cast.liaison, facts={"visits": 2, "side": "site", "mine": True})

    notices = Notice.objects.order_by("recipient__name")
    assert {notice.recipient for notice in notices} == {cast.manager, cast.liaison}
    assert {notice.state for notice in notices} == {State.NEW}
    assert {notice.next_at for notice in notices} == {AT}
    assert (notices[0].about_type, notices[0].about_id) == ("liaison.site", str(cast.site.pk))
    assert notices[0].facts == {"visits": 2, "side": "site", "mine": True}


def test_the_same_thing_is_told_a_person_once(cast):
    tell(cast, cast.manager, cast.manager)
    tell(cast, cast.manager, cast.liaison)

    assert Notice.objects.filter(recipient=cast.manager).count() == 1
    assert Notice.objects.filter(recipient=cast.liaison).count() == 1


def test_another_key_is_another_thing(cast):
    tell(cast, cast.manager, key="changed:1")
    tell(cast, cast.manager, key="changed:2")

    assert Notice.objects.count() == 2


def test_closed_accounts_and_the_portal_itself_are_passed_over(cast):
    cast.staff.is_active = False
    cast.staff.save()

    tell(cast, cast.staff, get_user_model().system())

    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    "fact",
    ["x" * 81, "two\nlines", "nul\0", 1.5, None, ["a", "list"], {"a": "dict"}],
    ids=repr,
)
def test_a_fact_is_a_code_a_count_or_a_date(cast, fact):
    with pytest.raises(ValueError, match="The fact 'why' is not a code") as refusal:
        tell(cast, cast.manager, facts={"why": fact})

    assert "lines" not in str(refusal.value), "the refusal repeats the fact"


@pytest.mark.parametrize(
    "path", ["https://elsewhere.example/", "//elsewhere.example/", "sites/", "/a\nb", "/" * 301]
)
def test_a_notice_leads_to_a_page_of_the_portal(cast, path):
    with pytest.raises(ValueError, match="an address of the portal"):
        tell(cast, cast.manager, path=path)


@pytest.mark.parametrize("kind", ["hours_changed", "liaison/../secret", "Liaison/Changed", "a/b/c"])
def test_a_kind_names_its_app_and_itself(cast, kind):
    with pytest.raises(ValueError, match="not a kind of notice"):
        post.send(kind, to=[cast.manager], about=cast.site, path="/", key="1")


@pytest.mark.django_db(transaction=True)
def test_nothing_is_told_outside_a_transaction(cast):
    with pytest.raises(RuntimeError, match="in the transaction"):
        tell(cast, cast.manager)


@pytest.mark.django_db(transaction=True)
def test_what_did_not_happen_is_not_told(cast):
    with transaction.atomic():
        tell(cast, cast.manager)
        transaction.set_rollback(True)

    assert not Notice.objects.exists()
