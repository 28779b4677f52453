"""Several workers at one outbox, with real threads and connections."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection

from notifications import outbox
from notifications.models import Notice, State
from notifications.tests.conftest import AT

pytestmark = pytest.mark.django_db(transaction=True)
NOTICES = 40


@pytest.mark.parametrize("workers", [2, 4])
def test_each_notice_is_sent_by_one_of_them(told, cast, workers):
    for n in range(NOTICES):
        told(cast.liaison, key=str(n), at=AT - timedelta(seconds=n))
    together = Barrier(workers)

    def work(_number):
        try:
            together.wait()
            return outbox.deliver_due(limit=NOTICES, at=AT)
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as pool:
        taken = list(pool.map(work, range(workers)))

    sent = [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert sum(taken) == len(sent) == len(set(sent)) == NOTICES
    assert set(Notice.objects.values_list("state", flat=True)) == {State.SENT}
