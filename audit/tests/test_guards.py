"""The database refuses by itself, whoever asks it, and says so when it no longer would."""

import pytest
from django.core.management import CommandError, call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import DatabaseError, IntegrityError, connection, migrations, models, transaction
from django.utils import timezone

from audit import checks, erasing, guards, ledger, reads
from audit.models import Chain, Entry, EntryBody, Read

ON_SQLITE = connection.vendor == "sqlite"


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def book(db, chain, manager):
    """Two entries and a reading."""
    for number in (1, 2):
        with ledger.writing():
            ledger.record("visits.proposed", chain=chain, by=manager, number=number)
    reads.note(manager, Chain(id=chain.id), "site")
    return chain


REFUSED = {
    "an entry changed": "UPDATE audit_entry SET vis = 1 WHERE seq = 2",
    "an entry left as it was": "UPDATE audit_entry SET vis = vis",
    "an entry removed": "DELETE FROM audit_entry WHERE seq = 2",
    "a body changed": "UPDATE audit_entrybody SET body = '{}'",
    "a body removed": "DELETE FROM audit_entrybody",
    "a reading changed": "UPDATE audit_read SET lane = 'police'",
    "a reading removed": "DELETE FROM audit_read",
    "a head set back": "UPDATE audit_chain SET head_seq = 1",
    "a head with another hash": "UPDATE audit_chain SET head_hash = ''",
    "a chain of another kind": "UPDATE audit_chain SET kind = 'system'",
    "a chain removed": "DELETE FROM audit_chain",
}
REFUSED_ON_SQLITE = {
    "an entry replaced": (
        "INSERT OR REPLACE INTO audit_entry SELECT id, seq, at, 1, leaf, hash, key_epoch, erases, "
        "chain_id FROM audit_entry"
    ),
    "a body replaced": (
        "INSERT OR REPLACE INTO audit_entrybody SELECT entry_id, salt, '{}' FROM audit_entrybody"
    ),
}
REFUSED_ON_POSTGRES = {
    "entries emptied": "TRUNCATE audit_entry CASCADE",
    "bodies emptied": "TRUNCATE audit_entrybody",
    "readings emptied": "TRUNCATE audit_read",
    "chains emptied": "TRUNCATE audit_chain CASCADE",
    "an entry inserted over": (
        "INSERT INTO audit_entry SELECT * FROM audit_entry ON CONFLICT (id) DO UPDATE SET vis = 1"
    ),
}
REFUSED |= REFUSED_ON_SQLITE if ON_SQLITE else REFUSED_ON_POSTGRES


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_refuses(book, what):
    connection.check_constraints()  # else PostgreSQL would refuse for want of a quiet table
    refused = pytest.raises(IntegrityError, match=r"is not (changed|removed|emptied)")
    with refused, transaction.atomic():
        execute(REFUSED[what])

    assert ledger.verify(book)


@pytest.mark.parametrize(
    "wrong", [{"seq": 2}, {"seq": 0}, {"seq": 3, "vis": 0}, {"seq": 3, "vis": 8}], ids=str
)
def test_the_database_takes_no_number_twice_and_no_unknown_visibility(book, wrong):
    entry = Entry(chain_id=book.id, at=timezone.now(), leaf=b"", hash=b"", **{"vis": 3} | wrong)

    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(force_insert=True)


def test_a_body_goes_only_when_its_chain_says_that_it_does(book, other_chain, manager):
    first = Entry.objects.of(book).get(seq=1)
    with ledger.writing():
        ledger.record("visits.proposed", chain=other_chain, by=manager, number=1)
    erasing.erase_body(Entry.objects.of(other_chain).get(seq=1), by=manager, reason="court_order")

    with pytest.raises(IntegrityError), transaction.atomic():
        EntryBody.objects.filter(entry=first).delete()

    erasing.erase_body(first, by=manager, reason="court_order")
    assert not EntryBody.objects.filter(entry=first).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        EntryBody.objects.filter(entry__chain=book.id, entry__seq=2).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        EntryBody.objects.filter(entry__chain=book.id, entry__seq=3).delete()


def test_every_guard_is_there_from_the_start(db):
    assert guards.registered()
    assert guards.missing(connection) == []


TRIGGER = "audit_read_append_only_update"
SAPPED = {"a trigger dropped": f"DROP TRIGGER {TRIGGER}{'' if ON_SQLITE else ' ON audit_read'}"}
if ON_SQLITE:
    SAPPED["a trigger made hollow"] = (
        f"DROP TRIGGER {TRIGGER}; CREATE TRIGGER {TRIGGER} BEFORE UPDATE ON audit_read "
        "FOR EACH ROW BEGIN SELECT 1; END"
    )
else:
    SAPPED |= {
        "a trigger switched off": f"ALTER TABLE audit_read DISABLE TRIGGER {TRIGGER}",
        "a trigger kept for replicas": f"ALTER TABLE audit_read ENABLE REPLICA TRIGGER {TRIGGER}",
        "a function made hollow": (
            "CREATE OR REPLACE FUNCTION portal_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "'BEGIN RETURN NEW; END'"
        ),
        "a trigger made hollow": (
            f"DROP TRIGGER {TRIGGER} ON audit_read; CREATE TRIGGER {TRIGGER} BEFORE UPDATE ON "
            "audit_read FOR EACH ROW WHEN (false) EXECUTE FUNCTION portal_refuse('')"
        ),
    }


@pytest.mark.parametrize("what", SAPPED)
def test_a_guard_that_no_longer_holds_is_missed_and_put_back(db, what, capsys):
    for statement in SAPPED[what].split("; C"):
        execute(statement if statement.startswith(("DROP", "ALTER", "CREATE")) else "C" + statement)

    assert "audit_read_append_only" in guards.missing(connection)
    assert "audit_read_append_only" in str(checks.guards_are_in_place(databases=["default"]))
    with pytest.raises(CommandError, match=r"manage\.py migrate"):
        call_command("audit", "guards")
    assert "missing: audit_read_append_only\n" in capsys.readouterr().out

    emit_post_migrate_signal(0, False, "default")

    assert guards.missing(connection) == []
    assert checks.guards_are_in_place(databases=["default"]) == []
    call_command("audit", "guards")
    assert "in place" in capsys.readouterr().out


def test_migrate_is_let_through_to_put_a_missing_guard_back(db, monkeypatch):
    execute(SAPPED["a trigger dropped"])
    monkeypatch.setattr("sys.argv", ["manage.py", "migrate"])

    assert checks.guards_are_in_place(databases=["default"]) == []


@pytest.mark.django_db(transaction=True)
def test_the_guards_outlive_a_migration_that_alters_their_tables(chain, manager):
    """SQLite makes such a table anew and forgets its triggers."""
    old, new = Read._meta.get_field("lane"), models.CharField(max_length=31)
    new.set_attributes_from_name("lane")
    entry, wider = Entry._meta.get_field("key_epoch"), models.PositiveBigIntegerField(default=1)
    wider.set_attributes_from_name("key_epoch")

    for changes in (
        [(Read, old, new), (Entry, entry, wider)],
        [(Read, new, old), (Entry, wider, entry)],
    ):
        plan = [(migrations.Migration("0002_wider", "audit"), False)]
        emit_pre_migrate_signal(0, False, "default", plan=plan)
        with connection.schema_editor() as editor:
            for model, before, after in changes:
                editor.alter_field(model, before, after)
        emit_post_migrate_signal(0, False, "default")

        assert guards.missing(connection) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("inhibit", [False, True])
def test_the_guards_are_back_when_a_test_has_emptied_the_tables(chain, manager, inhibit):
    with ledger.writing():
        ledger.record("visits.proposed", chain=chain, by=manager)

    call_command(
        "flush", verbosity=0, interactive=False, reset_sequences=False, inhibit_post_migrate=inhibit
    )

    assert not Chain.objects.exists()
    assert guards.missing(connection) == []


class TestMaking:
    """The two kinds of guard that other apps ask for, on a table of the tests."""

    @pytest.fixture
    def table(self, db):
        execute("CREATE TABLE plate (id integer PRIMARY KEY, a integer, b integer)")
        execute("INSERT INTO plate VALUES (1, NULL, 1)")

    def put(self, guard):
        for statement in guard.statements(connection.vendor):
            execute(statement)

    def refused(self, statement):
        try:
            with transaction.atomic():
                execute(statement)
        except DatabaseError:
            return True
        return False

    @pytest.mark.parametrize("deletes", [False, True])
    def test_append_only_refuses_changes_and_unless_allowed_removals(self, table, deletes):
        self.put(guards.append_only("plate", deletes=deletes))

        assert self.refused("UPDATE plate SET b = 2")
        assert self.refused("DELETE FROM plate") is not deletes

    @pytest.mark.parametrize("deletes", [False, True])
    def test_fixed_columns_keep_their_value_and_others_need_not(self, table, deletes):
        self.put(guards.fixed("plate", ["id", "a"], deletes=deletes))

        assert self.refused("UPDATE plate SET a = 2, b = 2")
        assert not self.refused("UPDATE plate SET a = NULL, b = 2")
        assert self.refused("DELETE FROM plate") is not deletes

    def test_two_guards_do_not_share_a_name(self):
        guard = guards.registered()[0]

        assert guards.register(guard) is guard
        with pytest.raises(ValueError, match="Two guards"):
            guards.register(
                guards.Guard(
                    name=guard.name,
                    table="plate",
                    postgres=guard.postgres,
                    sqlite=guard.sqlite,
                    drop_postgres=[],
                    drop_sqlite=[],
                )
            )

    def test_a_guard_that_makes_nothing_to_look_for_is_refused(self):
        with pytest.raises(ValueError, match="makes no trigger"):
            guards.Guard(
                name="idle",
                table="plate",
                postgres=["SELECT 1"],
                sqlite=["SELECT 1"],
                drop_postgres=[],
                drop_sqlite=[],
            )

    @pytest.mark.on_postgres
    def test_a_constraint_is_a_guard_too(self, table, monkeypatch):
        guard = guards.Guard(
            name="plate_spans",
            table="plate",
            postgres=["ALTER TABLE plate ADD CONSTRAINT plate_spans EXCLUDE (b WITH =)"],
            sqlite=["CREATE TRIGGER plate_spans BEFORE INSERT ON plate BEGIN SELECT 1; END"],
            drop_postgres=["ALTER TABLE plate DROP CONSTRAINT IF EXISTS plate_spans"],
            drop_sqlite=["DROP TRIGGER IF EXISTS plate_spans"],
        )
        monkeypatch.setattr(guards, "_registry", {guard.name: guard})
        assert guards.missing(connection) == ["plate_spans"]

        guards.install(connection)
        assert guards.missing(connection) == []
        assert self.refused("INSERT INTO plate VALUES (2, 2, 1)")

        guards.remove(connection)
        assert guards.missing(connection) == ["plate_spans"]
