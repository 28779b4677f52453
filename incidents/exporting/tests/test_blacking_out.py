"""What is blacked out before a case is exported, by whom, and what is left of it in the ledger."""

import json
import uuid
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import EntryBody
from incidents import keeping, noting, reopening, taking_out
from incidents.apart import Apart
from incidents.attachments.tests import steps
from incidents.exporting import blacking_out, content
from incidents.exporting.blacking_out import CannotBlackOut
from incidents.exporting.classes import Recipient, Why
from incidents.exporting.tests import made
from incidents.models import Blackout, Removal, Statement
from incidents.recusal import declaring
from incidents.tests import reports
from incidents.tests.world import PROMISE
from liaison.fields import Words
from liaison.refusal import Stale
from liaison.screening import Kind
from tests.cast import NOW


@pytest.fixture
def incident(cast):
    incident = reports.discussed(cast, narrative="Sam of the shop saw two officers at the door.")
    noting.note(incident, "Sam will write to us.", key=uuid.uuid4(), by=cast.manager, at=NOW)
    noting.note(incident, "CNRY-POLICE", key=uuid.uuid4(), by=cast.liaison, at=NOW)
    return incident


def texts_of(layer, by):
    return [piece.text for piece in content.of(layer, layer.incident, by).pieces if piece.text]


def black(layer):
    return [
        (one.starts, one.ends, one.why) for one in layer.blackouts.standing().order_by("starts")
    ]


@pytest.mark.parametrize("part", ["manager", "alternate", "leader", "liaison", "police_leader"])
def test_whoever_is_in_charge_begins_an_export(cast, incident, part):
    layer = made.begun(incident, getattr(cast, part))

    assert layer.side == ("police" if part in ("liaison", "police_leader") else "site")


@pytest.mark.parametrize("part", ["staff", "mediator", "observer", "auditor", "admin", "officer"])
def test_nobody_else_does(cast, incident, part):
    with pytest.raises(PermissionDenied):
        made.begun(incident, getattr(cast, part))


def test_somebody_on_both_sides_and_somebody_off_the_case_do_not(cast, incident, torn):
    declaring.declare(incident, cast.alternate, by=cast.alternate, at=NOW)

    for person in (torn, cast.alternate):
        with pytest.raises(PermissionDenied):
            made.begun(incident, person)


def test_a_layer_holds_what_the_side_reads_or_what_both_do(cast, incident):
    whole = texts_of(made.begun(incident, cast.manager), cast.manager)
    shared = texts_of(made.begun(incident, cast.manager, with_own=False), cast.manager)
    theirs = texts_of(made.begun(incident, cast.liaison), cast.liaison)

    assert "Sam will write to us." in whole
    assert reports.SHOWN in whole
    assert set(shared) == {reports.SHOWN, "We asked the shift to park elsewhere."}
    assert set(theirs) == {*shared, "CNRY-POLICE"}


def test_what_was_agreed_before_it_was_opened_again_stays_in_it(cast):
    incident = reports.settled(cast, promises=[PROMISE])
    reopening.reopen(incident, "The car is back.", by=cast.liaison, at=NOW)
    incident.refresh_from_db()

    texts = texts_of(made.begun(incident, cast.manager, with_own=False), cast.manager)

    assert {"Parked elsewhere from now on.", "Tell every shift.", "The car is back."} < set(texts)


@pytest.fixture
def promised(cast):
    """Settled with a promise of the police, whose post names somebody."""
    promise = replace(PROMISE, post="Day lead Zephyrine")
    return reports.settled(cast, promises=[promise])


def post_of(incident):
    return incident.settlements.get().commitments.get()


def test_the_post_of_a_promise_stands_in_no_title_since_nothing_hides_it_there(cast, promised):
    keeping.say_done(promised, post_of(promised).pk, by=cast.liaison, at=NOW)
    promised.refresh_from_db()
    layer = made.begun(promised, cast.manager)
    titles = [piece.title for piece in content.of(layer, promised, cast.manager).pieces]

    assert "Promise of Police: said to be done" in titles
    assert [title for title in titles if title.startswith("Promise of Police, by")]
    assert not [title for title in titles if "Zephyrine" in title]


@pytest.mark.parametrize(
    ("black_out", "left"),
    [
        (lambda post, **how: blacking_out.black_out_wherever(how.pop("of"), "zephyrine", **how), 1),
        (lambda post, **how: blacking_out.black_out(how.pop("of"), post, [2], **how), 1),
        (lambda post, **how: blacking_out.black_out(how.pop("of"), post, None, **how), 0),
    ],
    ids=["wherever", "one word", "all of it"],
)
def test_the_post_of_a_promise_is_an_entry_that_can_be_blacked_out(cast, promised, black_out, left):
    layer = made.begun(promised, cast.manager)
    assert "Day lead Zephyrine" in texts_of(layer, cast.manager)

    post = post_of(promised)
    [one] = black_out(post.pk, of=layer, why=Why.PERSON, by=cast.manager, at=NOW)
    file = made.file_of(layer, cast.manager).file.decode()

    assert one.text_id == post.pk
    assert "Zephyrine" not in file
    assert file.count("Day lead") == left
    again = made.begun(promised, cast.manager, begun_from=layer.pk)
    assert "Zephyrine" not in made.file_of(again, cast.manager).file.decode()


def test_a_layer_from_before_posts_could_be_black_leaves_them_out(cast, promised):
    layer = made.begun(promised, cast.manager)
    layer.with_posts = False

    assert "Day lead Zephyrine" not in texts_of(layer, cast.manager)


def test_a_post_that_was_taken_out_says_so(cast, promised):
    post = post_of(promised)
    taking_out.take_out(post.what, Removal.Why.PERSON, by=cast.manager, at=NOW)
    layer = made.begun(promised, cast.manager)

    gone = [piece for piece in content.of(layer, promised, cast.manager).pieces if piece.is_gone]
    assert [piece.title.partition(": ")[2] for piece in gone] == ["", "who keeps it, by post"]


def test_what_is_not_released_is_the_own_sides_alone(cast):
    layer = made.begun(reports.logged(cast), cast.manager, with_own=False)

    assert layer.with_own
    assert texts_of(layer, cast.manager) == [reports.WORDS]


def test_words_are_blacked_out_by_their_numbers_and_shown_again(cast, incident):
    layer = made.begun(incident, cast.manager)
    text = incident.statements.get(kind=Statement.Kind.NARRATIVE, lane="site")

    [one] = blacking_out.black_out(
        layer, text.pk, [0, 1, 2, 3], Why.PERSON, by=cast.manager, at=NOW
    )
    assert black(layer) == [(0, 15, Why.PERSON)]

    blacking_out.lift(layer, one.pk, by=cast.leader, at=NOW)
    blacking_out.lift(layer, one.pk, by=cast.manager, at=NOW)
    assert black(layer) == []
    one.refresh_from_db()
    assert (one.lifted_by, one.lifted_at) == (cast.leader, NOW)
    assert text.words().startswith("Sam of the shop")


def test_all_of_a_text_is_blacked_out_once(cast, incident):
    layer = made.begun(incident, cast.manager)
    text = incident.statements.get(kind=Statement.Kind.NARRATIVE, lane="site")

    for _press in range(2):
        blacking_out.black_out(layer, text.pk, None, Why.ADVICE, by=cast.manager, at=NOW)

    assert black(layer) == [(None, None, Why.ADVICE)]


def test_the_same_words_are_blacked_out_in_every_text(cast, incident):
    layer = made.begun(incident, cast.manager)

    found = blacking_out.black_out_wherever(layer, "sam", Why.PERSON, by=cast.manager, at=NOW)

    assert len({one.text_id for one in found}) == 2
    assert {(one.starts, one.ends) for one in found} == {(0, 3)}


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        (
            lambda layer, _text, by: blacking_out.black_out_wherever(
                layer, "nobody", Why.PERSON, by=by
            ),
            "stand in no text",
        ),
        (lambda layer, text, by: blacking_out.black_out(layer, text, [], Why.PERSON, by=by),
         "Choose the words"),
        (lambda layer, text, by: blacking_out.black_out(layer, text, [900], Why.PERSON, by=by),
         "Choose the words"),
    ],
)  # fmt: skip
def test_nothing_is_blacked_out_where_nothing_was_chosen(cast, incident, deed, said):
    layer = made.begun(incident, cast.manager)
    text = incident.statements.get(kind=Statement.Kind.NARRATIVE, lane="site").pk

    with pytest.raises(CannotBlackOut, match=said):
        deed(layer, text, cast.manager)
    assert not layer.blackouts.exists()


def test_a_word_that_stands_too_often_is_refused_with_what_would_do(cast):
    incident = reports.logged(cast, narrative="the door " * 201)
    layer = made.begun(incident, cast.manager)

    with pytest.raises(CannotBlackOut, match="more than 200 places"):
        blacking_out.black_out_wherever(layer, "door", Why.PERSON, by=cast.manager, at=NOW)


def test_the_other_side_touches_no_layer_that_is_not_its_own(cast, incident):
    layer = made.begun(incident, cast.manager)
    text = incident.statements.get(lane="shared", kind=Statement.Kind.NARRATIVE)

    with pytest.raises(PermissionDenied, match="other side"):
        blacking_out.black_out(layer, text.pk, None, Why.PERSON, by=cast.liaison, at=NOW)
    with pytest.raises(PermissionDenied, match="other side"):
        made.file_of(layer, cast.liaison)


def test_a_text_of_the_other_lane_cannot_even_be_named(cast, incident):
    layer = made.begun(incident, cast.manager)
    theirs = incident.statements.get(lane="police")

    with pytest.raises(Stale):
        blacking_out.black_out(layer, theirs.pk, None, Why.PERSON, by=cast.manager, at=NOW)
    assert not Blackout.objects.exists()


def test_from_the_first_file_on_a_layer_stays_and_another_begins_with_it(cast, incident):
    layer = made.begun(incident, cast.manager)
    [one, *_more] = blacking_out.black_out_wherever(
        layer, "Sam", Why.PERSON, by=cast.manager, at=NOW
    )
    made.file_of(layer, cast.manager)

    for deed in (
        lambda: blacking_out.black_out_wherever(layer, "door", Why.PERSON, by=cast.manager),
        lambda: blacking_out.lift(layer, one.pk, by=cast.manager),
    ):
        with pytest.raises(Stale, match="file was made"):
            deed()

    second = made.begun(incident, cast.leader, recipient=Recipient.ARCHIVE, begun_from=layer.pk)
    assert black(second) == black(layer)
    blacking_out.black_out_wherever(second, "door", Why.UNRELATED, by=cast.leader, at=NOW)
    assert len(black(second)) > len(black(layer))


def test_what_was_shown_again_is_not_taken_over(cast, incident):
    layer = made.begun(incident, cast.manager)
    for one in blacking_out.black_out_wherever(layer, "Sam", Why.PERSON, by=cast.manager, at=NOW):
        blacking_out.lift(layer, one.pk, by=cast.manager, at=NOW)

    assert black(made.begun(incident, cast.manager, begun_from=layer.pk)) == []


def test_one_begins_from_no_layer_of_the_other_side(cast, incident):
    theirs = made.begun(incident, cast.liaison)

    with pytest.raises(CannotBlackOut, match="exports of your side"):
        made.begun(incident, cast.manager, begun_from=theirs.pk)


def test_details_of_officers_are_black_from_the_beginning_and_stay_so(cast):
    vouched = Words("Badge 4471 was there.", kinds={Kind.OFFICER})
    incident = reports.logged(cast, narrative=vouched, identifiers="CNRY-badge")
    layer = made.begun(incident, cast.manager)

    assert black(layer) == [(0, 10, Why.OFFICER)]
    assert "CNRY-badge" not in texts_of(layer, cast.manager)
    with pytest.raises(CannotBlackOut, match="never go into an export"):
        blacking_out.lift(layer, layer.blackouts.get().pk, by=cast.manager, at=NOW)


def test_what_is_kept_apart_is_no_part_of_any_export(cast, incident):
    noting.note(
        incident,
        "A note.",
        key=uuid.uuid4(),
        by=cast.liaison,
        apart=Apart("CNRY-4471", "CNRY-why"),
        at=NOW,
    )

    told = "".join(texts_of(made.begun(incident, cast.liaison), cast.liaison))
    assert "A note." in told
    assert "CNRY-4471" not in told
    assert "CNRY-why" not in told


def test_what_is_said_of_a_file_is_blacked_out_too(cast, incident):
    steps.attached(incident, cast.manager, caption="Sam at the door")
    layer = made.begun(incident, cast.manager)

    found = blacking_out.black_out_wherever(layer, "Sam", Why.PERSON, by=cast.manager, at=NOW)
    assert [one.attachment_id for one in found].count(None) == 2
    assert len(found) == 3


def test_a_text_taken_out_for_good_is_absent_and_its_places_harm_nothing(cast, incident):
    layer = made.begun(incident, cast.manager)
    blacking_out.black_out_wherever(layer, "Sam", Why.PERSON, by=cast.manager, at=NOW)
    text = incident.statements.get(kind=Statement.Kind.NARRATIVE, lane="site")
    taking_out.take_out(text, Removal.Why.PERSON, by=cast.manager, at=NOW)

    told = json.loads(made.file_of(layer, cast.manager).file)["content"]
    gone = [entry for entry in told["entries"] if entry["taken_out"]]
    assert gone
    assert all(entry["text"] == [] for entry in gone)
    assert "of the shop" not in json.dumps(told)


def test_the_own_ledger_keeps_where_and_why_and_no_word(cast, incident):
    layer = made.begun(incident, cast.manager)
    blacking_out.black_out_wherever(layer, "Sam", Why.PERSON, by=cast.manager, at=NOW)

    own = EntryBody.objects.filter(entry__chain=cast.operator.pk)
    bodies = [json.loads(body) for body in own.values_list("body", flat=True)]
    [said] = [body for body in bodies if body["verb"] == "incidents.blacked_out"]
    assert said["facts"]["why"] == "person"
    assert {(one["starts"], one["ends"]) for one in said["facts"]["places"]} == {(0, 3)}
    everywhere = "".join(EntryBody.objects.values_list("body", flat=True))
    assert everywhere.count("incidents.blacked_out") == 1
    assert "Sam" not in everywhere
