"""The inbox says which case a notice is about, to whoever may still see it; a mail names none."""

from django.core import mail
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from incidents import noticed, sight
from incidents.mediation.tests import cases
from incidents.taxonomy import Severity
from incidents.tests import reports
from notifications import outbox
from notifications.models import Notice

INBOX = reverse("notifications:notice_list")


def test_five_notices_can_be_told_apart_by_their_case(cast, as_):
    incidents = [reports.released(cast) for _ in range(5)]

    page = as_(cast.liaison).get(INBOX).content.decode()
    for incident in incidents:
        assert f"<strong>{incident.reference}</strong>" in page


def test_a_notice_about_a_mediation_names_its_case_too(cast, as_):
    case = cases.offered(cast)
    assert Notice.objects.filter(recipient=cast.liaison, about_id=case.pk).exists()

    page = as_(cast.liaison).get(INBOX).content.decode()
    assert page.count(f"<strong>{case.incident.reference}</strong>") >= 2


def line(incident, page):
    """What stands behind the name of *incident*."""
    return page.partition(f"<strong>{incident.reference}</strong>")[2].partition("</p>")[0]


def test_it_says_the_site_and_once_released_the_kind(cast, as_):
    own, shown = reports.logged(cast, severity=Severity.CRITICAL), reports.released(cast, kind="K9")

    page = as_(cast.liaison).get(INBOX).text
    assert " · Harbour Street · Ticket, or order to move on · " in line(shown, page)
    assert own.reference not in page
    page = as_(cast.manager).get(INBOX).text
    assert " · Harbour Street · <" in line(own, page)


def test_a_mediation_of_a_case_one_may_not_read_says_no_more_than_which(cast, monkeypatch):
    case = cases.offered(cast)
    about = (case._meta.label_lower, str(case.pk))
    assert noticed.names(cast.liaison, [about])[about].more.startswith("Harbour Street")

    nobody = Q(pk__in=[])
    monkeypatch.setattr(sight.Sight, "incidents", lambda self: nobody)
    named = noticed.names(cast.liaison, [about])[about]
    assert (named.name, named.more) == (case.incident.reference, "")


def test_other_things_say_their_site(cast):
    pair = cast.partnership
    abouts = [(one._meta.label_lower, str(one.pk)) for one in (pair, cast.site)]
    named = noticed.names(cast.liaison, abouts)

    assert {named[one].more for one in abouts} == {"Harbour Street"}
    assert {named[one].name for one in abouts} == {""}


def test_a_version_says_the_sites_it_covers(cast, agreed):
    about = ("protocols.version", str(agreed.version_id))

    assert noticed.names(cast.liaison, [about])[about].more == "Harbour Street"
    assert noticed.names(cast.stranger, [about]) == {}


def test_names_are_looked_up_once_for_a_page(cast, as_, django_assert_num_queries):
    reader = as_(cast.liaison)
    reports.released(cast, severity=Severity.SERIOUS)
    reader.get(INBOX)
    with CaptureQueriesContext(connection) as of_one:
        reader.get(INBOX)
    for _ in range(5):
        reports.released(cast, severity=Severity.SERIOUS)

    with django_assert_num_queries(len(of_one)):
        reader.get(INBOX)


def test_no_mail_names_a_case(cast):
    incident = reports.acknowledged(cast)
    outbox.deliver_due(at=timezone.now())

    assert mail.outbox
    for one in mail.outbox:
        assert incident.reference not in one.subject + one.body.replace(
            incident.get_absolute_url(), ""
        )
