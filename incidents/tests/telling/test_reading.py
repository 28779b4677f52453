"""What was told is opened by whoever reads it, answered once, or becomes an incident."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import EntryBody
from incidents.models import Told, ToldReply
from incidents.telling import agenda, answering, into_incident, reading
from incidents.telling.answering import CannotAnswer
from incidents.telling.answers import Answer
from incidents.telling.asked import What, Wish
from incidents.telling.lifecycle import MOVES, TONES, Stage
from incidents.tests import reports
from incidents.tests.telling.conftest import WORDS
from liaison.agenda import Turn
from liaison.refusal import Stale

pytestmark = pytest.mark.django_db


def entries(verb):
    return [body for row in EntryBody.objects.all() if (body := row.read())["verb"] == verb]


def test_every_stage_has_its_moves_and_its_tone():
    assert set(MOVES) == set(TONES) == set(Stage)


def test_it_is_read_once(cast, told):
    reading.begin(told, by=cast.manager)
    reading.begin(told, by=cast.alternate)

    told.refresh_from_db()
    assert told.stage == Stage.READ
    [entry] = entries("incidents.told_read")
    assert entry["by"] == str(cast.manager.pk)


@pytest.mark.parametrize("part", ["staff", "leader", "liaison", "admin", "other_manager"])
def test_nobody_else_opens_or_answers_it(cast, told, part):
    with pytest.raises(Told.DoesNotExist):
        reading.find(told.pk, getattr(cast, part))
    with pytest.raises(Told.DoesNotExist):
        reading.begin(told, by=getattr(cast, part))
    with pytest.raises(Told.DoesNotExist):
        answering.answer(told, Answer.WITHIN, by=getattr(cast, part))


def test_it_is_answered_once_and_the_words_are_sealed(cast, told):
    answering.answer(told, Answer.UNCLEAR, "CNRY-REPLY", by=cast.manager)
    answering.answer(told, Answer.UNCLEAR, "CNRY-REPLY", by=cast.manager)

    held = Told.objects.get()
    assert (held.stage, held.answered_by) == (Stage.SET_ASIDE, cast.manager)
    assert held.reply.words() == "CNRY-REPLY"
    assert "CNRY" not in str(list(ToldReply.objects.values_list())) + str(
        list(EntryBody.objects.values_list())
    )
    with pytest.raises(Stale):
        answering.answer(told, Answer.WITHIN, by=cast.manager)
    with pytest.raises(Stale):
        answering.answer(told, Answer.UNCLEAR, by=cast.alternate)
    assert len(entries("incidents.told_answered")) == 1


@pytest.mark.parametrize("chosen", [Answer.LOGGED, Answer.REVIEW])
def test_what_was_to_stay_with_the_site_goes_no_further(cast, tell, clock, chosen):
    tell(wish=Wish.SITE)
    clock.shift(86_400)
    told = Told.objects.get()

    with pytest.raises(CannotAnswer, match="stays with this site"):
        answering.answer(told, chosen, by=cast.manager)
    assert into_incident.told_of(told.pk, cast.manager) is None


def test_a_log_form_begins_with_its_ticks_and_not_with_its_words(cast, told):
    begun = into_incident.begun_with(into_incident.told_of(str(told.pk), cast.manager))

    assert (begun["kind"], begun["area"], begun["precision"]) == ("P1", "frontage", "day")
    assert (begun["occurred_at"], begun["source"]) == (None, "told")
    assert WORDS not in str(begun)


def test_what_may_have_been_anything_begins_without_a_kind(cast, tell, clock):
    tell(wish=Wish.RAISE, what=What.OTHER, place=None)
    clock.shift(86_400)

    begun = into_incident.begun_with(Told.objects.get())

    assert (begun["kind"], begun["area"]) == (None, None)


@pytest.mark.parametrize("pk", ["", None, "no id", "2f0c5a8e-6f1e-4e5c-9c1b-1a6f2f1c0d11"])
def test_from_nothing_a_log_form_begins_with_nothing(cast, told, pk):
    assert into_incident.told_of(pk, cast.manager) is None


def test_logged_as_an_incident_it_is_answered(cast, told):
    incident = reports.logged(cast, by=cast.manager, at=timezone.now())

    for _press in range(2):
        into_incident.settle(told.pk, incident, by=cast.manager, at=timezone.now())

    told.refresh_from_db()
    assert (told.answer, told.incident, told.stage) == (Answer.LOGGED, incident, Stage.TAKEN_UP)


def test_an_incident_of_another_site_is_not_what_became_of_it(cast, told):
    incident = reports.logged(cast, by=cast.manager, at=timezone.now())
    incident.site_id = cast.other_site.pk

    into_incident.settle(told.pk, incident, by=cast.manager, at=timezone.now())

    told.refresh_from_db()
    assert told.is_open


def test_the_desk_says_that_something_waits_and_by_when(cast, told, as_):
    assert "1 thing was told to the site: to read" in as_(cast.manager).get("/").text
    [item] = agenda.waiting_for(cast.manager, timezone.now())

    assert (item.turn, item.what) == (Turn.YOURS, "1 thing was told to the site: to read")
    assert item.due.date() == told.read_by + timedelta(days=1)  # its end, in Vancouver
    reading.begin(told, by=cast.alternate)
    [item] = agenda.waiting_for(cast.manager, timezone.now())
    assert (item.what, item.due) == ("1 thing was told to the site: to answer", None)
    answering.answer(told, Answer.THANKED, by=cast.manager)
    assert agenda.waiting_for(cast.manager, timezone.now()) == []


@pytest.mark.parametrize("part", ["staff", "leader", "liaison", "police_leader", "observer"])
def test_the_desk_of_others_asks_nothing(cast, told, part):
    person = getattr(cast, part)
    agenda.waiting_for(person, timezone.now())  # their standing is known from here on

    with CaptureQueriesContext(connection) as queries:
        assert agenda.waiting_for(person, timezone.now()) == []
    assert not len(queries)
