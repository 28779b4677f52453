"""Whatever is changed behind the guards' back, verification names the first entry it hit."""

import uuid
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F

from audit import canonical, erasing, guards, ledger, verifying
from audit.models import Chain, Entry, EntryBody

pytestmark = pytest.mark.django_db


@pytest.fixture
def book(chain, manager):
    """Five entries, and a database without guards."""
    for number in range(1, 6):
        with ledger.writing():
            ledger.record("visits.proposed", chain=chain, by=manager, number=number)
    connection.check_constraints()  # PostgreSQL lets no trigger go while some wait to fire
    guards.remove(connection)
    return chain


def entries(chain, **which):
    return Entry.objects.filter(chain=chain.id, **which)


def bodies(chain, seq):
    return EntryBody.objects.filter(entry__chain=chain.id, entry__seq=seq)


def reseal(chain, seq, text):
    """Change a body so that its own entry agrees with it, as a careful forger would."""
    entry = entries(chain).select_related("body").get(seq=seq)
    previous = entries(chain, seq=seq - 1).values_list("hash", flat=True).first()
    leaf = canonical.leaf(bytes(entry.body.salt), text)
    hash_ = canonical.link(
        bytes(previous or canonical.first_link(chain.id)),
        seq=seq,
        vis=entry.vis,
        key_epoch=entry.key_epoch,
        leaf=leaf,
    )
    bodies(chain, seq).update(body=text)
    entries(chain, seq=seq).update(leaf=leaf, hash=hash_)


def text_of(chain, seq):
    return bodies(chain, seq).get().body


def swap_bodies(chain):
    two, three = bodies(chain, 2).get(), bodies(chain, 3).get()
    bodies(chain, 2).update(salt=three.salt, body=three.body)
    bodies(chain, 3).update(salt=two.salt, body=two.body)


def remove(chain, seq):
    bodies(chain, seq).delete()
    entries(chain, seq=seq).delete()


def remove_and_close_up(chain):
    remove(chain, 3)
    for seq in (4, 5):
        entries(chain, seq=seq).update(seq=seq - 1)
    Chain.objects.update(head_seq=4)


def insert_before_the_first(chain):
    Entry.objects.bulk_create(
        [Entry(chain_id=chain.id, seq=6, at=entries(chain).first().at, vis=3, leaf=b"", hash=b"")]
    )
    connection.check_constraints()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = 1")
        else:
            cursor.execute("ALTER TABLE audit_entry DROP CONSTRAINT entry_numbers_begin_at_one")
        cursor.execute("UPDATE audit_entry SET seq = -1 WHERE seq = 6")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = 0")


def add_beyond_the_head(chain):
    Chain.objects.update(head_seq=4, head_hash=entries(chain, seq=4).get().hash)


def say_twice(chain):
    """The second "by" is the one a careless reader keeps."""
    text = text_of(chain, 3)
    reseal(chain, 3, text.replace('"by":', '"by":"somebody else","by":', 1))
    for seq in (4, 5):
        reseal(chain, seq, text_of(chain, seq))
    Chain.objects.update(head_hash=entries(chain, seq=5).get().hash)


def pretend_an_erasure(chain):
    bodies(chain, 2).delete()
    entries(chain, seq=5).update(erases=2)


KINDS = {
    "a changed body": (lambda c: bodies(c, 3).update(body='{"verb":"x"}'), 3, "body is not"),
    "a changed salt": (lambda c: bodies(c, 3).update(salt=bytes(16)), 3, "body is not"),
    "a changed time": (lambda c: entries(c, seq=2).update(at=F("at") + timedelta(1)), 2, "time"),
    "a changed lane": (lambda c: entries(c, seq=2).update(vis=1), 2, "does not follow"),
    "a changed hash": (lambda c: entries(c, seq=4).update(hash=bytes(32)), 4, "does not follow"),
    "a changed leaf": (lambda c: entries(c, seq=4).update(leaf=bytes(32)), 4, "does not follow"),
    "a changed epoch": (lambda c: entries(c, seq=1).update(key_epoch=2), 1, "does not follow"),
    "a changed erasure": (lambda c: entries(c, seq=1).update(erases=4), 1, "announce"),
    "a resealed body": (lambda c: reseal(c, 2, text_of(c, 2) + " "), 3, "does not follow"),
    "a resealed last body": (lambda c: reseal(c, 5, text_of(c, 5) + " "), 5, "head has another"),
    "swapped bodies": (swap_bodies, 2, "body is not"),
    "a key said twice": (say_twice, 3, "canonical"),
    "a body taken away": (lambda c: bodies(c, 2).delete(), 2, "missing and no entry"),
    "a pretended erasure": (pretend_an_erasure, 5, "announce"),
    "a removed first entry": (lambda c: remove(c, 1), 1, "missing"),
    "a removed entry": (lambda c: remove(c, 3), 3, "missing"),
    "a removed last entry": (lambda c: remove(c, 5), 5, "missing"),
    "a removed entry, closed up": (remove_and_close_up, 3, "does not follow"),
    "an entry before the first": (insert_before_the_first, 1, "missing"),
    "a changed head": (lambda c: Chain.objects.update(head_hash=bytes(32)), 5, "head has another"),
    "a head set back": (add_beyond_the_head, 5, "beyond the head"),
    "a head set forward": (lambda c: Chain.objects.update(head_seq=9), 6, "missing"),
    "another kind of chain": (lambda c: Chain.objects.update(kind="system"), 1, "another kind"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [1, 2, 1000])
def test_every_kind_of_tampering_is_found_where_it_begins(book, kind, size, monkeypatch):
    monkeypatch.setattr(verifying, "PAGE", size)
    tamper, first_bad, reason = KINDS[kind]
    assert ledger.verify(book)

    tamper(book)

    verdict = ledger.verify(book)
    assert not verdict
    assert verdict.first_bad == first_bad
    assert reason in str(verdict.reason)


def test_an_entry_moved_to_another_chain_is_missed_here_and_noticed_there(
    book, other_chain, manager
):
    with ledger.writing():
        ledger.record("visits.proposed", chain=other_chain, by=manager, number=1)
    remove(other_chain, 1)
    entries(book, seq=1).update(chain=other_chain.id)

    assert ledger.verify(book).first_bad == 1
    assert ledger.verify(other_chain).first_bad == 1


@pytest.mark.skipif("sqlite" not in connection.vendor, reason="PostgreSQL keeps a column's type.")
@pytest.mark.parametrize("value", ["'never'", "X'00'", "17", "''"])
@pytest.mark.parametrize("column", ["at", "leaf", "hash", "vis", "key_epoch", "id"])
def test_an_entry_that_holds_nonsense_is_named_too(book, column, value):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = 1")
        cursor.execute(
            "DELETE FROM audit_entrybody WHERE entry_id IN "
            "(SELECT id FROM audit_entry WHERE seq = 3)"
        )
        cursor.execute(f"UPDATE audit_entry SET {column} = {value} WHERE seq = 3")  # noqa: S608
        cursor.execute("PRAGMA ignore_check_constraints = 0")

    assert ledger.verify(book).first_bad == 3


def test_a_chain_that_nobody_wrote_in_is_whole(chain):
    verdict = ledger.verify(chain)

    assert verdict
    assert verdict.entries == 0


def test_what_is_appended_while_it_reads_is_verified_too(chain, manager, monkeypatch):
    def write(number):
        with ledger.writing():
            ledger.record("visits.proposed", chain=chain, by=manager, number=number)

    write(1)
    after, left = verifying._after, [2, 3]

    def busy(*args):
        yield from after(*args)
        if left:
            write(left.pop(0))

    monkeypatch.setattr(verifying, "_after", busy)

    verdict = ledger.verify(chain)
    assert verdict, verdict.reason
    assert verdict.entries == 3


def test_an_erased_body_is_missed_by_nobody_when_its_chain_says_so(chain, manager):
    for number in (1, 2):
        with ledger.writing():
            ledger.record(
                "visits.proposed", chain=chain, by=manager, vis=ledger.Vis.SITE, number=number
            )

    erasing.erase_body(Entry.objects.of(chain).get(seq=1), by=manager, reason="court_order")

    assert not bodies(chain, 1).exists()
    announcement = Entry.objects.of(chain).get(seq=3)
    assert announcement.vis == ledger.Vis.SITE
    assert announcement.body.read()["facts"] == {"seq": 1, "reason": "court_order"}
    assert ledger.verify(chain)


def test_what_announces_an_erasure_is_not_erased_itself(chain, manager):
    with ledger.writing():
        ledger.record("visits.proposed", chain=chain, by=manager)
    erasing.erase_body(Entry.objects.of(chain).get(seq=1), by=manager, reason="court_order")

    with pytest.raises(ValueError, match="keeps its body"):
        erasing.erase_body(Entry.objects.of(chain).get(seq=2), by=manager, reason="court_order")


def test_an_announcement_whose_body_is_gone_announces_nothing(book, manager):
    guards.install(connection)
    erasing.erase_body(Entry.objects.of(book).get(seq=2), by=manager, reason="court_order")
    guards.remove(connection)
    bodies(book, 6).delete()

    assert ledger.verify(book).first_bad == 2


class TestCommand:
    def test_it_ends_well_when_every_chain_is_whole(self, book, capsys):
        call_command("audit", "verify")

        assert capsys.readouterr().out == f"partnership {book.id}: 5 entries, whole\n"

    def test_it_names_the_first_bad_entry_of_each_chain(self, book, other_chain, manager, capsys):
        with ledger.writing():
            ledger.record("visits.proposed", chain=other_chain, by=manager, number=1)
        bodies(book, 4).update(body="{}")
        bodies(book, 2).update(body="{}")
        bodies(other_chain, 1).update(body="{}")

        with pytest.raises(CommandError, match="2 of the chains are broken") as error:
            call_command("audit", "verify")

        assert error.value.returncode == 1
        lines = capsys.readouterr().out.splitlines()
        assert [line.rsplit(":", 1)[0] for line in lines] == [
            f"partnership {book.id}: first bad entry 2",
            f"partnership {other_chain.id}: first bad entry 1",
        ]

    def test_it_reads_one_chain_when_asked(self, book, other_chain, manager, capsys):
        with ledger.writing():
            ledger.record("visits.proposed", chain=other_chain, by=manager, number=1)
        bodies(book, 2).update(body="{}")

        call_command("audit", "verify", "--chain", str(other_chain.id))

        assert capsys.readouterr().out == f"partnership {other_chain.id}: 1 entries, whole\n"

    def test_entries_whose_chain_is_gone_are_not_passed_over(self, book, capsys):
        chain = Chain.objects.get()
        Chain.objects.filter(pk=chain.pk)._raw_delete("default")  # entries stand in the way

        with pytest.raises(CommandError):
            call_command("audit", "verify")

        assert f"headless {book.id}: first bad entry 1" in capsys.readouterr().out
        chain.save(force_insert=True)  # the database looks once more when the test ends

    def test_a_chain_that_is_not_there_is_no_good_news(self):
        with pytest.raises(CommandError, match="no chain"):
            call_command("audit", "verify", "--chain", str(uuid.UUID(int=5)))
