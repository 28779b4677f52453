"""Signing in looks like the portal, offers no sign-up and remembers nobody."""

import secrets
from ipaddress import IPv4Address
from uuid import uuid4

import pytest

PUBLIC = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/inactive/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-unknown/",
    "/accounts/password/reset/key/done/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/unknown/",
]
OWN = ["/accounts/password/change/", "/accounts/email/", "/accounts/logout/"]


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.django_db
def test_a_page_before_sign_in_stands_in_the_frame(client, address):
    page = client.get(address).content.decode()

    assert '<html lang="en">' in page
    assert '<main id="content"' in page
    assert page.count("<h1>") == 1
    assert 'href="/accounts/signup/"' not in page


@pytest.mark.parametrize("address", OWN)
def test_a_page_about_ones_account_stands_in_the_frame(cast, as_, address):
    page = as_(cast.manager).get(address).content.decode()

    assert page.count("<h1>") == 1
    assert cast.manager.name in page


@pytest.mark.django_db
def test_nobody_is_remembered_on_a_shared_desk(client):
    assert 'name="remember"' not in client.get("/accounts/login/").content.decode()


def test_who_signs_out_leaves_nothing_in_the_cache_and_the_door_card_where_it_is(cast, as_):
    client = as_(cast.manager)

    answer = client.post("/accounts/logout/")

    assert answer["Clear-Site-Data"] == '"cache"'
    assert client.get("/accounts/password/change/")["Location"].startswith("/accounts/login/")


def test_known_and_unknown_addresses_get_the_same_answer(cast, client):
    told = {
        address: client.post("/accounts/login/", {"login": address, "password": "not the one"})
        for address in (cast.manager.email, "nobody@example.org")
    }

    errors = {a: answer.context["form"].errors.as_json() for a, answer in told.items()}
    assert len(set(errors.values())) == 1
    assert all(answer.status_code == 200 for answer in told.values())


def test_after_five_wrong_passwords_nobody_learns_who_has_an_account(cast, client):
    def six_times(address, visitor):
        said = {"login": address, "password": "not the one"}
        answers = [client.post("/accounts/login/", said, REMOTE_ADDR=visitor) for _try in range(6)]
        return [answer.context["form"].errors.as_json() for answer in answers]

    # Guesses are counted in a cache that outlives a test: these addresses are of this one alone.
    one, other = (str(IPv4Address(secrets.randbits(32))) for _visitor in range(2))
    own, nobodys = (f"{uuid4().hex}@example.org" for _address in range(2))
    cast.manager.emailaddress_set.update(email=own)
    type(cast.manager).objects.filter(pk=cast.manager.pk).update(email=own)
    known = six_times(own, one)

    assert known == six_times(nobodys, other)
    assert "Wait five minutes and try again, or set a new password." in known[-1]
    assert len(set(known[:-1])) == 1 != len(set(known))


def test_an_address_is_added_only_with_the_password_asked_again(cast, as_):
    answer = as_(cast.manager).post(
        "/accounts/email/", {"email": "somebody.else@example.org", "action_add": ""}
    )

    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert [one.email for one in cast.manager.emailaddress_set.all()] == [cast.manager.email]


@pytest.mark.django_db
def test_tab_leads_from_the_address_to_the_password(client):
    page = client.get("/accounts/login/").content.decode()

    order = ['name="login"', 'name="password"', 'type="submit"', 'href="/accounts/password/reset/"']
    places = [page.rindex(sign) for sign in order]
    assert places == sorted(places)
