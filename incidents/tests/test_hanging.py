"""The page of an incident asks only for what hangs on it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents import finding, hanging
from incidents.attachments.tests import steps
from incidents.hanging import Hanging
from incidents.models import Incident, Recusal
from incidents.recusal import declaring
from incidents.tests import reports
from tests.cast import NOW

# The session and the person, the incident, their standing (2), what hangs on it, its words, that
# it was read, the bell, and the protocol there is besides.
PLAIN = 10


def test_a_plain_page_asks_for_nothing_that_is_not_there(cast, as_):
    incident, client = reports.logged(cast), as_(cast.manager)
    client.get(incident.get_absolute_url())

    with CaptureQueriesContext(connection) as caught:
        page = client.get(incident.get_absolute_url())

    assert page.status_code == 200
    assert len(caught) <= PLAIN


def test_what_hangs_on_it_is_known_from_looking_it_up(cast):
    incident = reports.logged(cast)
    found, _side = finding.find(incident.reference, cast.manager)
    assert hanging.known(found) == Hanging(files=False, reminders=False, exports=False)

    steps.attached(incident, cast.manager)
    found, _side = finding.find(incident.reference, cast.manager)
    assert hanging.known(found) == Hanging(files=True, reminders=False, exports=False)


def test_who_did_not_look_it_up_asks_for_all_of_it(cast):
    assert hanging.known(Incident()) == Hanging(files=True, reminders=True, exports=True)


def test_whoever_is_off_the_case_does_not_find_it(cast):
    incident = reports.released(cast)
    finding.find(incident.reference, cast.backup)
    declaring.declare(incident, cast.backup, by=cast.backup, at=NOW)

    assert Recusal.objects.current().exists()
    with pytest.raises(Incident.DoesNotExist):
        finding.find(incident.reference, cast.backup)
