"""The log form: from a phone, in two minutes, without losing a word."""

import re
import uuid
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import EntryBody
from incidents.models import Incident, Statement
from incidents.taxonomy import KINDS, Lane, Severity
from incidents.tests.log_form import PAGE, post, text
from liaison import fields

MOST_QUERIES_OF_A_POST = 14
pytestmark = pytest.mark.usefixtures("at_ten")


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
        '<details class="drawer" open>\n  <summary>What came of it',
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


def test_what_is_ticked_is_logged(cast, as_):
    ticked = {"circumstance": "C13", "officers": "2", "calmed": "no", "wish": "discuss"}
    ticked |= {"threat": "no", "instrument": "entry_warrant"}
    ticked |= {"impacts": ["staff_distressed", "people_turned_back"], "source": "colleague"}
    post(as_(cast.staff), cast, kind="E1", **ticked)

    incident = Incident.objects.get()
    assert incident.people_turned_back
    assert incident.staff_distressed
    assert not incident.equipment_lost
    assert incident.calmed is False
    for name in ("circumstance", "threat", "instrument", "officers", "wish", "source"):
        assert getattr(incident, name) == ticked[name]


@pytest.mark.parametrize(
    "pair",
    [
        {"area": "inside", "distance": "0-15"},
        {"kind": "K8", "circumstance": "C13"},
        {"kind": "P1", "threat": "yes"},
        {"kind": "K5", "instrument": "entry_warrant"},
    ],
)
def test_what_cannot_go_together_is_told_beside_its_field_and_kept(cast, as_, pair):
    answer = post(as_(cast.staff), cast, **pair)

    [field] = answer.context["form"].errors
    assert answer.status_code == 422
    assert f'value="{pair[field]}" selected' in text(answer)


def test_what_one_logged_lately_stands_first(cast, as_):
    client = as_(cast.staff)
    for kind in ("K2", "E1", "K2", "G1", "N2", "N1"):
        post(client, cast, kind=kind)
    post(as_(cast.manager), cast, kind="I1")

    page = text(client.get(PAGE))
    lately = page[page.index("You logged lately") :].partition("<details")[0]
    assert re.findall('value="([A-Z0-9]+)"', lately) == ["K2", "E1", "G1", "N1"]
    assert page.count('value="K2"') == 2
    assert '<details class="drawer" open>' not in page


def test_a_recent_kind_that_is_chosen_is_chosen_once(cast, as_):
    client = as_(cast.staff)
    post(client, cast, kind="K2")

    page = text(post(client, cast, kind="K2", narrative=""))
    assert re.findall(r'value="K2" id="\w+"( checked)?', page) == [" checked", ""]


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
    [statement] = Statement.objects.all()
    assert statement.words() == words
    assert [one.kind for one in statement.vouchings.all()] == ["number"]
    logged = EntryBody.objects.latest("entry__seq").read()
    assert logged["facts"]["vouched"] == ["number"]
    assert "4471 2290" not in str(logged)


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


CHOICES = ["site", "area", "kind", "precision", "severity", "distance", "circumstance", "officers"]
CHOICES += ["threat", "instrument", "impacts", "calmed", "wish", "source"]


@pytest.mark.parametrize("field", CHOICES)
@pytest.mark.parametrize("value", ["x", "\x00", "9" * 400, "<script>", "-1"])
def test_a_choice_that_is_none_is_refused_beside_its_field(cast, as_, field, value):
    answer = post(as_(cast.staff), cast, **{field: value})

    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_fields_that_are_not_on_the_form_change_nothing(cast, as_):
    post(
        as_(cast.staff), cast, stage="settled", side="police", lane="shared", reference="K7QM-42XT"
    )

    incident = Incident.objects.get()
    assert (incident.stage, incident.side) == ("logged", "site")
    assert incident.reference != "K7QM-42XT"
    assert incident.statements.get().lane == Lane.SITE


def test_a_post_takes_few_queries(cast, as_):
    client = as_(cast.staff)
    post(client, cast)

    with CaptureQueriesContext(connection) as plain:
        post(client, cast)
    with CaptureQueriesContext(connection) as full:
        post(
            client, cast, done="We spoke.", identifiers="badge 4471", identifiers_why="W", kind="K2"
        )

    assert len(plain) == len(full) <= MOST_QUERIES_OF_A_POST
