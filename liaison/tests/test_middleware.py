"""What every answer has in common, whatever the page."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from liaison.middleware import HeadMiddleware


@pytest.mark.parametrize(("method", "body"), [("GET", b"a page"), ("HEAD", b"")])
def test_whoever_asks_for_the_head_of_a_page_gets_no_body(method, body):
    page = HttpResponse("a page", headers={"Content-Length": "6"})

    answer = HeadMiddleware(lambda _: page)(RequestFactory().generic(method, "/"))

    assert answer.content == body
    assert answer["Content-Length"] == "6"
