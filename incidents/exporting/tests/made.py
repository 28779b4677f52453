"""An export at each point of its way."""

from incidents.exporting import beginning, making
from incidents.exporting.classes import Recipient
from incidents.models import Export
from tests.cast import NOW, PASSWORD


def begun(incident, by, *, recipient=Recipient.COURT, with_own=True, begun_from=None, at=NOW):
    return beginning.begin(
        incident, recipient, with_own=with_own, begun_from=begun_from, by=by, at=at
    )


def file_of(layer, by, form=Export.Form.JSON, *, password=PASSWORD, at=NOW):
    return making.make(layer, form, password=password, by=by, at=at)
