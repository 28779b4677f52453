"""A line is emptied by whoever may, where somebody took it out, and is never changed."""

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import DatabaseError, transaction

from audit.models import EntryBody
from incidents.lines import emptying
from incidents.mediation import agreement
from incidents.mediation.tests import cases
from incidents.models import Commitment, Removal, Statement
from incidents.tests import texts
from incidents.tests.texts import TEXTS, WORDS
from tests.cast import NOW

LINES = {"body that was told": "body", "place to meet": "where", "post of an officer": "post"}
NOBODY_THERE, REFUSED = ObjectDoesNotExist, PermissionDenied


@pytest.mark.parametrize("name", LINES)
def test_it_is_kept_who_did_it_when_and_why(cast, name):
    row, person = TEXTS[name].write(cast), getattr(cast, TEXTS[name].by)

    what = texts.LINE_OF[type(row)]
    emptying.empty(what, row.pk, Removal.Why.OFFICER, by=person, at=NOW)

    row.refresh_from_db()
    assert getattr(row, LINES[name]) == ""
    kept = Removal.objects.get()
    assert (kept.what, kept.thing, kept.why, kept.by, kept.at) == (
        what,
        row.pk,
        Removal.Why.OFFICER,
        person,
        NOW,
    )
    said = [body.read() for body in EntryBody.objects.all()]
    [entry] = [one for one in said if one["verb"] == "incidents.line_taken_out"]
    assert (entry["by"], entry["facts"]["why"]) == (str(person.pk), "officer")


@pytest.mark.parametrize(
    ("name", "part", "refusal"),
    [
        ("body that was told", "leader", REFUSED),
        ("body that was told", "liaison", NOBODY_THERE),
        ("place to meet", "police_leader", REFUSED),
        ("place to meet", "staff", NOBODY_THERE),
        ("post of an officer", "manager", NOBODY_THERE),
        ("post of an officer", "police_leader", NOBODY_THERE),
        ("post of an officer", "mediator", NOBODY_THERE),
    ],
)
def test_nobody_else_empties_it(cast, name, part, refusal):
    row = TEXTS[name].write(cast)
    what, who = texts.LINE_OF[type(row)], getattr(cast, part)

    with pytest.raises(refusal):
        emptying.empty(what, row.pk, Removal.Why.OFFICER, by=who, at=NOW)

    row.refresh_from_db()
    assert getattr(row, LINES[name]) == WORDS


@pytest.mark.parametrize("value", ["", "another"])
@pytest.mark.parametrize("name", LINES)
def test_the_database_takes_no_other_change(cast, name, value):
    row = TEXTS[name].write(cast)

    with pytest.raises(DatabaseError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**{LINES[name]: value})


def test_after_it_was_taken_out_the_line_stays_empty(cast):
    row = TEXTS["post of an officer"].write(cast)
    texts.take_out(row, cast.liaison)

    with pytest.raises(DatabaseError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(post="again")


def test_the_post_of_a_promise_stays_as_long_as_its_words(cast):
    promise = Commitment.objects.get(what=TEXTS["post of a promise"].write(cast))

    with pytest.raises(DatabaseError), transaction.atomic():
        Commitment.objects.filter(pk=promise.pk).update(post="")


@pytest.mark.parametrize("stage", ["drafted", "laid_out", "signed"])
def test_what_a_mediator_drafted_keeps_its_posts_and_its_digest(cast, stage):
    """Signed by nobody, or by both: whoever looks learns nothing of a first name."""
    case = getattr(cases, stage)(cast)
    draft = agreement.standing(case)
    before, posts = agreement.digest_of(draft), [one.post for one in draft.commitments.all()]

    for statement in Statement.objects.filter(incident=case.incident, author=cast.mediator):
        texts.take_out(statement, cast.manager)

    draft = agreement.standing(case)
    assert agreement.digest_of(draft) == before
    assert [one.post for one in draft.commitments.all()] == posts
    assert agreement.has_lost_words(draft)
    with pytest.raises(DatabaseError), transaction.atomic():
        draft.commitments.update(post="")
