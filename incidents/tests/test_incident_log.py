"""The log form: from a phone, in two minutes, without losing a word."""

import uuid
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Person
from incidents.models import Incident, Statement
from incidents.taxonomy import KINDS, Lane, Severity
from incidents.tests.conftest import mandate
from liaison import fields
from liaison.models import Site
from liaison.roles import Role

MOST_QUERIES_OF_A_POST = 14
PAGE = "/incidents/new/"


@pytest.fixture(autouse=True)
def at_ten(monkeypatch):
    """It is 10:00 in Vancouver on Tuesday 4 February 2025."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2025, 2, 4, 18, tzinfo=UTC))


def typed(cast, **changes):
    given = {
        "site": str(cast.site.pk),
        "kind": "P1",
        "occurred_at": "2025-02-04T09:30",
        "precision": "exact",
        "area": "frontage",
        "narrative": "A patrol car stood in front of the door.",
        "key": str(uuid.uuid4()),
    }
    return {name: value for name, value in {**given, **changes}.items() if value is not None}


def post(client, cast, **changes):
    return client.post(PAGE, typed(cast, **changes))


def text(answer):
    return answer.content.decode()


def test_a_few_presses_and_it_is_logged(cast, as_):
    client = as_(cast.staff)
    answer = post(client, cast)

    incident = Incident.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/incidents/{incident.reference}/"
    assert incident.occurred_at == datetime(2025, 2, 4, 17, 30, tzinfo=UTC)
    assert incident.statements.get().words() == "A patrol car stood in front of the door."
    assert "Only your own side can read it" in text(client.get(answer["Location"]))


def test_the_form_opens_on_now_at_the_only_site(cast, as_):
    page = text(as_(cast.staff).get(PAGE))

    assert 'value="2025-02-04T10:00"' in page
    assert f'<input type="hidden" name="site" value="{cast.site.pk}">' in page
    assert "Harbour Street" in page


def test_it_says_what_it_is_not_and_who_receives_complaints(cast, as_):
    page = text(as_(cast.staff).get(PAGE))

    assert "not an emergency channel and not a complaint" in page
    assert "Office of the Police Complaint Commissioner" in page
    assert "one year" in page


def test_where_no_body_is_recorded_it_says_whom_to_ask(cast, as_):
    assert "Ask whoever is in charge" in text(as_(cast.other_staff).get(PAGE))


@pytest.mark.parametrize(
    ("part", "words"), [("staff", "Nobody of the police"), ("liaison", "Nobody of the site")]
)
def test_above_the_box_stands_who_reads_it_and_who_may_demand_it(cast, as_, part, words):
    page = text(as_(getattr(cast, part)).get(PAGE))

    assert words in page
    assert "Who may demand it by law" in page


def test_every_kind_can_be_chosen_without_javascript(cast, as_):
    page = text(as_(cast.staff).get(PAGE))

    assert all(f'name="kind" value="{code}"' in page for code in KINDS)
    assert page.count('<details class="drawer" open>') == 1


def test_several_sites_are_chosen_from_and_the_one_asked_for_stands_first(cast, as_):
    Site.objects.create(slug="quay", name="Quay", operator=cast.operator, zone="Europe/London")
    client = as_(cast.alternate)

    unsaid, said = text(client.get(PAGE)), text(client.get(f"{PAGE}?site=quay"))
    assert "Choose a site" in unsaid
    assert '<select class="form-select" id="id_site" name="site" required>' in unsaid
    assert 'type="datetime-local"' in unsaid
    assert "2025-02-04T" not in unsaid  # whose clock would that be?
    assert 'value="2025-02-04T18:00"' in said


def test_a_form_that_is_shown_once_more_still_offers_every_site(cast, as_):
    quay = Site.objects.create(
        slug="quay", name="Quay", operator=cast.operator, zone="Europe/London"
    )

    page = text(post(as_(cast.alternate), cast, narrative=""))

    assert f'value="{cast.site.pk}" selected' in page
    assert f'value="{quay.pk}"' in page


def test_what_is_missing_is_said_beside_each_field_and_nothing_is_lost(cast, as_):
    answer = post(
        as_(cast.staff), cast, kind=None, area=None, occurred_at="", done="We spoke to them."
    )

    page = text(answer)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"kind", "area", "occurred_at"}
    for words in (
        "3 things need your attention",
        "Choose the kind that comes closest.",
        "A patrol car stood in front of the door.",
        "We spoke to them.",
        '<details class="drawer drawer--more" open>',
    ):
        assert words in page
    assert not Incident.objects.exists()


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("site", "Choose the site it was at."),
        ("narrative", "Say in a few words what happened."),
    ],
)
def test_a_field_that_must_be_filled_says_what_is_missing(cast, as_, field, words):
    answer = post(as_(cast.staff), cast, **{field: ""})

    assert answer.context["form"].errors[field] == [words]


def test_a_chosen_kind_stays_chosen_in_its_open_drawer(cast, as_):
    page = text(post(as_(cast.staff), cast, kind="K5", narrative=""))

    chosen = page.index('value="K5"')
    assert " checked" in page[chosen : chosen + 40]
    assert page.rindex('<details class="drawer" open>', 0, chosen) > page.rindex(
        "</details>", 0, chosen
    )


@pytest.mark.parametrize(
    ("typed_time", "words"),
    [
        ("2025-02-04T10:01", "still to come"),
        ("2025-02-30T10:00", "Write the date and the time"),
        ("yesterday", "Write the date and the time"),
        ("2024-03-10T02:30", "went forward"),
        ("0001-01-01T00:00", "year"),
    ],
)
def test_a_time_that_cannot_be_is_told_beside_it(cast, as_, typed_time, words):
    answer = post(as_(cast.staff), cast, occurred_at=typed_time)

    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors["occurred_at"])
    assert "A patrol car stood" in text(answer)


def test_screening_asks_and_the_author_may_vouch(cast, as_):
    client, words = as_(cast.staff), "The file is number 4471 2290 18."
    asked = post(client, cast, narrative=words)

    assert asked.status_code == 422
    assert "<mark>" in text(asked)
    assert not Incident.objects.exists()

    vouched = {"narrative": words, "narrative-vouched": fields.vouch(words)}
    assert post(client, cast, **vouched).status_code == 302
    assert Statement.objects.get().words() == words


@pytest.mark.parametrize("field", ["done", "identifiers"])
def test_every_free_text_is_screened(cast, as_, field):
    answer = post(as_(cast.staff), cast, **{field: "call 604 555 1234"})

    assert field in answer.context["form"].errors


def test_pressing_twice_logs_once(cast, as_):
    client, key = as_(cast.staff), str(uuid.uuid4())

    first, second = post(client, cast, key=key), post(client, cast, key=key)

    assert first["Location"] == second["Location"]
    assert Incident.objects.count() == 1


@pytest.mark.parametrize("key", [None, "", "x", "\x00"])
def test_a_form_without_a_key_still_logs(cast, as_, key):
    assert post(as_(cast.staff), cast, key=key).status_code == 302


def test_the_author_may_say_how_serious_it_is(cast, as_):
    post(as_(cast.staff), cast, kind="P1", severity="3")
    post(as_(cast.staff), cast, kind="G1", severity="3")

    by_kind = {one.kind: one.severity for one in Incident.objects.all()}
    assert by_kind == {"P1": Severity.SERIOUS, "G1": Severity.NONE}


@pytest.mark.parametrize("field", ["site", "area", "kind", "precision", "severity", "distance"])
@pytest.mark.parametrize("value", ["x", "\x00", "9" * 400, "<script>", "-1"])
def test_a_choice_that_is_none_is_refused_beside_its_field(cast, as_, field, value):
    answer = post(as_(cast.staff), cast, **{field: value})

    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_a_site_of_others_cannot_be_chosen(cast, as_):
    answer = post(as_(cast.staff), cast, site=str(cast.other_site.pk))

    assert "Choose one of the sites in the list" in str(answer.context["form"].errors["site"])
    assert not Incident.objects.exists()


def test_fields_that_are_not_on_the_form_change_nothing(cast, as_):
    post(
        as_(cast.staff), cast, stage="settled", side="police", lane="shared", reference="K7QM-42XT"
    )

    incident = Incident.objects.get()
    assert (incident.stage, incident.side) == ("logged", "site")
    assert incident.reference != "K7QM-42XT"
    assert incident.statements.get().lane == Lane.SITE


def test_somebody_whose_only_mandates_tear_them_has_no_site(cast, as_, torn):
    page = text(as_(torn).get(PAGE))

    assert "There is no site you can log for" in page
    assert "<textarea" not in page


def test_two_services_at_one_site_are_no_hindrance(cast, as_, second):
    assert post(as_(cast.staff), cast).status_code == 302


def test_somebody_may_act_for_different_sides_at_different_sites(cast, as_):
    person = Person.objects.create(email="two@example.org", name="Two", is_active=True)
    mandate(person, Role.SITE_STAFF, cast.operator, giver=cast.leader)
    mandate(person, Role.LIAISON_OFFICER, cast.other_service, giver=cast.other_police_leader)
    client = as_(person)

    page = text(client.get(PAGE))
    assert "Nobody of the police" in page
    assert "Nobody of the site" in page
    post(client, cast)
    post(client, cast, site=str(cast.other_site.pk))
    lanes = set(Statement.objects.values_list("incident__site__slug", "lane"))
    assert lanes == {("harbour-street", Lane.SITE), ("mill-lane", Lane.POLICE)}


def test_a_post_takes_few_queries(cast, as_):
    client = as_(cast.staff)
    post(client, cast)

    with CaptureQueriesContext(connection) as plain:
        post(client, cast)
    with CaptureQueriesContext(connection) as full:
        post(client, cast, done="We spoke.", identifiers="badge 4471", kind="K2")

    assert len(plain) == len(full) <= MOST_QUERIES_OF_A_POST


def test_the_form_takes_as_many_queries_for_many_sites_as_for_few(cast, as_):
    client = as_(cast.alternate)

    def queries():
        with CaptureQueriesContext(connection) as caught:
            client.get(PAGE)
        return len(caught)

    queries()
    few = queries()
    Site.objects.bulk_create(
        Site(slug=f"s{n}", name=f"S{n}", operator=cast.operator, zone="America/Vancouver")
        for n in range(30)
    )
    assert queries() <= few + 1  # one more for the sites that have no partnership yet
    assert few <= 6
