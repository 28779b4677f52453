"""Words that should not have been written go for everybody, and nothing of them stays."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import EntryBody
from incidents import discussing, noting, releasing, settling, taking_out
from incidents.models import Removal, Statement
from incidents.taking_out import CannotTakeOut
from incidents.taxonomy import Lane
from incidents.tests import reports
from liaison.refusal import Stale
from notifications.models import Notice
from tests.cast import NOW
from vault import TakenOut

Kind, Why = Statement.Kind, Removal.Why


def take_out(statement, person):
    return taking_out.take_out(statement, Why.PERSON, by=person, at=NOW)


def words(incident, kind, lane=Lane.SHARED):
    return incident.statements.get(kind=kind, lane=lane)


def is_gone(statement):
    try:
        Statement.objects.get(pk=statement.pk).words()
    except TakenOut:
        return True
    return False


def note_by(cast, incident, part):
    return noting.note(incident, "Ours.", key=uuid.uuid4(), by=getattr(cast, part), at=NOW)


@pytest.mark.parametrize("part", ["manager", "alternate", "liaison", "backup"])
def test_either_side_takes_out_what_both_read(cast, part):
    incident = reports.discussed(cast)
    said = words(incident, Kind.DISCUSSION)
    other = words(incident, Kind.NARRATIVE)

    assert take_out(said, getattr(cast, part)) == [said]
    assert is_gone(said)
    assert not is_gone(other)
    removal = Removal.objects.get()
    assert (removal.statement, removal.by, removal.at, removal.why) == (
        said,
        getattr(cast, part),
        NOW,
        Why.PERSON,
    )


@pytest.mark.parametrize(
    ("kind", "lane"),
    [(Kind.NARRATIVE, Lane.SHARED), (Kind.NARRATIVE, Lane.SITE), (Kind.DONE, Lane.SITE)],
)
def test_what_was_released_and_its_drafts_go_together(cast, kind, lane):
    incident = reports.released(cast, done="Done.", identifiers="badge 4471")
    kept = words(incident, Kind.RESTRICTED, Lane.SITE)

    take_out(words(incident, kind, lane), cast.manager)

    gone = {(one.kind, one.lane) for one in incident.statements.all() if is_gone(one)}
    assert gone == {
        (Kind.NARRATIVE, Lane.SITE),
        (Kind.DONE, Lane.SITE),
        (Kind.NARRATIVE, Lane.SHARED),
    }
    assert not is_gone(kept)


def test_the_other_side_takes_the_draft_out_with_what_it_read(cast):
    incident = reports.released(cast, with_identifiers=True, identifiers="badge 4471")

    take_out(words(incident, Kind.RESTRICTED), cast.liaison)
    assert is_gone(words(incident, Kind.RESTRICTED, Lane.SITE))
    assert not is_gone(words(incident, Kind.NARRATIVE, Lane.SITE))
    take_out(words(incident, Kind.NARRATIVE), cast.liaison)
    assert is_gone(words(incident, Kind.NARRATIVE, Lane.SITE))


def test_before_a_release_only_the_text_itself_goes(cast):
    incident = reports.logged(cast, done="Done.")

    take_out(words(incident, Kind.DONE, Lane.SITE), cast.staff)

    assert not is_gone(words(incident, Kind.NARRATIVE, Lane.SITE))


@pytest.mark.parametrize(
    ("author", "part", "may"),
    [
        ("staff", "staff", True),
        ("staff", "manager", True),
        ("manager", "staff", False),
        ("manager", "leader", False),
        ("leader", "leader", True),
        ("liaison", "backup", True),
        ("liaison", "police_leader", False),
    ],
)
def test_those_who_answer_for_a_side_and_the_author_may(cast, author, part, may):
    note = note_by(cast, reports.released(cast), author)

    if may:
        assert take_out(note, getattr(cast, part)) == [note]
    else:
        with pytest.raises(PermissionDenied, match="This needs"):
            take_out(note, getattr(cast, part))
        assert not is_gone(note)


@pytest.mark.parametrize(("author", "part"), [("manager", "liaison"), ("liaison", "manager")])
def test_the_lane_of_the_other_side_is_not_there(cast, author, part):
    note = note_by(cast, reports.released(cast), author)

    with pytest.raises(Statement.DoesNotExist):
        take_out(note, getattr(cast, part))


@pytest.mark.parametrize("part", ["other_manager", "admin", "auditor", "officer"])
def test_nobody_else_takes_anything_out(cast, part):
    incident = reports.released(cast)

    with pytest.raises(PermissionDenied):
        take_out(words(incident, Kind.NARRATIVE), getattr(cast, part))


def test_whoever_stands_on_both_sides_takes_nothing_out(cast, torn):
    incident = reports.released(cast)

    with pytest.raises(PermissionDenied):
        take_out(words(incident, Kind.NARRATIVE), torn)


def test_what_is_gone_cannot_go_again(cast):
    incident = reports.discussed(cast)
    take_out(words(incident, Kind.DISCUSSION), cast.manager)

    with pytest.raises(CannotTakeOut, match="already"):
        take_out(words(incident, Kind.DISCUSSION), cast.liaison)
    assert Removal.objects.count() == 1


def test_both_sides_are_told_and_the_ledger_keeps_who_when_and_why_without_a_word(cast):
    incident = reports.released(cast)
    before = set(Notice.objects.values_list("pk", flat=True))

    take_out(words(incident, Kind.NARRATIVE), cast.liaison)

    told = Notice.objects.filter(kind="incidents/taken_out").exclude(pk__in=before)
    people = {notice.recipient for notice in told}
    assert {cast.manager, cast.alternate, cast.backup, cast.staff} <= people
    assert cast.liaison not in people
    bodies = [body.read() for body in EntryBody.objects.filter(entry__at=NOW)]
    entries = [body for body in bodies if body["verb"] == "incidents.taken_out"]
    assert {one["chain"] for one in entries} == {"partnership", "organisation"}
    assert {one["by"] for one in entries} == {str(cast.liaison.pk)}
    assert "patrol" not in str(bodies) + str([notice.facts for notice in told])


def test_of_the_own_lane_the_other_side_learns_nothing(cast):
    incident = reports.released(cast)
    note = note_by(cast, incident, "manager")
    shared = EntryBody.objects.filter(entry__chain_id=cast.partnership.pk).count()

    take_out(note, cast.alternate)

    people = {one.recipient for one in Notice.objects.filter(kind="incidents/taken_out")}
    assert cast.manager in people
    assert not people & {cast.liaison, cast.backup, cast.police_leader}
    assert EntryBody.objects.filter(entry__chain_id=cast.partnership.pk).count() == shared


def test_of_an_incident_that_was_never_released_the_own_side_is_told(cast):
    incident = reports.logged(cast)
    take_out(words(incident, Kind.NARRATIVE, Lane.SITE), cast.staff)

    people = {one.recipient for one in Notice.objects.filter(kind="incidents/taken_out")}
    assert {cast.manager, cast.alternate} == people


def test_words_from_before_are_not_released_once_the_draft_is_gone(cast):
    incident = reports.logged(cast)
    seen = incident.revision
    take_out(words(incident, Kind.NARRATIVE, Lane.SITE), cast.staff)

    with pytest.raises(Stale):
        releasing.release(
            incident, reports.WORDS, manner=reports.PLAIN, by=cast.manager, revision=seen, at=NOW
        )
    incident.refresh_from_db()
    released = releasing.release(
        incident, "Anew.", manner=reports.PLAIN, by=cast.manager, revision=incident.revision, at=NOW
    )
    assert released.released_at == NOW


def test_the_case_goes_on_without_the_words(cast):
    incident = reports.proposed(cast)
    for statement in incident.statements.filter(lane=Lane.SHARED):
        if not is_gone(statement):
            take_out(statement, cast.manager)

    settling.accept(incident, incident.settlements.get().pk, by=cast.liaison, at=NOW)
    assert incident.settlements.get().accepted_at == NOW


def test_a_later_answer_stays(cast):
    incident = reports.discussed(cast)
    later = discussing.say(incident, "And another thing.", by=cast.manager, at=NOW)
    first = incident.statements.filter(kind=Kind.DISCUSSION).exclude(pk=later.pk).get()

    take_out(first, cast.manager)

    assert is_gone(first)
    assert not is_gone(later)
