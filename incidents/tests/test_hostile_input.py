"""Whatever is sent to a page of incidents, it answers, and never with a fault of its own."""

import uuid

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incidents.tests import reports

HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "\x00",
            "a\x00b",
            "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
            "\u202e",
            "'; DROP TABLE incidents_incident; --",
            "<script>alert(1)</script>",
            "{{ 7|add:7 }}",
            "9" * 5000,
            "-1",
            "1e309",
            "NaN",
            "0000-00-00T00:00",
            "9999-12-31T23:59",
            "2025-03-09T02:30",
            "2025-02-04T09:30:00+99:99",
            "../../etc/passwd",
            "x" * 20_000,
            str(uuid.UUID(int=0)),
        ]
    ),
)
EASY = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
LOG = ("site", "kind", "occurred_at", "precision", "area", "distance", "severity", "key")
LOG += ("narrative", "narrative-vouched", "done", "identifiers")
SETTLE = ("outcome", "words", "seen", "promise-TOTAL_FORMS", "promise-INITIAL_FORMS")
SETTLE += tuple(f"promise-0-{name}" for name in ("side", "post", "what", "due_on"))


def fields(*names):
    return st.fixed_dictionaries({}, optional=dict.fromkeys(names, HOSTILE))


def answers(client, method, address, data):
    status = getattr(client, method)(address, data).status_code
    assert status < 500, (address, data)


@pytest.fixture
def manager(cast):
    client = Client()
    client.force_login(cast.manager)
    return client


@EASY
@given(data=fields(*LOG))
def test_the_log_form_answers(cast, manager, data):
    plain = {
        "site": str(cast.site.pk),
        "kind": "P1",
        "occurred_at": "2025-02-04T09:30",
        "precision": "exact",
        "area": "frontage",
        "narrative": "A patrol car stood there.",
        "key": str(uuid.uuid4()),
    }
    answers(manager, "post", "/incidents/new/", {**plain, **data})


@EASY
@given(data=fields("site", "stage", "kind", "show", "before", "after"))
def test_the_list_answers(cast, manager, data):
    answers(manager, "get", "/incidents/", data)


@EASY
@given(reference=HOSTILE, page=st.sampled_from(["", "release/", "settle/"]))
def test_any_reference_answers(cast, manager, reference, page):
    answers(manager, "get", f"/incidents/{reference[:200]}/{page}".replace("\n", ""), {})


@EASY
@given(
    data=fields("words", "seen", "note", "key", "words-vouched"),
    page=st.sampled_from(["say/", "note/", "acknowledge/", "release/"]),
)
def test_the_pages_of_an_incident_answer(cast, manager, data, page):
    incident = getattr(reports, "logged" if page == "release/" else "acknowledged")(cast)

    answers(manager, "post", f"{incident.get_absolute_url()}{page}", data)


@EASY
@given(data=fields(*SETTLE))
def test_the_settlement_form_answers(cast, manager, data):
    incident = reports.acknowledged(cast)
    plain = {"outcome": "explained", "words": "So.", "seen": incident.stamp}

    answers(manager, "post", f"{incident.get_absolute_url()}settle/", {**plain, **data})


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "head", "trace"])
@pytest.mark.parametrize("page", ["", "new/", "{}/", "{}/say/", "{}/acknowledge/", "{}/release/"])
def test_any_method_answers(cast, manager, method, page):
    address = f"/incidents/{page}".format(reports.acknowledged(cast).reference)

    assert getattr(manager, method)(address).status_code < 500
