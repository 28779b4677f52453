"""Whoever is turned away reads why, and what to do; even when the database is gone."""

import io
import logging

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import translation
from django.utils.html import escape

from audit import reads
from desk import error_pages
from liaison.refusal import Stale

HEADINGS = {
    "400": "We could not read that",
    "403": "You cannot do this here",
    "403_csrf": "This form had been open too long",
    "404": "There is nothing here for you",
    "405": "This step starts from its own page",
    "409": "This could not be done",
    "413": "That was too long",
    "429": "Too many tries in a short time",
    "500": "Something went wrong on our side",
    "503": "The portal cannot answer just now",
}


def _raises(fault):
    def view(request, **parts):
        raise fault

    view.login_required = False
    return view


def _empty_503(request):
    answer = HttpResponse(status=503)
    answer.set_cookie("kept", "yes")
    return answer


_empty_503.login_required = False

urlpatterns = [
    path("denied/", _raises(PermissionDenied("This needs: Site manager."))),
    path("denied-bare/", _raises(PermissionDenied())),
    path("refused/", _raises(Stale("Somebody else has <b>answered</b>."))),
    path("gone/", _raises(OperationalError("no connection"))),
    path("opened/<str:token>/", _raises(ValueError("private words"))),
    path("fault/", _raises(ValueError("private words"))),
    path("silent/", _empty_503),
]
handler403 = "desk.error_pages.permission_denied"
handler500 = "desk.error_pages.server_error"


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(("name", "heading"), HEADINGS.items(), ids=HEADINGS)
def test_an_error_page_needs_neither_database_nor_session(name, heading):
    answer = error_pages.page(int(name[:3]), name=name)

    assert answer.status_code == int(name[:3])
    assert f"<h1>{heading}</h1>" in answer.content.decode()
    assert 'href="/"' in answer.content.decode()


@pytest.mark.parametrize("shows", [True, False])
def test_an_error_page_says_when_nothing_is_real(settings, shows):
    settings.SHOWS_DEMO = shows

    assert ("Demonstration:" in error_pages.page(500).content.decode()) is shows


def test_an_error_page_is_in_the_language_of_the_reader():
    with translation.override("fr"):
        assert '<html lang="fr">' in error_pages.page(404).content.decode()


@pytest.mark.django_db
@pytest.mark.urls(__name__)
class TestAView:
    def test_who_is_denied_reads_what_is_needed(self, visitor):
        answer = visitor.get("/denied/")

        assert answer.status_code == 403
        assert "This needs: Site manager." in answer.content.decode()

    def test_who_is_denied_without_a_reason_reads_whom_to_ask(self, visitor):
        answer = visitor.get("/denied-bare/")

        assert answer.status_code == 403
        assert "your mandates" in answer.content.decode()

    def test_a_refusal_no_view_has_caught_is_told_as_text(self, visitor):
        answer = visitor.get("/refused/")

        assert answer.status_code == 409
        assert escape("Somebody else has <b>answered</b>.") in answer.content.decode()

    def test_a_database_that_does_not_answer_asks_to_come_back(self, visitor):
        answer = visitor.get("/gone/")

        assert answer.status_code == 503
        assert answer["Retry-After"] == "30"

    def test_a_fault_is_admitted_without_its_words(self, visitor):
        answer = visitor.get("/fault/")

        assert answer.status_code == 500
        assert "You did nothing wrong" in answer.content.decode()
        assert "private words" not in answer.content.decode()

    def test_an_answer_without_words_gets_some_and_keeps_its_cookies(self, visitor):
        answer = visitor.get("/silent/")

        assert answer.status_code == 503
        assert "cannot answer just now" in answer.content.decode()
        assert answer.cookies["kept"].value == "yes"


@pytest.mark.django_db
def test_an_address_that_is_none_answers_in_the_language_of_the_browser(client):
    page = client.get("/nothing-here/", headers={"accept-language": "fr"}).content.decode()

    assert '<html lang="fr">' in page
    assert 'href="/"' in page


@pytest.mark.django_db
def test_who_comes_by_link_to_a_step_that_must_be_pressed_is_told_so(client):
    answer = client.get("/language/")

    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "the step itself was not taken" in answer.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_is_not_sent():
    answer = Client(enforce_csrf_checks=True).post("/language/", {"language": "fr"})

    assert answer.status_code == 403
    assert "it was not sent" in answer.content.decode()


def test_words_are_left_alone_where_there_are_some():
    said = HttpResponse("said", status=404)
    flowing = StreamingHttpResponse(iter([b""]), status=404)
    request = RequestFactory().get("/")

    assert error_pages.WordsMiddleware(lambda _: said)(request) is said
    assert error_pages.WordsMiddleware(lambda _: flowing)(request) is flowing


def test_a_bad_request_and_too_many_have_their_pages():
    request = RequestFactory().get("/")

    assert error_pages.bad_request(request, Exception()).status_code == 400
    assert error_pages.too_many(request).status_code == 429
    assert (
        error_pages.WordsMiddleware(lambda _: None).process_exception(request, KeyError()) is None
    )


def test_what_cannot_be_noted_is_not_shown():
    """A reading of a case that the database does not take ends in "come back later"."""
    middleware = error_pages.WordsMiddleware(lambda _: None)
    answer = middleware.process_exception(RequestFactory().get("/"), reads.NotNoted())

    assert answer.status_code == 503
    assert "Retry-After" in answer.headers


@pytest.fixture
def lines():
    """What the portal has written to its log."""
    [handler] = [one for one in logging.getLogger().handlers if one.name == "stderr"]
    written = io.StringIO()
    former = handler.setStream(written)
    yield written.getvalue
    handler.setStream(former)


@pytest.mark.urls("desk.tests.test_error_pages")
@pytest.mark.django_db
def test_a_fault_is_logged_by_its_route_and_not_by_its_path(visitor, lines):
    visitor.get("/opened/a-secret-token/")

    assert "Internal Server Error: /opened/<str:token>/" in lines()
    assert "a-secret-token" not in lines()


@pytest.mark.django_db
def test_a_form_without_its_token_does_not_put_the_link_into_the_log(lines):
    answer = Client(enforce_csrf_checks=True).post("/invite/a-secret-token/")

    assert answer.status_code == 403
    assert "/invite/<str:token>/" in lines()
    assert "a-secret-token" not in lines()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/verify/", "/invite/a-secret-token/", "/accounts/login/"])
def test_what_is_too_long_is_answered_in_words_and_takes_one_line(lines, address):
    words = "private words " * 100_000
    visitor = Client(enforce_csrf_checks=True, raise_request_exception=False)
    visitor.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
    answer = visitor.post(address, {"copy": words, "kind": words, "login": words})

    assert answer.status_code == 413
    assert "at most one megabyte" in answer.content.decode()
    assert lines().count("\n") == 1
    for secret in ("private words", "a-secret-token", "Traceback"):
        assert secret not in lines()


@pytest.mark.django_db
def test_too_many_fields_take_one_line_as_well(visitor, lines):
    fields = "&".join(f"a{number}=1" for number in range(2000))
    answer = visitor.post("/verify/", fields, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 400
    assert lines().count("\n") == 1
