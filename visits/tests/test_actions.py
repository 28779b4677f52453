"""What is to be done after a visit: kept, ended once by its owner, reminded of once."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from accounts.models import Person
from audit.models import EntryBody
from liaison import access
from liaison.roles import Side
from notifications.models import Notice
from tests.at_once import at_once, only_one
from visits.after import actions, agenda, outcomes
from visits.after.actions import CannotAct, Ending, Todo
from visits.after.outcomes import Said
from visits.models import VisitAction
from visits.tests.conftest import AFTER

DUE = date(2025, 2, 20)
# Past the end of DUE in Vancouver, and just before it.
LATE, NOT_YET = AFTER.replace(day=21, hour=9), AFTER.replace(day=21, hour=7)


def todo(side=Side.SITE, **over) -> Todo:
    return Todo(**{"what": "Hang up the door card.", "side": side, "due_on": DUE} | over)


@pytest.fixture
def held(cast, confirmed):
    return outcomes.mark_held(confirmed, note="Fine.", by=cast.manager, at=AFTER)


@pytest.fixture
def action(cast, held):
    """The site's as a whole."""
    return actions.add(held, todo(), by=cast.liaison, at=AFTER)


def told(kind) -> set[str]:
    found = Notice.objects.filter(kind=f"visits/{kind}")
    return {email.split("@")[0] for email in found.values_list("recipient__email", flat=True)}


def test_actions_are_kept_with_the_note_and_each_owner_is_told(cast, confirmed):
    said = Said(todos=[todo(person_id=cast.staff.pk), todo(Side.POLICE)])
    visit = outcomes.mark_held(confirmed, note="Fine.", said=said, by=cast.manager, at=AFTER)

    assert [(one.side, one.person) for one in visit.actions.order_by("-side")] == [
        ("site", cast.staff),
        ("police", None),
    ]
    assert told("action_added") == {"staff", "liaison", "backup", "police-leader"}
    assert "Hang" not in "".join(EntryBody.objects.values_list("body", flat=True))


def test_the_same_form_sent_twice_is_one_action(cast, held):
    again = todo(key=held.pk)

    assert actions.add(held, again, by=cast.manager, at=AFTER) == actions.add(
        held, again, by=cast.manager, at=AFTER
    )
    assert VisitAction.objects.count() == 1


def test_somebody_else_cannot_take_a_key(cast, held):
    taken = actions.add(held, todo(), by=cast.manager, at=AFTER)

    made = actions.add(held, todo(key=taken.pk), by=cast.liaison, at=AFTER)

    assert made.pk != taken.pk
    assert (made.added_by, VisitAction.objects.get(pk=taken.pk).added_by) == (
        cast.liaison,
        cast.manager,
    )


@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"due_on": date(2025, 2, 11)}, "due_on"),
        ({"due_on": date(2026, 2, 28)}, "due_on"),
        ({"person": "liaison"}, "owner"),
        ({"person": "former"}, "owner"),
        ({"person": "other_manager"}, "owner"),
    ],
)
def test_an_action_that_nobody_can_do_is_refused(cast, held, over, field):
    if "person" in over:
        over = {"person_id": getattr(cast, over["person"]).pk}
    with pytest.raises(CannotAct) as refused:
        actions.add(held, todo(**over), by=cast.manager, at=AFTER)

    assert refused.value.field == field
    assert not VisitAction.objects.exists()


@pytest.mark.parametrize(
    ("by", "owner", "can"),
    [
        ("liaison", "staff", False),
        ("liaison", "alternate", True),
        ("manager", "police_leader", False),
    ],
)
def test_of_the_other_side_only_who_speaks_for_it_can_be_named(cast, held, by, owner, can):
    named = todo(Side.POLICE if by == "manager" else Side.SITE, person_id=getattr(cast, owner).pk)
    if can:
        assert actions.add(held, named, by=getattr(cast, by), at=AFTER)
        return
    with pytest.raises(CannotAct) as refused:
        actions.add(held, named, by=getattr(cast, by), at=AFTER)
    assert refused.value.field == "owner"


def test_a_refused_action_leaves_the_visit_as_it_was(cast, confirmed):
    said = Said(attended={"staff": 2}, todos=[todo(due_on=date(2025, 1, 1))])
    with pytest.raises(CannotAct):
        outcomes.mark_held(confirmed, note="Fine.", said=said, by=cast.manager, at=AFTER)

    confirmed.refresh_from_db()
    assert confirmed.stage == "confirmed"


def test_only_a_held_visit_has_actions(cast, confirmed):
    with pytest.raises(CannotAct, match="held"):
        actions.add(confirmed, todo(), by=cast.manager, at=AFTER)


@pytest.mark.parametrize("name", ["manager", "alternate"])
def test_the_side_that_owns_it_says_it_is_done_and_the_other_is_told(cast, action, name):
    ended = actions.end(action, Ending.DONE, by=getattr(cast, name), at=AFTER)

    assert (ended.ending, ended.ended_at) == ("done", AFTER)
    assert told("action_ended") == {"liaison", "backup", "police-leader"}


def test_whose_action_it_is_ends_it_though_they_act_for_nobody(cast, held):
    own = actions.add(held, todo(person_id=cast.staff.pk), by=cast.manager, at=AFTER)

    assert actions.end(own, Ending.DONE, by=cast.staff, at=AFTER).ended_by == cast.staff


@pytest.mark.parametrize("name", ["liaison", "staff", "leader", "auditor", "other_manager"])
def test_nobody_else_ends_it(cast, action, name):
    with pytest.raises(PermissionDenied):
        actions.end(action, Ending.DONE, by=getattr(cast, name), at=AFTER)


def test_not_done_needs_a_reason_that_is_sealed(cast, action):
    with pytest.raises(CannotAct, match="why"):
        actions.end(action, Ending.NOT_DONE, by=cast.manager, at=AFTER)
    ended = actions.end(
        action, Ending.NOT_DONE, because="No wall is free.", by=cast.manager, at=AFTER
    )

    assert ended.because.words() == "No wall is free."


def test_it_ends_once(cast, action):
    actions.end(action, Ending.DONE, by=cast.manager, at=AFTER)

    with pytest.raises(CannotAct, match="already"):
        actions.end(action, Ending.NOT_DONE, because="No.", by=cast.alternate, at=AFTER)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_end_it_at_once_one_is_told_that_it_has_ended(cast, action):
    ended = at_once(
        lambda: actions.end(action, Ending.DONE, by=cast.manager, at=AFTER),
        lambda: actions.end(action, Ending.NOT_DONE, because="No.", by=cast.alternate, at=AFTER),
    )

    only_one(ended, CannotAct)


@pytest.mark.parametrize(
    "change",
    [
        {"due_on": date(2025, 3, 1)},
        {"side": "police"},
        {"ended_at": None, "ended_by": None, "ending": ""},
    ],
)
def test_the_database_keeps_an_action_as_it_was_agreed(cast, action, change):
    actions.end(action, Ending.DONE, by=cast.manager, at=AFTER)

    with pytest.raises(DatabaseError), transaction.atomic():
        VisitAction.objects.filter(pk=action.pk).update(**change)


# --- reminding ------------------------------------------------------------------------------------


def test_an_overdue_action_is_reminded_of_once_even_when_the_run_was_missed(cast, action):
    system = Person.system()

    assert actions.remind_overdue(by=system, at=NOT_YET) == 0
    assert actions.remind_overdue(by=system, at=LATE + timedelta(days=9)) == 1
    assert actions.remind_overdue(by=system, at=LATE + timedelta(days=10)) == 0
    assert told("action_overdue") == {"manager", "alternate"}


def test_nobody_is_reminded_of_what_is_done(cast, action):
    actions.end(action, Ending.DONE, by=cast.manager, at=AFTER)

    assert actions.remind_overdue(by=Person.system(), at=LATE) == 0


# --- the desk -------------------------------------------------------------------------------------


def turns_of(cast, name, at) -> list[str]:
    access.forget()
    return [item.turn.value for item in agenda.waiting_for(getattr(cast, name), at)]


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("staff", ["yours"], ["yours"]),
        ("manager", ["theirs"], ["yours"]),
        ("liaison", ["theirs"], ["theirs"]),
        ("leader", [], []),
        ("other_manager", [], []),
        ("stranger", [], []),
    ],
)
def test_whose_desk_an_action_lies_on(cast, held, name, before, after):
    actions.add(held, todo(person_id=cast.staff.pk), by=cast.manager, at=AFTER)

    assert turns_of(cast, name, NOT_YET) == before
    assert turns_of(cast, name, LATE) == after


def test_the_desk_asks_once_however_many_actions_there_are(
    cast, held, django_assert_max_num_queries
):
    for _number in range(6):
        actions.add(held, todo(), by=cast.manager, at=AFTER)

    with access.remembering(), django_assert_max_num_queries(3):
        assert len(agenda.waiting_for(cast.manager, AFTER)) == 6
