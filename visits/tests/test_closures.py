"""A site that closes for a visit: recognised by its hours, told with another place, counted; and
what hangs at the door before a visit."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.models import EntryBody
from liaison import hours, opening
from liaison.bilingual import Bilingual
from liaison.hours import Schedule, Span
from liaison.views import hours as hours_page
from tests.cast import HARBOUR_HOURS, NOW
from visits import booking, closures
from visits.closures import CannotTell, Counted, OwesNotice
from visits.models import ClosureNotice
from visits.tests.conftest import ELSEWHERE, VANCOUVER, local, slot, wish

# From NOW on Harbour Street opens at noon instead of 09:00.
SHORTER = {**HARBOUR_HOURS, "hours": [{**r, "opens": "12:00"} for r in HARBOUR_HOURS["hours"]]}
IN_THE_GAP, A_MONTH_ON, BEFORE_DAWN = local(2, 12, 9, 30), local(3, 20, 9, 30), local(2, 12, 6)
WORDS = {
    "why": Bilingual("Police and staff look at the rooms."),
    "instead": Bilingual("Mill Lane, open until 22:00.", "Mill Lane, ouvert jusqu’à 22 h."),
}
TYPED = {
    "why_en": WORDS["why"].en,
    "instead_en": WORDS["instead"].en,
    "instead_fr": WORDS["instead"].fr,
}


@pytest.fixture
def shorter(cast):
    return opening.set_hours(cast.site, SHORTER, by=cast.manager, at=NOW)


def propose(cast, starts=IN_THE_GAP, **over):
    time = slot(starts, **over)
    return booking.propose(cast.partnership, wish(time), by=cast.manager, at=NOW)


@pytest.fixture
def closing(cast, shorter):
    """Proposed by the site, in time that was opening time a month before."""
    return propose(cast)


def tell(cast, visit, by="manager", **over):
    return closures.tell(visit, **WORDS | over, by=getattr(cast, by), at=NOW)


@pytest.mark.parametrize(
    ("starts", "over", "closes"),
    [
        (IN_THE_GAP, {}, True),
        (BEFORE_DAWN, {}, False),
        (A_MONTH_ON, {}, False),  # announced more than a month before
        (IN_THE_GAP, ELSEWHERE, False),
    ],
)
def test_a_closure_is_what_was_open_a_month_before_and_is_not_now(
    cast, shorter, starts, over, closes
):
    visit = propose(cast, starts, **over)

    assert bool(closures.made_for(visit)) == closes
    if not closes:
        assert booking.confirm(visit, by=cast.liaison, at=NOW).stage == "confirmed"


@pytest.mark.parametrize(
    ("starts", "closes"), [(IN_THE_GAP, True), (BEFORE_DAWN, False), (A_MONTH_ON, False)]
)
def test_where_a_time_is_chosen_it_says_that_the_site_closes_for_it(
    cast, as_, shorter, starts, closes
):
    data = {
        "kind": "check_in",
        "place": "on_site",
        "day": f"{starts:%Y-%m-%d}",
        "time": f"{starts:%H:%M}",
        "minutes": "60",
        "over": "14",
        "look": "1",
    }
    with time_machine.travel(NOW, tick=False):
        address = reverse("visits:visit_new") + f"?partnership={cast.partnership.pk}"
        page = as_(cast.liaison).post(address, data | {"partnership": cast.partnership.pk})

    assert page.status_code == 200
    assert ("The site closes for this visit" in page.content.decode()) == closes
    finder = page.context["finder"]
    marked = {one.start for one in finder.closing}
    assert (finder.wish.start in marked) == closes
    # Those that begin from 09:00 on, while it is not a month yet.
    for one in finder.times:
        there = one.start.astimezone(VANCOUVER)
        is_soon = one.start < NOW + closures.KNOWN_BEFORE
        assert (one in finder.closing) == (is_soon and (there + timedelta(hours=1)).hour >= 10)


def test_hours_that_nobody_had_said_close_nothing():
    span = Span(IN_THE_GAP, IN_THE_GAP + timedelta(hours=1))

    assert not closures.closed(Schedule.unknown(VANCOUVER), Schedule.never(VANCOUVER), span)


@settings(max_examples=60, deadline=None)
@given(quarter=st.integers(0, 96 * 3), minutes=st.sampled_from([15, 60, 180]))
def test_what_closes_was_open_then_and_is_closed_now(quarter, minutes):
    then, now = (Schedule.from_document(one, VANCOUVER) for one in (HARBOUR_HOURS, SHORTER))
    start = local(2, 10, 0) + timedelta(minutes=15 * quarter)
    end = start + timedelta(minutes=minutes)

    for minute in range(0, minutes, 15):
        at = start + timedelta(minutes=minute)
        is_open = [hours.state_at(one, at) is hours.State.OPERATING for one in (then, now)]
        is_closing = any(
            gap.start <= at < gap.end for gap in closures.closed(then, now, Span(start, end))
        )
        assert is_closing == (is_open == [True, False])


def test_it_is_not_confirmed_before_the_people_who_use_the_site_are_told(cast, closing):
    with pytest.raises(OwesNotice, match="another place"):
        booking.confirm(closing, by=cast.liaison, at=NOW)
    closing.refresh_from_db()
    assert closing.stage == "proposed"

    tell(cast, closing)

    assert booking.confirm(closing, by=cast.liaison, at=NOW).stage == "confirmed"
    after = IN_THE_GAP + timedelta(hours=1)
    assert closures.counted(cast.site, cast.staff, after) == Counted(in_hours=0, closed_for=1)
    assert "Mill Lane" not in "".join(EntryBody.objects.values_list("body", flat=True))


def test_a_notice_is_for_its_own_time_only(cast, closing):
    tell(cast, closing)
    moved = booking.counter_propose(
        closing, slot(IN_THE_GAP + timedelta(minutes=45)), by=cast.liaison, at=NOW
    )

    with pytest.raises(OwesNotice):
        booking.confirm(moved, by=cast.manager, at=NOW)


@pytest.mark.parametrize("name", ["liaison", "staff", "leader", "other_manager"])
def test_only_the_site_manager_tells(cast, closing, name):
    with pytest.raises(PermissionDenied):
        tell(cast, closing, by=name)


def test_no_notice_is_kept_where_nothing_closes(cast, proposed):
    with pytest.raises(CannotTell):
        tell(cast, proposed)


def test_the_database_keeps_a_notice_as_it_hung(cast, closing):
    told = tell(cast, closing)
    with pytest.raises(DatabaseError), transaction.atomic():
        ClosureNotice.objects.update(at=NOW + timedelta(days=1))
    told.pk, told.ends = None, told.ends + timedelta(hours=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        told.save(force_insert=True)


def test_it_says_each_in_one_language_at_least(cast, closing):
    with pytest.raises(DatabaseError), transaction.atomic():
        tell(cast, closing, why=Bilingual())
    french = tell(cast, closing, why=Bilingual(fr="Pour faire le tour des lieux."))

    assert closures.notice_of(closing) == french
    assert french.why.read_in("en") == ("Pour faire le tour des lieux.", "fr")


# --- pages ----------------------------------------------------------------------------------------


@pytest.fixture
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


def test_the_page_asks_the_manager_for_the_notice_and_shows_it(cast, as_, closing, now):
    client, page = as_(cast.manager), f"/visits/{closing.pk}/"
    assert "Write the notice" in client.get(page).content.decode()
    asked = as_(cast.liaison).get(page).content.decode()
    assert "Write the notice" not in asked
    assert "The notice for the people who use the site comes first." in asked
    assert f"{page}confirm/" not in asked
    refused = as_(cast.liaison).post(f"{page}confirm/", {"seen": closing.revision})
    assert refused.status_code == 422
    assert "the site manager writes the notice" in refused.content.decode()

    wrong = client.post(
        f"{page}closure/", {**TYPED, "instead_en": "", "instead_fr": "", "seen": closing.revision}
    )
    assert wrong.status_code == 422
    assert "Name a place that is open then." in wrong.content.decode()
    assert TYPED["why_en"] in wrong.content.decode()
    client.post(f"{page}closure/", {**TYPED, "seen": closing.revision})

    told = as_(cast.liaison).get(page).content.decode()
    assert TYPED["instead_en"] in told
    assert TYPED["instead_fr"] not in told
    assert f"{page}confirm/" in told


def test_whoever_writes_the_notice_anew_begins_with_what_hangs_there(cast, as_, closing, now):
    tell(cast, closing)

    shown = as_(cast.manager).get(reverse("visits:visit_closure", args=[closing.pk]))

    form = shown.context["form"]
    assert {name: form[name].value() for name in TYPED} == TYPED
    assert not form["why_fr"].value()


def test_the_door_notice_says_it_in_both_languages_and_names_nobody(cast, as_, closing, now):
    tell(cast, closing)
    booking.confirm(closing, by=cast.liaison, at=NOW)
    client = as_(cast.staff)

    text = client.get(f"/visits/{closing.pk}/door-notice/").content.decode()

    body = text.split("<main")[1].split("</main")[0]
    for words in ("Police officers visit this site", "visitent ce site", *TYPED.values()):
        assert words in body
    assert "The site is closed at that time." in body
    # All of the time in which nobody is let in, before what is said of the visit.
    closed = body.split("The site is closed:")[1].split("</p>")[0]
    assert re.findall(r"(\d\d:\d\d)(?: \(|</time>)", closed) == ["03:00", "12:00"]
    assert f'<div lang="fr"><p>{TYPED["instead_fr"]}' in body
    assert body.index(TYPED["instead_en"]) < body.index("Police officers visit this site")
    assert cast.liaison.name not in body
    assert cast.manager.name not in body
    assert (
        f"/visits/{closing.pk}/door-notice/"
        in client.get(f"/visits/{closing.pk}/").content.decode()
    )


def test_a_visit_in_hours_says_that_the_site_is_open(cast, as_, now):
    visit = propose(cast, local(2, 12, 11), exception="Only then.")
    booking.confirm(visit, by=cast.liaison, at=NOW)

    text = as_(cast.staff).get(f"/visits/{visit.pk}/door-notice/").content.decode()

    assert "The site is open at that time." in text


@pytest.mark.parametrize("which", ["proposed", "elsewhere"])
def test_nothing_hangs_for_what_is_not_agreed_or_not_on_site(cast, as_, now, which):
    visit = propose(cast, BEFORE_DAWN, **(ELSEWHERE if which == "elsewhere" else {}))
    if which == "elsewhere":
        booking.confirm(visit, by=cast.liaison, at=NOW)

    assert as_(cast.staff).get(f"/visits/{visit.pk}/door-notice/").status_code == 404


def hours_read_by(as_, person, site) -> str:
    return as_(person).get(reverse("liaison:hours_show", args=[site.slug])).content.decode()


def test_the_page_of_the_hours_and_that_of_the_visit_lead_to_each_other(cast, as_, closing):
    there = reverse("liaison:hours_show", args=[cast.site.slug])
    with time_machine.travel(NOW, tick=False):
        for part in ("manager", "liaison"):
            text = hours_read_by(as_, getattr(cast, part), cast.site)
            assert "Closed for a visit" in text
            assert f'href="{closing.get_absolute_url()}#closure"' in text
            visit = as_(getattr(cast, part)).get(closing.get_absolute_url()).content.decode()
            assert 'id="closure"' in visit
            assert f'href="{there}#closed-for"' in visit


def test_the_hours_name_every_visit_that_they_close_for(cast, as_, closing, monkeypatch):
    monkeypatch.setattr(hours_page, "AT_ONCE", 1)
    others = [propose(cast, local(2, day, 9, 30)) for day in (13, 14)]
    with time_machine.travel(NOW, tick=False):
        text = hours_read_by(as_, cast.manager, cast.site)

    shown, _fold, folded = text.partition("And 2 more.")
    assert f"{closing.get_absolute_url()}#closure" in shown
    for one in others:
        assert f"{one.get_absolute_url()}#closure" in folded


def test_a_visit_that_may_move_still_says_for_which_time_the_site_closes(cast, as_, closing):
    tell(cast, closing)
    agreed = booking.confirm(closing, by=cast.liaison, at=NOW)
    booking.counter_propose(agreed, slot(BEFORE_DAWN), by=cast.manager, at=NOW)

    with time_machine.travel(NOW, tick=False):
        hours = hours_read_by(as_, cast.manager, cast.site)
        visit = as_(cast.liaison).get(closing.get_absolute_url()).content.decode()
    assert f"{closing.get_absolute_url()}#closure" in hours
    assert WORDS["why"].en in visit


def test_the_hours_name_no_visit_that_they_do_not_close_for(cast, as_, shorter):
    propose(cast, BEFORE_DAWN)

    with time_machine.travel(NOW, tick=False):
        assert "Closed for a visit" not in hours_read_by(as_, cast.manager, cast.site)


def test_those_who_see_no_visits_read_of_none_with_the_hours(cast, as_, closing):
    with time_machine.travel(NOW, tick=False):
        text = hours_read_by(as_, cast.officer, cast.site)

    assert "Closed for a visit" not in text
    assert str(closing.pk) not in text


def test_who_reads_the_notice_is_said_once_above_all_of_its_fields(cast, as_, closing):
    with time_machine.travel(NOW, tick=False):
        page = as_(cast.manager).get(f"{closing.get_absolute_url()}closure/").content.decode()

    assert page.count("Who will read this:") == 1
    assert len(re.findall(r'aria-describedby="readers[" ]', page)) == 4


def test_the_notice_is_printed_with_a_button_or_without(cast, as_, closing):
    tell(cast, closing)
    booking.confirm(closing, by=cast.liaison, at=NOW)

    with time_machine.travel(NOW, tick=False):
        page = as_(cast.manager).get(f"{closing.get_absolute_url()}door-notice/").content.decode()

    assert "a sheet for each language" in page
    assert re.search(r'<button type="button"[^>]* data-print hidden>', page)
    assert re.search(r'<script src="[^"]*js/handy[^"]*" defer></script>', page)
