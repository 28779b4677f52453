"""The pages on which a series is put forward, looked at and answered."""

import re
import uuid
from datetime import date, time, timedelta

import pytest

from audit.models import EntryBody
from notifications.models import Notice
from tests.cast import NOW
from visits import booking
from visits.kinds import ONCE, Kind, Place
from visits.lifecycle import SeriesStage, Stage
from visits.models import Series, Visit
from visits.recurrence import LAST, Frequency
from visits.series import agenda as series_agenda
from visits.series import offering
from visits.series.forms import SeriesForm
from visits.tests.conftest import VANCOUVER, WED, local, repeated, slot, wish
from visits.tests.test_terms import set_for

NEW = "/visits/series/new/"


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
        "frequency": "weekly",
        "interval": "1",
        "weekdays": [],
        "monthly": "day",
        "ends": "count",
        "count": "6",
        "until": "",
        "message": "The usual.",
        "key": str(uuid.uuid4()),
    }
    return {name: value for name, value in {**fields, **over}.items() if value is not None}


def shown(page) -> str:
    return re.search(r'name="shown" value="(\w+)"', page.content.decode())[1]


def test_the_form_comes_with_the_key_that_makes_it_one_series(cast, as_):
    page = as_(cast.liaison).get(NEW, {"partnership": cast.partnership.pk})

    assert uuid.UUID(re.search(r'name="key" value="([^"]*)"', page.content.decode())[1])


def test_where_a_site_takes_only_what_never_comes_again_the_page_still_opens(cast, as_):
    for kind in set(Kind) - set(ONCE):
        set_for(cast, kind, is_offered=False)

    page = as_(cast.liaison).get(NEW, {"partnership": cast.partnership.pk})

    assert page.status_code == 200
    kinds = dict(page.context["form"].fields["kind"].choices)
    assert kinds.keys() == set(Kind) - set(ONCE)
    assert page.context["form"]["kind"].value() == Kind.CHECK_IN


def test_as_many_people_can_come_again_as_come_once():
    assert SeriesForm(typed(party_size="100"), zone=VANCOUVER).is_valid()


def test_all_dates_are_shown_before_anything_is_proposed(cast, as_):
    form = typed()
    client = as_(cast.liaison)
    page = client.post(NEW, form | {"look": "1"})

    text = page.content.decode()
    assert page.status_code == 200
    assert "Every Wednesday at 06:00, 6 times in all" in text
    assert "6 dates stand." in text
    assert "later ones join by themselves" not in text
    assert "Wed 19 Mar 2025, 06:00" in text
    assert not Series.objects.exists()

    done = client.post(NEW, form | {"propose": "1", "shown": shown(page)})
    made = Series.objects.get()
    assert done.url == made.get_absolute_url()
    assert made.visits.count() == 6
    assert made.moves.get().note.words() == "The usual."


def test_dates_that_cannot_stand_are_listed_and_answered_one_by_one(cast, as_):
    booking.propose(cast.partnership, wish(slot(local(2, 19, 6))), by=cast.manager, at=NOW)
    form, client = typed(), as_(cast.liaison)
    page = client.post(NEW, form | {"look": "1"})
    assert "The site has another booking." in page.content.decode()
    choices = re.findall(r'name="on-2025-02-19" value="(\S+)"', page.content.decode())
    assert choices[0] == "leave"
    assert len(choices) == 4

    again = client.post(NEW, form | {"propose": "1", "shown": shown(page)})
    assert again.status_code == 422
    assert "One date cannot stand" in again.content.decode()

    answered = form | {"propose": "1", "shown": shown(page), "on-2025-02-19": choices[1]}
    assert client.post(NEW, answered).status_code == 302
    assert Visit.objects.filter(series__isnull=False).count() == 6


def test_what_was_chosen_is_kept_when_the_dates_are_shown_again(cast, as_):
    form = typed() | {"look": "1", "on-2025-02-19": "leave", "on-nonsense": "leave"}
    page = as_(cast.liaison).post(NEW, form).content.decode()

    assert re.search(r'name="on-2025-02-19" value="leave" checked', page)
    assert "5 dates stand." in page


def test_another_rule_than_was_shown_is_shown_first(cast, as_):
    client = as_(cast.liaison)
    page = client.post(NEW, typed() | {"look": "1"})
    other = client.post(NEW, typed(time="07:00") | {"propose": "1", "shown": shown(page)})

    assert other.status_code == 409
    assert "Every Wednesday at 07:00" in other.content.decode()
    assert not Series.objects.exists()


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ({"ends": "until", "until": ""}, "Say which day is the last."),
        ({"ends": "until", "until": "2025-01-01"}, "Choose Wed 12 Feb 2025 or a later one."),
        ({"ends": "count", "count": ""}, "Say how many dates there are, from 1 to 400."),
        ({"day": "2027-02-12"}, "This rule has no date in the coming year."),
        ({"kind": "tour", "party_size": "20"}, "at most 8 people can come."),
        ({"place": "off_site"}, "Say where you would meet."),
    ],
)
@pytest.mark.parametrize("button", ["look", "propose"])
def test_a_refusal_says_why_and_keeps_what_was_typed(cast, as_, over, words, button):
    page = as_(cast.liaison).post(NEW, typed(**over) | {button: "1"})

    assert words in page.content.decode()
    assert 'value="06:00"' in page.content.decode()
    assert not Series.objects.exists()


@pytest.mark.parametrize(
    ("over", "weekdays", "nth"),
    [
        ({"weekdays": ["3", "1"]}, {1, 3}, None),
        ({"weekdays": []}, {2}, None),
        ({"frequency": "daily"}, set(), None),
        ({"frequency": "yearly"}, set(), None),
        ({"frequency": "monthly"}, set(), None),
        ({"frequency": "monthly", "monthly": "nth"}, {2}, 2),
        ({"frequency": "monthly", "monthly": "nth", "day": "2025-01-29"}, {2}, LAST),
        ({"frequency": "monthly", "monthly": "last"}, {2}, LAST),
    ],
)
def test_what_is_typed_is_the_rule(over, weekdays, nth):
    form = SeriesForm(typed(**over), zone=VANCOUVER)

    assert form.is_valid(), form.errors
    rule = form.rule()
    assert (set(rule.weekdays), rule.nth, rule.time) == (weekdays, nth, time(6))
    assert rule.frequency == Frequency(over.get("frequency", "weekly"))


def test_what_was_typed_for_one_visit_is_carried_over(cast, as_):
    one = {"partnership": str(cast.partnership.pk), "kind": "training", "day": "2025-02-20",
           "time": "05:30", "place": "virtual", "repeat": "1"}  # fmt: skip
    page = as_(cast.liaison).post(NEW, one).content.decode()

    assert 'value="2025-02-20"' in page
    assert 'value="05:30"' in page
    assert "Repeat this" in as_(cast.liaison).get("/visits/new/").content.decode()


# --- the page of one -------------------------------------------------------------------------


def test_whoever_answers_can_confirm_all_dates_with_one_press(cast, as_, on_offer):
    url = on_offer.get_absolute_url()
    page = as_(cast.manager).get(url).content.decode()
    assert "Confirm all dates" in page

    done = as_(cast.manager).post(f"{url}confirm/", {"seen": on_offer.revision})
    assert done.url == url
    on_offer.refresh_from_db()
    assert on_offer.stage == SeriesStage.CONFIRMED


def test_a_stale_answer_changes_nothing(cast, as_, on_offer):
    page = as_(cast.manager).post(f"{on_offer.get_absolute_url()}confirm/", {"seen": 7})

    assert page.status_code == 409
    on_offer.refresh_from_db()
    assert on_offer.stage == SeriesStage.PROPOSED


def test_a_date_that_fails_meanwhile_can_be_left_out_on_the_page(cast, as_, on_offer):
    late = on_offer.visits.first()
    url = f"{on_offer.get_absolute_url()}confirm/"
    done = as_(cast.manager).post(url, {"seen": 1, "without": [late.occurs_on.isoformat(), "x"]})

    assert done.status_code == 302
    late.refresh_from_db()
    assert late.stage == Stage.DECLINED


@pytest.mark.parametrize(
    ("who", "deed", "stage"),
    [
        ("manager", "decline", SeriesStage.DECLINED),
        ("liaison", "withdraw", SeriesStage.WITHDRAWN),
    ],
)
def test_it_is_declined_or_withdrawn(cast, as_, on_offer, who, deed, stage):
    client, url = as_(getattr(cast, who)), f"{on_offer.get_absolute_url()}{deed}/"
    assert client.get(url).status_code == 200
    assert client.post(url, {"seen": 1, "reason": "Too often."}).status_code == 302
    on_offer.refresh_from_db()
    assert on_offer.stage == stage
    assert "Too often." in client.get(on_offer.get_absolute_url()).content.decode()


def test_it_is_ended_from_a_day_on(cast, as_, running):
    url = f"{running.get_absolute_url()}end/"
    page = as_(cast.liaison).post(url, {"seen": 2, "reason": "", "day": "2025-02-26"})
    assert page.status_code == 422
    assert "2025-02-26" in page.content.decode()

    as_(cast.liaison).post(url, {"seen": 2, "reason": "A new job.", "day": "2025-02-26"})
    running.refresh_from_db()
    assert running.last_day == date(2025, 2, 25)


def test_a_date_that_was_called_off_is_shown_and_proposed_again(cast, as_, running):
    booking.cancel(running.visits.get(occurs_on=WED), reason="Court.", by=cast.liaison, at=NOW)
    url, client = running.get_absolute_url(), as_(cast.manager)
    assert "Dates left out" in client.get(url).content.decode()

    done = client.post(f"{url}restore/", {"day": "2025-02-12"})
    assert Visit.objects.get(stage=Stage.PROPOSED).get_absolute_url() == done.url
    assert "Dates left out" not in client.get(url).content.decode()
    assert client.post(f"{url}restore/", {"day": "2025-02-12"}).status_code == 422
    assert client.post(f"{url}restore/", {"day": "never"}).status_code == 302


def test_a_visit_says_that_it_is_one_of_a_series(cast, as_, on_offer):
    page = as_(cast.manager).get(on_offer.visits.first().get_absolute_url()).content.decode()

    assert on_offer.get_absolute_url() in page
    assert "The answer is given for the whole series." in page
    assert "Every Wednesday at 06:00" in page


def test_the_list_and_the_desk_show_the_series_and_not_its_visits(cast, as_, on_offer):
    page = as_(cast.manager).get("/visits/").content.decode()
    assert "Every Wednesday at 06:00" in page
    assert on_offer.visits.first().get_absolute_url() not in page

    (item,) = series_agenda.waiting_for(cast.manager, NOW)
    assert item.action.url == f"{on_offer.get_absolute_url()}confirm/"
    (item,) = series_agenda.waiting_for(cast.liaison, NOW)
    assert (item.action, item.who) == (None, cast.operator.name)
    assert series_agenda.waiting_for(cast.staff, NOW) == []


def test_what_a_series_left_out_is_not_listed_as_past(cast, as_, on_offer):
    offering.decline(on_offer, reason="No.", by=cast.manager, at=NOW)

    assert "visit-row" not in as_(cast.manager).get("/visits/?show=past").content.decode()


AT_SEVEN = "07:00</time> to <time"


def test_the_page_asks_as_little_of_the_database_for_many_dates_as_for_few(
    cast, as_, django_assert_num_queries
):
    client = as_(cast.manager)
    few, many = (
        offering.confirm(
            offering.propose(
                cast.partnership,
                repeated(count=count, at=time(hour), minutes=30, place=Place.VIRTUAL),
                by=cast.liaison,
                at=NOW,
            ),
            by=cast.manager,
            at=NOW,
        )
        for count, hour in ((3, 5), (45, 7))
    )
    client.get(few.get_absolute_url())
    for one in (few, many):
        with django_assert_num_queries(11):
            page = client.get(one.get_absolute_url())
    assert page.content.decode().count(AT_SEVEN) == 20
    more = re.search(r'rel="next" href="(\S+)"', page.content.decode())[1]
    last = client.get(many.get_absolute_url() + more).content.decode()
    assert last.count(AT_SEVEN) == 20
    assert client.get(many.get_absolute_url() + "?after=nonsense").status_code == 404


def test_no_words_reach_the_ledger_or_a_notice(cast, as_):
    client = as_(cast.liaison)
    form = typed(message="Canary seven.")
    page = client.post(NEW, form | {"look": "1"})
    client.post(NEW, form | {"propose": "1", "shown": shown(page)})

    assert Series.objects.get().moves.get().note.words() == "Canary seven."
    told = Notice.objects.filter(kind="visits/series_proposed").values_list("facts", "path")
    assert told
    kept = [*EntryBody.objects.values_list("body", flat=True), *map(str, told)]
    assert not [one for one in kept if "Canary" in one]


def test_another_partnership_does_not_see_it(cast, as_, on_offer):
    assert as_(cast.other_manager).get(on_offer.get_absolute_url()).status_code == 404


def test_a_year_of_days_is_proposed_within_reach(cast, as_):
    """The most there can be: a call every day for a year."""
    form = typed(frequency="daily", ends="open", count="", place="virtual")
    page = as_(cast.manager).post(NEW, form | {"look": "1"})

    assert re.search(r"And \d{3} more\.", page.content.decode())
    assert "later ones join by themselves" in page.content.decode()
    as_(cast.manager).post(NEW, form | {"propose": "1", "shown": shown(page)})
    made = Series.objects.get()
    assert made.visits.count() == (made.rolled_to - WED + timedelta(days=1)).days
