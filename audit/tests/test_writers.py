"""Fifty people write at once, each with a connection of their own."""

import itertools
import threading
import uuid
from types import SimpleNamespace

import pytest
from django.db import connection

from audit import ledger
from audit.models import Chain, Entry

WRITERS = 50
CHAINS = [ledger.ChainRef("partnership", uuid.UUID(int=number)) for number in (1, 2, 3)]


def write_at_once(chains_of):
    """Let ``WRITERS`` threads start together; each writes one operation into its chains."""
    together = threading.Barrier(WRITERS)
    faults = []

    def write(number):
        try:
            together.wait(timeout=30)
            with ledger.writing():
                by = SimpleNamespace(pk=number)
                ledger.record("visits.proposed", chain=chains_of(number), by=by)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults


@pytest.mark.django_db(transaction=True)
def test_fifty_writers_leave_one_unbroken_chain(chain):
    """The chain does not exist before: they also race to begin it."""
    write_at_once(lambda number: chain)

    verdict = ledger.verify(chain)
    assert verdict, verdict.reason
    assert verdict.entries == WRITERS
    writers = {entry.body.read()["by"] for entry in Entry.objects.of(chain)}
    assert writers == {str(number) for number in range(WRITERS)}


@pytest.mark.django_db(transaction=True)
def test_writers_who_name_their_chains_in_any_order_do_not_block_each_other():
    orders = list(itertools.permutations(CHAINS)) + list(itertools.permutations(CHAINS, 2))

    write_at_once(lambda number: list(orders[number % len(orders)]))

    expected = {
        chain.id: sum(chain in orders[number % len(orders)] for number in range(WRITERS))
        for chain in CHAINS
    }
    assert {head.pk: head.head_seq for head in Chain.objects.all()} == expected
    assert all(ledger.verify(chain) for chain in CHAINS)
