"""Whatever encoding a request names, it is read as UTF-8."""

import pytest

from liaison import encoding

FORM = '--x\r\nContent-Disposition: form-data; name="slip"\r\n\r\n{}\r\n--x--\r\n'
# No encoding of a text, names that are broken, and others in which signs mean something else.
NAMED = (
    "charset=rot13",
    "charset=base64",
    "charset*=utf-8''rot13",
    "charset=\x00",
    "a*=nope''%41",
    "charset=utf-16",
    "charset=utf-7",
    "charset=unicode_escape",
)


@pytest.mark.django_db
@pytest.mark.parametrize("named", NAMED)
def test_a_page_is_answered_whatever_is_named(client, named):
    answer = client.get("/tell/status/?a=b", CONTENT_TYPE=f"text/plain; {named}")

    assert answer.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("named", NAMED)
@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary=x; {}", 'multipart/form-data;{};Boundary="x"']
)
def test_a_form_is_read_as_utf_8(client, named, kind):
    typed = "\\ud800 café +AGE-"
    sent = FORM.format(typed).encode()
    answer = client.generic("POST", "/tell/status/", sent, CONTENT_TYPE=kind.format(named))

    assert answer.status_code == 422
    assert typed in answer.text


def test_an_asynchronous_server_is_told_the_same():
    scope = {"headers": [(b"Host", b"a;b"), (b"Content-Type", b"text/plain; charset=rot13")]}

    encoding.plain_request(scope=scope)

    assert scope["headers"] == [(b"Host", b"a;b"), (b"Content-Type", b"text/plain")]


@pytest.mark.parametrize("told", ["", "text/plain", "multipart/form-data; boundary=----a.b"])
def test_what_names_no_encoding_stays(told):
    assert encoding.plain(told) == told
