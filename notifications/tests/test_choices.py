"""How a person wants to be told."""

import pytest

from notifications import choosing

CHOICES = "/notifications/choices/"


def test_mails_bring_entries_unless_somebody_said_no(cast, as_):
    page = as_(cast.manager).get(CHOICES).content.decode()

    assert choosing.takes_invitations(cast.manager.pk)
    assert "checked" in page
    assert "How you are told" in as_(cast.manager).get("/notifications/").content.decode()


@pytest.mark.parametrize("takes", [True, False])
def test_the_switch_is_kept_for_oneself_alone(cast, as_, takes):
    data = {"takes_invitations": "on"} if takes else {}

    answer = as_(cast.manager).post(CHOICES, data, follow=True)

    assert "Saved." in answer.content.decode()
    assert choosing.takes_invitations(cast.manager.pk) is takes
    assert choosing.takes_invitations(cast.liaison.pk)


def test_a_choice_can_be_taken_back(cast):
    choosing.choose(takes_invitations=False, by=cast.manager)
    choosing.choose(takes_invitations=True, by=cast.manager)

    assert choosing.takes_invitations(cast.manager.pk)
