"""Whoever holds a turn is reminded, others of their side when it is late, and nobody once it is
handled."""

from datetime import date, timedelta

import pytest
from celery import current_app
from django.db import IntegrityError, transaction
from django.utils import translation

from accounts.models import Person
from audit.models import Entry
from incidents import acknowledging, discussing, tasks
from incidents.mediation import assigning, consenting
from incidents.mediation.tests import cases
from incidents.models import Reminder
from incidents.reminding import running, waits
from incidents.reminding.tests.runs import KINDS, moments, over, run, told, told_now
from incidents.reminding.tiers import Tier
from incidents.tests import reports
from liaison import designation, leave
from liaison.models import Designation
from notifications import rendering
from notifications.models import Notice
from tests.cast import NOW

HANDLERS = {"site": {"manager", "alternate"}, "police": {"liaison", "backup"}}


@pytest.mark.parametrize(
    ("author", "holder", "backup", "leader"),
    [
        ("manager", "liaison", "backup", "police_leader"),
        ("liaison", "manager", "alternate", "leader"),
    ],
)
def test_first_the_holder_then_the_backup_then_the_leader(cast, author, holder, backup, leader):
    incident = reports.released(cast, author=getattr(cast, author))
    when = moments(incident)

    assert told_now(cast, when[Tier.HALF] - timedelta(seconds=1)) == set()
    assert told_now(cast, when[Tier.HALF]) == {holder}
    assert told_now(cast, when[Tier.MOST]) == set()  # told anew, as the holder alone
    assert Notice.objects.filter(kind="incidents/turn_reminder").count() == 2
    assert told_now(cast, when[Tier.OVER]) == {holder, backup}
    run(when[Tier.SIDE])
    assert Notice.objects.filter(kind="incidents/turn_over").count() == 4
    assert told_now(cast, when[Tier.LEADERS]) == {holder, backup, leader}
    assert run(when[Tier.LEADERS] + timedelta(days=90)) == 0
    incident.refresh_from_db()
    assert (incident.stage, incident.turn) == ("escalated", None)
    others = Notice.objects.filter(kind="incidents/leaders_asked", recipient=getattr(cast, leader))
    assert not others.exists()


def test_a_good_encounter_is_never_for_the_leaders_and_can_be_acknowledged_at_any_time(cast):
    incident = reports.released(cast, kind="G1", severity=None)
    when = moments(incident)

    assert max(when) is Tier.OVER
    assert told_now(cast, when[Tier.OVER]) == {"liaison", "backup"}
    assert run(when[Tier.OVER] + timedelta(days=90)) == 0
    acknowledging.acknowledge(incident, by=cast.liaison, at=NOW + timedelta(days=120))

    incident.refresh_from_db()
    assert (incident.stage, incident.turn) == ("acknowledged", None)
    assert not Notice.objects.filter(kind="incidents/leaders_asked").exists()


def test_a_good_encounter_that_is_talked_about_is_not_for_the_leaders_either(cast):
    incident = reports.discussed(cast, kind="G1", severity=None)
    assert incident.turn

    assert max(moments(incident)) is Tier.OVER


def test_everybody_who_can_act_is_told_a_business_day_later(cast):
    designation.end(
        Designation.objects.get(person=cast.backup, ended_at=None), by=cast.liaison, at=NOW
    )
    incident = reports.released(cast)
    when = moments(incident)

    assert told_now(cast, when[Tier.OVER]) == {"liaison"}
    assert told_now(cast, when[Tier.SIDE]) == {"backup"}


def test_while_the_primary_is_away_the_backup_holds_the_turn(cast):
    incident = reports.released(cast)
    leave.record(date(2025, 2, 5), date(2025, 2, 7), by=cast.liaison, at=NOW)

    assert told_now(cast, moments(incident)[Tier.HALF]) == {"backup"}


def test_where_nobody_speaks_everybody_who_can_act_is_told(cast):
    incident = reports.released(cast)
    for part in (cast.liaison, cast.backup):
        leave.record(date(2025, 2, 5), date(2025, 2, 7), by=part, at=NOW)

    assert told_now(cast, moments(incident)[Tier.HALF]) == HANDLERS["police"]


def test_where_nobody_can_act_the_leaders_are_told_at_once(cast):
    incident = reports.released(cast)
    Person.objects.filter(pk__in=[cast.liaison.pk, cast.backup.pk]).update(is_active=False)

    assert told_now(cast, moments(incident)[Tier.HALF]) == {"police_leader"}


def test_a_missed_run_tells_the_highest_tier_once(cast):
    incident = reports.released(cast)
    late = moments(incident)[Tier.LEADERS] + timedelta(days=3)

    assert run(late) == 1
    assert run(late) == 0

    assert Reminder.objects.get().tier == Tier.LEADERS
    assert told(cast) == {("to_leaders", part) for part in ("liaison", "backup", "police_leader")}


def test_it_ends_with_the_turn_and_begins_anew_with_the_next(cast):
    incident = reports.released(cast)
    when = moments(incident)
    run(when[Tier.HALF])
    acknowledging.acknowledge(incident, by=cast.liaison, at=when[Tier.MOST])

    assert run(when[Tier.OVER]) == 0

    incident.refresh_from_db()
    after = moments(incident)
    assert after[Tier.HALF] > when[Tier.OVER]
    assert run(after[Tier.HALF]) == 1


def test_who_writes_while_the_other_side_has_the_turn_gives_it_no_new_time(cast):
    incident = reports.acknowledged(cast)
    since, due = incident.turn_since, incident.due_at

    later = NOW + timedelta(hours=20)
    discussing.say(incident, "One more thing.", by=cast.manager, at=later)

    incident.refresh_from_db()
    assert (incident.stage, incident.turn) == ("discussion", "police")
    assert (incident.turn_since, incident.due_at) == (since, due)


def test_what_nobody_waits_for_is_not_reminded_of(cast):
    reports.logged(cast)
    reports.logged(cast, kind="K7", by=cast.manager)
    reports.acknowledged(cast, kind="G2")
    reports.settled(cast)

    assert run(NOW + timedelta(days=60)) == 0


# --- mediation ------------------------------------------------------------------------------------


@pytest.mark.parametrize("answers", [{}, {"manager": True}, {"manager": False}, {"liaison": True}])
def test_a_reminder_never_tells_whose_consent_is_outstanding(cast, answers):
    case = cases.offered(cast)
    for part, agrees in answers.items():
        consenting.answer(case, agrees=agrees, by=getattr(cast, part), at=NOW)

    assert run(case.consent_until - timedelta(seconds=1)) == 2

    rows = Reminder.objects.order_by("part").values_list("part", "tier", "posts")
    assert list(rows) == [
        ("police", Tier.MOST, [cast.liaison.name]),
        ("site", Tier.MOST, [cast.manager.name]),
    ]
    bodies = {rendering.body(one) for one in Notice.objects.filter(kind__in=KINDS)}
    assert len(bodies) == 1
    entries = Entry.objects.filter(body__body__contains="incidents.reminded")
    assert {one.chain_id for one in entries} == {cast.partnership.pk}


def test_an_offer_lapses_and_nobody_is_late(cast):
    case = cases.offered(cast)
    run(case.consent_until + timedelta(days=9))

    assert {kind for kind, _part in told(cast)} == {"reminder"}


def test_once_both_have_answered_nobody_is_reminded_of_that(cast):
    case = cases.agreed(cast)

    assert {wait.thing for wait in waits.of_mediation(case)} == {case.pk}
    run(NOW + timedelta(days=2))
    assert not Notice.objects.filter(kind__in=KINDS, facts__what="consent").exists()


def test_who_has_signed_the_terms_is_not_reminded_of_them(cast):
    case = cases.unopposed(cast)
    cases.sign(case, cast.manager)

    run(over(case.due_at, case.incident))

    assert {part for _kind, part in told(cast)} == {"liaison", "backup", "mediator"}


def test_a_mediator_has_no_leader_here(cast):
    case = cases.unopposed(cast)
    for part in ("manager", "liaison"):
        cases.sign(case, getattr(cast, part))

    run(case.due_at + timedelta(days=60))

    assert told(cast) == {("over", "mediator")}


def test_while_the_mediator_drafts_the_sides_are_not_reminded(cast):
    case = cases.drafted(cast)

    run(over(case.due_at, case.incident))

    assert told(cast) == {("over", "mediator")}


def test_a_side_that_has_signed_an_agreement_is_reminded_as_the_other_is(cast):
    case = cases.laid_out(cast)
    cases.put_name(case, cast.manager)

    assert run(over(case.due_at, case.incident)) == 2

    rows = Notice.objects.filter(kind="incidents/turn_over")
    assert {rendering.body(one) for one in rows} == {rendering.body(rows[0])}
    assert {part for _kind, part in told(cast)} == HANDLERS["site"] | HANDLERS["police"]


def test_while_both_may_think_again_nobody_is_late(cast):
    case = cases.signed(cast)

    assert run(over(case.due_at, case.incident)) == 0


def test_where_a_mediator_is_wanted_both_sides_are_reminded(cast):
    case = cases.agreed(cast)
    assigning.step_back(case, by=cast.mediator, at=NOW)
    case.refresh_from_db()
    assert case.stage == "agreed"

    run(over(case.due_at, case.incident))

    assert {part for _kind, part in told(cast)} == HANDLERS["site"] | HANDLERS["police"]


# --- what is kept and shown -----------------------------------------------------------------------


def test_the_task_reminds_and_the_clock_calls_it(cast):
    reports.released(cast)

    tasks.remind_of_turns()

    assert Reminder.objects.count() == 1
    scheduled = current_app.conf.beat_schedule["remind_of_turns"]
    assert scheduled["task"] == tasks.remind_of_turns.name


def test_the_database_keeps_one_reminder_of_a_turn_and_tier(cast):
    incident = reports.released(cast)
    run(moments(incident)[Tier.HALF])
    row = Reminder.objects.get()
    row.pk = None

    with pytest.raises(IntegrityError, match=r"a_turn_is_reminded|UNIQUE"), transaction.atomic():
        row.save(force_insert=True)


def test_it_takes_no_more_queries_for_more_turns(cast, django_assert_max_num_queries):
    for _ in range(5):
        reports.released(cast)
    system = Person.system()

    with django_assert_max_num_queries(4):
        assert running.remind_due(by=system, at=NOW) == 0


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_reminder_says_a_word_of_the_case(cast, language):
    incident = reports.released(cast)
    for moment in moments(incident).values():
        run(moment)
    secrets = [cast.site.name, str(incident.what.label), incident.reference, "patrol"]

    found = list(Notice.objects.filter(kind__in=KINDS))
    assert {one.kind for one in found} == set(KINDS)
    for notice in found:
        with translation.override(language):
            text = f"{rendering.subject(notice)}\n{rendering.body(notice)}"
        assert not [secret for secret in secrets if secret in text]
