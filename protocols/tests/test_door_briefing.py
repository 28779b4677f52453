"""An officer with a phone at roll-call."""

import re
import secrets
from datetime import timedelta
from ipaddress import IPv4Address

import pytest
import time_machine

from accounts import guessing
from protocols import at_roll_call, briefing, codes
from protocols.at_roll_call import Ticket
from protocols.models import Acknowledgement, LeftPost
from protocols.tests.rolls import WEEK, open_for, unit_of
from protocols.tests.world import TOKEN, door_link
from tests.cast import NOW

DOOR = f"/door/{TOKEN}/briefing/"
SAYS_NO = "This code opens nothing here"


@pytest.fixture(autouse=True)
def today(db):
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(client):
    """Comes from an address of its own: guesses are counted by address, in a cache that other
    test processes share."""
    client.defaults["REMOTE_ADDR"] = str(IPv4Address(secrets.randbits(32)))
    return client


@pytest.fixture
def roll_call(cast, signed):
    door_link(cast.site, cast.manager)
    return open_for(signed, unit_of(cast), cast.liaison)


@pytest.fixture
def code(roll_call):
    return roll_call.words()


@pytest.fixture
def says(client):
    def post(address=DOOR, **data):
        return client.post(address, data)

    return post


def hidden(response, name):
    return re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())[1]


def carried(response, step):
    ticket, attempt = hidden(response, "ticket"), hidden(response, "attempt")
    return {"step": step, "ticket": ticket, "attempt": attempt}


def answered(says, page, address=DOOR):
    """The page that follows, whichever answers are ticked first."""
    firsts = {
        f"answer_{n}": re.search(rf'name="answer_{n}"[^>]*value="(\w+)"', page.content.decode())[1]
        for n in (1, 2, 3)
    }
    return says(address, **carried(page, "answers"), **firsts)


def asked(response):
    return re.findall(r"\d\. (You are at the door[^<]*)", response.content.decode())


def answers(roll_call, number, attempt=0):
    """The right ones."""
    officer = briefing.hash_of_number(roll_call, number)
    seed = at_roll_call.seed_of(roll_call, officer, attempt)
    return [
        question.told.disposition.value
        for question in at_roll_call.questions(roll_call.version, seed, "en")
    ]


def test_the_card_leads_to_the_briefing(client, roll_call):
    assert 'href="briefing/?lang=en"' in client.get(f"/door/{TOKEN}/").content.decode()
    assert client.get(DOOR).status_code == 200


def test_an_officer_goes_from_the_code_to_thank_you(says, roll_call, code):
    page = says(step="who", code=codes.in_groups(code).lower(), number="44 71", post="AB")
    assert page.status_code == 200
    assert len(asked(page)) == 3

    right = answers(roll_call, "4471")
    page = says(**carried(page, "answers"), answer_1=right[0], answer_2=right[1], answer_3=right[2])
    assert "3 of 3" in page.content.decode()
    assert not Acknowledgement.objects.exists()

    page = says(**carried(page, "acknowledge"))
    assert "Thank you" in page.content.decode()
    assert Acknowledgement.objects.count() == 1
    assert LeftPost.objects.get().words() == "AB"


def test_a_scanned_code_asks_for_no_code(client, says, roll_call, code):
    address = f"/door/{code}/briefing/"

    assert 'name="code"' not in client.get(address).content.decode()
    page = answered(says, says(address, step="who", number="4471"), address)
    assert says(address, **carried(page, "acknowledge")).status_code == 200
    assert Acknowledgement.objects.count() == 1


def test_wrong_answers_teach_and_stop_nobody(says, roll_call, code):
    page = says(step="who", code=code, number="4471")
    right = answers(roll_call, "4471")
    wrong = [
        next(one for one in re.findall(rf'name="answer_{n}"[^>]*value="(\w+)"', html) if one != ok)
        for html in [page.content.decode()]
        for n, ok in enumerate(right, start=1)
    ]

    page = says(**carried(page, "answers"), answer_1=wrong[0], answer_2=wrong[1], answer_3=wrong[2])

    words = page.content.decode()
    assert "0 of 3" in words
    assert words.count("It says something else") == 3
    assert "Clause " in words
    assert says(**carried(page, "acknowledge")).status_code == 200
    assert Acknowledgement.objects.count() == 1


def test_loading_again_asks_the_same_and_another_attempt_others(says, roll_call, code):
    first, again = (says(step="who", code=code, number="4471") for _try in range(2))
    other = says(**carried(first, "again"))

    assert asked(first) == asked(again)
    assert asked(first) != asked(other)
    assert hidden(other, "attempt") == "1"


def test_a_question_without_an_answer_is_asked_again_and_nothing_typed_is_lost(
    says, roll_call, code
):
    page = says(step="who", code=code, number="4471")
    first = answers(roll_call, "4471")[0]

    again = says(**carried(page, "answers"), answer_1=first)

    assert again.status_code == 422
    assert set(asked(page)) <= set(asked(again))
    assert re.search(rf'value="{first}"[^>]*checked', again.content.decode())


def test_every_wrong_code_gets_the_same_answer(says, cast, roll_call, code):
    door_link(cast.other_site, cast.other_manager, token="elsewhere")

    def answer(address=DOOR, typed=code):
        page = says(address, step="who", code=typed, number="4471")
        assert page.status_code == 422
        return re.search(r'<div class="summary".*?</div>', page.content.decode(), re.S)[0]

    unknown = answer(typed=codes.new_code())
    assert SAYS_NO in unknown
    assert answer("/door/elsewhere/briefing/") == unknown
    with time_machine.travel(NOW + WEEK, tick=False):
        assert answer() == unknown
    briefing.revoke(roll_call, by=cast.liaison, at=NOW)
    assert answer() == unknown


@pytest.mark.parametrize("token", ["nobody-knows-it", "%00", "é" * 40, "K7QMX4WT2P", "x" * 2000])
def test_an_address_that_opens_nothing_is_not_there(client, roll_call, token):
    assert client.get(f"/door/{token}/briefing/").status_code == 404


def test_the_same_thanks_for_who_was_here_before(says, roll_call, code):
    thanks = []
    for _time in range(2):
        page = answered(says, says(step="who", code=code, number="4471"))
        page = says(**carried(page, "acknowledge"))
        thanks.append(re.sub(r'name="csrf\w+" value="\w+"', "", page.content.decode()))

    assert thanks[0] == thanks[1]
    assert Acknowledgement.objects.count() == 1


def test_guessing_stops_after_a_while_and_begins_anew_later(says, client, roll_call, code):
    for _guess in range(guessing.MOST):
        says(step="who", code=codes.new_code(), number="4471")

    assert says(step="who", code=code, number="4471").status_code == 429
    assert client.get(DOOR, REMOTE_ADDR="192.0.2.9").status_code == 200
    with time_machine.travel(NOW + timedelta(seconds=guessing.WITHIN), tick=False):
        assert says(step="who", code=code, number="4471").status_code == 200


def test_addresses_are_guesses_too(client, roll_call):
    for _guess in range(guessing.MOST):
        client.get(f"/door/{codes.new_code()}/briefing/")

    assert client.get(DOOR).status_code == 429


def test_who_guesses_right_is_never_counted(says, roll_call, code):
    for number in range(guessing.MOST + 5):
        assert says(step="who", code=code, number=f"44{number}").status_code == 200


@pytest.mark.parametrize(
    "ticket", ["", "nonsense", "WyJhIl0:1tf:abc", Ticket("0" * 32, "x").sealed()]
)
def test_a_ticket_that_is_not_ours_begins_anew(says, roll_call, ticket):
    page = says(step="acknowledge", ticket=ticket, attempt="0")

    assert page.status_code == 422
    assert "Begin again" in page.content.decode()
    assert not Acknowledgement.objects.exists()


def test_nobody_comes_past_the_questions(says, roll_call, code):
    page = says(step="who", code=code, number="4471")

    again = says(**carried(page, "acknowledge"))

    assert asked(again) == asked(page)
    assert not Acknowledgement.objects.exists()


def test_a_ticket_goes_out_of_date(says, roll_call, code):
    page = answered(says, says(step="who", code=code, number="4471"))

    with time_machine.travel(NOW + at_roll_call.GOOD_FOR + timedelta(minutes=1), tick=False):
        assert says(**carried(page, "acknowledge")).status_code == 422
    assert not Acknowledgement.objects.exists()


def test_a_ticket_counts_only_where_its_roll_call_is(says, cast, signed, roll_call, code):
    page = answered(says, says(step="who", code=code, number="4471"))
    other = open_for(signed, unit_of(cast), cast.liaison)

    there = says(f"/door/{other.words()}/briefing/", **carried(page, "acknowledge"))

    assert there.status_code == 422
    assert not Acknowledgement.objects.exists()


def test_a_number_that_cannot_be_one_is_refused_beside_its_field(says, roll_call, code):
    page = says(step="who", code=code, number="?")

    assert page.status_code == 422
    assert "two to twelve" in page.content.decode()


def test_it_speaks_french(client, roll_call):
    page = client.get(DOOR + "?lang=fr")

    assert page.headers["Content-Language"] == "fr"
    assert '<html lang="fr">' in page.content.decode()


def test_no_page_takes_more_than_a_few_queries(
    client, says, roll_call, code, django_assert_max_num_queries
):
    with django_assert_max_num_queries(3):
        client.get(DOOR)
    with django_assert_max_num_queries(13):
        says(step="who", code=code, number="4471")
