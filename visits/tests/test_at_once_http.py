"""Fifty people press "Propose" for one hour at the same moment, through a real server."""

import threading
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections import Counter

import pytest
from django.conf import settings
from django.db import connection, transaction

from tests.at_once import at_once
from tests.cast import NOW
from visits import steps
from visits.models import Occupation, Visit
from visits.tests.test_visit_new import NEW, typed

PEOPLE = 50
TOKEN = "t" * 32
pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db(transaction=True)]


class _Stay(urllib.request.HTTPRedirectHandler):
    """The answer itself, not the page it leads to."""

    def redirect_request(self, *args):
        return None


def _press(address: str, cookies: str) -> tuple[int, str]:
    """The status and the page. The test server takes few callers at a time and hangs up on the
    others: these try again with the same form, as whoever is told to press again does."""
    body = urllib.parse.urlencode(typed(key=str(uuid.uuid4()), csrfmiddlewaretoken=TOKEN))
    request = urllib.request.Request(address, body.encode(), {"Cookie": cookies})  # noqa: S310
    for _turn in range(PEOPLE):
        try:
            with urllib.request.build_opener(_Stay).open(request, timeout=120) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            page = error.read().decode()
            if error.code != 422 or "Press again." not in page:
                return error.code, page
        except ConnectionResetError:
            continue
    return 0, ""


def test_fifty_press_for_one_hour_and_one_gets_it(cast, as_, live_server, time_machine):
    time_machine.move_to(NOW, tick=False)
    cookies = [
        f"{settings.SESSION_COOKIE_NAME}={as_(person).session.session_key}; "
        f"{settings.CSRF_COOKIE_NAME}={TOKEN}"
        for person in (cast.liaison, cast.backup, cast.police_leader, cast.manager, cast.alternate)
    ]

    answers = at_once(
        *(
            lambda number=number: _press(live_server.url + NEW, cookies[number % 5])
            for number in range(PEOPLE)
        )
    )

    assert Counter(status for status, _page in answers) == {302: 1, 422: PEOPLE - 1}
    for status, page in answers:
        if status == 422:
            assert "The site has another booking." in page
            assert page.count('name="take"') == 3
    assert Visit.objects.count() == Occupation.objects.count() == 1


@pytest.fixture
def held(cast):
    """Somebody else holds the site in a transaction of their own, until the test is over."""
    taken, over = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            steps.lock_site(cast.site.pk)
            taken.set()
            over.wait(timeout=30)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait(timeout=30)
    yield
    over.set()
    holder.join()


def test_whoever_waits_too_long_is_told_to_press_again(cast, held):
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '50ms'")
        with pytest.raises(steps.Busy, match="Press again"), transaction.atomic():
            steps.lock_site(cast.site.pk)
