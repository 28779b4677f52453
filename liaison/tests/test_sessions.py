"""Sessions are looked up quickly, and count for as long as Django says."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from liaison.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def key():
    """One that Django's own store has written."""
    session = db.SessionStore()
    session["told"] = "something"
    session.save()
    return session.session_key


def test_an_open_session_is_read_in_one_query(key, django_assert_num_queries):
    session = SessionStore(key)

    with django_assert_num_queries(1):
        assert session["told"] == "something"
    assert session.session_key == key


@pytest.mark.parametrize("over", [timedelta(0), timedelta(days=400)])
def test_one_that_is_over_is_not_read(key, over):
    Session.objects.filter(pk=key).update(expire_date=timezone.now() - over)
    session = SessionStore(key)

    assert "told" not in session
    assert session.session_key is None


@pytest.mark.parametrize("other", ["", "of-nobody-at-all", "' OR ''='"])
def test_a_key_that_is_none_opens_nothing(key, other):
    assert dict(SessionStore(other).items()) == {}


def test_what_was_tampered_with_says_nothing(key):
    row = Session.objects.get(pk=key)
    Session.objects.filter(pk=key).update(session_data=row.session_data[:-2] + "xx")

    assert "told" not in SessionStore(key)
