"""A critical matter goes to the statutory body or is closed, by its own side and for it alone."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from incidents import discussing, ending, releasing, taking_up
from incidents.critical.tests import matters
from incidents.models import Incident, Referral, Statement
from incidents.referring import CannotRefer, Told
from incidents.stepping import NotTheMoment
from incidents.tests import reports
from notifications.models import Notice
from tests.cast import NOW

TODAY = date(2025, 2, 4)
TOLD = Told("Office of the Police Complaint Commissioner", TODAY, "2025-26417")
LATER = NOW + timedelta(days=1)


def kept(cast, incident, told=TOLD, **changes):
    return ending.report(incident, told, **{"by": cast.manager, "at": NOW, **changes})


def test_it_is_kept_which_body_was_told_and_its_number_is_sealed(cast):
    incident = matters.confirmed(cast).incident

    referral = kept(cast, incident)

    incident.refresh_from_db()
    assert (incident.stage, incident.turn) == ("referred", None)
    assert (referral.body, referral.referred_on, referral.side) == (TOLD.body, TODAY, "site")
    number = referral.number
    assert (number.lane, number.words()) == ("site", TOLD.number)
    assert Entry.objects.latest("at", "seq").vis == 1


def test_there_may_be_no_number_yet(cast):
    assert kept(cast, matters.logged(cast), Told("The body", TODAY)).number is None


@pytest.mark.parametrize(("on", "nearest"), [(date(2025, 2, 3), TODAY), (date(2025, 2, 5), TODAY)])
def test_the_day_lies_between_what_happened_and_today(cast, on, nearest):
    with pytest.raises(CannotRefer) as refused:
        kept(cast, matters.logged(cast), Told("The body", on))
    assert (refused.value.field, refused.value.nearest) == ("on", (nearest,))
    assert not Referral.objects.exists()


def test_the_other_side_learns_neither_of_it(cast):
    matter = matters.confirmed(cast)
    before = Notice.objects.filter(recipient=cast.liaison).count()

    kept(cast, matter.incident)
    ending.close(matter.incident, "The body decides.", by=cast.manager, at=LATER)

    assert Notice.objects.filter(recipient=cast.liaison).count() == before
    assert not Incident.objects.visible_to(cast.liaison).exists()


@pytest.mark.parametrize("is_reported", [True, False])
def test_it_is_closed_with_a_reason_that_its_own_side_reads(cast, is_reported):
    incident = matters.called(cast)
    if is_reported:
        kept(cast, incident)

    ending.close(incident, "The body decides.", by=cast.manager, at=LATER)

    incident.refresh_from_db()
    assert (incident.stage, incident.turn, incident.released_at) == ("closed", None, None)
    reason = Statement.objects.get(kind="reason")
    assert (reason.lane, reason.words()) == ("site", "The body decides.")


@pytest.mark.parametrize("part", ["staff", "leader", "liaison", "police_leader", "other_manager"])
def test_only_those_who_decide_for_the_own_side_end_it(cast, part):
    incident, person = matters.called(cast), getattr(cast, part)

    with pytest.raises(PermissionDenied):
        kept(cast, incident, by=person)
    with pytest.raises(PermissionDenied):
        ending.close(incident, "It is over.", by=person, at=NOW)


def test_what_is_closed_stays_closed(cast):
    incident = matters.called(cast)
    ending.close(incident, "The body decides.", by=cast.manager, at=NOW)

    for step in (
        lambda: kept(cast, incident),
        lambda: taking_up.take_up(incident, matters.CALLED, by=cast.manager, at=NOW),
        lambda: ending.close(incident, "Again.", by=cast.manager, at=NOW),
    ):
        with pytest.raises(NotTheMoment):
            step()


def test_what_is_not_critical_is_not_ended_like_this(cast):
    incident = reports.logged(cast)

    with pytest.raises(NotTheMoment, match="at the stage: Referred"):
        kept(cast, incident)
    with pytest.raises(NotTheMoment, match="at the stage: Referred"):
        ending.close(incident, "It is over.", by=cast.manager, at=NOW)


def test_it_is_neither_released_nor_discussed(cast):
    incident = matters.confirmed(cast).incident

    with pytest.raises(NotTheMoment, match="statutory body"):
        releasing.release(
            incident, "They read this.", manner=reports.PLAIN, by=cast.manager, at=NOW
        )
    with pytest.raises(PermissionDenied):
        discussing.say(incident, "What was that?", by=cast.liaison, at=NOW)
