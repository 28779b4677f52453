"""A database that holds something moves on to the next shape of its tables and keeps it all."""
# ruff: noqa: F811 (fixtures of another file)

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from audit import guards
from protocols import document, verifying
from protocols.models import SentAnnex
from protocols.tests.conftest import SENT, SIGNED_SECOND
from protocols.tests.frames import by_leaders, framework
from protocols.tests.test_annexes import OURS, agreed, annexed, frame, quay, write  # noqa: F401
from tests import cast as the_cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db):
    return the_cast.build()


@pytest.fixture
def going_back():
    """To the state of the tables after one migration; at the end they are as they should be."""

    def back(name):
        # As they are written now, they speak of columns that there were not then.
        guards.remove(connection)
        MigrationExecutor(connection).migrate([("protocols", name)])

    yield back
    call_command("migrate", verbosity=0)


def kept():
    return set(SentAnnex.objects.values_list("version", "partnership", "digest"))


def test_annexes_that_were_sent_before_are_found_by_their_digest(cast, quay, agreed, going_back):
    waiting = framework(cast, quay, title="Another framework")
    write(waiting, cast.partnership, OURS, cast.manager)
    by_leaders(waiting, by=cast.police_leader, at=SENT)
    drafted = framework(cast, quay, title="Not sent")
    write(drafted, cast.partnership, OURS, cast.manager)
    before, held = kept(), document.annex_text(agreed, quay.pk)
    assert len(before) == 3

    going_back("0011_remarks_on_clauses_of_a_draft")
    assert "protocols_sentannex" not in connection.introspection.table_names()
    call_command("migrate", verbosity=0)

    assert kept() == before
    assert verifying.check(held, at=SIGNED_SECOND).is_annex
    assert guards.missing(connection) == []
