"""The page that asks before words are taken out for good."""

from incidents.models import Statement
from incidents.taxonomy import Lane
from incidents.tests import reports


def address(statement):
    return f"{statement.incident.get_absolute_url()}words/{statement.pk}/take-out/"


def shared(incident):
    return incident.statements.get(lane=Lane.SHARED, kind=Statement.Kind.NARRATIVE)


def test_it_asks_first_and_says_what_happens(cast, as_):
    statement = shared(reports.released(cast))
    page = as_(cast.liaison).get(address(statement)).content.decode()

    for words in (reports.SHOWN, "Neither side can read it any more.", "go together"):
        assert words in page, words
    assert Statement.objects.get(pk=statement.pk).words() == reports.SHOWN


def test_the_case_says_that_it_is_gone_and_offers_it_no_more(cast, as_):
    incident = reports.released(cast)
    statement, client = shared(incident), as_(cast.liaison)
    assert address(statement) in client.get(incident.get_absolute_url()).content.decode()

    answer = client.post(address(statement), {"why": "person"}, follow=True)
    page = answer.content.decode()

    assert "Taken out for good. Whoever could read it has been told." in page
    assert "This text was taken out for good." in page
    assert reports.SHOWN not in page
    assert "take-out" not in page
    assert client.get(address(statement)).status_code == 302
    again = client.post(address(statement), {"why": "person"}, follow=True)
    assert "This text was taken out for good already." in again.text


def test_a_reason_is_asked_for(cast, as_):
    answer = as_(cast.liaison).post(address(shared(reports.released(cast))), {"why": "x"})
    assert answer.status_code == 422


def test_the_number_kept_apart_is_not_shown_on_the_way_out(cast, as_):
    incident = reports.released(cast, identifiers="badge 4471", with_identifiers=True)
    statement = incident.statements.get(lane=Lane.SHARED, kind=Statement.Kind.RESTRICTED)

    assert "badge 4471" not in as_(cast.liaison).get(address(statement)).content.decode()


def test_those_who_may_not_have_no_way_there(cast, as_):
    incident = reports.released(cast)
    client = as_(cast.police_leader)

    assert "take-out" not in client.get(incident.get_absolute_url()).content.decode()
    assert client.get(address(shared(incident))).status_code == 403
    draft = incident.statements.get(lane=Lane.SITE, kind=Statement.Kind.NARRATIVE)
    assert as_(cast.liaison).get(address(draft)).status_code == 404
