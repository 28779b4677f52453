"""``./portal``: what goes wrong before the start is told in one sentence, and nothing is left."""

import os
import signal
import socket
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader

import pytest
from django.conf import settings

FRONT_DOOR = settings.BASE_DIR / "portal"


@pytest.fixture
def portal(tmp_path, monkeypatch):
    """The front door as a module, with this interpreter and a folder of its own."""
    loader = SourceFileLoader("front_door", str(FRONT_DOOR))
    module = module_from_spec(spec_from_loader("front_door", loader))
    loader.exec_module(module)
    for name in [name for name in os.environ if name.startswith(("PORTAL_", "DJANGO_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PORTAL_VAR_DIR", str(tmp_path))
    module.PYTHON, module.VAR = sys.executable, tmp_path
    return module


def run(*command, **variables):
    """``./portal`` in a process of its own, up to where it would need its environment."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PORTAL_")}
    done = subprocess.run(
        [sys.executable, FRONT_DOOR, *command],
        env=clean | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1", "80.5"])
def test_a_port_that_there_is_not_is_refused(tmp_path, port):
    code, said, wrong = run("up", PORT=port, PORTAL_VAR_DIR=str(tmp_path))

    assert (code, said) == (1, "")
    assert wrong == f"PORT is “{port}”. Set it to a number from 1 to 65535, such as 8000.\n"


def test_a_port_that_is_taken_is_refused(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        code, said, wrong = run("up", PORT=str(port), PORTAL_VAR_DIR=str(tmp_path))

    assert (code, said) == (1, "")
    assert wrong == f"Port {port} is in use. Choose another: PORT={port + 1} ./portal up.\n"


@pytest.mark.parametrize("command", ["up", "reset"])
@pytest.mark.parametrize("folder", ["/proc/var", "/dev/null"])
def test_a_folder_that_cannot_be_written_is_named(command, folder):
    code, _said, wrong = run(command, PORTAL_VAR_DIR=folder)

    assert code == 1
    assert f"Check that {folder} can be written and has room.\n" in wrong
    assert len(wrong.splitlines()) == 1


@pytest.mark.parametrize("command", ["up", "reset"])
def test_while_it_runs_it_neither_starts_again_nor_forgets(portal, tmp_path, command):
    (tmp_path / "portal.sqlite3").touch()
    with portal._only_one():
        code, _said, wrong = run(command, PORTAL_VAR_DIR=str(tmp_path))

    assert (code, wrong) == (
        1,
        "The portal is already running from this folder. Stop it first.\n",
    )
    assert (tmp_path / "portal.sqlite3").exists()


def test_a_reset_forgets_everything_under_the_folder(tmp_path):
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "site.1.key").touch()
    (tmp_path / "portal.sqlite3").touch()

    code, said, _wrong = run("reset", PORTAL_VAR_DIR=str(tmp_path))

    assert (code, said) == (0, "Everything is gone. ./portal up starts over.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["portal.lock"]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORTAL_DEMO", "ture", "The portal cannot start: PORTAL_DEMO: "),
        ("PORTAL_SECRETKEY", "x", "PORTAL_SECRETKEY: is not a variable of the portal"),
        ("PORTAL_MODE", "production", "README.md says how to run it in production"),
    ],
)
def test_a_wrong_variable_is_told_once(portal, monkeypatch, name, value, sentence):
    monkeypatch.setenv(name, value)

    with pytest.raises(portal.Stop, match=sentence) as stop:
        portal._refuse_a_wrong_environment()

    assert len(str(stop.value).splitlines()) == 1


def test_a_step_that_fails_says_its_last_line_and_what_to_do(portal):
    program = "print('first'); raise SystemExit('the disk is full')"

    with pytest.raises(portal.Stop, match="the disk is full\nMake room") as stop:
        portal.step("Trying it", [sys.executable, "-c", program], "Make room")

    log = portal.VAR / "log" / "trying-it.log"
    assert str(log) in str(stop.value)
    assert "first" in log.read_text()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_ends_it_although_a_shell_had_it_ignored(tmp_path, name):
    """A background job of a shell ignores SIGINT; who sends one all the same means it."""
    program = (
        f"import runpy, signal; door = runpy.run_path({str(FRONT_DOOR)!r}); "
        "signal.signal(signal.SIGINT, signal.SIG_IGN); "
        "signal.signal(signal.SIGHUP, signal.SIG_DFL); door['_heed_signals'](); "
        f"signal.raise_signal(signal.{name})"
    )
    env = {**os.environ, "PORTAL_VAR_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode in (1, 130, -signal.SIGINT)
    assert "KeyboardInterrupt" in done.stderr


def test_an_empty_portal_says_how_its_first_administrator_comes_in(portal, monkeypatch, capsys):
    monkeypatch.setenv("PORTAL_VAR_DIR", "kept apart")

    portal._welcome(8123, None)

    told = "PORT=8123 PORTAL_VAR_DIR='kept apart' .venv/bin/python manage.py first_admin"
    assert told in capsys.readouterr().out
