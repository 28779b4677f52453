"""A contact that happened: kept by one press, read by both sides, counted."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from audit.models import EntryBody
from tests.at_once import at_once
from tests.cast import NOW
from visits.contact import contacts
from visits.contact.contacts import CannotKeep, Spoke
from visits.models import Contact

DAY = timedelta(days=1)
PATH = "/visits/contacts/new/"


@pytest.fixture
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


def spoke(**over) -> Spoke:
    return Spoke(**{"way": "call", "at": NOW} | over)


def log(cast, by="staff", at=NOW, **over) -> Contact:
    return contacts.log(cast.partnership, spoke(**over), by=getattr(cast, by), at=at)


@pytest.mark.parametrize(
    "name", ["staff", "manager", "leader", "liaison", "backup", "police_leader"]
)
def test_anybody_of_a_side_keeps_one_without_words(cast, name):
    contact = log(cast, name)

    assert contact.line is None
    assert EntryBody.objects.order_by("-entry__seq").first().read()["verb"] == "visits.contact_kept"


@pytest.mark.parametrize("name", ["auditor", "observer", "officer", "other_staff", "stranger"])
def test_nobody_else_does(cast, name):
    with pytest.raises(PermissionDenied):
        log(cast, name)


def test_the_line_is_sealed_and_not_in_the_ledger(cast):
    assert log(cast, line="About the ramp.").line.words() == "About the ramp."
    assert "ramp" not in "".join(EntryBody.objects.values_list("body", flat=True))


def test_what_the_database_refuses_is_not_taken_for_a_second_press(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        log(cast, way="pigeon")


@pytest.mark.parametrize(("ago", "words"), [(-DAY, "ahead"), (15 * DAY, "two weeks")])
def test_it_has_happened_and_not_long_ago(cast, ago, words):
    with pytest.raises(CannotKeep, match=words):
        log(cast, at=NOW) if not ago else contacts.log(
            cast.partnership, spoke(at=NOW - ago), by=cast.staff, at=NOW
        )


@pytest.mark.django_db(transaction=True)
def test_a_double_press_is_one_contact(cast):
    key = uuid.uuid4()
    ended = at_once(lambda: log(cast, key=key), lambda: log(cast, key=key))

    assert ended[0] == ended[1]
    assert Contact.objects.count() == 1
    assert log(cast, key=key).pk == key


def test_somebody_else_cannot_take_a_key(cast):
    taken = log(cast, "manager")

    made = log(cast, "liaison", key=taken.pk)

    assert made.pk != taken.pk
    assert (made.by, Contact.objects.get(pk=taken.pk).by) == (cast.liaison, cast.manager)


def test_the_database_keeps_it_as_it_was(cast):
    log(cast)

    with pytest.raises(DatabaseError), transaction.atomic():
        Contact.objects.update(way="door")
    with pytest.raises(DatabaseError), transaction.atomic():
        Contact.objects.all().delete()


# --- pages ----------------------------------------------------------------------------------------


def test_one_press_is_enough_from_the_site_page(cast, as_, now):
    client = as_(cast.staff)
    page = client.get(f"{PATH}?site=harbour-street")

    assert page.context["form"].only_one
    form = page.context["form"]
    pressed = {name: form[name].value() for name in ("partnership", "way", "ago", "key", "line")}
    response = client.post(PATH, {k: "" if v is None else v for k, v in pressed.items()})

    assert response.status_code == 302
    assert Contact.objects.get().at == NOW


def test_both_sides_read_it_and_others_do_not(cast, as_, now):
    log(cast, line="About the ramp.")

    for name, seen in (("liaison", True), ("auditor", True), ("other_liaison", False)):
        text = as_(getattr(cast, name)).get("/visits/contacts/").content.decode()
        assert ("About the ramp." in text) == seen, name


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"line": "Ring 604 555 0199"}, "telephone"),
        ({"way": "pigeon"}, "Choose one of those"),
        ({"ago": "7"}, "7"),
        ({"partnership": str(uuid.uuid4())}, "Choose one of those"),
    ],
)
def test_what_is_wrong_is_said(cast, as_, now, wrong, words):
    data = {"partnership": cast.partnership.pk, "way": "call", "ago": "0", "line": ""} | wrong
    response = as_(cast.liaison).post(PATH, data)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Contact.objects.exists()


def test_the_list_goes_on_page_by_page_with_the_same_few_queries(
    cast, as_, now, django_assert_num_queries
):
    client = as_(cast.liaison)
    client.get("/visits/contacts/")
    log(cast)
    # session, person, standing (2), the contacts, notices
    with django_assert_num_queries(6):
        client.get("/visits/contacts/")
    for minutes in range(26):
        contacts.log(cast.partnership, spoke(at=NOW - minutes * DAY / 10), by=cast.staff, at=NOW)
    with django_assert_num_queries(6):
        first = client.get("/visits/contacts/")
    second = client.get(f"/visits/contacts/?after={first.context['more']}")

    assert (len(first.context["rows"]), len(second.context["rows"])) == (25, 2)
    assert client.get("/visits/contacts/?after=nowhere").status_code == 404
