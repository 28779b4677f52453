"""What somebody in charge keeps on their own side."""

import re

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Entry
from incidents import agenda, keeping_back, releasing
from incidents.models import Incident
from incidents.stepping import NotTheMoment
from incidents.taxonomy import Severity
from incidents.tests import reports
from liaison.refusal import Stale
from notifications.models import Notice
from tests.cast import NOW


@pytest.fixture
def kept(cast):
    return keeping_back.keep_back(reports.logged(cast), by=cast.manager, at=NOW)


def test_it_leaves_the_desk_stays_where_it_was_and_nobody_is_told(cast, kept):
    for person in (cast.manager, cast.alternate, cast.staff, cast.leader):
        assert agenda.waiting_for(person, NOW) == []

    assert (kept.stage, kept.turn, kept.released_at) == ("logged", None, None)
    assert kept.moves.get().step == "keep_back"
    assert Entry.objects.latest("at", "seq").vis == 1
    assert not Notice.objects.exists()


@pytest.mark.parametrize("part", ["staff", "leader", "liaison", "other_manager", "admin"])
def test_only_those_who_may_release_it_keep_it(cast, part):
    incident = reports.logged(cast)

    with pytest.raises((PermissionDenied, Incident.DoesNotExist)):
        keeping_back.keep_back(incident, by=getattr(cast, part), at=NOW)
    assert not incident.moves.exists()


def test_it_is_kept_once_and_not_by_an_old_page(cast, kept):
    with pytest.raises(Stale):
        keeping_back.keep_back(kept, by=cast.alternate, revision=0, at=NOW)
    with pytest.raises(NotTheMoment):
        keeping_back.keep_back(kept, by=cast.alternate, at=NOW)


def test_a_critical_matter_and_a_released_one_are_not_kept_like_this(cast):
    for incident in (reports.logged(cast, severity=Severity.CRITICAL), reports.released(cast)):
        with pytest.raises(NotTheMoment):
            keeping_back.keep_back(incident, by=cast.manager, at=NOW)


def test_the_page_asks_for_nothing_more_and_says_who_keeps_it_since_when(cast, as_):
    incident, manager = reports.logged(cast), as_(cast.manager)
    address = incident.get_absolute_url()
    assert "Keep it on our side" in manager.get(f"{address}release/").content.decode()

    page = manager.post(f"{address}keep/", {"seen": incident.stamp}, follow=True).content.decode()
    for words in ("Kept on your side. It can still", "by Site manager", "Decide what is released"):
        assert words in page, words
    page = manager.get(f"{address}release/").content.decode()
    assert "Kept on your side since" in page
    assert 'keep/"' not in page


def test_it_can_still_be_released_and_the_other_side_never_learns_it_was_kept(cast, kept, as_):
    releasing.release(kept, reports.SHOWN, manner=reports.PLAIN, by=cast.manager, at=NOW)

    own, other = (
        as_(person).get(kept.get_absolute_url()).content.decode()
        for person in (cast.manager, cast.liaison)
    )
    assert "Kept on our side" in own
    assert reports.SHOWN in other
    assert "Kept on" not in other
    # Nor by counting: a form hands back a stamp, not the number of moves there were.
    assert re.search(r'name="seen" value="[0-9a-f]{16}"', other)
    assert 'value="2"' not in other
