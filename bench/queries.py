"""Counts the queries of each measured page, in process, and prints them as JSON."""

import json
import os
import sys
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def main(world: dict[str, object]) -> None:
    pages = {
        "list": "/incidents/",
        "incident": world["incident"],
        "site": world["site"],
        "form": "/incidents/new/",
        "door": world["door"],
    }
    counts = {}
    for who, cookie in world["cookies"].items():
        client = Client(headers={"host": "localhost"})
        client.cookies[settings.SESSION_COOKIE_NAME] = cookie.split("=", 1)[1]
        for page, path in pages.items():
            # The door card is read without an account.
            reader = Client(headers={"host": "localhost"}) if page == "door" else client
            reader.get(path)
            counts[f"{who} {page}"] = _count(lambda path=path, reader=reader: reader.get(path), 200)
        form = {
            "site": world["site_id"],
            "kind": "P1",
            "occurred_at": "2025-02-04T14:10",
            "precision": "exact",
            "area": "frontage",
            "narrative": "A patrol car stood in front of the entrance for some minutes.",
            "key": str(uuid.uuid4()),
        }
        send = lambda client=client, form=form: client.post("/incidents/new/", form)  # noqa: E731
        counts[f"{who} post"] = _count(send, 302)
    print(json.dumps(counts))


def _count(request, wanted: int) -> int:
    with CaptureQueriesContext(connection) as captured:
        answer = request()
    if answer.status_code != wanted:
        sys.exit(f"{answer.request['PATH_INFO']}: answered {answer.status_code}")
    return len(captured)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
