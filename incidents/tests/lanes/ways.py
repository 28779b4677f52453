"""Every way of reading: the addresses of the portal with the case's own ids in them, what comes
back from a form that was sent wrong, feeds, mails, notices, the ledger."""

import gc
import itertools
from collections import defaultdict
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from hashlib import sha256
from types import SimpleNamespace
from urllib.parse import unquote
from uuid import UUID

import pytest
from django.apps import apps
from django.contrib import auth
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404
from django.template import loader
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.urls import reverse
from django.utils.translation import get_language

from audit.models import EntryBody
from incidents import references
from incidents.forms import FilterForm
from incidents.models import LogDraft, Statement, Told
from incidents.tests.lanes.case import KIND
from incidents.tests.lanes.words import TEXTS, is_offered, word
from liaison.refusal import Stale
from notifications import rendering
from notifications.models import Notice
from tests.architecture import doors
from tests.cast import PASSWORD
from visits.calendars import feeds

TABLE = doors.table()


def rows():
    """model -> the ids of its rows, of everything that may hold or name a part of a case."""
    return {
        model: set(model._default_manager.values_list("pk", flat=True))
        for app in ("incidents", "visits")
        for model in apps.get_app_config(app).get_models()
        if isinstance(model._meta.pk, models.UUIDField)
    }


def _of_each_lane(model, pks):
    """A page asks for the lane of a row: one of each stands for all of it."""
    if model is not Statement:
        return pks
    found = model._default_manager.filter(pk__in=pks).values_list("lane", "pk")
    return set(dict(found.order_by("at")).values())


@dataclass
class Ids:
    """What the addresses of the case are made of."""

    references: list[str]
    of: dict[type[models.Model], set[UUID]]
    model: dict[UUID, type[models.Model]]
    links: dict[str, str]

    @classmethod
    def between(cls, before, after, case, links):
        known = {pk: model for model, pks in after.items() for pk in pks}
        fresh = {
            model: _of_each_lane(model, pks - before.get(model, set()))
            for model, pks in after.items()
        }
        return cls([*case.references.values()], fresh, known, links)

    def instead(self, part):
        """The parts of the case that stand where *part* of the furnished world does."""
        if isinstance(part, UUID):
            model = self.model.get(part)
            return sorted(self.of.get(model, ())) if model else []
        if references.PATTERN.fullmatch(str(part)):
            return self.references
        return [self.links[part]] if part in self.links else []


# Pages about protocols, hours and accounts hold no word of a case for anybody: one reads them.
_IN_TURN = ("manager", "liaison", *sorted(doors.EVERYONE))
# Where pages are about incidents, or list or count them.
_NEAR = frozenset({"incidents", "telling", "desk", "visits", "notifications"})


@dataclass(frozen=True, slots=True)
class Address:
    """``far_reader``: none where it may be about incidents, and everybody reads it; else who reads
    it for all. ``is_sent``: something can be sent there in vain."""

    name: str
    path: str
    far_reader: str | None
    is_sent: bool

    def is_read_by(self, part):
        return self.far_reader in (None, part)


def addresses(world, ids):
    """Every address there is, with the ids of the case wherever it takes some; a row of the case
    stands under its reference. Something is sent once for each name."""
    for name, door in sorted(TABLE.items()):
        parts = door.args(world) if door.args else []
        of_case = [ids.instead(part) for part in parts]
        choices = [found or [part] for found, part in zip(of_case, parts, strict=True)]
        if len(choices) > 1 and choices[0] == ids.references:
            choices[0] = ids.references[:1]
        far_reader = None if _is_near(name, door, bool(parts), any(of_case)) else _first(door)
        for number, chosen in enumerate(itertools.product(*choices)):
            is_sent = name.startswith("incidents:") and not number
            yield Address(name, reverse(name, args=chosen), far_reader, is_sent)


def _is_near(name, door, has_parts, is_of_case):
    """One visit of others shows no case, nor does what everybody reads without an account."""
    if is_of_case:
        return True
    space = name.partition(":")[0]
    if door.public or (space == "visits" and has_parts):
        return False
    return space in _NEAR


def _first(door):
    """One of those whom it lets in; what is public is read without an account."""
    return next((part for part in _IN_TURN if part in door.lets), "anonymous")


def queries(world, ids):
    """The list with every filter that lets some of the case through, and with words that look for
    it; the form that goes on with a draft, or with what somebody told the site."""
    asked = [f"stage={stage}" for stage in sorted(world.case.stages)]
    asked += [f"kind={KIND}", f"site={world.site.pk}", f"q={word('site-note')}"]
    asked += [f"show={show}" for show in (FilterForm.Mine.WAITING, FilterForm.Mine.OWN)]
    yield from (f"{reverse('incidents:incident_list')}?{query}" for query in asked)
    begun = [("draft", LogDraft), ("told", Told)]
    for name, model in begun:
        for pk in ids.of[model]:
            yield f"{reverse('incidents:incident_log')}?{name}={pk}"


def with_password(case):
    """(path, what is sent) of what asks for the password again: a look at the details of an
    officer, the file of an export of either side."""
    reference = case.incident.reference
    yield reverse("incidents:incident_apart", args=[reference]), {"password": PASSWORD}
    for layer in case.layers:
        path = reverse("incidents:export_make", args=[reference, layer.pk])
        yield path, {"password": PASSWORD, "form": "json"}


@contextmanager
def in_haste():
    """Without what costs time and shows nothing: whoever has signed in is not looked up again for
    each request, a page that says no is drawn once for each thing that it says, and nobody looks
    for garbage meanwhile."""
    drawn = {}

    def once(template, context):
        key = template, tuple(sorted(context.items())), get_language()
        if key not in drawn:
            drawn[key] = loader.render_to_string(template, context)
        return drawn[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("desk.error_pages.loader", SimpleNamespace(render_to_string=once))
        patch.setattr(auth, "get_user", _signed_in)
        gc.disable()
        yield
    gc.enable()


def _signed_in(request):
    """Whoever sits at the browser, anew for each request: nothing is remembered from another."""
    person = request.META["lanes.person"]
    return copy(person) if person else AnonymousUser()


class Browser(RequestFactory):
    """Somebody's browser, signed in once. Beside the answer it keeps nothing, neither the templates
    nor their contexts: that is a fifth of the time of a request."""

    def __init__(self, person):
        super().__init__(**{"lanes.person": person})
        self.answer = ClientHandler(enforce_csrf_checks=False)
        if person is not None:
            client = Client()
            client.force_login(person)
            self.cookies = client.cookies

    def request(self, **request):
        return self.answer(self._base_environ(**request))


class Reading:
    """What one person gets to read. ``found``: a word of the table, or the reference of an
    incident -> the addresses whose answers held it. ``astray``: those that are not about incidents,
    and held one.

    *shut* holds the ways (method, name of an address) that are no way for anybody (405, said
    before it matters who asks): whoever is signed in and meets one spares it the others.
    """

    def __init__(self, person, case, shut=None):
        self.browser, self.case = Browser(person), case
        self.words = [*map(word, TEXTS), *case.references.values()]
        self.found = defaultdict(set)
        self.astray = []
        self.shut = shut if person is not None else None

    def get(self, path, name="", *, is_far=False):
        if self._is_shut("get", name):
            return
        found = self._keep(self.browser.get(path), "get", name, path)
        if is_far and found:
            self.astray.append((path, found))

    def send(self, path, data, name=""):
        """Changes nothing: what one reader sends is not there for the next."""
        if self._is_shut("post", name):
            return
        with transaction.atomic():
            self._keep(self.browser.post(path, data), "post", name, path)
            transaction.set_rollback(True)

    def _is_shut(self, method, name):
        return self.shut is not None and (method, name) in self.shut

    def _keep(self, answer, method, name, path):
        assert answer.status_code != 500, path
        if answer.status_code == 405 and self.shut is not None:
            self.shut.add((method, name))
        content = b"".join(answer) if answer.streaming else answer.content
        photo = self.case.photos.get(sha256(content).hexdigest())
        text = content.decode(errors="ignore") + str(dict(answer.headers))
        found = self._in(text + (word(photo) if photo else ""), path)
        for said in found:
            self.found[said].add(path)
        return found

    def _in(self, text, path):
        """What stands in *text*; an address that is given back to who typed it tells nothing."""
        found = [said for said in self.words if said in text and not is_offered(said, text)]
        return [said for said in found if said in unquote(text).replace(path, "")]


def feed_of(person):
    """The calendar feed of *person*, made for this look alone; nothing for who sees no visits, or
    has one already, which everybody reads by its address."""
    try:
        return feeds.make(None, by=person).token
    except (PermissionDenied, Http404, Stale):
        return ""


def told():
    """(recipient, everything a notice says in the inbox and by mail) of every notice."""
    for notice in Notice.objects.exclude(kind__startswith="rehearsal/").select_related("recipient"):
        message = rendering.mail(notice)
        parts = [str(message.subject), str(message.body), str(message.alternatives)]
        parts += [rendering.subject(notice), rendering.body(notice), str(notice.facts)]
        yield notice.recipient, "\n".join(parts), notice.path


def ledger():
    """Every body of the ledger, as an export of it carries them."""
    return "\n".join(EntryBody.objects.values_list("body", flat=True))


def sent():
    return "\n".join(f"{one.subject}\n{one.message().as_string()}" for one in mail.outbox)
