"""The keys lie in files of their own, and the portal does not run without them."""

import stat
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from tests.support.models import Letter
from vault import checks, keyring


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_key_is_made_when_it_is_first_needed_and_stays(keys_dir):
    epoch, key = keyring.current("police")

    assert epoch == 1
    assert len(key) == 32
    assert keyring.current("police") == (1, key) == (1, keyring.key("police", 1))
    assert mode(keys_dir) == 0o700
    assert [(path.name, mode(path)) for path in keys_dir.iterdir()] == [("police.1.key", 0o400)]


def test_every_domain_has_another_key(keys_dir):
    keys = {keyring.current(name)[1] for name in keyring.names()}

    assert len(keys) == len(keyring.names()) == len(django_settings.VAULT_DOMAINS) + 1


def test_the_newest_key_seals_and_the_former_still_opens(keys_dir):
    _epoch, first = keyring.current("site")
    assert keyring.create("site", 2)

    epoch, second = keyring.current("site")

    assert epoch == 2
    assert second != first
    assert keyring.key("site", 1) == first
    assert keyring.epochs("site") == [1, 2]


def test_a_key_is_never_replaced(keys_dir):
    _epoch, first = keyring.current("site")

    assert not keyring.create("site", 1)
    assert keyring.current("site") == (1, first)


def test_of_several_processes_that_make_a_key_at_once_all_read_the_same(keys_dir):
    program = (
        "import pathlib; from django.conf import settings; settings.configure("
        f"KEYS_DIR=pathlib.Path({str(keys_dir)!r}), EMBEDDED=True, VAULT_DOMAINS=('site',)); "
        "from vault import keyring; input(); print(keyring.current('site')[1].hex())"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=django_settings.BASE_DIR,
        )
        for _ in range(6)
    ]
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    told = {process.communicate(timeout=60)[0] for process in processes}

    assert told == {keyring.current("site")[1].hex() + "\n"}
    assert [path.name for path in keys_dir.iterdir()] == ["site.1.key"]


@pytest.mark.parametrize("name", ["everybody", "", "../site", "site.1"])
def test_there_are_no_keys_but_those_of_the_domains(keys_dir, name):
    with pytest.raises(ValueError, match="not a domain"):
        keyring.current(name)
    with pytest.raises(ValueError, match="not a domain"):
        keyring.create(name)


class TestProduction:
    def test_no_key_is_made_on_the_way(self, production):
        with pytest.raises(ImproperlyConfigured, match=r"“site” is missing .*vault keys"):
            keyring.current("site")
        assert not production.exists()

    def test_the_start_stops_without_the_directory(self, production):
        (error,) = checks.keys_are_in_place()

        assert error.is_serious()
        assert str(production) in error.msg

    def test_the_start_stops_at_each_missing_key(self, production):
        for name in keyring.names():
            keyring.create(name)
        assert checks.keys_are_in_place() == []
        (production / "mediator.1.key").unlink()

        (error,) = checks.keys_are_in_place()
        assert "“mediator” is missing" in error.msg


def spoil(path, text):
    path.chmod(0o600)
    path.write_text(text)
    path.chmod(0o400)


SPOILT = {
    "open to the group": (lambda path: path.chmod(0o440), "open to others"),
    "open to everybody": (lambda path: path.chmod(0o404), "open to others"),
    "empty": (lambda path: spoil(path, ""), "64 hexadecimal"),
    "too short": (lambda path: spoil(path, "ab" * 31), "64 hexadecimal"),
    "something else": (lambda path: spoil(path, "x" * 64), "64 hexadecimal"),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_key_stops_the_start_and_is_not_used(keys_dir, how):
    keyring.create("site")
    change, reason = SPOILT[how]
    change(keys_dir / "site.1.key")

    assert [reason in error.msg for error in checks.keys_are_in_place()] == [True]
    with pytest.raises(ImproperlyConfigured, match=reason):
        keyring.key("site", 1)


def test_a_directory_that_others_may_read_stops_the_start(keys_dir):
    keyring.create("site")
    keys_dir.chmod(0o750)

    assert ["0700" in error.msg for error in checks.keys_are_in_place()] == [True]


def test_keys_that_are_yet_to_be_made_are_no_fault_where_they_may_be(keys_dir):
    assert checks.keys_are_in_place() == []
    keyring.create("site")
    assert checks.keys_are_in_place() == []


@pytest.mark.django_db
class TestCommand:
    def test_it_makes_the_keys_once_and_lists_them(self, production, capsys):
        call_command("vault", "keys")
        before = {path.name: path.read_bytes() for path in production.iterdir()}
        call_command("vault", "keys")

        assert {path.name: path.read_bytes() for path in production.iterdir()} == before
        assert len(before) == len(keyring.names())
        assert "site: 1\n" in capsys.readouterr().out

    def test_it_makes_no_key_in_the_place_of_a_lost_one(self, keys_dir, capsys):
        row = Letter()
        row.seal("words", domain="site")
        (keys_dir / "site.1.key").unlink()

        with pytest.raises(CommandError, match="“site” of epoch 1 is lost"):
            call_command("vault", "keys")

        assert not (keys_dir / "site.1.key").exists()
        assert "site: none\n" in capsys.readouterr().out
