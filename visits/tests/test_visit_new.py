"""The page on which a visit is proposed."""

import uuid

import pytest

from audit.models import EntryBody
from liaison import fields
from liaison.models import Partnership
from tests.cast import NOW, SINCE
from visits import booking
from visits.kinds import Kind
from visits.models import Visit
from visits.tests.conftest import MORNING, local, slot, wish
from visits.tests.test_terms import set_for

NEW = "/visits/new/"


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


def typed(**over) -> dict:
    """As the form posts it; None leaves a field out."""
    fields = {
        "kind": Kind.CHECK_IN,
        "place": "on_site",
        "where": "",
        "day": "2025-02-12",
        "time": "06:00",
        "minutes": "60",
        "party_size": "2",
        "message": "The usual.",
        "key": str(uuid.uuid4()),
    }
    return {name: value for name, value in {**fields, **over}.items() if value is not None}


def test_what_is_typed_becomes_a_visit_and_the_other_side_is_told(cast, as_):
    response = as_(cast.liaison).post(NEW, typed())

    visit = Visit.objects.get()
    assert response.url == visit.get_absolute_url()
    assert visit.starts == MORNING
    assert visit.moves.get().note.words() == "The usual."


def test_the_page_offers_the_next_free_times(cast, as_):
    page = as_(cast.liaison).get(NEW)

    first = page.context["finder"].first
    assert first.free.start == MORNING.replace(day=7, hour=3, minute=45)
    assert first.pick.start == MORNING.replace(day=7, hour=7, minute=45)
    assert "3 business days" in page.content.decode()


def test_the_finder_asks_as_little_of_the_database_for_a_full_diary_as_for_an_empty_one(
    cast, as_, django_assert_num_queries
):
    client = as_(cast.liaison)
    client.get(NEW)
    # session, person, standing (2), the partnership, what it asks,
    # who is there (6), what they have together, bookings, hours, notices
    with django_assert_num_queries(17):
        client.get(NEW)
    for day in range(10, 25):
        booking.propose(cast.partnership, wish(slot(local(2, day, 6))), by=cast.manager, at=NOW)

    with django_assert_num_queries(17):
        page = client.get(NEW)
    assert sum(len(week.openings) for week in page.context["finder"].weeks) >= 14


def test_a_picked_time_is_filled_in_and_nothing_is_proposed_yet(cast, as_):
    page = as_(cast.liaison).post(NEW, typed(pick="20250214T1430/60", day="", message="Kept."))

    assert page.status_code == 200
    assert not Visit.objects.exists()
    form = page.context["form"]
    assert (form["day"].value(), form["time"].value()) == ("2025-02-14", "06:30")
    assert "Kept." in page.content.decode()


def test_looking_for_other_times_asks_from_the_day_on(cast, as_):
    page = as_(cast.liaison).post(NEW, typed(look="1", day="2025-04-01", kind=Kind.TOUR))

    assert page.status_code == 200
    assert page.context["finder"].first.free.start.date().isoformat() == "2025-04-01"
    assert page.context["notice"] == 10


def test_the_chosen_kind_decides_how_long_the_visit_lasts(cast, as_):
    client = as_(cast.liaison)
    over = {"kind": Kind.TOUR, "times_for": "check_in"}

    assert client.get(f"{NEW}?kind=joint_meeting").context["form"]["minutes"].value() == 90
    page = client.post(NEW, typed(look="1", minutes="45", **over))
    assert page.context["form"]["minutes"].value() == 60
    page = client.post(NEW, typed(look="1", minutes="30", **over))
    assert page.context["form"]["minutes"].value() == "30", "a length that was chosen stays"


def test_a_time_that_was_free_for_another_kind_is_not_filled_in(cast, as_):
    page = as_(cast.liaison).post(
        NEW, typed(pick="20250214T1430/60", day="", kind=Kind.TOUR, times_for="check_in")
    )

    assert page.context["form"]["day"].value() == ""
    assert page.context["notice"] == 10
    assert "You chose another kind" in page.content.decode()


def test_filling_in_leads_to_the_fields_with_a_word(cast, as_):
    page = as_(cast.liaison).post(NEW, typed(pick="20250214T1430/60", day=""))

    text = page.content.decode()
    assert f'formaction="{NEW}#when"' in text
    assert 'id="when"><p role="status">The time is filled in. Nothing is proposed yet.' in text


def test_kinds_that_the_site_does_not_take_are_not_in_the_list(cast, as_):
    set_for(cast, Kind.TOUR, is_offered=False)

    page = as_(cast.liaison).get(f"{NEW}?kind=tour")

    kinds = dict(page.context["form"].fields["kind"].choices)
    assert kinds.keys() == set(Kind) - {Kind.TOUR, Kind.PRE_OPENING}
    assert page.context["form"]["kind"].value() == Kind.CHECK_IN


def test_a_kind_that_was_refused_stays_as_it_was_typed(cast, as_):
    page = as_(cast.liaison).post(NEW, typed(kind=Kind.PRE_OPENING))

    assert page.status_code == 422
    assert "has opened" in page.context["form"].errors["kind"][0]
    assert '<option value="pre_opening" selected' in page.content.decode()


def test_a_refusal_keeps_what_was_typed_and_offers_three_times(cast, as_):
    page = as_(cast.liaison).post(NEW, typed(time="10:00"))

    text = page.content.decode()
    assert page.status_code == 422
    assert "The site is open then" in page.context["form"].errors["time"][0]
    assert 'value="20250212T1530/60"' in text
    assert text.count('name="take"') == 3
    assert "The usual." in text
    assert not Visit.objects.exists()


def test_one_press_takes_an_offered_time(cast, as_):
    client = as_(cast.liaison)

    response = client.post(NEW, typed(time="10:00", take="20250212T1530/60"))

    assert response.status_code == 302
    assert Visit.objects.get().starts == MORNING.replace(hour=7, minute=30)


def test_the_same_form_sent_twice_is_one_visit(cast, as_):
    client, form = as_(cast.liaison), typed()

    assert client.post(NEW, form).url == client.post(NEW, form).url
    assert Visit.objects.count() == 1


def test_a_time_that_does_not_come_is_refused_with_the_next(cast, as_):
    page = as_(cast.manager).post(NEW, typed(day="2025-03-09", time="02:30", place="virtual"))

    assert page.status_code == 422
    assert "03:00" in page.context["form"].errors["time"][0]
    assert 'value="20250309T1000/60"' in page.content.decode()


def test_a_time_that_comes_twice_asks_which(cast, as_):
    client = as_(cast.manager)
    twice = typed(day="2025-11-02", time="01:30", place="virtual")

    page = client.post(NEW, twice)
    assert page.status_code == 422
    assert "Say which" in page.content.decode()
    assert 'name="which"' in page.content.decode()
    client.post(NEW, {**twice, "which": "later"})

    assert Visit.objects.get().starts.isoformat() == "2025-11-02T09:30:00+00:00"


def test_a_slot_taken_meanwhile_says_no_more_than_that(cast, as_):
    booking.propose(cast.partnership, wish(), by=cast.manager, at=NOW)

    page = as_(cast.liaison).post(NEW, typed())

    assert page.context["form"].errors["time"] == ["The site has another booking."]
    assert page.content.decode().count('name="take"') == 3


def test_a_site_that_never_closes_is_met_elsewhere(cast, as_):
    from liaison import opening
    from tests.cast import HARBOUR_HOURS

    always = [{**row, "opens": "00:00", "closes": "24:00"} for row in HARBOUR_HOURS["hours"]]
    opening.set_hours(cast.site, {**HARBOUR_HOURS, "hours": always}, by=cast.manager, at=NOW)
    client = as_(cast.liaison)

    page = client.post(NEW, typed())

    (said,) = page.context["form"].errors["time"]
    assert said.startswith("The site is open around the clock then. ")
    assert "meet somewhere else, or by call" in said
    assert page.context["finder"].weeks == []
    assert "open around the clock" in page.content.decode()
    assert client.post(NEW, typed(place="off_site", where="The library")).status_code == 302


def test_words_about_a_person_are_asked_about(cast, as_):
    page = as_(cast.liaison).post(NEW, typed(message="Ring 604 555 0199 first."))

    assert page.status_code == 422
    assert "looks like a telephone number" in page.content.decode()
    assert not Visit.objects.exists()


@pytest.mark.parametrize("ticked", [True, False])
def test_the_ledger_knows_whether_somebody_vouched_for_words(cast, as_, ticked):
    text = "Ring 604 555 0199 first." if ticked else "Ring the bell first."
    as_(cast.liaison).post(NEW, typed(message=text, **{"message-vouched": fields.vouch(text)}))

    assert EntryBody.objects.get().read()["facts"]["vouched"] is ticked


WRONG = [
    ("kind", "party"),
    ("kind", None),
    ("place", "moon"),
    ("place", None),
    ("day", "2025-13-41"),
    ("day", "0001-01-01"),
    ("day", "9999-12-31"),
    ("day", "tomorrow"),
    ("day", None),
    ("time", "25:00"),
    ("time", "\0"),
    ("time", None),
    ("minutes", "7"),
    ("minutes", "9" * 400),
    ("minutes", None),
    ("party_size", "0"),
    ("party_size", "9" * 5000),
    ("party_size", "two"),
    ("message", "x" * 1001),
    ("message", "a\0b"),
]


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_what_is_wrong_is_said_beside_its_field(cast, as_, field, value):
    page = as_(cast.liaison).post(NEW, typed(**{field: value}))

    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert not Visit.objects.exists()


@pytest.mark.parametrize("button", ["pick", "look", "take"])
@pytest.mark.parametrize("value", ["", "x", "20250212T1530", "99999999T9999/60", "20250212T1530/x"])
def test_a_button_that_holds_no_time_breaks_nothing(cast, as_, button, value):
    page = as_(cast.liaison).post(NEW, typed(day="nonsense", **{button: value}))

    assert page.status_code in {200, 422}


def test_off_site_says_where(cast, as_):
    page = as_(cast.liaison).post(NEW, typed(place="off_site"))

    assert page.status_code == 422
    assert "where" in page.context["form"].errors


def test_a_place_typed_before_the_mind_was_changed_is_forgotten(cast, as_):
    as_(cast.liaison).post(NEW, typed(where="Ring 604 555 0199"))

    assert Visit.objects.get().where == ""


def test_with_several_partnerships_one_says_with_whom_first(cast, as_):
    Partnership.objects.create(site=cast.other_site, service=cast.service, began_on=SINCE)
    client = as_(cast.backup)

    page = client.get(NEW)
    text = page.content.decode()
    assert "Harbour Street" in text
    assert "Mill Lane" in text
    assert cast.service.name not in text.partition("<h1")[2], "one's own service is no choice"
    chosen = client.get(f"{NEW}?partnership={cast.partnership.pk}")
    assert chosen.context["partnership"] == cast.partnership
    client.post(NEW, typed(partnership=cast.partnership.pk))

    assert Visit.objects.get().partnership == cast.partnership


def test_from_the_page_of_a_site_one_comes_to_its_partnership(cast, as_):
    Partnership.objects.create(site=cast.other_site, service=cast.service, began_on=SINCE)
    client = as_(cast.backup)

    assert client.get(f"{NEW}?site=harbour-street").context["partnership"] == cast.partnership
    assert "choices" in client.get(f"{NEW}?site=nowhere").context


@pytest.mark.parametrize("asked", ["other", "x", "\0"])
def test_somebody_elses_partnership_cannot_be_asked_for(cast, as_, asked):
    pk = cast.other_partnership.pk if asked == "other" else asked

    as_(cast.liaison).post(NEW, typed(partnership=pk))

    assert Visit.objects.get().partnership == cast.partnership


def test_those_who_look_on_are_told_why_they_cannot(cast, as_):
    page = as_(cast.staff).get(NEW)

    assert page.status_code == 403
    assert "Site manager" in page.content.decode()
