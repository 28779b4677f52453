"""What a site asks of each kind of visit: set by the site alone, used by every rule."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from audit.models import EntryBody
from liaison import fields
from liaison.refusal import Stale
from notifications.models import Notice
from tests.at_once import at_once, only_one
from tests.cast import NOW
from visits import booking, terms
from visits.booking import CannotPropose
from visits.kinds import PROFILES, Kind
from visits.models import KindTerms, Visit
from visits.refusals import CannotBook
from visits.slots import Rule
from visits.terms import Asked, CannotSetTerms
from visits.tests.conftest import ELSEWHERE, local, slot, wish

TOUR = {"notice": 10, "usual_minutes": 60, "longest_minutes": 120, "largest": 8}


def set_for(cast, kind=Kind.CHECK_IN, *, by=None, **over):
    asked = Asked(
        **{"notice": 0, "usual_minutes": 45, "longest_minutes": 120, "largest": 30} | over
    )
    return terms.set_terms(cast.partnership, kind, asked, by=by or cast.manager, at=NOW)


def tour(starts, **over):
    return wish(slot(starts, **over), kind=Kind.TOUR)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", Kind)
def test_while_nothing_is_said_the_defaults_stand(cast, kind):
    standing = terms.of(cast.partnership, kind)

    assert (standing.notice, standing.longest) == (PROFILES[kind].notice, PROFILES[kind].longest)
    assert terms.all_of(cast.partnership)[kind].conditions[2] == standing.get_cameras_display()


@pytest.mark.django_db
def test_what_the_site_sets_counts_for_this_partnership_alone(cast):
    set_for(cast, notice=7, most_per_month=2)
    newest = set_for(cast, notice=5, words="Ring the back door.")

    standing = terms.of(cast.partnership, Kind.CHECK_IN)
    assert standing == newest
    assert (standing.notice, standing.most_per_month, standing.number) == (5, None, 2)
    assert standing.conditions[-1] == "Ring the back door."
    assert terms.of(cast.other_partnership, Kind.CHECK_IN).number == 0
    assert terms.of(cast.partnership, Kind.TOUR).number == 0


@pytest.mark.django_db
def test_it_stands_in_the_ledger_without_the_words_and_the_police_side_is_told(cast):
    set_for(cast, words="Ring the back door.")

    said = EntryBody.objects.latest("entry__seq").read()
    assert said["verb"] == "visits.terms_set"
    assert said["facts"]["uniform"] == "soft"
    assert "back door" not in str(said)
    told = Notice.objects.filter(kind="visits/terms_set")
    assert {one.recipient for one in told} == {cast.liaison, cast.backup, cast.police_leader}


@pytest.mark.django_db
def test_saying_the_same_again_changes_nothing(cast):
    first = set_for(cast)

    assert set_for(cast) == first
    assert KindTerms.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["liaison", "police_leader", "staff", "leader", "other_manager"])
def test_nobody_but_the_site_manager_sets_them(cast, who):
    with pytest.raises(PermissionDenied):
        set_for(cast, by=getattr(cast, who))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("over", "field"),
    [
        ({"notice": 61}, "notice"),
        ({"largest": 0}, "largest"),
        ({"most_per_month": 0}, "most_per_month"),
        ({"usual_minutes": 90, "longest_minutes": 60}, "usual_minutes"),
        ({"longest_minutes": 481}, "longest_minutes"),
    ],
)
def test_numbers_that_do_not_fit_are_refused_with_what_would(cast, over, field):
    with pytest.raises(CannotSetTerms) as refused:
        set_for(cast, **over)

    assert refused.value.field == field
    assert any(sign.isdigit() for sign in str(refused.value))


@pytest.mark.django_db
def test_a_kind_that_is_not_on_offer_is_not_proposed(cast):
    set_for(cast, is_offered=False)

    with pytest.raises(CannotPropose) as refused:
        booking.propose(cast.partnership, wish(), by=cast.liaison, at=NOW)
    assert refused.value.field == "kind"


@pytest.mark.django_db
def test_notice_length_and_party_follow_what_the_site_asks(cast):
    set_for(cast, notice=9, longest_minutes=45, largest=3)

    with pytest.raises(CannotBook) as refused:
        booking.propose(cast.partnership, wish(), by=cast.liaison, at=NOW)
    assert refused.value.rules == (Rule.TOO_LONG, Rule.NOTICE)
    with pytest.raises(CannotPropose):
        booking.propose(cast.partnership, wish(party_size=4), by=cast.liaison, at=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("place", [{}, ELSEWHERE])
def test_one_tour_a_month_refuses_the_second_with_the_next_month(cast, place):
    set_for(cast, Kind.TOUR, most_per_month=1)
    first = booking.propose(cast.partnership, tour(local(3, 5, 6)), by=cast.liaison, at=NOW)

    with pytest.raises(CannotBook) as refused:
        booking.propose(cast.partnership, tour(local(3, 31, 6), **place), by=cast.liaison, at=NOW)

    assert refused.value.rules == (Rule.CAP,)
    assert refused.value.field == "day"
    assert "March 2025 has it. The next month with room is April 2025." in str(refused.value)
    nearest = {slot.start.astimezone(first.tz).month for slot in refused.value.nearest}
    assert nearest <= {2, 4}
    assert booking.confirm(first, by=cast.manager, at=NOW)
    booking.propose(cast.partnership, tour(local(4, 1, 6)), by=cast.liaison, at=NOW)


@pytest.mark.django_db
def test_what_was_called_off_or_has_lapsed_leaves_its_month(cast):
    set_for(cast, Kind.TOUR, most_per_month=1)
    first = booking.propose(cast.partnership, tour(local(3, 5, 6)), by=cast.liaison, at=NOW)
    booking.cancel(first, reason="", by=cast.liaison, at=NOW)
    booking.propose(cast.partnership, tour(local(3, 7, 6)), by=cast.liaison, at=NOW)

    later = NOW + booking.ANSWER_WITHIN
    booking.propose(cast.partnership, tour(local(3, 12, 6)), by=cast.liaison, at=later)


@pytest.mark.django_db
def test_rows_are_never_changed(cast):
    made = set_for(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        KindTerms.objects.filter(pk=made.pk).update(notice=1)


@pytest.mark.django_db(transaction=True)
def test_two_tours_put_forward_at_once_do_not_both_fit_the_month(cast):
    set_for(cast, Kind.TOUR, most_per_month=1)

    ended = at_once(
        *(
            lambda day=day: booking.propose(
                cast.partnership, tour(local(3, day, 6)), by=cast.liaison, at=NOW
            )
            for day in (5, 6, 10, 12)
        )
    )

    only_one(ended, CannotBook)
    assert Visit.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_managers_who_set_them_at_once_leave_two_numbers_or_one_is_told(cast):
    stamp = terms.stamp(terms.of(cast.partnership, Kind.TOUR))

    ended = at_once(
        *(
            lambda notice=notice: terms.set_terms(
                cast.partnership,
                Kind.TOUR,
                Asked(**TOUR | {"notice": notice}),
                seen=stamp,
                by=cast.manager,
                at=NOW,
            )
            for notice in (4, 5)
        )
    )

    only_one(ended, Stale)
    assert KindTerms.objects.count() == 1


# --- the pages -------------------------------------------------------------------------------


def typed(**over):
    return {
        **{name: str(value) for name, value in TOUR.items()},
        "is_offered": "on",
        "most_per_month": "",
        "uniform": "plain",
        "vehicle": "away",
        "cameras": "off",
        "words": "",
    } | over


@pytest.mark.django_db
def test_the_manager_sets_them_on_a_page_and_both_sides_read_them(cast, as_):
    address = f"/visits/kinds/{cast.partnership.pk}/"
    page = as_(cast.manager).get(f"{address}tour/")
    seen = page.context["stamp"]

    response = as_(cast.manager).post(
        f"{address}tour/", typed(seen=seen, most_per_month="1", words="Ring the back door.")
    )

    assert response.url == address
    shown = as_(cast.liaison).get(address).content.decode()
    assert "Ring the back door." in shown
    assert "1 a month" in shown
    assert "kinds/" not in shown.split("kind-rows")[1]
    stale = as_(cast.alternate).post(f"{address}tour/", typed(seen=seen, notice="4"))
    assert stale.status_code == 409
    assert "As it stands now" in stale.content.decode()


@pytest.mark.django_db
def test_what_every_kind_asks_for_is_said_once(cast, as_):
    address = f"/visits/kinds/{cast.partnership.pk}/"
    uniform = KindTerms.unsaid(cast.partnership, Kind.TOUR).get_uniform_display()
    assert as_(cast.liaison).get(address).content.decode().count(uniform) == 1

    set_for(cast, uniform="plain")

    text = as_(cast.liaison).get(address).content.decode()
    assert text.count(uniform) == len(Kind) - 1, "of each but the one that asks for another"
    assert text.count("Body-worn cameras off") == 1


@pytest.mark.django_db
def test_words_that_may_point_to_somebody_are_asked_about(cast, as_):
    address = f"/visits/kinds/{cast.partnership.pk}/tour/"
    text = "Ring +1 604 555 0100."

    page = as_(cast.manager).post(address, typed(words=text, seen=terms.stamp(_tour(cast))))
    assert page.status_code == 422
    as_(cast.manager).post(
        address,
        typed(words=text, seen=terms.stamp(_tour(cast)), **{"words-vouched": fields.vouch(text)}),
    )

    assert _tour(cast).words == text
    assert EntryBody.objects.latest("entry__seq").read()["facts"]["vouched"] is True


@pytest.mark.django_db
def test_an_unknown_kind_is_no_page(cast, as_):
    assert as_(cast.manager).get(f"/visits/kinds/{cast.partnership.pk}/party/").status_code == 404


@pytest.mark.django_db
def test_the_list_asks_as_little_however_often_it_was_changed(cast, as_, django_assert_num_queries):
    client, address = as_(cast.liaison), f"/visits/kinds/{cast.partnership.pk}/"
    client.get(address)
    for notice in range(1, 5):
        set_for(cast, notice=notice, words="Ring the back door.")

    # session, person, standing (2), the partnership, what stands, notices
    with django_assert_num_queries(7):
        client.get(address)


def _tour(cast):
    return terms.of(cast.partnership, Kind.TOUR)


def test_the_longest_that_a_site_can_set_is_what_the_portal_offers():
    assert timedelta(minutes=terms.RANGES["longest_minutes"][1]) == timedelta(hours=8)
