"""What is counted in patterns only: the other side never reads it, and there is nobody in the
count."""

import pytest

from audit.models import Entry
from incidents import agenda, counting, keeping_back, releasing
from incidents.grain import TimeGrain
from incidents.models import Incident, Pattern
from incidents.patterns.finding import LEAST
from incidents.stepping import NotTheMoment
from incidents.taxonomy import Severity
from incidents.tests import reports
from notifications import inbox
from notifications.models import Notice
from tests.cast import NOW


@pytest.fixture
def counted(cast):
    return counting.count_only(reports.logged(cast), by=cast.manager, at=NOW)


def test_it_counts_by_its_week_and_the_other_side_learns_nothing(cast, as_, counted):
    apart = reports.logged(cast)
    shown = reports.released(cast)

    assert set(Incident.objects.in_patterns()) == {counted, shown}
    assert apart not in Incident.objects.in_patterns()
    held = Incident.objects.get(pk=counted.pk)
    assert (held.time_grain, held.listed_at.isoformat()) == (
        TimeGrain.WEEK,
        "2025-02-03T08:00:00+00:00",
    )
    assert not Incident.objects.visible_to(cast.liaison).filter(pk=counted.pk).exists()
    assert as_(cast.liaison).get(counted.get_absolute_url()).status_code == 404
    assert Entry.objects.get(chain_id=cast.operator.pk, seq=2).vis == 1
    assert not Notice.objects.filter(about_id=str(counted.pk)).exists()


def test_it_leaves_the_desk_and_the_own_page_says_so(cast, as_, counted):
    assert agenda.waiting_for(cast.manager, NOW) == []
    page = as_(cast.manager).get(counted.get_absolute_url()).content.decode()
    for words in ("Counted in patterns only, as Site manager", "Tue 4 Feb 2025, 09:30 (Vancouver)"):
        assert words in page, words


def test_it_is_counted_once_and_not_kept_back_beside(cast, counted):
    with pytest.raises(NotTheMoment):
        counting.count_only(counted, by=cast.manager, at=NOW)
    with pytest.raises(NotTheMoment):
        keeping_back.keep_back(counted, by=cast.manager, at=NOW)


def test_it_can_be_released_after_all_as_exactly_as_is_said_then(cast, counted):
    released = releasing.release(
        counted, reports.SHOWN, manner=reports.PLAIN, by=cast.manager, at=NOW
    )

    assert Incident.objects.get(pk=released.pk).listed_at == reports.HAPPENED


@pytest.mark.parametrize("severity", [Severity.MINOR, Severity.MODERATE, Severity.SERIOUS])
def test_the_form_says_what_the_other_side_learns_of_one_as_serious(cast, as_, severity):
    kind = {"kind": "K9", "severity": severity}
    logged = [reports.logged(cast, **kind) for _ in range(LEAST)]
    is_small = severity < Severity.SERIOUS

    page = as_(cast.manager).get(f"{logged[0].get_absolute_url()}release/").text
    assert ("both sides see how many there were" in page) == is_small
    assert ("the other side learns nothing of it" in page) == (not is_small)

    seen = {"seen": logged[0].stamp}
    first = as_(cast.manager).post(f"{logged[0].get_absolute_url()}count/", seen, follow=True)
    assert ("opens no pattern" in first.text) == (not is_small)
    for one in logged[1:]:
        counting.count_only(one, by=cast.manager, at=NOW)
    assert Pattern.objects.exists() == is_small
    said = [inbox.page(cast.liaison).lines[0].body] if is_small else []
    assert all("of which both sides know" not in one and "only counted" in one for one in said)


def test_a_critical_matter_is_not_only_counted(cast):
    with pytest.raises(NotTheMoment, match="statutory body"):
        counting.count_only(reports.logged(cast, kind="K7"), by=cast.manager, at=NOW)


def test_with_two_services_somebody_says_between_which(cast, as_, second):
    incident, manager = reports.logged(cast), as_(cast.manager)
    address = f"{incident.get_absolute_url()}count/"
    page = manager.post(address, {"seen": incident.stamp}, follow=True).content.decode()
    assert "Say to which police service." in page

    manager.post(address, {"seen": incident.stamp, "partnership": str(second.pk)})
    incident.refresh_from_db()
    assert (incident.partnership, bool(incident.counted_at)) == (second, True)
    assert not Incident.objects.visible_to(second.officer).exists()
