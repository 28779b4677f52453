"""The folder of sealed files: what lies there, and what is wrong with it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from vault import checks, files

LATER = datetime.now(UTC) + timedelta(days=1)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"
    return settings.FILES_DIR


def test_a_file_is_whole_and_the_next_of_its_name_takes_its_place():
    name = uuid4()
    files.write(name, b"one")
    files.write(name, b"two")

    assert files.read(name) == b"two"
    assert [*files.written_before(LATER)] == [name]
    files.remove(name)
    files.remove(name)
    with pytest.raises(files.NotThere):
        files.read(name)


def test_what_cannot_be_written_whole_leaves_nothing(folder, monkeypatch):
    def full(*args):
        raise OSError("no space left")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="no space left"):
        files.write(uuid4(), b"one")
    assert not [*folder.iterdir()]


def test_a_folder_that_is_yet_to_be_made_holds_nothing_and_is_no_fault():
    assert not [*files.written_before(LATER)]
    assert not checks.files_lie_apart()


def test_a_folder_that_others_read_or_a_web_server_serves_is_told(settings, folder, tmp_path):
    files.write(uuid4(), b"one")
    assert not checks.files_lie_apart()
    folder.chmod(0o755)
    settings.STATIC_ROOT = tmp_path

    assert [fault.id for fault in checks.files_lie_apart()] == ["vault.E002", "vault.E002"]
