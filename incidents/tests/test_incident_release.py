"""The release page: what stands there is what the other side reads."""

import pytest

from audit.models import Read
from incidents.models import Incident, Statement
from incidents.tests import reports
from incidents.tests.conftest import mandate
from liaison import fields
from liaison.models import Site
from liaison.roles import Role
from liaison.screening import Kind
from tests.cast import NOW, PASSWORD
from vault import sealing


def address(incident):
    return f"{incident.get_absolute_url()}release/"


def shown(client, incident, status=200):
    answer = client.get(address(incident))
    assert answer.status_code == status
    return answer.content.decode()


def typed(incident, words=reports.SHOWN, **changes):
    given = {"words": words, "seen": incident.stamp, "recognisable": "no"}
    return given | {"time": "minute", "place": "distance"} | changes


def send(client, incident, words=reports.SHOWN, **changes):
    return client.post(
        address(incident), typed(incident, words, release="1", **changes), follow=True
    )


def preview(client, incident, words=reports.SHOWN, **changes):
    return client.post(address(incident), typed(incident, words, **changes))


def part(page, heading):
    """The words of one panel of a page."""
    return page.partition(f'id="{heading}"')[2].partition("</section>")[0]


def test_it_starts_from_the_draft_and_asks_who_could_be_known(cast, as_):
    incident = reports.logged(cast, done="We spoke to them.", identifiers="badge 4471")

    page = shown(as_(cast.manager), incident)
    for words in (
        f"{reports.WORDS}\n\nWe spoke to them.",
        "Could someone who was there know which person this is?",
        "Only the week",
        "A badge or fleet number is kept apart.",
        "See what they will see",
        "Both sides: those in charge of this site at Harbour Health",
    ):
        assert words in page, words
    assert "Site staff (staff)" not in page
    assert "badge 4471" not in page


def test_whoever_releases_may_look_first_and_that_is_kept(cast, as_):
    incident = reports.logged(cast, identifiers="badge 4471", identifiers_why="To find the car.")
    client = as_(cast.manager)
    refused = send(client, incident, "My own words.", look="1", password="guessed")
    assert refused.status_code == 422
    assert "This is not your password." in refused.content.decode()
    assert "My own words.</textarea>" in refused.content.decode()
    assert "badge 4471" not in refused.content.decode()

    answer = send(client, incident, "My own words.", look="1", password=PASSWORD)

    page = answer.content.decode()
    assert answer.status_code == 200
    for words in ("badge 4471", "To find the car.", "My own words.</textarea>"):
        assert words in page, words
    assert "field--wrong" not in page
    looks = Read.objects.filter(person=cast.manager.pk, about_id=str(incident.pk))
    assert {one.lane for one in looks} == {"site", "site:restricted"}
    assert Incident.objects.get().released_at is None


def test_what_applied_then_is_shown_as_the_other_side_will_read_it(cast, as_, agreed):
    page = preview(as_(cast.manager), reports.logged(cast)).content.decode()

    for words in ("00:00–03:00, 09:00–24:00", str(agreed.version), "Spoke for the police that day"):
        assert words in part(page, "judged-heading"), words


def test_the_button_names_the_other_side(cast, as_):
    for person, words in (
        (cast.liaison, "Release to the site side"),
        (cast.manager, "Release to the police side"),
    ):
        incident = reports.logged(cast, by=person)
        assert words in preview(as_(person), incident).content.decode()


def test_what_was_shown_is_what_the_other_side_reads(cast, as_):
    incident = reports.logged(cast)
    answer = send(as_(cast.manager), incident, "A car stood in front of the door.")

    assert "Released. The other side has been told." in answer.content.decode()
    page = as_(cast.liaison).get(incident.get_absolute_url()).content.decode()
    assert "A car stood in front of the door." in page
    assert reports.WORDS not in page


@pytest.mark.parametrize("ticked", [True, False])
def test_the_badge_number_goes_along_only_when_it_is_ticked(cast, as_, ticked):
    incident = reports.logged(cast, identifiers="badge 4471")
    send(as_(cast.manager), incident, **({"with_identifiers": "on"} if ticked else {}))

    where, proof = f"{incident.get_absolute_url()}apart/", {"password": PASSWORD}
    assert ("badge 4471" in as_(cast.liaison).post(where, proof).content.decode()) == ticked


@pytest.mark.parametrize("vouched", [True, False])
def test_what_screening_finds_is_not_released_even_when_it_is_vouched_for(cast, as_, vouched):
    words = "Call me on 604 555 1234."
    tick = {"words-vouched": fields.vouch(words)} if vouched else {}

    answer = send(as_(cast.manager), reports.logged(cast), words, **tick)

    assert answer.status_code == 422
    assert "604 555 1234" in str(answer.context["form"].errors["words"])
    assert Incident.objects.get().released_at is None


def test_what_its_author_vouched_for_is_marked_before_it_is_released(cast, as_):
    words = fields.Words("A man called Rex waited.", kinds={Kind.NAME})
    page = shown(as_(cast.manager), reports.logged(cast, narrative=words))

    assert "words in it looked like: somebody’s name" in page
    assert "<mark>Rex</mark>" in page
    assert "words-vouched" not in page


def test_an_old_page_is_told_and_what_was_typed_is_kept(cast, as_):
    incident = reports.logged(cast)

    answer = send(as_(cast.manager), incident, "My own words.", seen=7)

    assert answer.status_code == 409
    assert "My own words.</textarea>" in answer.content.decode()
    assert f'name="seen" value="{incident.stamp}"' in answer.content.decode()


def test_words_that_come_after_a_colleagues_are_not_lost(cast, as_):
    incident = reports.logged(cast, identifiers="badge 4471")
    send(as_(cast.alternate), incident)

    answer = send(as_(cast.manager), incident, "My own words.")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Meanwhile: Released to the other side, in these words – " in page
    assert "My own words.</textarea>" in page
    assert "Keep it on our side" not in page


@pytest.mark.parametrize("part", ["liaison", "leader", "torn"])
def test_nobody_else_reads_the_draft_by_sending_words_too_late(cast, as_, torn, part):
    incident = reports.released(cast, identifiers="badge PX4471")
    person = torn if part == "torn" else getattr(cast, part)

    answer = as_(person).post(address(incident), {"words": "Mine.", "seen": incident.stamp})

    assert answer.status_code == 403
    assert "PX4471" not in answer.text


def test_a_badge_number_that_was_taken_out_is_not_offered(cast, as_):
    incident = reports.logged(cast, identifiers="badge 4471")
    sealing.take_out(incident.statements.get(kind=Statement.Kind.RESTRICTED).data_key)

    assert "with_identifiers" not in shown(as_(cast.manager), incident)
    assert send(as_(cast.manager), incident, with_identifiers="on").status_code == 200


def test_empty_words_come_back(cast, as_):
    answer = send(as_(cast.manager), reports.logged(cast), "")

    assert answer.status_code == 422
    assert "words" in answer.context["form"].errors


def test_with_two_services_one_is_chosen(cast, as_, second):
    incident, client = reports.logged(cast), as_(cast.manager)

    assert "Transit Police" in shown(client, incident)
    assert "partnership" in send(client, incident).context["form"].errors
    wrong = send(client, incident, partnership=str(cast.other_partnership.pk))
    assert wrong.status_code == 403

    send(client, incident, partnership=str(second.pk))
    incident.refresh_from_db()
    assert incident.partnership == second


def test_a_site_alone_says_that_there_is_nobody_to_show_it(cast, as_):
    Site.objects.create(slug="quay", name="Quay", operator=cast.operator, zone="Europe/London")
    site = Site.objects.get(slug="quay")
    incident = reports.logged(cast, site_id=site.pk, by=cast.alternate)

    answer = send(as_(cast.alternate), incident)
    assert answer.status_code == 422
    assert "nobody to show it" in answer.content.decode()


@pytest.mark.parametrize("part", ["staff", "leader"])
def test_those_who_see_but_may_not_release_are_told_why(cast, as_, part):
    page = shown(as_(getattr(cast, part)), reports.logged(cast), status=403)

    assert "This needs: Site manager." in page


def test_what_is_critical_or_was_released_leads_back(cast, as_):
    for incident in (reports.logged(cast, kind="K7"), reports.released(cast)):
        answer = as_(cast.manager).get(address(incident))
        assert answer["Location"] == incident.get_absolute_url()


def test_a_mandate_for_one_service_of_two_chooses_by_itself(cast, as_, second):
    mandate(cast.stranger, Role.SITE_MANAGER, cast.operator, giver=cast.leader, partnership=second)
    incident = reports.logged(cast, by=cast.stranger, at=NOW)

    assert incident.partnership == second
    send(as_(cast.stranger), incident)
    assert Incident.objects.visible_to(second.officer).exists()
