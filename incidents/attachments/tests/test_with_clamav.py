"""A file on its way past a real ClamAV daemon, with one signature of its own."""

import shutil
import subprocess
import threading
from contextlib import contextmanager

import pytest
from pypdf.generic import DecodedStreamObject, NameObject

from accounts.models import Person
from incidents.attachments import scanning
from incidents.attachments.tests import files
from incidents.attachments.tests.test_pages import address, send
from incidents.models import Attachment
from incidents.tests import reports
from tests.cast import NOW

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        shutil.which("clamd") is None,
        reason="This one needs ClamAV's daemon (Debian: apt-get install clamav-daemon).",
    ),
]

# In two pieces, so that no scanner takes this file for what it tests with (see eicar.org).
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
_SECONDS = 30
_CONFIGURED = """\
Foreground yes
DatabaseDirectory {folder}/signatures
LocalSocket {folder}/s
MaxThreads 2
"""


@contextmanager
def clamd(folder):
    """A daemon that listens at the address it is started with, until the end of the block."""
    configured = folder / "clamd.conf"
    configured.write_text(_CONFIGURED.format(folder=folder))
    process = subprocess.Popen(
        [shutil.which("clamd"), "--foreground", f"--config-file={configured}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    too_long = threading.Timer(_SECONDS, process.kill)
    too_long.start()
    try:
        said = []
        for line in process.stdout:
            said.append(line)
            if line.startswith("Self checking"):  # it listens
                break
        else:
            pytest.fail(f"clamd did not start: {''.join(said)}")
        yield
    finally:
        too_long.cancel()
        process.terminate()
        process.wait(timeout=_SECONDS)
        process.stdout.close()


@pytest.fixture
def signed(settings, tmp_path_factory):
    """The folder of a daemon that knows one thing by name. Nothing runs yet."""
    folder = tmp_path_factory.mktemp("c")  # the path of a socket is short by its nature
    (folder / "signatures").mkdir()
    known = f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n"
    (folder / "signatures" / "own.ndb").write_text(known)
    settings.CLAMD = f"unix://{folder}/s"
    return folder


def infected():
    """A document whose page is written as any is, with EICAR's words in it."""
    made, drawn = files.writer(), DecodedStreamObject()
    drawn.set_data(b"% " + EICAR + b"\nq 100 0 0 75 20 20 cm /Photo Do Q")
    made.pages[0][NameObject("/Contents")] = made._add_object(drawn)
    return files.written(made)


def test_what_is_clean_is_kept_and_what_is_not_is_refused_with_words(cast, as_, signed, folder):
    incident, client = reports.logged(cast), as_(cast.staff)
    with clamd(signed):
        for name, content in (("a.jpg", files.jpeg()), ("a.pdf", files.pdf())):
            assert send(client, incident, name=name, content=content).status_code == 302
        answer = send(client, incident, name="b.pdf", content=infected())

    assert answer.status_code == 422
    assert "The scan for viruses found something in this file" in answer.content.decode()
    assert list(Attachment.objects.values_list("scan", flat=True)) == ["clean", "clean"]
    assert len(list(folder.iterdir())) == 2
    for one in Attachment.objects.all():
        assert client.get(address(one)).status_code == 200


def test_while_it_is_gone_files_are_held_back_and_decided_once_it_is_there(
    cast, as_, signed, folder, django_capture_on_commit_callbacks
):
    incident, client = reports.logged(cast), as_(cast.staff)
    send(client, incident)
    send(client, incident, name="b.pdf", content=infected())
    clean, bad = Attachment.objects.order_by("-media_type")
    assert (clean.scan, bad.scan) == ("held", "held")
    page = client.get(incident.get_absolute_url()).content.decode()
    assert page.count("Held back until it is scanned") == 2
    assert client.get(address(clean)).status_code == 404
    assert scanning.scan_held(by=Person.system(), at=NOW) == 0

    with clamd(signed), django_capture_on_commit_callbacks(execute=True):
        assert scanning.scan_held(by=Person.system(), at=NOW) == 2

    clean.refresh_from_db()
    bad.refresh_from_db()
    assert (clean.scan, bad.scan) == ("clean", "refused")
    assert client.get(address(clean)).status_code == 200
    assert client.get(address(bad)).status_code == 404
    assert [path.stem for path in folder.iterdir()] == [clean.pk.hex]
