"""The clause library beside a draft: all topics, and one of them to read and to add."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from liaison import refusal
from protocols import editing, library, shelf, turns
from protocols.forms import PlaceForm
from protocols.library import Topic
from protocols.models import Clause, Version
from protocols.views.editing import back_to, editable_version
from protocols.views.requests import SignedIn


def topic_list(request: SignedIn, slug: str, number: int) -> HttpResponse:
    version = editable_version(request, slug, number)
    context = {
        "version": version,
        "crumbs": _crumbs(version),
        "groups": shelf.beside(version, str(translation.get_language())),
    }
    return render(request, "protocols/topic_list.html", context)


def topic_add(request: SignedIn, slug: str, number: int, key: str) -> HttpResponse:
    version, topic = editable_version(request, slug, number), _topic(key)
    form = PlaceForm(request.POST or None, initial={"number": shelf.place_for(version, topic)})

    def add() -> Clause:
        return editing.add_topic(version, topic, **form.cleaned_data, by=request.user)

    tried = refusal.attempt(request, form, add)
    if tried.is_done:
        return back_to(version, f"clause-{tried.result.number}")
    context = {
        "version": version,
        "crumbs": [*_crumbs(version), (_("Clause library"), turns.address("topic_list", version))],
        "topic": shelf.one(version, topic, str(translation.get_language())),
        "others": [
            shelf.TopicRead(topic, code)
            for code in version.languages
            if code != translation.get_language()
        ],
        "form": form,
    }
    return render(request, "protocols/topic_add.html", context, status=tried.status)


def _topic(key: str) -> Topic:
    topic = library.BY_KEY.get(key)
    if topic is None:
        raise Http404
    return topic


def _crumbs(version: Version) -> list[tuple[Any, str]]:
    return [
        (_("Protocols"), reverse("protocols:protocol_list")),
        (str(version), version.get_absolute_url()),
    ]
