"""Whoever is not signed in reads what this is, and what it is not."""

from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory


def test_the_front_page_says_what_this_is_and_what_it_is_not():
    request = RequestFactory().get("/")
    request.user = AnonymousUser()

    page = render_to_string("desk/front.html", {}, request)

    assert "Accounts are opened by invitation." in page
    assert "Not an emergency channel" in page
    assert "/accounts/signup/" not in page
