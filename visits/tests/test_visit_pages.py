"""One visit as a page, and the small pages on which it is answered."""

import uuid

import pytest

from liaison import opening
from tests.cast import NOW
from visits import booking
from visits.after import outcomes
from visits.lifecycle import Stage
from visits.models import Occupation, Visit, VisitNote
from visits.tests.conftest import AFTER, local, slot
from visits.tests.test_rescheduling import EARLY


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


def page_of(client, visit, name: str = "") -> str:
    return client.get(f"/visits/{visit.pk}/{name}").content.decode()


def post(client, visit, name: str, **data):
    data.setdefault("seen", visit.revision)
    return client.post(f"/visits/{visit.pk}/{name}/", data)


# --- the page --------------------------------------------------------------------------------


def test_the_page_says_whose_turn_it_is_and_what_one_can_do(cast, as_, proposed):
    manager = page_of(as_(cast.manager), proposed)
    liaison = page_of(as_(cast.liaison), proposed)

    assert "Your turn" in manager
    for action in ("Confirm", "Propose another time", "Decline"):
        assert action in manager
    assert "Their turn: Harbour Health" in liaison
    assert "Withdraw the proposal" in liaison
    assert "Decline" not in liaison


def test_the_time_in_question_stands_above_what_one_can_do(cast, as_, countered):
    text = page_of(as_(cast.liaison), countered)

    assert text.index("Thu 13 Feb 2025, 06:00") < text.index("Your turn") < text.index("Decline")


def test_those_who_may_only_look_are_told_why(cast, as_, proposed):
    text = page_of(as_(cast.staff), proposed)

    assert "This needs: Site manager." in text
    assert f"/visits/{proposed.pk}/confirm/" not in text


def test_the_course_shows_times_as_they_were(cast, as_, countered):
    text = page_of(as_(cast.liaison), countered)

    assert "Wed 12 Feb 2025, 06:00" in text
    assert "Thu 13 Feb 2025, 06:00" in text
    assert "The usual." in text


def test_the_note_after_a_visit_does_not_say_whose_words_it_holds(cast, as_, confirmed):
    outcomes.mark_held(confirmed, note="Parking was agreed.", by=cast.alternate, at=AFTER)

    text = page_of(as_(cast.liaison), confirmed)

    assert "Parking was agreed." in text
    assert cast.alternate.name not in text
    assert cast.alternate.name not in page_of(as_(cast.alternate), confirmed).split("<main")[1]


def test_words_that_were_taken_out_are_said_to_be_gone(cast, as_, proposed):
    from vault import take_out

    take_out(VisitNote.objects.get().data_key)

    text = page_of(as_(cast.liaison), proposed)
    assert "taken out" in text
    assert "The usual." not in text


@pytest.mark.parametrize(
    "name",
    ["other_manager", "other_liaison", "stranger", "admin", "observer", "mediator", "officer"],
)
def test_strangers_find_nothing(cast, as_, proposed, name):
    client = as_(getattr(cast, name))

    for path in ("", "another-time/", "decline/", "cancel/", "held/", "missed/"):
        assert client.get(f"/visits/{proposed.pk}/{path}").status_code == 404
    assert post(client, proposed, "confirm").status_code == 404


def test_no_visit_is_not_found(cast, as_):
    assert as_(cast.manager).get(f"/visits/{uuid.uuid4()}/").status_code == 404
    assert as_(cast.manager).get("/visits/not-an-id/").status_code == 404


def test_the_page_asks_as_little_for_a_long_course_as_for_a_short_one(
    cast, as_, proposed, django_assert_num_queries
):
    client = as_(cast.liaison)
    client.get(f"/visits/{proposed.pk}/")
    # session, person, standing (2), the visit, what it asks, its exception, the hours of then and
    # now, its course, notices
    with django_assert_num_queries(11):
        client.get(f"/visits/{proposed.pk}/")
    people = [cast.manager, cast.liaison] * 4
    for day, by in enumerate(people, start=13):
        booking.counter_propose(proposed, slot(local(2, day, 6)), by=by, message="Or then?", at=NOW)

    with django_assert_num_queries(11):
        assert client.get(f"/visits/{proposed.pk}/").content.decode().count("Or then?") == 8


# --- confirm ---------------------------------------------------------------------------------


def test_one_press_confirms(cast, as_, proposed):
    response = post(as_(cast.manager), proposed, "confirm")

    assert response.status_code == 302
    proposed.refresh_from_db()
    assert proposed.stage == Stage.CONFIRMED


def test_the_wrong_side_is_told_that_it_is_not_their_turn(cast, as_, proposed):
    response = post(as_(cast.liaison), proposed, "confirm")

    assert response.status_code == 422
    assert "other side" in response.content.decode()


@pytest.mark.parametrize("seen", ["", "0", "x", "99", "9" * 30, None])
def test_a_page_that_is_out_of_date_says_so_and_changes_nothing(cast, as_, proposed, seen):
    data = {} if seen is None else {"seen": seen}
    response = as_(cast.manager).post(f"/visits/{proposed.pk}/confirm/", data)

    assert response.status_code == 409
    assert "has changed" in response.content.decode()
    proposed.refresh_from_db()
    assert proposed.stage == Stage.PROPOSED


def test_a_time_lost_meanwhile_offers_others_one_press_away(cast, as_, proposed):
    # Somebody changed the hours in the database itself, past every rule.
    from liaison.models import HoursSet

    HoursSet.objects.create(
        site=cast.site, schedule=EARLY, recorded_at=NOW, recorded_by=cast.manager
    )

    response = post(as_(cast.manager), proposed, "confirm")

    text = response.content.decode()
    assert response.status_code == 422
    assert "The site is open then" in text
    assert text.count('name="take"') == 3
    assert f'action="/visits/{proposed.pk}/another-time/"' in text


# --- another time ----------------------------------------------------------------------------

NEW_TIME = {"place": "on_site", "day": "2025-02-13", "time": "06:00", "minutes": "60"}


def test_another_time_begins_with_the_one_that_stands(cast, as_, proposed):
    form = as_(cast.manager).get(f"/visits/{proposed.pk}/another-time/").context["form"]

    assert form["day"].value().isoformat() == "2025-02-12"
    assert form["minutes"].value() == 60
    assert form["seen"].value() == 1


def test_another_time_goes_to_the_other_side(cast, as_, proposed):
    response = post(as_(cast.manager), proposed, "another-time", **NEW_TIME, message="Later?")

    assert response.status_code == 302
    proposed.refresh_from_db()
    assert proposed.stage == Stage.COUNTER_PROPOSED
    assert proposed.starts == local(2, 13, 6)


def test_a_refused_time_keeps_the_message_and_offers_three(cast, as_, proposed):
    data = {**NEW_TIME, "time": "10:00"}
    response = post(as_(cast.manager), proposed, "another-time", **data, message="Later?")

    text = response.content.decode()
    assert response.status_code == 422
    assert "Later?" in text
    assert text.count('name="take"') == 3


def test_taking_an_offered_time_from_the_refused_confirmation(cast, as_, proposed):
    response = post(
        as_(cast.manager), proposed, "another-time", place="on_site", take="20250213T1400/60"
    )

    assert response.status_code == 302
    assert Occupation.objects.get().starts == local(2, 13, 6)


def test_a_stale_counter_proposal_loses_nothing_that_was_typed(cast, as_, proposed):
    booking.decline(proposed, reason="No.", by=cast.alternate, at=NOW)

    response = post(
        as_(cast.manager), proposed, "another-time", **NEW_TIME, message="Later?", seen=1
    )

    assert response.status_code == 409
    assert "has changed" in response.content.decode()
    assert "Later?" in response.content.decode()


def test_a_visit_the_hours_ran_into_gets_a_new_time(cast, as_, confirmed):
    opening.set_hours(cast.site, EARLY, by=cast.manager, at=NOW)
    confirmed.refresh_from_db()
    assert "Propose a new time" in page_of(as_(cast.liaison), confirmed)

    response = post(as_(cast.liaison), confirmed, "another-time", **{**NEW_TIME, "time": "04:00"})

    assert response.status_code == 302
    confirmed.refresh_from_db()
    assert (confirmed.stage, confirmed.turn) == (Stage.PROPOSED, "site")


# --- decline, cancel, held, missed -----------------------------------------------------------


def test_declining_needs_a_reason(cast, as_, proposed):
    client = as_(cast.manager)

    empty = post(client, proposed, "decline", reason="")
    assert empty.status_code == 422
    said = empty.context["form"].errors["reason"]
    assert said == ["Say why, so that the other side can plan."]
    assert post(client, proposed, "decline", reason="Deliveries.").status_code == 302
    assert "Deliveries." in page_of(as_(cast.liaison), proposed)


def test_withdrawing_a_proposal_needs_none(cast, as_, proposed):
    assert post(as_(cast.liaison), proposed, "cancel", reason="").status_code == 302


def test_calling_a_confirmed_visit_off_needs_one(cast, as_, confirmed):
    client = as_(cast.liaison)

    assert post(client, confirmed, "cancel", reason="").status_code == 422
    assert post(client, confirmed, "cancel", reason="Staff are ill.").status_code == 302


def test_a_visit_is_not_over_before_it_begins(cast, as_, confirmed):
    response = post(as_(cast.manager), confirmed, "held", note="Early.")

    assert response.status_code == 422
    assert "can be said from 06:15 on" in response.content.decode()
    assert "Early." in response.content.decode()


def test_holding_needs_a_note(cast, as_, confirmed, time_machine):
    time_machine.move_to(AFTER, tick=False)
    client = as_(cast.manager)

    assert post(client, confirmed, "held", note=" ").status_code == 422
    assert "It was held" in page_of(client, confirmed)
    assert post(client, confirmed, "held", note="Parking was agreed.").status_code == 302
    assert Visit.objects.get().stage == Stage.HELD


def test_missing_needs_no_words(cast, as_, confirmed, time_machine):
    time_machine.move_to(AFTER, tick=False)

    assert (
        post(as_(cast.liaison), confirmed, "missed", reason="", absent="unknown").status_code == 302
    )
    assert Visit.objects.get().stage == Stage.MISSED


@pytest.mark.parametrize("name", ["another-time", "decline", "cancel", "held", "missed"])
def test_the_small_pages_can_be_opened_and_say_who_reads_the_text(cast, as_, proposed, name):
    # Only the side that asks takes an offer back.
    person = cast.liaison if name == "cancel" else cast.manager
    text = page_of(as_(person), proposed, f"{name}/")

    assert "Who will read this:" in text
    assert "at Harbour Health, liaison officers and leaders of Coastal Police" in text


@pytest.mark.parametrize("name", ["another-time", "decline", "cancel"])
def test_what_can_no_longer_be_done_is_said_at_once(cast, as_, confirmed, time_machine, name):
    time_machine.move_to(AFTER, tick=False)
    page = f"{confirmed.get_absolute_url()}{name}/"
    begun = as_(cast.manager).get(page, follow=True)
    assert begun.redirect_chain == [(confirmed.get_absolute_url(), 302)]
    said = "It has begun." if name != "decline" else "This can no longer be done."
    assert said in begun.content.decode()

    time_machine.move_to(NOW, tick=False)
    booking.cancel(confirmed, reason="Ill.", by=cast.liaison, at=NOW)
    gone = as_(cast.manager).get(page, follow=True)
    assert "The visit stands at: Cancelled." in gone.content.decode()
    assert Visit.objects.get().stage == Stage.CANCELLED


@pytest.mark.parametrize("path", ["", "cancel/"])
def test_pages_speak_french(cast, as_, proposed, path):
    cast.liaison.language = "fr"
    cast.liaison.save()

    assert '<html lang="fr">' in page_of(as_(cast.liaison), proposed, path)
