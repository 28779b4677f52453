"""Who is shown words of a case is noted, or the page is not shown."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError

from audit import reads
from audit.models import Chain, Read

pytestmark = pytest.mark.django_db
AT = datetime(2025, 2, 4, 18, tzinfo=UTC)


def test_the_reading_of_a_case_is_noted(manager, django_assert_num_queries):
    # One query: whoever reads waits for no chain.
    with django_assert_num_queries(1):
        reads.note(manager, Chain(id=manager.pk), "shared", at=AT)

    row = Read.objects.get()
    assert (row.person, row.about_type, row.about_id) == (
        manager.pk,
        "audit.chain",
        str(manager.pk),
    )
    assert (row.lane, row.at) == ("shared", AT)


def test_a_reading_that_cannot_be_noted_says_so(manager, monkeypatch):
    def broken(**fields):
        raise DatabaseError

    monkeypatch.setattr(Read.objects, "create", broken)

    with pytest.raises(reads.NotNoted):
        reads.note(manager, Chain(id=manager.pk), "shared")
