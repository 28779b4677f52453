"""The log form, as a test fills it in."""

import uuid

PAGE = "/incidents/new/"


def typed(cast, **changes):
    given = {
        "site": str(cast.site.pk),
        "kind": "P1",
        "occurred_at": "2025-02-04T09:30",
        "precision": "exact",
        "area": "frontage",
        "narrative": "A patrol car stood in front of the door.",
        "key": str(uuid.uuid4()),
    }
    return {name: value for name, value in {**given, **changes}.items() if value is not None}


def post(client, cast, **changes):
    return client.post(PAGE, typed(cast, **changes))


def text(answer):
    return answer.content.decode()
