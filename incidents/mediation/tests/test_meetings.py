"""The three meet by the calendar of visits, which learns nothing of the case."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import Person
from audit.models import EntryBody
from incidents.mediation import meetings, tending
from incidents.mediation.tests import cases
from incidents.models import MediationMeeting, MeetingSuggestion
from incidents.stepping import NotTheMoment
from notifications import rendering
from notifications.models import Notice
from tests.cast import NOW
from visits import booking
from visits.booking import CannotPropose, Time, Wish
from visits.kinds import Kind, Place
from visits.models import Occupation, Visit, VisitNote
from visits.refusals import CannotBook

pytestmark = pytest.mark.usefixtures("at_ten")
# Wednesday 12 February 2025, 10:00 in Vancouver; the site's notice for it is over by then.
WHEN = datetime(2025, 2, 12, 18, tzinfo=UTC)
LIBRARY = "Library, meeting room 2"


def wish(key=None, starts=WHEN, **changes):
    said = {"place": Place.OFF_SITE, "where": LIBRARY} | changes
    time = Time(starts=starts, ends=starts + timedelta(minutes=90), **said)
    kind = Kind.MEDIATION
    return Wish(kind=kind, party_size=5, time=time, message="CNRY", key=key or uuid4())


def put_forward(case, by, **changes):
    return meetings.put_forward(case, wish(**changes), by=by, at=NOW)


def told(kind):
    return list(Notice.objects.filter(kind=f"incidents/{kind}").values_list("recipient", flat=True))


@pytest.mark.parametrize(("part", "other"), [("manager", "liaison"), ("backup", "alternate")])
def test_a_side_puts_a_time_to_the_other_which_answers_in_the_calendar(cast, part, other):
    meeting = put_forward(cases.begun(cast), getattr(cast, part))
    visit = booking.confirm(meeting.visit, by=getattr(cast, other), at=NOW)

    assert (visit.kind, visit.stage, visit.where) == ("mediation", "confirmed", LIBRARY)
    assert told("meeting_changed") == [cast.mediator.pk]


def test_the_calendar_and_what_is_told_of_it_hold_nothing_of_the_case(cast, as_):
    case = cases.confided(cast)
    visit = put_forward(case, cast.manager).visit
    assert not VisitNote.objects.exists()
    read = [as_(cast.staff).get(visit.get_absolute_url()).content.decode()]
    notices = Notice.objects.filter(kind__contains="visit") | Notice.objects.filter(
        kind__contains="meeting"
    )
    assert notices
    read += [rendering.subject(one) + rendering.body(one) + str(one.facts) for one in notices]
    read += EntryBody.objects.filter(body__contains="visits.").values_list("body", flat=True)
    for words in ("CNRY", case.incident.reference, cases.SITE_SAYS):
        assert not any(words in text for text in read), words


def test_pressed_twice_it_is_one_meeting(cast):
    case, key = cases.begun(cast), uuid4()
    for by, starts in ((cast.manager, WHEN), (cast.mediator, WHEN + timedelta(days=1))):
        pressed = {put_forward(case, by, key=key, starts=starts).pk for _press in range(2)}
        assert len(pressed) == 1
    assert (MediationMeeting.objects.count(), MeetingSuggestion.objects.count()) == (1, 1)


def test_what_the_mediator_suggests_takes_nobodys_time(cast):
    suggestion = put_forward(cases.begun(cast), cast.mediator)

    assert (suggestion.starts, suggestion.where) == (WHEN, LIBRARY)
    assert not Visit.objects.exists()
    assert not Occupation.objects.exists()
    parts = ("manager", "alternate", "liaison", "backup")
    assert set(told("meeting_suggested")) == {getattr(cast, part).pk for part in parts}


@pytest.mark.parametrize("part", ["manager", "liaison", "mediator"])
def test_nobody_meets_on_site_in_its_hours(cast, part):
    with pytest.raises(CannotBook) as refused:
        put_forward(cases.begun(cast), getattr(cast, part), place=Place.ON_SITE, where="")
    assert refused.value.nearest


@pytest.mark.parametrize("part", ["manager", "liaison", "mediator"])
def test_nobody_meets_elsewhere_without_saying_where(cast, part):
    with pytest.raises(CannotPropose, match="Say where you would meet"):
        put_forward(cases.begun(cast), getattr(cast, part), where="")


@pytest.mark.parametrize("part", ["leader", "police_leader", "staff", "observer", "other_manager"])
def test_nobody_else_says_when_they_meet(cast, part):
    with pytest.raises(PermissionDenied):
        put_forward(cases.begun(cast), getattr(cast, part))


@pytest.mark.parametrize("stage", ["unopposed", "signed"])
def test_before_the_terms_and_after_the_agreement_nobody_meets(cast, stage):
    case = getattr(cases, stage)(cast)
    with pytest.raises(NotTheMoment):
        put_forward(case, cast.manager)
    assert not Visit.objects.exists()


def test_the_mediator_hears_once_of_what_became_of_it(cast):
    meeting = put_forward(cases.begun(cast), cast.manager)
    booking.confirm(meeting.visit, by=cast.liaison, at=NOW)
    runs = [tending.tend_all(by=Person.system(), at=NOW) for _run in range(2)]

    assert runs == [1, 0]
    assert told("meeting_changed") == [cast.mediator.pk] * 2


def page(case):
    return reverse("incidents:mediation_meeting", args=[case.incident.reference])


def typed(**changes):
    said = {
        "kind": "mediation",
        "key": str(uuid4()),
        "place": "off_site",
        "where": LIBRARY,
        "day": "2025-02-12",
        "time": "10:00",
        "minutes": "90",
        "party_size": "5",
    }
    return said | changes


def test_a_suggested_time_is_put_to_the_other_side_in_two_presses(cast, as_):
    case = cases.begun(cast)
    assert as_(cast.mediator).post(page(case), typed()).status_code == 302
    manager = as_(cast.manager)
    assert LIBRARY in manager.get(case.get_absolute_url()).content.decode()
    form = manager.get(page(case)).content.decode()
    for value in (LIBRARY, "2025-02-12", "10:00"):
        assert value in form
    manager.post(page(case), typed())

    text = as_(cast.mediator).get(case.get_absolute_url()).content.decode()
    assert "The mediator suggests" not in text
    assert LIBRARY in text
    assert Visit.objects.get().get_absolute_url() not in text


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"where": ""}, "Say where you would meet."),
        ({"place": "on_site"}, "is open"),
        ({"party_size": "900"}, "or less."),
    ],
    ids=["no place", "in hours", "too many"],
)
def test_what_is_refused_is_said_and_what_was_typed_is_kept(cast, as_, changes, says):
    case = cases.begun(cast)
    for part in ("liaison", "mediator"):
        answer = as_(getattr(cast, part)).post(page(case), typed(**changes))
        assert answer.status_code == 422
        text = answer.content.decode()
        assert says in text
        assert 'value="90" selected' in text
    assert not Visit.objects.exists()
