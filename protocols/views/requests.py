"""What a view may rely on: somebody is signed in (``LoginRequiredMiddleware`` saw to it)."""

from django.http import HttpRequest

from accounts.models import Person


class SignedIn(HttpRequest):
    user: Person
