"""A date of a series in the site's hours: by the manager's exception for it, and for no other."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from liaison import opening
from liaison.hours import Span
from liaison.roles import Side
from notifications.models import Notice
from tests.at_once import at_once, only_one
from tests.cast import HARBOUR_HOURS, NOW
from visits import booking, exceptions
from visits.lifecycle import Stage
from visits.models import InHoursException, Series, Visit
from visits.refusals import CannotBook
from visits.series import changing, countering, offering
from visits.series import running as series_running
from visits.series.countering import Answer
from visits.series.planning import CannotRepeat
from visits.slots import Rule
from visits.tests.conftest import WED, local, repeated, slot, wish
from visits.tests.test_series_pages import shown, typed

WEEK = timedelta(weeks=1)
SECOND = WED + WEEK
WHY = "The inspector is only there at that hour."


def opened_early(day=SECOND) -> dict:
    """Hours that hit the date of *day* at six, and none besides."""
    early = {"date": day.isoformat(), "kind": "open",
             "intervals": [{"opens": "05:00", "closes": "23:00"}]}  # fmt: skip
    return HARBOUR_HOURS | {"exceptions": [early]}


@pytest.fixture
def early(cast):
    return opening.set_hours(cast.site, opened_early(), by=cast.manager, at=NOW)


def propose(cast, by="manager", **over) -> Series:
    wanted = repeated(**{"excepted": {SECOND: WHY}} | over)
    return offering.propose(cast.partnership, wanted, by=getattr(cast, by), at=NOW)


# --- put forward with the others --------------------------------------------------------------


def test_a_date_in_hours_stands_with_its_exception_and_is_agreed_with_the_others(cast, early):
    made = propose(cast)

    kept = InHoursException.objects.get()
    assert (kept.visit.occurs_on, kept.by, kept.reason.words()) == (SECOND, cast.manager, WHY)
    assert {name for name in exceptions.WAIVES if getattr(kept, name)} == {"operating"}
    offering.confirm(made, by=cast.liaison, at=NOW)
    assert made.visits.filter(stage=Stage.CONFIRMED).count() == 6


def test_a_date_that_the_hours_let_stand_needs_none(cast):
    propose(cast)

    assert not InHoursException.objects.exists()


def test_it_is_for_its_own_date(cast):
    with pytest.raises(CannotRepeat) as refused:
        propose(cast, at=time(12))

    assert [one.day for one in refused.value.plan.failing] == [
        WED + n * WEEK for n in (0, 2, 3, 4, 5)
    ]


def test_it_never_sets_another_booking_aside(cast, early):
    six = slot(local(2, 19, 6), exception="A film crew.")
    booking.propose(cast.partnership, wish(six), by=cast.manager, at=NOW)

    with pytest.raises(CannotRepeat) as refused:
        propose(cast)

    (failing,) = refused.value.plan.failing
    assert failing.rules == {Rule.OPERATING, Rule.BOOKED}
    assert not failing.could_be_excepted


@pytest.mark.parametrize("name", ["liaison", "police_leader"])
def test_only_the_site_manager_makes_one(cast, early, name):
    with pytest.raises(PermissionDenied):
        propose(cast, by=name)


def test_a_change_makes_none(cast, running, early):
    with pytest.raises(CannotRepeat):
        changing.change(running, repeated(excepted={SECOND: WHY}, count=5), by=cast.manager, at=NOW)


# --- in answer to an offer -------------------------------------------------------------------


@pytest.fixture
def fewer(cast, early):
    """The police side puts forward all but the date in hours, as it must."""
    wanted = repeated(said={SECOND: None})
    return offering.propose(cast.partnership, wanted, by=cast.liaison, at=NOW)


def counter(offered, by, **over) -> Series:
    wanted = repeated(**{"excepted": {SECOND: WHY}} | over)
    return countering.counter(offered, Answer(wanted=wanted), by=by, at=NOW)


def test_the_managers_answer_puts_a_date_in_hours_with_its_exception(cast, fewer):
    new = counter(fewer, cast.manager)

    kept = InHoursException.objects.get()
    assert (kept.visit.series, kept.visit.occurs_on, kept.by) == (new, SECOND, cast.manager)
    assert kept.reason.words() == WHY
    assert offering.confirm(new, by=cast.liaison, at=NOW).visits.count() == 6


def test_in_hours_is_an_answer_even_by_the_rule_that_is_on_offer(cast, on_offer, hit):
    new = counter(on_offer, cast.manager)

    assert new.visits.filter(stage=Stage.PROPOSED).count() == 6
    assert exceptions.current().get().visit.series == new


def test_nobody_else_answers_with_an_exception(cast, early):
    offered = propose(cast)

    with pytest.raises(PermissionDenied):
        counter(offered, cast.liaison, at=time(5))


def test_an_answer_about_a_series_that_runs_makes_none(cast, running):
    change = changing.change(running, repeated(at=time(7)), by=cast.liaison, at=NOW)
    opening.set_hours(cast.site, opened_early(), by=cast.manager, at=NOW)

    with pytest.raises(CannotRepeat):
        counter(change, cast.manager, at=time(5))


# --- a date that comes back -------------------------------------------------------------------


def test_a_date_left_out_comes_back_in_hours_for_the_other_sides_yes(cast, early):
    made = propose(cast, said={SECOND: None}, excepted={})
    running = offering.confirm(made, by=cast.liaison, at=NOW)
    with pytest.raises(CannotBook) as refused:
        series_running.restore(running, SECOND, by=cast.manager, at=NOW)
    assert exceptions.would_help(refused.value.rules)

    back = series_running.restore(running, SECOND, exception=WHY, by=cast.manager, at=NOW)

    assert (back.turn, back.exceptions.get().reason.words()) == (Side.POLICE, WHY)
    assert booking.confirm(back, by=cast.liaison, at=NOW).stage == Stage.CONFIRMED


@pytest.fixture
def hit(cast, on_offer, early):
    """The second date, of a series that the police side put forward."""
    return on_offer.visits.get(stage=Stage.NEEDS_RESCHEDULING)


def test_a_date_on_offer_that_hours_hit_goes_back_among_the_others(cast, on_offer, hit):
    Notice.objects.all().delete()

    back = series_running.restore(on_offer, SECOND, exception=WHY, by=cast.manager, at=NOW)

    assert (back.pk, back.stage, back.turn) == (hit.pk, Stage.PROPOSED, Side.SITE)
    assert back.expires_at == on_offer.expires_at
    assert not Notice.objects.exists()
    offering.confirm(on_offer, by=cast.manager, at=NOW)
    assert on_offer.visits.filter(stage=Stage.CONFIRMED).count() == 6


def test_either_side_puts_it_back_where_the_hours_let_it_stand_again(cast, on_offer, hit):
    opening.set_hours(cast.site, HARBOUR_HOURS, by=cast.manager, at=NOW)

    assert series_running.restore(on_offer, SECOND, by=cast.liaison, at=NOW).turn == Side.SITE
    assert not InHoursException.objects.exists()


@pytest.mark.parametrize(
    ("day", "over", "refusal"),
    [
        (SECOND, {"by": "liaison", "exception": WHY}, PermissionDenied),
        (SECOND, {"by": "manager"}, CannotBook),
        (WED, {"by": "manager"}, series_running.CannotRestore),
    ],
)
def test_nothing_else_goes_back(cast, on_offer, hit, day, over, refusal):
    by = getattr(cast, over.pop("by"))

    with pytest.raises(refusal):
        series_running.restore(on_offer, day, by=by, at=NOW, **over)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_put_it_back_at_once_one_does(cast, on_offer, hit):
    ended = at_once(
        lambda: series_running.restore(on_offer, SECOND, exception=WHY, by=cast.manager, at=NOW),
        lambda: series_running.restore(on_offer, SECOND, exception=WHY, by=cast.alternate, at=NOW),
    )

    only_one(ended, series_running.CannotRestore)
    assert InHoursException.objects.count() == 1


# --- pages ------------------------------------------------------------------------------------

NEW = "/visits/series/new/"
CHOICE = f'name="on-{SECOND}" value="in-hours"'


@pytest.fixture
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


def test_the_dates_offer_it_to_a_manager_and_to_nobody_else(cast, as_, early, now):
    look = typed() | {"look": "1"}

    assert CHOICE in as_(cast.manager).post(NEW, look).content.decode()
    assert CHOICE not in as_(cast.liaison).post(NEW, look).content.decode()


def test_without_a_reason_it_is_asked_for_and_the_choice_is_kept(cast, as_, early, now):
    chosen = typed() | {f"on-{SECOND}": "in-hours"}
    page = as_(cast.manager).post(NEW, chosen | {"propose": "1"})

    assert page.status_code == 422
    assert "Say why these dates have to be in the site’s hours." in page.content.decode()
    assert f"{CHOICE} checked" in page.content.decode()
    said = chosen | {"propose": "1", "exception": WHY, "shown": shown(page)}
    assert as_(cast.manager).post(NEW, said).status_code == 302
    assert InHoursException.objects.get().reason.words() == WHY


def test_the_page_of_an_answer_offers_it_and_keeps_it(cast, as_, fewer, now):
    client, url = as_(cast.manager), f"{fewer.get_absolute_url()}another-rule/"
    asked = typed(seen=str(fewer.revision))
    page = client.post(url, asked | {"look": "1"})
    assert CHOICE in page.content.decode()

    chosen = asked | {f"on-{SECOND}": "in-hours", "shown": shown(page)}
    page = client.post(url, chosen | {"propose": "1"})
    assert page.status_code == 422
    assert "Say why these dates have to be in the site’s hours." in page.content.decode()
    assert f"{CHOICE} checked" in page.content.decode()
    assert client.post(url, chosen | {"propose": "1", "exception": WHY}).status_code == 302

    assert InHoursException.objects.get().reason.words() == WHY


def test_the_page_offers_it_for_a_date_that_comes_back(cast, as_, on_offer, hit, now):
    client, url = as_(cast.manager), f"{on_offer.get_absolute_url()}restore/"
    day = {"day": SECOND.isoformat()}
    assert (
        "Dates that new hours have hit" in client.get(on_offer.get_absolute_url()).content.decode()
    )

    refused = client.post(url, day)
    assert refused.status_code == 422
    assert "Only with a recorded exception" in refused.content.decode()
    assert "recorded exception" not in as_(cast.liaison).post(url, day).content.decode()
    asked = client.post(url, day | {"exception": "Ring 604 555 0199."})
    assert "Ring 604 555 0199." in asked.content.decode()
    assert client.post(url, day | {"exception": WHY}).url == on_offer.get_absolute_url()

    assert Visit.objects.get(exceptions__isnull=False).occurs_on == SECOND


@pytest.mark.parametrize("part", ["manager", "liaison"])
def test_while_it_is_on_offer_nobody_agrees_to_a_time_that_was_not_put_forward(
    cast, as_, on_offer, hit, now, part
):
    another = Span(local(2, 20, 6), local(2, 20, 7))
    by = getattr(cast, part)

    with pytest.raises(series_running.CannotRestore, match="comes back at the time it had"):
        series_running.restore(on_offer, SECOND, instead=another, by=by, at=NOW)
    url = f"{on_offer.get_absolute_url()}restore/"
    page = as_(by).post(url, {"day": str(SECOND)})
    assert page.status_code == 422
    assert "Take this one" not in page.content.decode()
