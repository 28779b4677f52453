"""How people in our tests add files and show them."""

import uuid

from incidents.attachments import attaching, releasing
from incidents.attachments.tests import files
from tests.cast import NOW


def attached(incident, by, *, name="IMG_2041.jpg", content=None, caption="", key=None, at=NOW):
    sent = files.jpeg() if content is None else content
    return attaching.attach(incident, name, sent, caption, key=key or uuid.uuid4(), by=by, at=at)


def shown(incident, by, **options):
    """Added for the own side, then shown to both."""
    return releasing.show(attached(incident, by, **options), by=by, at=NOW)
