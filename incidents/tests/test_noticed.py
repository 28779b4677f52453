"""The inbox says which case a notice is about, to whoever may still see it; a mail names none."""

from django.core import mail
from django.urls import reverse
from django.utils import timezone

from incidents.mediation.tests import cases
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


def test_names_are_looked_up_once_for_a_page(cast, as_, django_assert_max_num_queries):
    for _ in range(6):
        reports.released(cast)
    reader = as_(cast.liaison)
    reader.get(INBOX)

    with django_assert_max_num_queries(14):
        reader.get(INBOX)


def test_no_mail_names_a_case(cast):
    incident = reports.acknowledged(cast)
    outbox.deliver_due(at=timezone.now())

    assert mail.outbox
    for one in mail.outbox:
        assert incident.reference not in one.subject + one.body.replace(
            incident.get_absolute_url(), ""
        )
