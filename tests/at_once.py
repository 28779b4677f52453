"""Several people press at the same moment, each in a thread with a connection of its own.

For tests that are marked ``django_db(transaction=True)`` or take ``transactional_db``.
"""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection


def at_once(
    *deeds: Callable[[], Any], refusals: tuple[type[Exception], ...] = (Exception,)
) -> list[Any]:
    """What each of the *deeds* returned, or the exception it ended in, if that is one of the
    *refusals*; any other fails the test."""
    together = threading.Barrier(len(deeds))
    ended: list[Any] = [None] * len(deeds)

    def run(number: int) -> None:
        try:
            together.wait(timeout=30)
            ended[number] = deeds[number]()
        except refusals as fault:
            ended[number] = fault
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ended


def only_one(ended: list[Any], *refusals: type[Exception]) -> Any:
    """What the one that went through returned; all others ended in one of the *refusals*."""
    won = [one for one in ended if not isinstance(one, Exception)]
    others = [one for one in ended if isinstance(one, Exception)]
    assert len(won) == 1, ended
    assert all(isinstance(one, refusals) for one in others), ended
    return won[0]
