"""The briefing page of a protocol, and the sheet of a roll-call."""

import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from protocols import drafting, endorsing
from protocols.models import Acknowledgement, BriefingSetAside, Endorsement, RollCall
from protocols.tests.conftest import agree
from protocols.tests.rolls import acknowledge, open_for, second_division, unit_of
from tests.cast import NOW


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def roll_call(cast, signed):
    return open_for(signed, unit_of(cast), cast.liaison, officers=5)


@pytest.fixture
def at(signed):
    def address(name="briefing_show", *more):
        return reverse(f"protocols:{name}", args=[signed.protocol.slug, *more])

    return address


def words(client, address):
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.parametrize("name", ["manager", "leader", "liaison", "police_leader", "auditor"])
def test_both_sides_see_how_many(cast, as_, at, roll_call, name):
    acknowledge(roll_call, "4471", post="Constable, A watch")

    page = words(as_(getattr(cast, name)), at())

    assert "1 of 5" in page
    assert ("Constable, A watch" in page) == (name in ("liaison", "police_leader"))
    assert ("Revoke the code" in page) == (name in ("liaison", "police_leader"))


def test_an_officer_with_an_account_sees_roll_calls_but_no_posts(cast, as_, at, roll_call):
    acknowledge(roll_call, "4471", post="Constable, A watch")

    page = words(as_(cast.officer), at())

    assert at("roll_call_show", roll_call.pk) in page
    assert "Constable, A watch" not in page
    assert "Revoke" not in page


def test_a_liaison_opens_a_roll_call_and_gets_a_sheet(cast, as_, at, signed):
    data = {"unit": unit_of(cast).key, "officers": "12", "most": "8", "days": "7"}

    shown = words(as_(cast.liaison), at())
    data["key"] = re.search(r'name="key" value="([^"]+)"', shown)[1]
    for _press in range(2):
        page = as_(cast.liaison).post(at("roll_call_open"), data, follow=True)

    roll_call = RollCall.objects.get()
    assert roll_call.officers == 12
    code = roll_call.words()
    assert f"{code[:5]}-{code[5:]}" in page.content.decode()
    assert "<svg" in page.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"unit": "0" * 32},
        {"officers": "0"},
        {"days": "365"},
        {"officers": ""},
        {"most": "0"},
        {"most": ""},
    ],
)
def test_what_does_not_fit_opens_nothing(cast, as_, at, signed, wrong):
    data = {"unit": unit_of(cast).key, "officers": "12", "most": "8", "days": "7", **wrong}

    assert as_(cast.liaison).post(at("roll_call_open"), data).status_code == 422
    assert not RollCall.objects.exists()


def test_the_form_begins_with_as_many_officers_as_the_last_roll_call_said(cast, as_, at, roll_call):
    (field,) = re.findall(r'<input[^>]*name="officers"[^>]*>', words(as_(cast.liaison), at()))

    assert 'value="5"' in field


def test_a_sheet_is_typed_in(cast, as_, at, roll_call):
    data = {"numbers": "4471\r\n4472, cp 4473;\n\n4471"}

    page = as_(cast.officer).post(at("roll_call_show", roll_call.pk), data, follow=True)

    assert "3 officers recorded." in page.content.decode()
    again = as_(cast.liaison).post(at("roll_call_show", roll_call.pk), data, follow=True)
    assert "3 had acknowledged before." in again.content.decode()
    assert Acknowledgement.objects.count() == 3


@pytest.mark.parametrize("numbers", ["", "?", "4471\n*", "\n".join(map(str, range(100, 400)))])
def test_a_sheet_that_cannot_be_read_records_nothing(cast, as_, at, roll_call, numbers):
    address = at("roll_call_show", roll_call.pk)

    assert as_(cast.officer).post(address, {"numbers": numbers}).status_code == 422
    assert not Acknowledgement.objects.exists()


def test_a_code_is_revoked(cast, as_, at, roll_call):
    as_(cast.liaison).post(at("roll_call_revoke", roll_call.pk))

    assert RollCall.objects.get().revoked_at
    page = words(as_(cast.liaison), at("roll_call_show", roll_call.pk))
    assert roll_call.words()[:5] not in page


def test_reminders_are_put_aside(cast, as_, at, signed):
    assert "No more reminders" in words(as_(cast.liaison), at())

    as_(cast.liaison).post(at("briefing_set_aside", cast.service.pk))

    assert BriefingSetAside.objects.count() == 1
    assert "No more reminders for" not in words(as_(cast.liaison), at())


def letter(version):
    return {"form": "letter", "given_on": NOW.date().isoformat(), "version": version.pk}


def test_a_leader_endorses_and_both_pages_show_it(cast, as_, at, signed):
    data = letter(signed)

    assert as_(cast.police_leader).post(at("protocol_endorse"), data).status_code == 302

    for address in (signed.protocol.get_absolute_url(), cast.site.get_absolute_url()):
        page = words(as_(cast.staff), address)
        assert cast.police_leader.name in page
        assert "Letter" in page
    row = Endorsement.objects.get()
    as_(cast.police_leader).post(at("endorsement_withdraw", row.pk))
    assert "Letter" not in words(as_(cast.staff), cast.site.get_absolute_url())


@pytest.mark.parametrize("wrong", [{"form": "shout"}, {"given_on": "2026-01-01"}, {"given_on": ""}])
def test_an_endorsement_that_does_not_fit_is_not_kept(cast, as_, at, signed, wrong):
    data = letter(signed) | wrong

    assert as_(cast.leader).post(at("protocol_endorse"), data).status_code == 422
    assert not Endorsement.objects.exists()


def test_nobody_endorses_a_version_that_was_not_on_their_screen(cast, as_, at, signed):
    leader, shown = as_(cast.police_leader), letter(signed)
    newer = agree(drafting.start_next(signed.protocol, by=cast.manager), cast, at=NOW)

    refused = leader.post(at("protocol_endorse"), shown)
    assert refused.status_code == 422
    assert "What is endorsed is the version in force" in refused.content.decode()
    assert f'value="{newer.pk}"' in refused.content.decode()
    assert not Endorsement.objects.exists()

    leader.post(at("protocol_endorse"), letter(newer))
    assert Endorsement.objects.get().version == newer


@pytest.mark.parametrize(
    ("name", "data"),
    [("roll_call_open", {}), ("protocol_endorse", {})],
)
def test_where_nothing_is_in_force_nobody_is_briefed(cast, as_, sent, name, data):
    address = reverse(f"protocols:{name}", args=[sent.protocol.slug])
    page = words(
        as_(cast.police_leader), reverse("protocols:briefing_show", args=[sent.protocol.slug])
    )

    assert "Nothing is in force yet" in page
    assert as_(cast.police_leader).post(address, data).status_code == 404


def test_the_page_takes_no_more_queries_with_more_of_everything(cast, as_, at, signed, roll_call):
    def queries():
        client = as_(cast.liaison)
        with CaptureQueriesContext(connection) as captured:
            client.get(at())
        return len(captured)

    acknowledge(roll_call, "10", post="AB")
    endorsing.endorse(signed, form="letter", given_on=NOW.date(), by=cast.leader, at=NOW)
    few = queries()
    other = open_for(signed, second_division(cast), cast.liaison)
    for number in range(20, 30):
        acknowledge(other, str(number), post="CD")
    endorsing.endorse(signed, form="visit", given_on=NOW.date(), by=cast.police_leader, at=NOW)

    assert queries() == few
    assert few <= 24
