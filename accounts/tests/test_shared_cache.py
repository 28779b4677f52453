"""Limits count on what is counted in the cache that all processes share."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts import shared_cache
from tests.at_once import at_once

HOUR = 3600
TABLE = "counted_in_tests"


@pytest.fixture
def cache():
    """As where there is no Redis, whatever the run has."""
    call_command("createcachetable", TABLE)
    yield shared_cache.CountingCache(TABLE, {})
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {TABLE}")


@pytest.mark.django_db
def test_what_is_counted_is_gone_when_it_was_to_be_and_not_before(cache, time_machine):
    began = timezone.now()
    time_machine.move_to(began, tick=False)
    cache.add("count", 0, HOUR)

    for minutes in (0, 6, 40, 59):
        time_machine.move_to(began + timedelta(minutes=minutes), tick=False)
        cache.incr("count")
    assert cache.get("count") == 4

    time_machine.move_to(began + timedelta(minutes=61), tick=False)
    assert cache.get("count") is None
    with pytest.raises(ValueError, match="not found"):
        cache.incr("count")


@pytest.mark.django_db
def test_it_counts_by_more_and_keeps_apart_what_has_another_name(cache):
    cache.add("count", 1, HOUR)
    cache.add("other", 7, HOUR)

    assert (cache.incr("count", 5), cache.decr("count", 2)) == (6, 4)
    assert cache.get("other") == 7


@pytest.mark.django_db(transaction=True)
def test_all_who_come_at_one_moment_are_counted(cache):
    cache.set("count", 0, HOUR)

    ended = at_once(*[lambda: cache.incr("count") for _one in range(12)])

    assert sorted(ended) == list(range(1, 13))
    assert cache.get("count") == 12


def test_where_there_is_no_redis_it_is_the_cache(settings):
    told = settings.CACHES["default"]

    assert "redis" in told["BACKEND"] or told["BACKEND"].endswith("shared_cache.CountingCache")


@pytest.mark.django_db
def test_what_others_leave_in_it_pushes_no_count_out(cache):
    limits = caches["default"]
    limits.set("count", 3, HOUR)
    for number in range(400):
        limits.set(f"z-{number}", 1, HOUR)

    assert limits.get("count") == 3
