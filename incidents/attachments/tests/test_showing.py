"""A file goes to the other side when somebody in charge chooses so, as a row of its own; it is
taken out for good for everybody."""

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import EntryBody
from incidents.attachments import releasing, removing
from incidents.attachments.releasing import CannotGoAlong
from incidents.attachments.tests import files, steps
from incidents.models import Attachment, Removal
from incidents.stepping import NotTheMoment
from incidents.taking_out import CannotTakeOut
from incidents.tests import reports
from liaison import screening
from notifications.models import Notice
from tests.cast import NOW
from vault import TakenOut

Why = Removal.Why


def take_out(one, person):
    return removing.take_out(one, Why.PERSON, by=person, at=NOW)


def bodies_of(chain):
    return [body.read() for body in EntryBody.objects.filter(entry__chain_id=chain.pk)]


def test_what_is_shown_is_a_row_of_its_own_under_a_key_of_its_own(cast):
    incident = reports.acknowledged(cast)
    own = steps.attached(incident, cast.staff, caption="The car by the door")
    shown = releasing.show(own, by=cast.manager, at=NOW)

    assert (shown.lane, shown.released_from, shown.author) == ("shared", own, cast.manager)
    assert shown.data_key_id != own.data_key_id
    assert shown.data_key.domain == "shared"
    assert shown.content() == own.content()
    assert shown.words() == "The car by the door"
    assert releasing.show(own, by=cast.manager, at=NOW) == shown
    told = {one.recipient for one in Notice.objects.filter(kind="incidents/attachment_shown")}
    assert {cast.liaison, cast.backup} <= told
    assert cast.manager not in told
    [entry] = [b for b in bodies_of(cast.partnership) if b["verb"] == "incidents.attachment_shown"]
    assert str(shown.pk) in str(entry)
    assert "The car" not in str(entry)


def test_labels_of_what_both_see_do_not_tell_how_much_a_side_keeps(cast):
    incident = reports.acknowledged(cast)
    for _time in range(3):
        last = steps.attached(incident, cast.staff)

    assert last.label == "Photo 3"
    assert releasing.show(last, by=cast.manager, at=NOW).label == "Photo 1"
    assert steps.shown(incident, cast.liaison, name="a.pdf", content=files.pdf()).number == 2


@pytest.mark.parametrize("part", ["staff", "leader", "liaison", "other_manager", "admin"])
def test_only_who_answers_for_the_side_shows_its_files(cast, part):
    own = steps.attached(reports.acknowledged(cast), cast.staff)

    with pytest.raises((PermissionDenied, CannotGoAlong)):
        releasing.show(own, by=getattr(cast, part), at=NOW)
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize("stage", ["logged", "released", "settled"])
def test_a_file_is_shown_while_both_sides_write_to_each_other(cast, stage):
    own = steps.attached(getattr(reports, stage)(cast), cast.staff)

    with pytest.raises(NotTheMoment):
        releasing.show(own, by=cast.manager, at=NOW)


def test_what_is_held_back_or_gone_is_not_shown(cast, scans):
    incident = reports.acknowledged(cast)
    gone = steps.attached(incident, cast.staff)
    take_out(gone, cast.manager)
    scans.answer = None

    for one in (gone, steps.attached(incident, cast.staff)):
        with pytest.raises(CannotGoAlong, match="cannot go any more"):
            releasing.show(one, by=cast.manager, at=NOW)
    assert not Attachment.objects.filter(lane="shared").exists()


def test_what_is_said_of_it_is_screened_again(cast, monkeypatch):
    own = steps.attached(reports.acknowledged(cast), cast.staff, caption="Call 604-555-0143")
    assert screening.check("Call 604-555-0143")

    with pytest.raises(CannotGoAlong, match="604-555-0143"):
        releasing.show(own, by=cast.manager, at=NOW)


def test_a_file_that_is_missing_does_not_stop_the_rest(cast, folder):
    incident = reports.acknowledged(cast)
    lost, other = (steps.attached(incident, cast.staff) for _time in range(2))
    (folder / f"{lost.pk.hex}.sealed").unlink()

    with pytest.raises(CannotGoAlong, match="Photo 1 is not where files are kept"):
        releasing.show(lost, by=cast.manager, at=NOW)
    assert releasing.show(other, by=cast.manager, at=NOW)


@pytest.mark.parametrize("part", ["manager", "alternate", "liaison", "backup"])
@pytest.mark.parametrize("which", ["own", "shown"])
def test_either_side_takes_out_what_both_see_and_it_goes_for_both(
    cast, folder, django_capture_on_commit_callbacks, part, which
):
    incident = reports.acknowledged(cast)
    shown = steps.shown(incident, cast.manager)
    other = steps.attached(incident, cast.manager)
    one = shown if which == "shown" else shown.released_from
    if which == "own" and part in ("liaison", "backup"):
        with pytest.raises(Attachment.DoesNotExist):
            take_out(one, getattr(cast, part))
        return

    with django_capture_on_commit_callbacks(execute=True):
        take_out(one, getattr(cast, part))

    for gone in Attachment.objects.exclude(pk=other.pk):
        with pytest.raises(TakenOut):
            gone.content()
        with pytest.raises(TakenOut):
            gone.words()
        assert gone.removal.by == getattr(cast, part)
    assert [path.name for path in folder.iterdir()] == [f"{other.pk.hex}.sealed"]
    assert other.content()
    assert "incidents.taken_out" in {body["verb"] for body in bodies_of(cast.partnership)}
    assert "incidents.taken_out" in {body["verb"] for body in bodies_of(cast.operator)}


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
def test_those_who_answer_for_a_side_and_the_author_take_out(cast, author, part, may):
    one = steps.attached(reports.released(cast), getattr(cast, author))

    if may:
        assert take_out(one, getattr(cast, part)) == [one]
    else:
        with pytest.raises(PermissionDenied):
            take_out(one, getattr(cast, part))


def test_what_is_gone_cannot_go_again(cast):
    one = steps.attached(reports.logged(cast), cast.staff)
    take_out(one, cast.manager)

    with pytest.raises(CannotTakeOut, match="already"):
        take_out(one, cast.staff)


def test_of_the_own_lane_the_other_side_learns_nothing(cast):
    incident = reports.acknowledged(cast)
    before = len(bodies_of(cast.partnership))
    one = steps.attached(incident, cast.manager)
    take_out(one, cast.alternate)

    assert len(bodies_of(cast.partnership)) == before
    people = {told.recipient for told in Notice.objects.filter(kind="incidents/taken_out")}
    assert cast.manager in people
    assert not people & {cast.liaison, cast.backup, cast.police_leader}
