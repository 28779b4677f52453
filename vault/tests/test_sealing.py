"""A private text is readable in its own row, with its own key, until it is taken out."""

import contextlib
import io
import uuid
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

import vault
from tests.support.models import Letter, Postcard
from vault import crypto, keyring
from vault.models import DataKey

pytestmark = pytest.mark.django_db

WORDS = "What was said at the door, and by whom. Ça va."


def sealed(words=WORDS, domain="site", kind=Letter):
    row = kind()
    row.seal(words, domain=domain)
    row.save()
    return row


@pytest.mark.parametrize("words", ["", WORDS, "\x00", "x" * 100_000, "👩‍⚕️"])
def test_words_come_back_as_they_were_sealed(words):
    row = sealed(words)

    assert Letter.objects.get(pk=row.pk).words() == words
    assert Letter.objects.get(pk=row.pk).shown() == (words, False)


def test_a_row_costs_one_insert_for_its_key_and_reading_many_costs_one_query(
    django_assert_num_queries,
):
    with transaction.atomic(), django_assert_num_queries(2):
        sealed()
    sealed()
    with django_assert_num_queries(1):
        assert [row.words() for row in Letter.objects.select_related("data_key")] == [WORDS] * 2


def test_the_same_words_never_look_the_same():
    first, second = sealed(), sealed()

    assert bytes(first.ciphertext) != bytes(second.ciphertext)
    assert first.data_key_id != second.data_key_id
    again = bytes(first.ciphertext)
    first.seal(WORDS, domain="site")
    assert bytes(first.ciphertext) != again


def test_no_word_and_no_bare_key_stands_in_the_database():
    canary = f"canary-{uuid.uuid4().hex}"
    row = sealed(canary)
    out = io.StringIO()
    call_command("dumpdata", "vault", "test_support", stdout=out)

    assert str(row.pk) in out.getvalue()
    assert canary not in out.getvalue()
    with connection.cursor() as cursor:
        cursor.execute("SELECT ciphertext FROM test_support_letter")
        stored = bytes(cursor.fetchone()[0])
    assert canary.encode() not in stored
    _epoch, domain_key = keyring.current("site")
    assert domain_key not in bytes(row.data_key.wrapped)


def test_words_moved_to_another_row_do_not_open_there():
    first, second = sealed(), sealed()
    Letter.objects.filter(pk=second.pk).update(ciphertext=first.ciphertext, data_key=first.data_key)

    with pytest.raises(vault.DoesNotOpen):
        Letter.objects.get(pk=second.pk).words()


def test_words_moved_to_another_table_do_not_open_there():
    letter = sealed()
    card = Postcard(id=letter.pk, data_key=letter.data_key, ciphertext=letter.ciphertext)

    with pytest.raises(vault.DoesNotOpen):
        card.words()


def test_words_under_the_key_of_another_row_do_not_open():
    first, second = sealed(), sealed()
    first.data_key = second.data_key

    with pytest.raises(vault.DoesNotOpen):
        first.words()


@pytest.mark.parametrize("field", ["domain", "key_epoch", "id"])
def test_a_data_key_opens_only_as_what_it_was_made(field, keys_dir):
    keyring.create("site", 2)
    row = sealed()
    assert row.data_key.key_epoch == 2
    keyring.create("site", 1)
    keyring.create("police", 2)
    setattr(row.data_key, field, {"domain": "police", "key_epoch": 1, "id": uuid.uuid4()}[field])

    with pytest.raises(vault.DoesNotOpen):
        row.words()


@pytest.mark.parametrize("position", [0, 1, 12, 13, 20, -1])
def test_a_damaged_envelope_does_not_open(position):
    row = sealed()
    damaged = bytearray(row.ciphertext)
    damaged[position] ^= 1
    row.ciphertext = bytes(damaged)

    with pytest.raises(vault.DoesNotOpen):
        row.words()


@pytest.mark.parametrize("envelope", [b"", b"\x01", b"\x01" + bytes(12), b"\x01" + bytes(20)])
def test_a_cut_off_envelope_does_not_open(envelope):
    with pytest.raises(vault.DoesNotOpen):
        crypto.unseal(crypto.new_key(), envelope, "place")


def test_a_text_keeps_its_key_and_its_domain_when_it_is_sealed_again():
    row = sealed(domain="site")
    key = row.data_key_id

    row.seal("other words", domain="site")
    row.save()

    row = Letter.objects.get(pk=row.pk)
    assert (row.words(), row.data_key_id) == ("other words", key)
    with pytest.raises(ValueError, match="stays in the domain"):
        row.seal(WORDS, domain="police")
    assert DataKey.objects.count() == 1


def test_there_are_no_domains_but_those_of_the_settings():
    with pytest.raises(ValueError, match="not a domain"):
        sealed(domain="everybody")
    assert not DataKey.objects.exists()


def test_nothing_is_left_of_a_key_when_the_change_fails():
    with contextlib.suppress(LookupError), transaction.atomic():
        sealed(domain="site")
        raise LookupError

    assert not DataKey.objects.exists()


class TestTakingOut:
    AT = datetime(2025, 2, 4, 18, tzinfo=UTC)

    def test_it_is_final(self):
        row, other = sealed(), sealed()
        vault.take_out(row.data_key, at=self.AT)

        for taken in (row, Letter.objects.get(pk=row.pk)):
            with pytest.raises(vault.TakenOut):
                taken.words()
            assert taken.shown() == ("", True)
            with pytest.raises(vault.TakenOut):
                taken.seal(WORDS, domain="site")
        key = DataKey.objects.get(pk=row.data_key_id)
        assert (key.wrapped, key.destroyed_at) == (None, self.AT)
        assert Letter.objects.get(pk=other.pk).words() == WORDS

    def test_doing_it_again_changes_nothing(self):
        row = sealed()
        vault.take_out(row.data_key, at=self.AT)
        vault.take_out(row.data_key)

        assert DataKey.objects.get().destroyed_at == self.AT

    @pytest.mark.parametrize(
        "change", [{"wrapped": b"x"}, {"destroyed_at": None}], ids=["key", "time"]
    )
    def test_the_database_keeps_no_key_that_is_half_destroyed(self, change):
        vault.take_out(sealed().data_key, at=self.AT)

        with pytest.raises(IntegrityError), transaction.atomic():
            DataKey.objects.update(**change)


class TestKeyedHash:
    def test_it_is_the_same_for_the_same_value_and_purpose_only(self):
        first = vault.keyed_hash("a token", "door-link")

        assert first == vault.keyed_hash("a token", purpose="door-link")
        assert len(first) == 64
        others = {
            vault.keyed_hash("a token", "calendar-feed"),
            vault.keyed_hash("another", "door-link"),
        }
        assert first not in others
        assert len(others) == 2

    def test_it_needs_the_key(self, keys_dir, settings, tmp_path):
        first = vault.keyed_hash("a token", "door-link")
        settings.KEYS_DIR = tmp_path / "others"

        assert vault.keyed_hash("a token", "door-link") != first

    @pytest.mark.parametrize("purpose", ["", "Door", "door link", "door|link"])
    def test_a_purpose_is_a_plain_word(self, purpose):
        with pytest.raises(ValueError, match="small letters"):
            vault.keyed_hash("a token", purpose)
