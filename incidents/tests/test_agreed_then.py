"""The page of an incident says what the two sides had agreed about it, as it stood then."""

from datetime import UTC, datetime, timedelta

import pytest

from incidents import agreed_then, bearing
from incidents.particulars import Particulars
from incidents.taxonomy import KINDS, Area
from incidents.tests import reports
from protocols import drafting, editing, suspending
from protocols.entry import Circumstance, SiteState
from protocols.holding import FREE
from protocols.holds import hold_of
from protocols.models import Clause
from protocols.tests import conftest as versions
from tests.cast import NOW

RESTED = reports.HAPPENED - timedelta(hours=1)
CLOSED = datetime(2025, 2, 4, 13, tzinfo=UTC)  # 05:00 in Vancouver


def claimed(circumstance, **changes):
    told = Particulars(circumstance=circumstance)
    return {"kind": "E1", "area": Area.ENTRANCE, "particulars": told, **changes}


def shown(client, incident):
    answer = client.get(incident.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def suspend(cast, row, *, clause):
    suspending.suspend(
        row.version,
        cast.partnership,
        clause=clause,
        days=3,
        reason="We talk first.",
        by=cast.leader,
        at=RESTED,
    )


INSTEAD = {
    "threat": "A threat to life comes before every table.",
    "paper": "A paper that entitles to entry is never refused; only how is agreed.",
    "served": "A paper that is served is answered in writing, here.",
}


@pytest.mark.parametrize("circumstance", ["C13", ""])
@pytest.mark.parametrize(
    ("told", "words", "because"),
    [
        ({"threat": "yes"}, "asks officers to go in at once", "threat"),
        ({"instrument": "entry_warrant"}, "asks officers to go in once staff know", "paper"),
        ({"instrument": "statutory_power"}, "asks officers to go in once staff know", "paper"),
        ({"instrument": "production_order"}, "asks officers to hand it over in writing", "served"),
        ({"threat": "yes", "instrument": "production_order"}, "to go in at once", "threat"),
    ],
)
def test_a_threat_and_a_paper_count_as_they_do_at_the_door(
    cast, as_, agreed, circumstance, told, words, because
):
    told = Particulars(circumstance=circumstance, **told)
    incident = reports.released(cast, kind="E1", area=Area.ENTRANCE, particulars=told)

    page = shown(as_(cast.liaison), incident)

    assert words in page
    assert INSTEAD[because] in page
    assert "Nobody said why officers came" not in page


@pytest.mark.parametrize("told", [{"threat": "no"}, {"instrument": "none"}, {}])
def test_no_threat_and_no_paper_leave_it_to_the_row(cast, as_, agreed, told):
    incident = reports.released(
        cast,
        kind="E1",
        area=Area.ENTRANCE,
        particulars=Particulars(circumstance="C13", **told),
    )

    page = shown(as_(cast.liaison), incident)

    assert "The protocol asks officers to settle it without going in." in page
    assert not [words for words in INSTEAD.values() if words in page]


def test_somebody_who_overdosed_and_whom_nobody_helped_is_entered_for(cast, as_, agreed):
    incident = reports.released(cast, kind="K11", particulars=Particulars(threat="yes"))

    page = shown(as_(cast.manager), incident)
    assert "asks officers to go in at once" in page


@pytest.mark.parametrize(
    ("happened", "circumstance", "words"),
    [
        (reports.HAPPENED, "C13", "The protocol asks officers to settle it without going in."),
        (reports.HAPPENED, "C16", "The protocol asks officers not to stand or park near the door."),
        (reports.HAPPENED, "C04", "The protocol asks officers to go in at once"),
        (CLOSED, "C20", "The protocol asks officers to go in at once"),
        (reports.HAPPENED, "C08", "The protocol asks officers to hand it over in writing"),
        (reports.HAPPENED, "C22", "The protocol asks officers to settle it without going in."),
    ],
)
def test_it_says_what_the_row_asked_for(cast, as_, agreed, happened, circumstance, words):
    incident = reports.released(cast, **claimed(circumstance, occurred_at=happened))

    for person in (cast.manager, cast.liaison):
        page = shown(as_(person), incident)
        assert words in page
        clause = agreed.version.rows.get(
            circumstance=circumstance, state=incident.site_state
        ).clause
        assert f'href="{agreed.version.get_absolute_url()}#{clause.anchor}"' in page


def test_the_kind_names_the_row_where_nobody_said_why_they_came(cast, as_, agreed):
    page = shown(as_(cast.liaison), reports.released(cast))

    assert "Nobody said why officers came; this kind of encounter is a case of:" in page
    assert "Traffic, parking or other business in the street · Operating hours" in page


def test_clauses_beside_the_table_speak_to_the_kind(cast, as_, agreed):
    equipment = Clause.objects.get(version=agreed.version, topic=17)

    incident = reports.released(cast, kind="K5")

    page = shown(as_(cast.liaison), incident)
    assert f"Clause {equipment.number} · {equipment.texts.get(language='en').heading}" in page


def test_an_entry_for_which_no_reason_was_given_names_no_row(cast, as_, agreed):
    incident = reports.released(cast, kind="N3", area=Area.ENTRANCE)

    page = shown(as_(cast.liaison), incident)
    assert "Nobody said why officers came, so no row of the entry table can be named." in page


@pytest.mark.parametrize("kind", ["X6", "G1"])
def test_a_call_is_held_against_what_was_agreed_for_calls(cast, as_, agreed, kind):
    """Nobody came, or late: the same page says what police are asked for when staff call."""
    page = shown(as_(cast.liaison), reports.released(cast, kind=kind))

    assert "What was agreed for when staff call" in page
    assert "Staff called for help in an emergency · Operating hours" in page
    assert "The protocol asks officers to go in at once" in page
    assert "Staff asked for help that can wait · Operating hours" in page
    assert "The protocol asks officers to go in once staff know who they are and why." in page


def test_later_versions_do_not_reach_back(cast, as_, agreed):
    incident = reports.released(cast, **claimed("C13"))
    draft = drafting.start_next(agreed.version.protocol, by=cast.manager, at=NOW)
    number = draft.rows.get(circumstance="C13", state="operating").clause.number
    clause = draft.clauses.get(number=number)
    texts = editing.standing(clause)
    editing.reword(
        clause,
        texts={code: type(one)("Other words", one.body) for code, one in texts.items()},
        revision=clause.revision,
        by=cast.manager,
    )
    versions.agree(draft, cast, at=NOW + timedelta(days=1))

    page = shown(as_(cast.liaison), incident)
    assert "Other words" not in page
    assert agreed.version.get_absolute_url() + "#clause-" in page


def test_what_was_suspended_then_is_answered_by_the_general_rule(cast, as_, agreed):
    suspend(cast, agreed, clause=None)
    incident = reports.released(cast, **claimed("C13"))

    page = shown(as_(cast.liaison), incident)
    assert "The general rule asks officers to settle it without going in." in page
    assert "One side had suspended the protocol then." in page


def test_a_suspended_clause_is_named_and_does_not_answer(cast, agreed):
    clause = agreed.version.rows.get(circumstance="C16", state="operating").clause
    suspend(cast, agreed, clause=clause.number)
    incident = reports.released(cast)

    found = agreed_then.of(
        incident, hold_of(agreed, incident.occurred_at), [SiteState(incident.site_state)]
    )
    assert [one.told.clause for one in found.asked] == [clause.number]
    assert "had suspended this clause" in str(found.asked[0].because)
    assert clause.number not in [one.number for one in found.clauses]


NONE_THEN = "No protocol was in force between the two sides then"
PROPOSE = "Propose a protocol to the other side"


@pytest.mark.parametrize("name", ["manager", "liaison", "police_leader"])
def test_without_a_protocol_it_says_so_and_offers_to_propose_one(cast, as_, name):
    incident = reports.released(cast, **claimed("C13"))

    page = shown(as_(getattr(cast, name)), incident)
    assert NONE_THEN in page
    assert "The general rule asks officers to settle it without going in." in page
    assert f'href="/protocols/new/?partnership={cast.partnership.pk}"' in page


def test_who_may_not_begin_a_protocol_is_not_invited_to(cast, as_):
    page = shown(as_(cast.staff), reports.released(cast))

    assert NONE_THEN in page
    assert PROPOSE not in page


def test_where_one_is_drafted_or_applies_by_now_it_leads_there(cast, as_):
    incident = reports.released(cast)
    draft = drafting.start([cast.partnership], title="Entry", by=cast.manager, at=NOW)
    while_drafted = shown(as_(cast.liaison), incident)
    versions.agree(draft, cast, at=NOW)
    by_now = shown(as_(cast.liaison), incident)

    for page in (while_drafted, by_now):
        assert PROPOSE not in page
        assert f'href="{draft.get_absolute_url()}"' in page


def test_the_offer_leads_to_the_form_with_the_partnership_chosen(cast, as_):
    page = as_(cast.manager).get(f"/protocols/new/?partnership={cast.partnership.pk}")

    assert page.context["form"]["partnerships"].value() == [cast.partnership.pk]


@pytest.mark.parametrize("asked", ["x", "", "00000000-0000-0000-0000-000000000000"])
def test_a_partnership_that_is_none_is_left_out(cast, as_, second, asked):
    page = as_(cast.leader).get(f"/protocols/new/?partnership={asked}")

    assert page.status_code == 200
    assert not page.context["form"]["partnerships"].value()


def test_between_whom_is_open_nothing_is_said_yet(cast, as_, second):
    page = shown(as_(cast.manager), reports.logged(cast))

    assert "agreed-heading" not in page


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_was_said_counts_before_what_the_kind_suggests(kind):
    assert bearing.of(kind, "C05").circumstances == (Circumstance.C05,)
    assert bearing.of(kind, "C05").topics == bearing.of(kind, "").topics


def test_a_row_costs_one_query_and_all_clauses_one(cast, agreed, django_assert_num_queries):
    incident = reports.released(cast, kind="X6")
    str(incident.in_force.version)  # the page has it in its own query

    with django_assert_num_queries(3):
        agreed_then.of(incident, FREE, [SiteState.OPERATING])
