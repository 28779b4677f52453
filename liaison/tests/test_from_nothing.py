"""From an empty database to two sides that can work together, through pages and mails alone."""

import re
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from liaison import access
from liaison.models import Designation, Mandate, Organisation, Partnership, Site
from liaison.roles import Permission
from notifications import outbox
from tests.cast import NOW, PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def open_account(link: str, name: str) -> Client:
    """The browser of somebody who followed *link* and chose a password."""
    browser = Client()
    said = {"name": name, "language": "en", "password": PASSWORD, "again": PASSWORD}
    response = browser.post(re.sub(r"^https?://[^/]+", "", link), said)
    assert response.status_code == 302, response.content.decode()
    return browser


def link_mailed_to(address: str) -> str:
    outbox.deliver_due(at=NOW)
    sent = [message.body for message in mail.outbox if message.to == [address]]
    return re.search(r"https?://\S+/invite/\S+", sent[-1]).group()


def post(browser: Client, address_name: str, /, *args, **data) -> None:
    response = browser.post(reverse(f"liaison:{address_name}", args=args), data)
    assert response.status_code == 302, response.content.decode()


def set_up(admin: Client) -> tuple[Organisation, Organisation, Partnership]:
    common = {"zone": "America/Halifax", "country": "CA"}
    post(admin, "organisation_create", kind="operator", name="Bay Health", **common)
    post(
        admin, "organisation_create", kind="police", name="Bay Police", divisions="North", **common
    )
    operator = Organisation.objects.get(name="Bay Health")
    service = Organisation.objects.get(name="Bay Police")
    post(
        admin,
        "site_create",
        operator.pk,
        name="Dock",
        slug="dock",
        local_term_en="Site",
        zone="America/Halifax",
        lifecycle="operating",
    )
    site = Site.objects.get()
    post(admin, "partnership_form", service.pk, site=site.pk, began_on="2025-02-04")
    for organisation, address in (
        (operator, "director@bay.example"),
        (service, "chief@bay.example"),
    ):
        post(admin, "leader_found", organisation.pk, email=address, name="Leader", language="en")
    return operator, service, Partnership.objects.get()


def give(browser: Client, organisation, address: str, role: str) -> Mandate:
    said = {"email": address, "name": address.split("@", maxsplit=1)[0], "role": role}
    post(browser, "mandate_give", organisation.pk, starts_on="2025-02-04", **said)
    return Mandate.objects.get(person__email=address)


def test_two_sides_begin_with_one_person_each_and_confirm_each_other(frozen):
    told = StringIO()
    call_command("first_admin", "admin@bay.example", stdout=told)
    admin = open_account(told.getvalue().split()[-1], "Administrator")
    operator, service, partnership = set_up(admin)

    # Each leader appoints a second person, who accepts; from then on two people are needed.
    director = open_account(link_mailed_to("director@bay.example"), "Director")
    second = give(director, operator, "manager@bay.example", "site_manager")
    manager = open_account(link_mailed_to("manager@bay.example"), "Site manager")
    assert manager.get("/people/").status_code == 404
    post(manager, "mandate_confirm", second.pk)
    assert manager.get("/people/").status_code == 200

    chief = open_account(link_mailed_to("chief@bay.example"), "Chief")
    refused = chief.post(
        reverse("liaison:mandate_give", args=[service.pk]),
        {"email": "officer@bay.example", "name": "O", "role": "frontline_officer",
         "starts_on": "2025-02-04"},
    )  # fmt: skip
    assert "First appoint a second" in refused.content.decode()
    liaison_mandate = give(chief, service, "liaison@bay.example", "liaison_officer")
    liaison = open_account(link_mailed_to("liaison@bay.example"), "Liaison officer")
    post(liaison, "mandate_confirm", liaison_mandate.pk)

    staff = give(manager, operator, "staff@bay.example", "site_staff")
    post(director, "mandate_confirm", staff.pk)
    open_account(link_mailed_to("staff@bay.example"), "Staff")
    staff.person.refresh_from_db()
    assert access.may(staff.person, Permission.INCIDENT_LOG, partnership)

    # Each side says who speaks for it.
    for browser, side, mandate in ((manager, "site", second), (chief, "police", liaison_mandate)):
        said = {"rank": "primary", "person": str(mandate.person_id), "post": "Speaker"}
        where = ["dock", partnership.pk, side]
        post(browser, "designation_appoint", *where, **said)
    assert Designation.objects.filter(ended_at=None).count() == 2
    call_command("audit", "verify", stdout=StringIO())
