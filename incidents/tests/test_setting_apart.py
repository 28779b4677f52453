"""Details of one officer stand apart, and few look at them."""

import uuid

import pytest

from audit.models import EntryBody, Read
from incidents import discussing, noting, releasing
from incidents.apart import Apart, read
from incidents.models import Statement
from incidents.taxonomy import Lane, Severity
from incidents.tests import reports
from tests.architecture import doors
from tests.cast import NOW, PASSWORD

APART = Apart("badge 4471", "To find the car.")
RESTRICTED = Statement.Kind.RESTRICTED


def page(client, incident, password=PASSWORD):
    return client.post(f"{incident.get_absolute_url()}apart/", {"password": password})


def before(client, incident):
    return client.get(f"{incident.get_absolute_url()}apart/")


def noted(cast, incident, part):
    person = getattr(cast, part)
    return noting.note(incident, "Ours.", key=uuid.uuid4(), by=person, apart=APART, at=NOW)


def test_they_are_one_sealed_text_with_the_reason():
    assert read(APART.written()) == APART
    assert read(Apart("badge 4471").written()) == Apart("badge 4471")


@pytest.mark.parametrize(("part", "lane"), [("manager", Lane.SITE), ("liaison", Lane.POLICE)])
def test_those_of_a_note_and_of_an_answer_stay_in_the_own_lane(cast, part, lane):
    incident = reports.acknowledged(cast)
    shared = EntryBody.objects.filter(entry__chain_id=cast.partnership.pk).count()
    noted(cast, incident, part)
    assert EntryBody.objects.filter(entry__chain_id=cast.partnership.pk).count() == shared
    discussing.say(incident, "An answer.", by=getattr(cast, part), apart=APART, at=NOW)

    kept = incident.statements.filter(kind=RESTRICTED)
    assert [(one.lane, read(one.words())) for one in kept] == [(lane, APART)] * 2
    assert EntryBody.objects.filter(entry__chain_id=cast.partnership.pk).count() == shared + 1
    assert "badge 4471" not in str([body.read() for body in EntryBody.objects.all()])


@pytest.mark.parametrize("part", sorted(doors.BOTH_SIDES))
def test_of_the_sites_lane_only_whoever_wrote_it_looks(cast, as_, part):
    incident = reports.released(cast, identifiers="badge 4471", identifiers_why="Two cars.")
    answer = page(as_(getattr(cast, part)), incident)

    police = part in doors.POLICE
    assert answer.status_code == {"staff": 200}.get(part, 404 if police else 403)
    assert ("badge 4471" in answer.content.decode()) == (part == "staff")
    if part == "manager":
        assert "Whoever wrote it reads it" in answer.content.decode()


@pytest.mark.parametrize("part", ["liaison", "backup", "police_leader"])
def test_of_what_was_released_those_who_answer_for_the_police_look(cast, as_, part):
    incident = reports.released(
        cast, identifiers="badge 4471", identifiers_why="Two cars.", with_identifiers=True
    )
    shown = page(as_(getattr(cast, part)), incident).content.decode()

    assert "badge 4471" in shown
    assert "Two cars." not in shown


def test_each_look_is_kept_apart_from_the_reading_of_the_case(cast, as_):
    incident = reports.released(cast, identifiers="badge 4471", with_identifiers=True)
    client = as_(cast.liaison)
    client.get(incident.get_absolute_url())
    assert {one.lane for one in Read.objects.all()} == {"police"}

    page(client, incident)
    assert Read.objects.filter(lane="shared:restricted", person=cast.liaison.pk).count() == 1


def test_of_several_all_that_stand_go_along(cast):
    incident = reports.logged(cast, identifiers="badge 4471", identifiers_why="Two cars.")
    noted(cast, incident, "manager")
    releasing.release(incident, reports.SHOWN, manner=reports.WITH_BADGE, by=cast.manager, at=NOW)

    shared = incident.statements.filter(kind=RESTRICTED, lane=Lane.SHARED)
    assert [one.words() for one in shared] == ["badge 4471", "badge 4471"]


def test_what_the_police_side_released_stands_once_for_them_and_not_for_the_site(cast, as_):
    given = {"identifiers": "car 4211", "identifiers_why": "W", "with_identifiers": True}
    incident = reports.released(cast, author=cast.liaison, **given)

    assert page(as_(cast.backup), incident).content.decode().count("car 4211") == 1
    assert page(as_(cast.manager), incident).status_code == 403


def test_where_nothing_is_kept_apart_there_is_no_page(cast, as_):
    assert page(as_(cast.liaison), reports.released(cast)).status_code == 404


def test_the_page_says_first_what_a_look_leaves_behind_and_shows_nothing(cast, as_):
    incident = reports.released(cast, identifiers="badge 4471", with_identifiers=True)
    answer = before(as_(cast.liaison), incident)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "It is kept that you looked, and when." in text
    assert "badge 4471" not in text
    assert "no-store" in answer["Cache-Control"]
    assert not Read.objects.filter(lane__endswith=":restricted").exists()


@pytest.mark.parametrize("wrong", ["", "guessed"])
def test_nobody_looks_without_their_own_password(cast, as_, wrong):
    incident = reports.released(cast, identifiers="badge 4471", with_identifiers=True)
    answer = page(as_(cast.liaison), incident, wrong)

    assert answer.status_code == 422
    assert "badge 4471" not in answer.content.decode()
    assert not Read.objects.filter(lane__endswith=":restricted").exists()


def test_guessing_ends_after_five_tries_although_the_sixth_is_right(cast, as_):
    incident = reports.released(cast, identifiers="badge 4471", with_identifiers=True)
    client = as_(cast.liaison)
    for number in range(5):
        page(client, incident, f"guess {number}")

    answer = page(client, incident)
    assert "Too many wrong passwords." in answer.content.decode()
    assert "badge 4471" not in answer.content.decode()


def test_a_look_counts_for_one_answer_and_for_nobody_else(cast, as_):
    """Whoever comes to the page after it is asked again."""
    incident = reports.released(cast, identifiers="badge 4471", with_identifiers=True)
    client = as_(cast.liaison)

    assert "badge 4471" in page(client, incident).content.decode()
    assert "badge 4471" not in before(client, incident).content.decode()


@pytest.mark.parametrize("part", sorted(doors.BOTH_SIDES))
def test_those_in_charge_of_the_authors_side_read_who_looked(cast, as_, part):
    incident = reports.released(cast, identifiers="badge 4471", with_identifiers=True)
    page(as_(cast.backup), incident)
    page(as_(cast.staff), incident)

    text = as_(getattr(cast, part)).get(incident.get_absolute_url()).content.decode()
    in_charge = part in doors.SITE - {"staff"}
    assert ("Looked at 2 times" in text) == in_charge
    listed = text.partition("Looked at 2 times")[2].partition("</details>")[0]
    assert (cast.backup.name in listed) == in_charge


def test_a_look_in_the_own_lane_is_not_told_to_the_other_side(cast, as_):
    incident = reports.released(cast)
    noted(cast, incident, "liaison")
    noted(cast, incident, "manager")
    page(as_(cast.backup), incident)

    theirs, ours = (
        as_(person).get(incident.get_absolute_url()).content.decode()
        for person in (cast.police_leader, cast.manager)
    )
    assert "Looked at 1 time" in theirs
    assert "Looked at" not in ours


def logged_critical(cast, **apart):
    return reports.logged(cast, severity=Severity.CRITICAL, **apart)


@pytest.mark.parametrize(
    ("begun", "may_look"),
    [(reports.logged, True), (reports.released, False), (logged_critical, False)],
)
def test_whoever_releases_looks_only_as_long_as_that_is_to_be_decided(cast, as_, begun, may_look):
    incident = begun(cast, identifiers="badge 4471", identifiers_why="Two cars.")
    sent = {"look": "1", "password": PASSWORD, "seen": incident.stamp, "words": "Typed."}

    answer = as_(cast.manager).post(f"{incident.get_absolute_url()}release/", sent, follow=True)

    assert ("badge 4471" in answer.text) == may_look
    assert Read.objects.filter(lane="site:restricted").exists() == may_look
