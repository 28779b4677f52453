"""Of a kind that was corrected the other side reads both, so either may tell where it was."""

import pytest

from incidents import releasing
from incidents.corrections import correcting
from incidents.corrections.correcting import Right
from incidents.corrections.facts import Fact
from incidents.grain import PlaceGrain
from incidents.models import Release
from incidents.releasing import CannotRelease, Manner
from incidents.taxonomy import Area
from incidents.tests import reports
from tests.cast import NOW


@pytest.mark.parametrize(
    ("was", "area", "now"),
    [
        ("P1", Area.FRONTAGE, "K8"),
        ("E2", Area.CONSUMPTION, "K8"),
        ("X4", Area.ENTRANCE, "N2"),
        ("K8", Area.CONSUMPTION, "N3"),
        ("K8", Area.ENTRANCE, "X1"),
    ],
)
def test_a_kind_that_was_corrected_still_tells_where_it_was(cast, was, area, now):
    incident = reports.logged(cast, kind=was, area=area)
    correcting.correct(incident, Right(Fact.KIND, {"kind": now}, "Another kind."), by=cast.staff)
    incident.refresh_from_db()
    manner = Manner(Release.Recognisable.PERHAPS, place=PlaceGrain.WHETHER_INSIDE)

    with pytest.raises(CannotRelease, match="tells by itself where it was"):
        releasing.release(incident, "Words.", by=cast.manager, manner=manner, at=NOW)
