"""A file is kept for the own side alone: cleaned, sealed, scanned, counted."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Person
from audit.models import EntryBody
from incidents.attachments import attaching, clearing, formats, scanning
from incidents.attachments.formats import CannotTake
from incidents.attachments.tests import files, steps
from incidents.models import Attachment
from incidents.tests import reports
from notifications.models import Notice
from tests.cast import NOW
from vault import DoesNotOpen, TakenOut
from vault.files import NotThere

LATER = NOW.replace(year=NOW.year + 50)


def on_disk(folder):
    return sorted(folder.iterdir()) if folder.exists() else []


def test_what_is_kept_bears_no_name_and_cannot_be_read_on_the_disk(cast, folder):
    incident = reports.logged(cast)
    one = steps.attached(incident, cast.staff, name="Maria K.jpg", caption="The car by the door")

    [path] = on_disk(folder)
    assert path.name == f"{one.pk.hex}.sealed"
    assert path.stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0
    assert b"JFIF" not in path.read_bytes()
    one = Attachment.objects.get()
    assert one.content().startswith(b"\xff\xd8\xff")
    assert one.words() == "The car by the door"
    assert (one.label, one.file_name) == ("Photo 1", "photo-1.jpg")
    held = str([*Attachment.objects.values(), *EntryBody.objects.values()])
    assert "Maria" not in held
    assert "The car" not in held


def test_a_file_moved_to_another_row_does_not_open(cast, folder):
    incident = reports.logged(cast)
    one, two = steps.attached(incident, cast.staff), steps.attached(incident, cast.staff)
    paths = [folder / f"{row.pk.hex}.sealed" for row in (one, two)]
    paths[0].write_bytes(paths[1].read_bytes())

    with pytest.raises(DoesNotOpen):
        one.content()


@pytest.mark.parametrize("part", ["staff", "manager", "alternate", "leader", "liaison", "backup"])
def test_it_lies_in_the_lane_of_whoever_adds_it(cast, part):
    incident = reports.released(cast)
    one = steps.attached(incident, getattr(cast, part))

    assert one.lane == ("police" if part in ("liaison", "backup") else "site")
    chain = cast.service if one.lane == "police" else cast.operator
    bodies = [body.read() for body in EntryBody.objects.filter(entry__chain_id=chain.pk)]
    assert [one["verb"] for one in bodies].count("incidents.attached") == 1
    shared = EntryBody.objects.filter(entry__chain_id=cast.partnership.pk)
    assert "attached" not in str([body.read() for body in shared])


@pytest.mark.parametrize("part", ["other_manager", "admin", "auditor", "observer", "officer"])
def test_nobody_else_adds_anything(cast, part, folder):
    with pytest.raises(PermissionDenied):
        steps.attached(reports.released(cast), getattr(cast, part))
    assert not on_disk(folder)


def test_whoever_stands_on_both_sides_adds_nothing(cast, torn):
    with pytest.raises(PermissionDenied):
        steps.attached(reports.released(cast), torn)


def test_pressing_twice_adds_it_once_and_another_file_is_another(cast, folder):
    incident, key = reports.logged(cast), uuid.uuid4()
    one = steps.attached(incident, cast.staff, key=key)

    assert steps.attached(incident, cast.staff, key=key) == one
    other = steps.attached(incident, cast.staff, key=key, name="letter.pdf", content=files.pdf())
    assert [one.label, other.label] == ["Photo 1", "Document 2"]
    assert len(on_disk(folder)) == 2


def test_so_many_files_are_kept_and_no_more(cast, monkeypatch):
    monkeypatch.setattr(attaching, "MOST_FILES", 2)
    incident = reports.released(cast)
    for _time in range(2):
        steps.attached(incident, cast.staff)

    with pytest.raises(CannotTake, match=r"2 files .* at most 2 are kept"):
        steps.attached(incident, cast.manager)
    assert steps.attached(incident, cast.liaison).number == 1


def test_so_many_bytes_are_kept_and_no_more(cast, monkeypatch):
    incident = reports.logged(cast)
    steps.attached(incident, cast.staff)
    monkeypatch.setattr(attaching, "MOST_BYTES_IN_ALL", formats.MOST_BYTES)
    monkeypatch.setattr(attaching.cleaning, "clean", lambda name, content: _as_large_as_can_be())

    with pytest.raises(CannotTake, match="room for 9 MB"):
        steps.attached(incident, cast.staff)


def _as_large_as_can_be():
    return attaching.Clean(formats.JPEG, bytes(formats.MOST_BYTES))


def test_without_a_scanner_it_says_so(cast):
    one = steps.attached(reports.logged(cast), cast.staff)

    assert (one.scan, one.is_served) == ("none", True)


def test_what_is_scanned_is_what_is_kept(cast, scans):
    one = steps.attached(reports.logged(cast), cast.staff)

    assert (one.scan, one.scanned_at, one.is_served) == ("clean", NOW, True)
    assert scans.asked == [one.content()]


def test_what_the_scanner_finds_something_in_is_not_kept(cast, scans, folder):
    scans.answer = False

    with pytest.raises(CannotTake, match="found something"):
        steps.attached(reports.logged(cast), cast.staff)
    assert not Attachment.objects.exists()
    assert not on_disk(folder)


def test_while_the_scanner_does_not_answer_it_is_held_back_until_it_does(cast, scans):
    scans.answer = None
    one = steps.attached(reports.logged(cast), cast.staff)
    assert (one.scan, one.is_served) == ("held", False)

    assert scanning.scan_held(by=Person.system(), at=NOW) == 0
    scans.answer = True
    assert scanning.scan_held(by=Person.system(), at=NOW) == 1
    assert scanning.scan_held(by=Person.system(), at=NOW) == 0
    one.refresh_from_db()
    assert (one.scan, one.is_served) == ("clean", True)
    assert not Notice.objects.filter(kind="incidents/attachment_refused").exists()


def test_held_back_and_then_refused_it_is_destroyed_and_its_author_told(
    cast, scans, folder, django_capture_on_commit_callbacks
):
    scans.answer = None
    one = steps.attached(reports.logged(cast), cast.staff)
    scans.answer = False

    with django_capture_on_commit_callbacks(execute=True):
        assert scanning.scan_held(by=Person.system(), at=NOW) == 1

    one = Attachment.objects.get()
    assert (one.scan, one.is_served) == ("refused", False)
    with pytest.raises(TakenOut):
        one.content()
    assert not on_disk(folder)
    told = Notice.objects.get(kind="incidents/attachment_refused")
    assert told.recipient == cast.staff


def test_a_file_that_is_nobodys_is_removed_an_hour_later_and_no_other(cast, folder):
    one = steps.attached(reports.logged(cast), cast.staff)
    orphan = folder / f"{uuid.uuid4().hex}.sealed"
    half = folder / ".half-written"
    other = folder / "README"
    for path in (orphan, half, other):
        path.write_bytes(b"x")

    assert clearing.clear(at=NOW) == 0
    assert clearing.clear(at=LATER) == 1
    assert on_disk(folder) == sorted([folder / f"{one.pk.hex}.sealed", other])


def test_a_transaction_that_comes_to_nothing_leaves_a_file_that_is_removed(
    cast, folder, monkeypatch
):
    def broken(*args, **kwargs):
        raise RuntimeError

    incident = reports.logged(cast)
    monkeypatch.setattr("audit.ledger.record", broken)
    with pytest.raises(RuntimeError):
        steps.attached(incident, cast.staff)
    assert not Attachment.objects.exists()
    assert len(on_disk(folder)) == 1

    clearing.clear(at=LATER)
    assert not on_disk(folder)


def test_a_file_that_is_missing_says_so(cast, folder):
    one = steps.attached(reports.logged(cast), cast.staff)
    for path in on_disk(folder):
        path.unlink()

    with pytest.raises(NotThere):
        one.content()
