"""What the client says to ClamAV's daemon, and what it makes of the answers."""

import socket
import threading
from contextlib import contextmanager

import pytest

from incidents.attachments import scanner

CONTENT = bytes(range(256)) * 1000


def _read(line, size):
    data = b""
    while len(data) < size:
        more = line.recv(size - len(data))
        assert more
        data += more
    return data


@contextmanager
def daemon(server, answer, heard):
    """Takes one file as clamd(8) says, keeps it in *heard*, and gives *answer*."""

    def serve():
        line, _address = server.accept()
        with line:
            heard.append(_read(line, 10))
            while size := int.from_bytes(_read(line, 4)):
                heard.append(_read(line, size))
            line.sendall(answer)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield
    finally:
        thread.join(timeout=10)
        server.close()


def tcp():
    server = socket.create_server(("127.0.0.1", 0))
    return server, f"tcp://127.0.0.1:{server.getsockname()[1]}"


def unix(path):
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(path))
    server.listen()
    return server, f"unix://{path}"


@pytest.mark.parametrize(
    ("answer", "clean"),
    [(b"stream: OK\0", True), (b"stream: Eicar-Test-Signature FOUND\0", False)],
)
@pytest.mark.parametrize("over", ["tcp", "unix"])
def test_a_file_is_sent_whole_and_the_answer_understood(
    settings, tmp_path_factory, over, answer, clean
):
    # The path of a socket is short by its nature.
    server, address = tcp() if over == "tcp" else unix(tmp_path_factory.mktemp("c") / "s")
    settings.CLAMD, heard = address, []

    with daemon(server, answer, heard):
        assert scanner.is_clean(CONTENT) is clean
    assert heard[0] == b"zINSTREAM\0"
    assert b"".join(heard[1:]) == CONTENT


@pytest.mark.parametrize(
    "answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: ERROR\0", b"OK" * 2000]
)
def test_what_is_no_answer_is_none(settings, answer):
    server, settings.CLAMD = tcp()

    with daemon(server, answer, []), pytest.raises(scanner.NotAnswering):
        scanner.is_clean(CONTENT)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "unix:///nowhere/clamd.ctl"])
def test_a_scanner_that_is_not_there_does_not_answer(settings, address):
    settings.CLAMD = address

    with pytest.raises(scanner.NotAnswering):
        scanner.is_clean(CONTENT)
