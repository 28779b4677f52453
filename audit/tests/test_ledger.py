"""What is done is noted in the transaction that does it, or it is not done."""

import contextlib
import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import IntegrityError, transaction

from audit import appending, canonical, ledger
from audit.models import Chain, Entry, Read

AT = datetime(2025, 2, 4, 18, 30, 15, 250, tzinfo=UTC)


def numbers(chain):
    """The fact "number" of each entry, in the chain's order."""
    return [entry.body.read()["facts"]["number"] for entry in Entry.objects.of(chain)]


def keep(chain, manager, number):
    ledger.record("visits.proposed", chain=chain, by=manager, number=number)


@ledger.operation
def change(chain, manager, number, *, fails=False):
    """An operation that writes a row and says so, and may then fail."""
    keep(chain, manager, number)
    Read.objects.create(person=manager.pk, about_type="a.b", about_id="1", lane="site", at=AT)
    if fails:
        raise LookupError


@pytest.mark.django_db
def test_an_entry_says_who_did_what_to_what_and_when(chain, manager):
    about = Chain(id=chain.id, kind=chain.kind)
    here = AT.astimezone(timezone(timedelta(hours=-8)))
    with ledger.writing():
        ledger.record(
            "visits.confirmed",
            chain=chain,
            by=manager,
            about=about,
            vis=ledger.Vis.SITE,
            at=here,
            slots=["a", 2, None, True],
        )

    entry = Entry.objects.of(chain).get()
    assert (entry.seq, entry.vis, entry.at) == (1, ledger.Vis.SITE, AT)
    assert entry.body.read() == {
        "verb": "visits.confirmed",
        "at": "2025-02-04T18:30:15.000250Z",
        "by": str(manager.pk),
        "about": "audit.chain",
        "about_id": str(chain.id),
        "facts": {"slots": ["a", 2, None, True]},
        "chain": "partnership",
        "id": str(entry.pk),
    }


@pytest.mark.django_db
def test_entries_stand_at_the_end_of_the_outermost_operation_in_their_order(chain, manager):
    @ledger.operation
    def inner():
        keep(chain, manager, 2)

    with ledger.writing():
        keep(chain, manager, 1)
        inner()
        keep(chain, manager, 3)
        assert not Entry.objects.exists()

    assert numbers(chain) == [1, 2, 3]


@pytest.mark.django_db
def test_an_operation_gives_back_what_its_function_returns(chain, manager):
    @ledger.operation
    def confirm(visit, *, by):
        """Said here."""
        keep(chain, by, visit)
        return visit + 1

    assert confirm(1, by=manager) == 2
    assert (confirm.__name__, confirm.__doc__) == ("confirm", "Said here.")


@pytest.mark.django_db
def test_an_operation_that_fails_leaves_neither_change_nor_entry(chain, manager):
    with pytest.raises(LookupError):
        change(chain, manager, 1, fails=True)

    assert not Read.objects.exists()
    assert not Entry.objects.exists()
    with ledger.writing():
        keep(chain, manager, 2)
    assert numbers(chain) == [2]


@pytest.mark.django_db
def test_nothing_is_kept_when_the_ledger_cannot_be_written(chain, manager, monkeypatch):
    def broken(drafts):
        raise RuntimeError

    monkeypatch.setattr(appending, "append", broken)
    with pytest.raises(RuntimeError):
        change(chain, manager, 1)

    assert not Read.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("savepoint", [ledger.writing, transaction.atomic])
def test_what_is_undone_inside_an_operation_takes_its_own_entries_along(chain, manager, savepoint):
    with ledger.writing():
        keep(chain, manager, 1)
        with savepoint():
            keep(chain, manager, 2)
        with contextlib.suppress(LookupError), savepoint():
            keep(chain, manager, 3)
            change(chain, manager, 4)
            raise LookupError
        with contextlib.suppress(LookupError), savepoint():
            change(chain, manager, 4, fails=True)
        keep(chain, manager, 5)

    assert numbers(chain) == [1, 2, 5]
    assert not Read.objects.exists()


@pytest.mark.django_db
def test_an_operation_that_goes_on_after_a_broken_statement_keeps_nothing(chain, manager):
    """Without a savepoint the transaction is lost, whatever the code around it catches."""
    with pytest.raises(transaction.TransactionManagementError), ledger.writing():  # noqa: PT012
        keep(chain, manager, 1)
        with pytest.raises(IntegrityError), transaction.atomic(savepoint=False):
            raise IntegrityError

    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_each_chain_gets_its_own_entry_once(chain, other_chain, manager):
    with ledger.writing():
        keep([other_chain, chain, other_chain], manager, 1)

    assert numbers(chain) == numbers(other_chain) == [1]
    salts = {bytes(entry.body.salt) for entry in Entry.objects.select_related("body")}
    assert len(salts) == 2


@pytest.mark.django_db
def test_a_chain_keeps_its_kind(chain, manager):
    with ledger.writing():
        keep(chain, manager, 1)

    with pytest.raises(ValueError, match="of kind partnership"), ledger.writing():
        keep(ledger.ChainRef("organisation", chain.id), manager, 2)


@pytest.mark.django_db
@pytest.mark.parametrize("chains", [1, 2])
def test_appending_takes_four_queries_however_much_is_said(
    chain, other_chain, manager, chains, django_assert_num_queries
):
    # Two more open and close the transaction.
    with django_assert_num_queries(4 + 2), ledger.writing():
        for number in range(5):
            keep([chain, other_chain][:chains], manager, number)


@pytest.mark.django_db
def test_an_operation_without_entries_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(2), ledger.writing():
        pass


def test_the_ledger_is_written_inside_an_operation_only(chain, manager):
    with pytest.raises(RuntimeError, match=r"ledger\.operation"):
        keep(chain, manager, 1)


@pytest.mark.django_db
def test_another_thread_does_not_write_into_this_operation(chain, manager):
    told = []

    def meanwhile():
        try:
            keep(chain, manager, 2)
        except RuntimeError as error:
            told.append(error)

    with ledger.writing():
        keep(chain, manager, 1)
        thread = threading.Thread(target=meanwhile)
        thread.start()
        thread.join()

    assert told
    assert numbers(chain) == [1]


@pytest.mark.django_db
def test_what_others_do_after_the_commit_is_left_alone(
    chain, manager, django_capture_on_commit_callbacks
):
    done = []
    with django_capture_on_commit_callbacks(execute=True) as callbacks, ledger.writing():
        keep(chain, manager, 1)
        transaction.on_commit(lambda: done.append("told"))

    assert done == ["told"]
    assert len(callbacks) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "verb", ["confirmed", "visits.", "Visits.confirmed", "visits.a-b", "a.b.c"]
)
def test_a_verb_names_its_app(chain, manager, verb):
    with pytest.raises(ValueError, match="reads <app>"), ledger.writing():
        ledger.record(verb, chain=chain, by=manager)


@pytest.mark.django_db
def test_an_entry_needs_somebody_a_chain_and_a_time_with_its_zone(chain, manager):
    with pytest.raises(ValueError, match="who acts"), ledger.writing():
        keep(chain, None, 1)
    with pytest.raises(ValueError, match="needs a chain"), ledger.writing():
        keep([], manager, 1)
    with pytest.raises(canonical.NotCanonical, match="zone"), ledger.writing():
        ledger.record("visits.held", chain=chain, by=manager, at=AT.replace(tzinfo=None))


@pytest.mark.django_db
def test_a_fact_that_the_ledger_does_not_take_is_refused_where_it_is_said(chain, manager):
    with ledger.writing(), pytest.raises(canonical.NotCanonical, match=r"facts\.severity: float"):
        ledger.record("incidents.logged", chain=chain, by=manager, severity=1.5)
