"""The pages after a visit: what is asked when it is closed, its actions, and how it went."""

import pytest

from audit.models import EntryBody
from liaison.roles import Side
from tests.cast import NOW
from visits import booking
from visits.after import actions, outcomes
from visits.after.outcomes import CannotSayMood, Said
from visits.kinds import Kind
from visits.models import VisitOutcome
from visits.series import running as series_running
from visits.tests.conftest import AFTER, local, slot, wish
from visits.tests.test_actions import DUE, todo

ROWS = {"action-TOTAL_FORMS": "3", "action-INITIAL_FORMS": "0"}
FIRST = {"action-0-what": "Tell new officers.", "action-0-owner": "police", "action-0-due_on": DUE}


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(AFTER, tick=False)


@pytest.fixture
def held(cast, confirmed):
    return outcomes.mark_held(confirmed, note="Fine.", by=cast.manager, at=AFTER)


def page_of(client, visit, name: str = "") -> str:
    return client.get(f"/visits/{visit.pk}/{name}").content.decode()


def close(client, visit, **data):
    data = {"seen": visit.revision, "note": "Agreed.", **ROWS, **data}
    return client.post(f"/visits/{visit.pk}/held/", data)


def test_everything_but_the_note_is_optional(cast, as_, confirmed):
    assert close(as_(cast.manager), confirmed).status_code == 302
    assert not VisitOutcome.objects.exists()


def test_what_may_be_left_out_is_folded_until_it_holds_something(cast, as_, confirmed):
    folded = '<details class="drawer drawer--more">'
    client = as_(cast.manager)

    assert folded in page_of(client, confirmed, "held/")
    for typed in ({"officers": "6"}, {"mood": "4"}, FIRST, {"officers": "-1", "note": "Agreed."}):
        page = close(client, confirmed, **{"note": "", **typed}).content.decode()
        assert folded not in page
        assert '<details class="drawer drawer--more" open>' in page
    assert folded in close(client, confirmed, note="").content.decode()


def test_what_is_said_beside_the_note_stands_on_the_page(cast, as_, confirmed):
    said = {"officers": "6", "lived_experience": "0", "topics": ["overdose", "presence"]}
    client = as_(cast.manager)
    close(client, confirmed, **said, **FIRST, questions="Who calls at night?", mood="4")

    text = page_of(as_(cast.liaison), confirmed)
    for words in ("Police officers", "Overdoses and naloxone", "Who calls at night?", "Tell new"):
        assert words in text
    assert "Say what became of it" in text
    assert "4, good" not in text.split("<form")[0]
    assert VisitOutcome.objects.get().staff is None
    assert "night" not in "".join(EntryBody.objects.values_list("body", flat=True))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"note": ""}, "Note"),
        ({"officers": "501"}, "500"),
        ({"topics": ["gossip"]}, "Choose one of those"),
        ({"mood": "6"}, "6"),
        ({**FIRST, "action-0-due_on": "2025-02-01"}, "The first one possible is Wed 12 Feb 2025"),
        ({**FIRST, "action-0-owner": "nobody"}, "Action 1, Who does it"),
        ({"action-0-what": "Ring 604 555 0199"}, "telephone"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(cast, as_, confirmed, wrong, words):
    response = close(as_(cast.manager), confirmed, **{"questions": "And the ramp?", **wrong})

    assert response.status_code == 422
    text = response.content.decode()
    assert words in text
    assert "And the ramp?" in text
    confirmed.refresh_from_db()
    assert confirmed.stage == "confirmed"


def test_each_side_sees_the_mood_of_the_other_once_it_has_said_its_own(cast, as_, held):
    outcomes.say_mood(held, 2, by=cast.manager, at=AFTER)
    client = as_(cast.liaison)

    assert "for Harbour Health" not in page_of(client, held)
    assert EntryBody.objects.latest("entry__seq").read()["facts"] == {"side": "site"}
    client.post(f"/visits/{held.pk}/mood/", {"mood": "5"})
    assert "for Harbour Health" in page_of(client, held)
    with pytest.raises(CannotSayMood, match="already"):
        outcomes.say_mood(held, 3, by=cast.backup, at=AFTER)


def test_a_mood_without_a_number_is_asked_again(cast, as_, held):
    response = as_(cast.liaison).post(f"/visits/{held.pk}/mood/", {"mood": ""}, follow=True)

    assert "Choose a number from 1 to 5." in response.content.decode()


def test_a_visit_that_was_not_held_has_no_mood(cast, confirmed):
    with pytest.raises(CannotSayMood, match="held"):
        outcomes.say_mood(confirmed, 3, by=cast.manager, at=AFTER)


def test_either_side_adds_an_action_later(cast, as_, held):
    client = as_(cast.liaison)
    data = {"what": "Paint the kerb.", "owner": f"site:{cast.manager.pk}", "due_on": "2025-03-01"}
    client.post(f"/visits/{held.pk}/actions/new/", data)

    assert "Paint the kerb." in page_of(as_(cast.manager), held)
    assert held.actions.get().person == cast.manager


@pytest.mark.parametrize(
    ("reader", "named", "unnamed"),
    [
        ("liaison", ["manager", "police_leader"], "staff"),
        ("manager", ["liaison", "staff"], "police_leader"),
    ],
)
def test_a_form_names_nobody_of_the_other_side_but_who_speaks_for_it(
    cast, as_, held, reader, named, unnamed
):
    text = page_of(as_(getattr(cast, reader)), held, "actions/new/")

    assert all(getattr(cast, name).name in text for name in named)
    assert getattr(cast, unnamed).name not in text


def test_the_form_keeps_a_wrong_action(cast, as_, held):
    data = {"what": "Paint the kerb.", "owner": "", "due_on": "2025-03-01"}
    response = as_(cast.liaison).post(f"/visits/{held.pk}/actions/new/", data)

    assert response.status_code == 422
    assert "Paint the kerb." in response.content.decode()


def test_the_owner_says_what_became_of_it(cast, as_, held):
    action = actions.add(held, todo(Side.SITE), by=cast.liaison, at=AFTER)
    client, path = as_(cast.manager), f"/visits/{held.pk}/actions/{action.pk}/"

    assert "Hang up the door card." in client.get(path).content.decode()
    assert client.post(path, {"ending": "not_done", "because": ""}).status_code == 422
    client.post(path, {"ending": "not_done", "because": "No wall is free."})

    text = page_of(as_(cast.liaison), held)
    assert "Not done, because:" in text
    assert "No wall is free." in text
    assert client.post(path, {"ending": "done"}).status_code == 422


def test_the_page_asks_as_little_for_many_actions_as_for_one(
    cast, as_, held, django_assert_num_queries
):
    client = as_(cast.liaison)
    said = Said(attended={"staff": 1}, topics=["hours"])
    assert said.questions == ""
    actions.add(held, todo(), by=cast.manager, at=AFTER)
    client.get(f"/visits/{held.pk}/")
    with django_assert_num_queries(14):
        client.get(f"/visits/{held.pk}/")
    for _number in range(4):
        actions.add(held, todo(), by=cast.manager, at=AFTER)

    with django_assert_num_queries(14):
        client.get(f"/visits/{held.pk}/")


def test_after_a_visit_that_was_held_the_next_of_its_kind_can_be_proposed(cast, as_, held):
    way = f"/visits/new/?partnership={cast.partnership.pk}&kind=check_in&place=on_site"
    assert way.replace("&", "&amp;") in page_of(as_(cast.liaison), held)
    assert '<option value="check_in" selected' in as_(cast.liaison).get(way).content.decode()
    assert "Propose the next one" not in page_of(as_(cast.staff), held)


def test_so_it_can_after_one_that_came_to_nothing(cast, as_, proposed, time_machine):
    time_machine.move_to(NOW, tick=False)
    assert "Propose the next one" not in page_of(as_(cast.liaison), proposed)

    booking.decline(proposed, reason="We are few then.", by=cast.manager, at=NOW)

    assert "Propose the next one" in page_of(as_(cast.liaison), proposed)
    assert "Propose the next one" not in page_of(as_(cast.staff), proposed)


def test_after_a_debrief_and_a_date_of_a_series_that_goes_on_there_is_none(cast, as_, running):
    debrief = booking.propose(
        cast.partnership, wish(slot(local(2, 12, 4)), kind=Kind.DEBRIEF), by=cast.liaison, at=NOW
    )
    debrief = booking.confirm(debrief, by=cast.manager, at=NOW)
    for visit in (debrief, running.visits.first()):
        outcomes.mark_held(visit, note="It was quiet.", by=cast.manager, at=AFTER)
        assert "Propose the next one" not in page_of(as_(cast.liaison), visit)

    series_running.end(running, reason="Enough.", by=cast.manager, at=AFTER)
    assert "Propose the next one" in page_of(as_(cast.liaison), visit)
