"""How serious an incident is can be corrected; its way follows, as far as the promises allow."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from incidents import agenda, counting, ending, planning, releasing, reopening, settling, taking_up
from incidents.corrections.facts import Fact
from incidents.corrections.fitting import CannotCorrect
from incidents.corrections.tests.corrected import correct, weigh
from incidents.critical import confirming
from incidents.critical.tests import matters
from incidents.exporting.tests import made
from incidents.leading import deciding, escalating
from incidents.leading.deciding import CannotDecide, Choice
from incidents.leading.tests import led
from incidents.lifecycle import Stage, Step
from incidents.mediation import offering
from incidents.mediation.eligibility import Code
from incidents.mediation.tests import cases
from incidents.models import CriticalMatter, Incident, Move
from incidents.models.escalation import Way
from incidents.referring import Told
from incidents.reporting import TAKEN_UP_WITHIN
from incidents.stepping import NotTheMoment
from incidents.taxonomy import Outcome, Severity
from incidents.tests import reports
from notifications.models import Notice
from tests.cast import NOW

CRITICAL, SERIOUS = Severity.CRITICAL, Severity.SERIOUS


def told(kind):
    return {one.recipient for one in Notice.objects.filter(kind=f"incidents/{kind}")}


@pytest.fixture
def raised(cast):
    """Logged as less, and corrected to critical by whoever logged it."""
    incident = reports.logged(cast)
    weigh(incident, cast.staff, CRITICAL)
    return incident


def test_up_to_critical_before_a_release_it_goes_the_way_of_critical_matters(cast, raised):
    assert (raised.severity, raised.turn) == (CRITICAL, "site")
    assert (raised.turn_since, raised.due_at) == (NOW, NOW + TAKEN_UP_WITHIN)
    assert told("critical") == {cast.manager, cast.alternate, cast.leader}
    [item] = agenda.waiting_for(cast.manager, NOW)
    assert item.what.startswith("Critical, to take up")
    with pytest.raises(NotTheMoment, match="stays with your side"):
        releasing.release(raised, "Shown.", manner=reports.PLAIN, by=cast.manager, at=NOW)

    taking_up.take_up(raised, matters.CALLED, by=cast.manager, at=NOW)
    raised.refresh_from_db()
    confirming.confirm(raised, by=cast.manager, at=NOW)
    assert CriticalMatter.objects.get().incident == raised


def test_of_that_the_other_side_learns_nothing_but_what_is_confirmed(cast, raised):
    assert Incident.objects.visible_to(cast.liaison).count() == 0
    assert not {one.recipient for one in Notice.objects.all()} & {cast.liaison, cast.backup}
    assert agenda.waiting_for(cast.liaison, NOW) == []


def test_a_release_that_was_planned_is_off(cast):
    incident = reports.logged(cast)
    day = (NOW + timedelta(days=3)).date()
    manner = reports.PLAIN
    planning.plan(incident, "Shown.", manner=manner, on=day, by=cast.manager, at=NOW)
    incident.refresh_from_db()

    weigh(incident, cast.alternate, CRITICAL)

    assert incident.releases.get().ended_as == "lapsed"
    assert Move.objects.filter(step=Step.LAPSE).count() == 1
    planning.release_due(by=cast.manager, at=NOW + timedelta(days=4))
    incident.refresh_from_db()
    assert incident.stage == Stage.LOGGED


def test_what_was_only_counted_becomes_critical_all_the_same(cast):
    incident = reports.logged(cast)
    counting.count_only(incident, by=cast.manager, at=NOW)
    weigh(incident, cast.manager, CRITICAL)

    assert incident.turn == "site"


@pytest.mark.parametrize(
    ("side", "part", "may"),
    [
        ("site", "manager", True),
        ("site", "alternate", True),
        ("site", "staff", False),
        ("site", "leader", False),
        ("police", "police_leader", True),
        ("police", "liaison", False),
    ],
)
def test_down_from_critical_is_for_those_who_would_confirm_it(cast, side, part, may):
    incident = matters.logged(cast, side=side)

    if not may:
        with pytest.raises(PermissionDenied):
            weigh(incident, getattr(cast, part), SERIOUS)
        return
    weigh(incident, getattr(cast, part), SERIOUS)
    assert (incident.severity, incident.turn, incident.due_at) == (SERIOUS, None, None)
    assert told("not_critical")


@pytest.mark.parametrize("state", ["logged", "called"])
def test_what_is_not_critical_after_all_is_decided_as_any_other(cast, state):
    incident = getattr(matters, state)(cast)
    weigh(incident, cast.manager, SERIOUS)

    [item] = agenda.waiting_for(cast.alternate, NOW)
    assert item.what.startswith("To be released, or kept")
    released = releasing.release(
        incident, reports.SHOWN, manner=reports.PLAIN, by=cast.manager, at=NOW
    )
    assert released.released_at == NOW


def test_the_other_side_does_not_learn_that_it_was_critical_before_it_was_shown(cast, as_):
    incident = matters.logged(cast)
    weigh(incident, cast.manager, SERIOUS)
    releasing.release(incident, reports.SHOWN, manner=reports.PLAIN, by=cast.manager, at=NOW)
    incident.refresh_from_db()
    weigh(incident, cast.manager, Severity.MODERATE)
    exported = made.file_of(made.begun(incident, cast.liaison), cast.liaison).file.decode()
    where = incident.get_absolute_url()
    own, theirs = (as_(one).get(where).content.decode() for one in (cast.manager, cast.liaison))

    for page, is_told in ((own, True), (theirs, False), (exported, False)):
        assert (f"first “{CRITICAL.label}”" in page) == is_told
        assert (str(CRITICAL.label) in page) == is_told
        # What both sides were told of, both read on.
        assert str(SERIOUS.label) in page
        assert str(Severity.MODERATE.label) in page


def test_the_list_tells_the_other_side_of_no_correction_that_is_kept_from_it(cast, as_):
    incident = matters.logged(cast)
    weigh(incident, cast.manager, SERIOUS)
    releasing.release(incident, reports.SHOWN, manner=reports.PLAIN, by=cast.manager, at=NOW)
    listed = [reverse("incidents:incident_list"), incident.site.get_absolute_url()]

    def marked(person):
        pages = [as_(person).get(url).text for url in listed]
        assert all(incident.reference in page for page in pages)
        return ["corrected later" in page for page in pages]

    assert marked(cast.manager) == [True, True]
    assert marked(cast.liaison) == [False, False]
    incident.refresh_from_db()
    weigh(incident, cast.manager, Severity.MODERATE)
    assert marked(cast.liaison) == [True, True]


def test_what_the_other_side_knows_of_is_not_taken_back(cast):
    incident = matters.confirmed(cast).incident

    with pytest.raises(CannotCorrect, match="cannot be taken back"):
        weigh(incident, cast.manager, SERIOUS)
    assert Incident.objects.get().severity == CRITICAL


@pytest.mark.parametrize("state", ["reported", "closed"])
def test_what_went_to_the_body_or_is_closed_stays_critical(cast, state):
    incident = getattr(matters, state)(cast)

    with pytest.raises(CannotCorrect, match="went to the statutory body, or is closed"):
        weigh(incident, cast.manager, SERIOUS)


def test_raised_lowered_and_raised_again_everybody_hears_of_each(cast):
    incident = reports.logged(cast)
    for severity in (CRITICAL, SERIOUS, CRITICAL):
        weigh(incident, cast.manager, severity)

    assert Notice.objects.filter(kind="incidents/critical", recipient=cast.leader).count() == 2
    assert incident.turn == "site"


@pytest.mark.parametrize("stage", ["released", "acknowledged", "discussed", "settled"])
def test_once_both_sides_know_of_it_the_talk_goes_on_and_nobody_mediates(cast, as_, stage):
    incident = getattr(reports, stage)(cast)
    client = as_(cast.manager)
    offer = reverse("incidents:mediation_offer", args=[incident.reference])
    is_offered = offer in client.get(incident.get_absolute_url()).content.decode()
    assert is_offered == (stage in ("acknowledged", "discussed"))
    turn, due = incident.turn, incident.due_at

    weigh(incident, cast.manager, CRITICAL)

    assert (incident.turn, incident.due_at) == (turn, due)
    assert told("now_critical") == {cast.alternate, cast.leader}
    assert told("corrected") == {cast.liaison, cast.backup}
    assert not told("critical")
    assert Code.CRITICAL in {row.code for row in offering.in_the_way(incident, NOW)}
    assert offer not in client.get(incident.get_absolute_url()).content.decode()
    weigh(incident, cast.manager, SERIOUS)
    assert incident.severity == SERIOUS


REFUSED = "neither settled nor opened again between the two sides"
NOT_MEDIATED = "A critical matter is not mediated"


@pytest.mark.parametrize(
    ("stage", "step"),
    [
        (
            "discussed",
            lambda cast, one: settling.propose(one, Outcome.EXPLAINED, "So be it.", **_by(cast)),
        ),
        (
            "proposed",
            lambda cast, one: settling.accept(
                one, one.settlements.get().pk, **_by(cast, "liaison")
            ),
        ),
        ("settled", lambda cast, one: reopening.reopen(one, "It came back.", **_by(cast))),
    ],
    ids=["proposed", "accepted", "opened again"],
)
def test_what_turned_out_to_be_critical_is_not_settled_but_referred(cast, stage, step):
    incident = getattr(reports, stage)(cast)
    weigh(incident, cast.manager, CRITICAL)

    with pytest.raises(NotTheMoment, match=f"{REFUSED}.*Ask the leaders.*refer it to the"):
        step(cast, incident)

    escalating.escalate(incident, "This is for the body.", by=cast.liaison, at=NOW)
    incident.refresh_from_db()
    for leader in (cast.leader, cast.police_leader):
        deciding.put_forward(incident, Choice(Way.REFER), by=leader, at=NOW)
    incident.refresh_from_db()
    assert incident.stage == Stage.REFERRED
    assert not incident.settlements.standing().exists()


def _by(cast, part="manager"):
    return {"by": getattr(cast, part), "at": NOW}


def test_what_lies_on_the_table_is_declined_or_taken_back_all_the_same(cast, as_):
    incident = reports.proposed(cast)
    weigh(incident, cast.manager, CRITICAL)
    settlement = incident.settlements.get()

    page = as_(cast.liaison).get(incident.get_absolute_url()).content.decode()
    assert "Accept for my side" not in page
    assert REFUSED in page
    assert "Decline, and say why" in page
    settling.decline(incident, settlement.pk, "It is for the body.", **_by(cast, "liaison"))
    settlement.refresh_from_db()
    assert settlement.ended_at == NOW


@pytest.mark.parametrize(
    ("way", "says"),
    [(Way.SETTLE, REFUSED), (Way.STAND, REFUSED), (Way.MEDIATE, NOT_MEDIATED)],
)
def test_the_leaders_put_forward_no_settling_of_what_turned_out_to_be_critical(cast, way, says):
    incident = led.escalated(cast)
    weigh(incident, cast.manager, CRITICAL)
    choice = Choice(way, "So be it.", Outcome.EXPLAINED)

    with pytest.raises(CannotDecide, match=says):
        deciding.put_forward(incident, choice, **_by(cast, "police_leader"))


def test_a_leader_does_not_agree_to_settle_what_turned_out_to_be_critical(cast, as_):
    incident = led.escalated(cast)
    settle = Choice(Way.SETTLE, "So be it.", Outcome.EXPLAINED)
    word = led.forward(cast, incident, settle)
    weigh(incident, cast.manager, CRITICAL)

    with pytest.raises(CannotDecide, match=f"{REFUSED}.*goes to the statutory body"):
        deciding.agree(incident, word.pk, **_by(cast, "police_leader"))
    where = reverse("incidents:leaders_choose", args=[incident.reference])
    page = as_(cast.police_leader).get(where).content.decode()
    assert [one for one in Way if f'value="{one.value}"' in page] == [Way.BACK, Way.REFER]
    assert "If it is settled" not in page
    # And why the others are not there.
    assert NOT_MEDIATED in page
    assert REFUSED in page


@pytest.mark.parametrize("stage", [Stage.SETTLED, Stage.MEDIATION])
def test_the_database_settles_nothing_critical(cast, stage):
    incident = reports.discussed(cast)
    weigh(incident, cast.manager, CRITICAL)

    with pytest.raises(DatabaseError, match="neither settled nor mediated"), transaction.atomic():
        Incident.objects.update(stage=stage)


@pytest.mark.parametrize(
    ("fact", "now"), [(Fact.SEVERITY, {"severity": CRITICAL}), (Fact.KIND, {"kind": "K7"})]
)
def test_while_it_is_mediated_it_does_not_become_what_is_not_mediated(cast, fact, now):
    incident = cases.offered(cast).incident

    with pytest.raises(CannotCorrect, match="Leave the mediation first") as refused:
        correct(incident, cast.manager, fact, **now)
    assert refused.value.field == fact


def test_a_kind_that_is_not_mediated_is_in_the_way_once_it_is_corrected(cast):
    incident = reports.acknowledged(cast, kind="K8")
    correct(incident, cast.manager, Fact.KIND, kind="K7")

    assert Code.FORCE in {row.code for row in offering.in_the_way(incident, NOW)}


def test_referred_by_both_leaders_either_side_writes_down_what_came_of_it(cast):
    incident = led.referred(cast)
    weigh(incident, cast.manager, CRITICAL)

    day = NOW.astimezone(incident.tz).date()
    ending.report(incident, Told("The commissioner", day), by=cast.liaison, at=NOW)
    incident.refresh_from_db()
    ending.close(incident, "The body found no fault.", by=cast.manager, at=NOW)
    incident.refresh_from_db()
    assert incident.stage == Stage.CLOSED


def test_the_database_changes_how_serious_it_is_by_a_correction_alone(cast):
    incident = reports.logged(cast)
    weigh(incident, cast.staff, SERIOUS)

    for severity in (Severity.MINOR, CRITICAL):
        with pytest.raises(DatabaseError, match="by a correction alone"), transaction.atomic():
            Incident.objects.update(severity=severity)
        with pytest.raises(DatabaseError, match="by a correction alone"), transaction.atomic():
            Incident.objects.update(severity=severity, revision=incident.revision + 1)
