"""What somebody sends who does not press the buttons of the page: fields that were not offered,
ids of others, both methods at every address."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import NoReverseMatch, reverse

from audit.models import Entry
from liaison.models import Partnership
from liaison.roles import Side
from notifications.models import Notice
from tests.cast import NOW, SINCE
from visits import booking
from visits.after import actions, outcomes
from visits.after.actions import Todo
from visits.kinds import Kind, Place
from visits.models import Contact, InHoursException, Series, Visit, VisitAction
from visits.tests.conftest import AFTER, WED, local, slot, wish
from visits.tests.doors import DOORS
from visits.tests.test_series_pages import NEW as NEW_SERIES
from visits.tests.test_series_pages import shown
from visits.tests.test_series_pages import typed as typed_series
from visits.tests.test_visit_new import NEW
from visits.tests.test_visit_new import typed as typed_visit

# Addresses of one thing that belongs to a partnership, by what stands behind the id.
OF_ONE = sorted(name for name, door in DOORS.items() if door.args and "feed" not in name)


@pytest.fixture(autouse=True)
def now(time_machine):
    return time_machine.move_to(NOW, tick=False)


@pytest.fixture
def action(cast):
    """The site's, after a visit that was held."""
    time = slot(local(2, 13, 6))
    later = booking.propose(cast.partnership, wish(time), by=cast.liaison, at=NOW)
    visit = booking.confirm(later, by=cast.manager, at=NOW)
    held = outcomes.mark_held(visit, note="Fine.", by=cast.manager, at=AFTER + timedelta(days=1))
    todo = Todo(what="Tell new officers.", side=Side.SITE, due_on=date(2025, 3, 12))
    return actions.add(held, todo, by=cast.manager, at=AFTER + timedelta(days=1))


def address(name, cast, visit, series, action) -> str:
    about = {"partnership": cast.partnership.pk, "visit": visit.pk, "series": series.pk}
    tries = (
        [about["series"]] if "series" in name else [about["visit"]],
        [action.visit_id, action.pk],
        [about["partnership"]],
        [about["partnership"], "check_in"],
        [cast.site.slug],
    )
    if "kind" in name or "goal" in name:
        tries = tries[2:]
    for args in tries:
        try:
            return reverse(name, args=args)
        except NoReverseMatch:
            continue
    raise AssertionError(name)


@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_of_theirs_is_there_for_others_by_either_method(
    cast, as_, client, on_offer, action, method
):
    ending = address("visits:action_end", cast, action.visit, on_offer, action)
    assert as_(cast.manager).get(ending).status_code == 200
    before = (Entry.objects.count(), Notice.objects.count())
    wrong = {}
    for name in OF_ONE:
        where = address(name, cast, on_offer.visits.first(), on_offer, action)
        for part in ("other_manager", "other_liaison", "admin", "former"):
            answer = getattr(as_(getattr(cast, part)), method)(where, {"seen": "1", "reason": "x"})
            if answer.status_code not in (404, 405):
                wrong[name, part] = answer.status_code
        signed_out = getattr(client, method)(where)
        if signed_out.status_code not in (302, 405):
            wrong[name, "signed out"] = signed_out.status_code
    assert wrong == {}
    assert (Entry.objects.count(), Notice.objects.count()) == before


@pytest.mark.parametrize(("new", "typed"), [(NEW, typed_visit), (NEW_SERIES, typed_series)])
def test_nobody_proposes_where_they_do_not_act(cast, as_, new, typed):
    form = typed(partnership=str(cast.partnership.pk), propose="1")
    for part, status in (("other_liaison", None), ("staff", 403), ("officer", 404)):
        answer = as_(getattr(cast, part)).post(new, form)
        assert status is None or answer.status_code == status
        assert not Visit.objects.filter(partnership=cast.partnership).exists()
        assert not Series.objects.filter(partnership=cast.partnership).exists()


def test_only_the_manager_lets_a_visit_lie_in_hours_whatever_is_posted(cast, as_, running):
    liaison = as_(cast.liaison)
    noon = {"time": "12:00", "exception": "We must."}
    day = str(WED)
    assert liaison.post(NEW, typed_visit(**noon)).status_code == 403
    series = typed_series(**noon, propose="1") | {f"on-{day}": "in-hours"}
    assert liaison.post(NEW_SERIES, series).status_code == 403
    booking.cancel(running.visits.get(occurs_on=WED), reason="Court.", by=cast.liaison, at=NOW)
    restored = liaison.post(
        f"{running.get_absolute_url()}restore/", {"day": day, "exception": "We must."}
    )
    assert restored.status_code == 403
    assert not InHoursException.objects.exists()


def test_an_answer_changes_no_more_than_its_form_offers(cast, as_, on_offer):
    other = Partnership.objects.create(site=cast.other_site, service=cast.service, began_on=SINCE)
    url = f"{on_offer.get_absolute_url()}another-rule/"
    more = {
        "kind": Kind.TOUR,
        "party_size": "50",
        "place": Place.VIRTUAL,
        "partnership": str(other.pk),
        "proposed_side": "police",
        f"on-{WED}": "in-hours",
        "exception": "The two would like it then.",
    }
    form = typed_series(time="05:00", seen=str(on_offer.revision)) | more
    client = as_(cast.manager)
    page = client.post(url, form | {"look": "1"})
    client.post(url, form | {"propose": "1", "shown": shown(page)})

    new = Series.objects.get(answers=on_offer)
    kept = ("kind", "party_size", "place", "partnership_id")
    assert [getattr(new, name) for name in kept] == [getattr(on_offer, name) for name in kept]
    assert new.proposed_side == "site"
    assert not InHoursException.objects.exists()


def test_a_time_with_a_length_that_cannot_be_is_not_taken(cast, as_):
    client = as_(cast.liaison)
    for button in ("99991231T2359/60", "x/y", "20250212T1400/" + "9" * 5000):
        assert client.post(NEW, typed_visit(take=button, time="12:00")).status_code == 422
    client.post(NEW, typed_visit(take="20250212T1400/-60", minutes="30"))
    visit = Visit.objects.get()
    assert visit.ends - visit.starts == timedelta(minutes=30)


def test_the_action_of_another_visit_is_not_behind_this_one(cast, as_, confirmed, time_machine):
    time_machine.move_to(AFTER, tick=False)
    held = outcomes.mark_held(confirmed, note="Fine.", by=cast.manager, at=AFTER)
    later = slot(AFTER + timedelta(days=7, hours=-3))
    second = booking.propose(cast.partnership, wish(later), by=cast.manager, at=AFTER)
    client = as_(cast.manager)
    client.post(f"/visits/{held.pk}/actions/new/", {
        "what": "Tell new officers.", "owner": str(cast.other_manager.pk), "due_on": "2025-03-12",
    })  # fmt: skip
    assert not VisitAction.objects.exists()
    done = client.post(f"/visits/{held.pk}/actions/new/", {
        "what": "Tell new officers.", "owner": "site", "due_on": "2025-03-12",
    })  # fmt: skip
    assert done.status_code == 302
    action = VisitAction.objects.get()
    assert client.get(f"/visits/{second.pk}/actions/{action.pk}/").status_code == 404


def test_a_contact_of_others_is_not_logged(cast, as_):
    form = {"partnership": str(cast.partnership.pk), "way": "call", "ago": "0",
            "line": "", "key": str(uuid.uuid4())}  # fmt: skip
    refused = as_(cast.other_liaison).post("/visits/contacts/new/", form)
    assert refused.status_code == 422
    assert not Contact.objects.exists()
    assert as_(cast.liaison).post("/visits/contacts/new/", form).status_code == 302


def test_the_id_of_another_visit_as_a_key_gives_nothing_away(cast, as_, proposed):
    as_(cast.manager).post(NEW, typed_visit(key=str(proposed.pk), day="2025-02-13"))
    proposed.refresh_from_db()
    assert proposed.proposed_by == cast.liaison
    assert Visit.objects.count() == 2
