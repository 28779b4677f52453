"""A database that held something before a column was there moves on and keeps it all."""
# ruff: noqa: F811 (fixtures of another file)

from importlib import import_module

from django.apps import apps
from django.db import connection

from audit import guards
from protocols import document, verifying
from protocols.models import SentAnnex
from protocols.tests.conftest import SENT, SIGNED_SECOND
from protocols.tests.frames import by_leaders, framework
from protocols.tests.test_annexes import OURS, agreed, annexed, frame, quay, write  # noqa: F401


def kept():
    return set(SentAnnex.objects.values_list("version", "partnership", "digest"))


def test_annexes_that_were_sent_before_are_found_by_their_digest(cast, quay, agreed):
    waiting = framework(cast, quay, title="Another framework")
    write(waiting, cast.partnership, OURS, cast.manager)
    by_leaders(waiting, by=cast.police_leader, at=SENT)
    drafted = framework(cast, quay, title="Not sent")
    write(drafted, cast.partnership, OURS, cast.manager)
    before, held = kept(), document.annex_text(agreed, quay.pk)
    assert len(before) == 3

    connection.check_constraints()  # a table with checks still to make keeps its triggers
    guards.remove(connection)
    SentAnnex.objects.all().delete()
    step = import_module("protocols.migrations.0012_annexes_are_found_by_their_digest")
    step.keep_digests(apps, None)

    assert kept() == before
    assert verifying.check(held, at=SIGNED_SECOND).is_annex
