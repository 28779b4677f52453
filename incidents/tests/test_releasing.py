"""Releasing: the other side reads the words released, and nothing else."""

import uuid
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from incidents import keeping_back, noting, releasing
from incidents.lifecycle import Stage
from incidents.models import Incident, Move, Statement
from incidents.pairing import CannotChoose
from incidents.releasing import CannotRelease
from incidents.stepping import NotTheMoment
from incidents.taxonomy import Lane
from incidents.tests import reports
from incidents.tests.conftest import mandate
from incidents.writing import CannotShow
from liaison.models import Site
from liaison.refusal import Stale
from liaison.roles import Role, Side
from tests.cast import NOW
from vault import sealing


def to(partnership_id):
    return replace(reports.PLAIN, partnership_id=partnership_id)


def release(incident, person, words=reports.SHOWN, *, manner=reports.PLAIN, **options):
    return releasing.release(incident, words, manner=manner, by=person, at=NOW, **options)


def test_the_other_side_reads_the_words_released_and_not_the_draft(cast):
    incident = release(reports.logged(cast, done="We spoke to them."), cast.manager)

    read = Statement.objects.visible_to(cast.liaison).filter(incident=incident)
    assert [one.words() for one in read] == [reports.SHOWN]
    [shown] = read
    assert shown.released_from.words() == reports.WORDS
    assert shown.author == cast.manager


def test_it_is_the_other_sides_turn_until_the_next_business_day(cast):
    incident = release(reports.logged(cast), cast.manager)

    assert (incident.stage, incident.turn) == (Stage.RELEASED, Side.POLICE)
    assert (incident.released_at, incident.turn_since) == (NOW, NOW)
    # Tuesday in Vancouver: until the end of Wednesday there.
    assert incident.due_at.isoformat() == "2025-02-06T07:59:59+00:00"


def test_a_release_on_a_friday_waits_for_monday(cast):
    friday = NOW.replace(day=7)
    incident = reports.released(cast, at=friday)

    assert incident.due_at.isoformat() == "2025-02-11T07:59:59+00:00"


def test_the_move_and_the_ledger_tell_of_it_without_a_word(cast):
    incident = release(reports.logged(cast), cast.manager)

    move = Move.objects.get()
    assert (move.step, move.by, move.side) == ("release", cast.manager, Side.SITE)
    assert move.statement.lane == Lane.SHARED
    entry = Entry.objects.select_related("body").get(chain_id=cast.partnership.pk)
    assert entry.vis == 3
    assert str(incident.pk) in entry.body.body
    assert "patrol" not in entry.body.body


def test_the_police_release_what_they_logged_to_the_site(cast):
    incident = release(reports.logged(cast, by=cast.liaison), cast.backup)

    assert incident.turn == Side.SITE
    assert Incident.objects.visible_to(cast.manager).get() == incident


@pytest.mark.parametrize("part", ["staff", "leader"])
def test_only_a_manager_or_a_liaison_releases(cast, part):
    with pytest.raises(PermissionDenied, match=r"This needs: Site manager\."):
        release(reports.logged(cast), getattr(cast, part))


@pytest.mark.parametrize("part", ["liaison", "other_manager"])
def test_nobody_releases_for_the_other_side(cast, part):
    incident = reports.logged(cast)

    with pytest.raises((PermissionDenied, Incident.DoesNotExist)):
        release(incident, getattr(cast, part))
    incident.refresh_from_db()
    assert incident.stage == Stage.LOGGED


def test_it_is_released_once(cast):
    incident = reports.released(cast)

    with pytest.raises(NotTheMoment):
        release(incident, cast.manager)
    assert Statement.objects.filter(lane=Lane.SHARED).count() == 1


def test_whoever_saw_an_older_state_is_told(cast):
    incident = reports.logged(cast)

    with pytest.raises(Stale):
        release(incident, cast.manager, revision=incident.revision + 1)
    assert release(incident, cast.manager, revision=incident.revision).revision == 1


@pytest.mark.parametrize("kind", ["K7", "E5", "I3"])
def test_a_critical_matter_stays_with_its_side(cast, kind):
    incident = reports.logged(cast, kind=kind)

    with pytest.raises(NotTheMoment, match="statutory body"):
        release(incident, cast.manager)
    assert not Incident.objects.visible_to(cast.liaison).exists()


@pytest.mark.parametrize(
    "words",
    [
        "Call me on 604 555 1234 about it.",
        "He was born on 3 April 1984.",
        "Write to somebody@example.org.",
        "The number was 123 456 789 0.",
    ],
)
def test_what_may_tell_who_somebody_is_cannot_be_released(cast, words):
    incident = reports.logged(cast)

    with pytest.raises(CannotShow, match="may tell who somebody is") as refused:
        release(incident, cast.manager, words)
    assert refused.value.field == "words"


def test_empty_words_are_no_release(cast):
    with pytest.raises(CannotRelease, match="what the other side is to read"):
        release(reports.logged(cast), cast.manager, "  \n ")


@pytest.mark.parametrize("shown", [True, False])
def test_identifiers_go_along_only_when_somebody_says_so(cast, shown):
    incident = reports.logged(cast, identifiers="badge 4471")
    release(incident, cast.manager, manner=reports.WITH_BADGE if shown else reports.PLAIN)

    read = Statement.objects.visible_to(cast.liaison).filter(kind=Statement.Kind.RESTRICTED)
    assert [one.words() for one in read] == (["badge 4471"] if shown else [])


def test_identifiers_that_were_taken_out_cannot_go_along(cast):
    incident = reports.logged(cast, identifiers="badge 4471")
    restricted = incident.statements.get(kind=Statement.Kind.RESTRICTED)
    sealing.take_out(restricted.data_key)

    with pytest.raises(CannotRelease, match="taken out") as refused:
        release(incident, cast.manager, manner=reports.WITH_BADGE)
    assert refused.value.field == "with_identifiers"
    assert release(incident, cast.manager).released_at == NOW


def test_identifiers_that_were_never_given_cannot_go_along(cast):
    release(reports.logged(cast), cast.manager, manner=reports.WITH_BADGE)

    assert not Statement.objects.filter(kind=Statement.Kind.RESTRICTED).exists()


def test_with_two_services_somebody_says_to_which(cast, second):
    incident = reports.logged(cast)

    with pytest.raises(CannotChoose, match="which police service") as refused:
        release(incident, cast.manager)
    assert refused.value.field == "partnership"

    released = release(incident, cast.manager, manner=to(second.pk))
    assert released.partnership == second
    assert Incident.objects.visible_to(second.officer).get() == incident
    assert not Incident.objects.visible_to(cast.liaison).exists()


def test_a_partnership_of_others_cannot_be_chosen(cast, second):
    incident = reports.logged(cast)

    with pytest.raises(PermissionDenied):
        release(incident, cast.manager, manner=to(cast.other_partnership.pk))


def test_without_a_partnership_there_is_nobody_to_show_it(cast):
    alone = Site.objects.create(
        slug="quay", name="Quay", operator=cast.operator, zone="America/Vancouver"
    )
    incident = reports.logged(cast, site_id=alone.pk, by=cast.alternate)

    with pytest.raises(CannotChoose, match="nobody to show it"):
        release(incident, cast.alternate)


def test_whoever_does_not_see_it_any_more_is_refused(cast, second):
    """A colleague released it to the other of two services."""
    person = cast.stranger
    mandate(person, Role.SITE_MANAGER, cast.operator, giver=cast.leader, partnership=second)
    incident = reports.logged(cast)
    seen = Incident.objects.visible_to(person).get()
    release(incident, cast.manager, manner=to(cast.partnership.pk))

    with pytest.raises(PermissionDenied, match="do not see this incident"):
        keeping_back.keep_back(seen, by=person, at=NOW)
    with pytest.raises(PermissionDenied, match="do not see this incident"):
        noting.note(seen, "Too late.", key=uuid.uuid4(), by=person, at=NOW)
