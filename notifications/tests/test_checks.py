"""What the settings name is looked for before the portal goes into service."""

import pytest

from notifications import checks


def test_what_the_settings_name_is_there():
    assert checks.names_lead_somewhere() == []


@pytest.mark.parametrize("name", checks.NAMES)
@pytest.mark.parametrize(
    "path", ["visits.nowhere.part", "visits.calendars.invitations.nothing", "x", "config.urls"]
)
def test_a_name_that_leads_to_nothing_is_an_error(settings, name, path):
    setattr(settings, name, path)

    [error] = checks.names_lead_somewhere()
    assert error.id == "notifications.E001"
    assert name in error.msg
    assert path in error.msg
