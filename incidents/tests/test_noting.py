"""Notes for one's own side: the other side does not learn that they exist."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry, EntryBody
from incidents import discussing, noting, settling
from incidents.models import Incident, Statement
from incidents.taxonomy import Lane, Outcome
from incidents.tests import reports
from incidents.writing import CannotShow
from liaison.fields import Words
from liaison.screening import Kind
from notifications.models import Notice
from tests.cast import NOW

SAID = "Our director wants to speak to them first."


def note(incident, person, *, key=None, text=SAID):
    return noting.note(incident, text, key=key or uuid.uuid4(), by=person, at=NOW)


@pytest.mark.parametrize(
    ("part", "lane"),
    [
        ("staff", Lane.SITE),
        ("manager", Lane.SITE),
        ("leader", Lane.SITE),
        ("liaison", Lane.POLICE),
        ("police_leader", Lane.POLICE),
    ],
)
def test_a_note_stays_in_the_lane_of_its_author(cast, part, lane):
    statement = note(reports.released(cast), getattr(cast, part))

    assert (statement.lane, statement.kind) == (lane, Statement.Kind.NOTE)
    assert statement.words() == SAID


def test_the_other_side_cannot_tell_that_it_was_written(cast):
    incident = reports.released(cast)
    before = Incident.objects.filter(pk=incident.pk).values().get()
    seen = set(Statement.objects.visible_to(cast.liaison))
    shared = Entry.objects.filter(chain_id=cast.partnership.pk).count()
    told = Notice.objects.count()

    note(incident, cast.manager)

    assert Incident.objects.filter(pk=incident.pk).values().get() == before
    assert set(Statement.objects.visible_to(cast.liaison)) == seen
    assert Entry.objects.filter(chain_id=cast.partnership.pk).count() == shared
    assert Notice.objects.count() == told
    assert Entry.objects.filter(chain_id=cast.operator.pk).order_by("seq").last().vis == 1


def test_a_note_is_kept_at_any_stage(cast):
    assert note(reports.settled(cast), cast.liaison).lane == Lane.POLICE


def test_pressed_twice_it_is_kept_once(cast):
    incident, key = reports.logged(cast), uuid.uuid4()

    first, again = note(incident, cast.manager, key=key), note(incident, cast.manager, key=key)
    other = note(incident, cast.leader, key=key)

    assert again == first != other
    assert Statement.objects.filter(kind=Statement.Kind.NOTE).count() == 2


def test_what_is_written_anew_into_an_old_page_is_kept_too(cast):
    incident, key = reports.logged(cast), uuid.uuid4()

    first = note(incident, cast.manager, key=key)
    second = note(incident, cast.manager, key=key, text="And the alternate as well.")

    assert [first.words(), second.words()] == [SAID, "And the alternate as well."]


def test_one_key_at_two_incidents_is_two_notes(cast):
    key = uuid.uuid4()

    first = note(reports.logged(cast), cast.manager, key=key)
    second = note(reports.logged(cast), cast.manager, key=key, text="About another one.")

    assert first != second
    assert second.words() == "About another one."


@pytest.mark.parametrize("part", ["officer", "admin", "mediator", "observer", "auditor"])
def test_nobody_else_may_write_one(cast, part):
    with pytest.raises(PermissionDenied):
        note(reports.released(cast), getattr(cast, part))


@pytest.mark.parametrize("part", ["liaison", "other_manager"])
def test_what_one_does_not_see_one_does_not_note(cast, part):
    incident = reports.logged(cast)

    with pytest.raises((PermissionDenied, Incident.DoesNotExist)):
        note(incident, getattr(cast, part))


def test_whoever_stands_on_both_sides_writes_for_neither(cast, torn):
    with pytest.raises(PermissionDenied, match="both sides"):
        note(reports.released(cast), torn)


def test_what_the_author_vouched_for_is_kept_without_the_words(cast):
    words = Words("Ring 604 555 0100, ask for Rex.", kinds={Kind.PHONE, Kind.NAME})
    statement = note(reports.released(cast), cast.manager, text=words)

    assert [one.kind for one in statement.vouchings.all()] == ["name", "phone"]
    entry = EntryBody.objects.filter(entry__chain_id=cast.operator.pk).latest("entry__seq").read()
    assert entry["facts"]["vouched"] == ["name", "phone"]


@pytest.mark.parametrize(
    ("words", "named"),
    [("Ring 604 555 0100.", "604 555 0100"), ("A man called Rex left.", "Rex")],
)
def test_what_both_sides_read_is_refused_although_it_was_vouched_for(cast, words, named):
    incident = reports.acknowledged(cast)
    vouched = Words(words, kinds={Kind.PHONE, Kind.NAME})

    with pytest.raises(CannotShow, match=f"“{named}” may tell who somebody is"):
        discussing.say(incident, vouched, by=cast.liaison, at=NOW)
    with pytest.raises(CannotShow):
        settling.propose(incident, Outcome.INSTRUCTION, vouched, by=cast.liaison, at=NOW)
    assert note(incident, cast.liaison, text=vouched).words() == words
