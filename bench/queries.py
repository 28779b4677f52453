"""Counts the queries of each measured page, in process, and prints them as JSON."""

import json
import os
import sys
import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import pages


def main(world: dict[str, Any]) -> None:
    counts = {}
    for who, cookie in world["cookies"].items():
        person, officer = _client(cookie), _client()
        for page, path in pages.addresses(world).items():
            reader = officer if page in pages.AT_THE_DOOR else person
            reader.get(path)
            counts[f"{who} {page}"] = _count(partial(reader.get, path), 200)
        form = {**pages.form(world), "key": str(uuid.uuid4())}
        counts[f"{who} post"] = _count(partial(person.post, pages.FORM_PATH, form), 302)
    print(json.dumps(counts))


def _client(cookie: str = "") -> Client:
    client = Client(headers={"host": "localhost"})
    if cookie:
        client.cookies[settings.SESSION_COOKIE_NAME] = cookie.split("=", 1)[1]
    return client


def _count(request: Callable[[], Any], wanted: int) -> int:
    with CaptureQueriesContext(connection) as captured:
        answer = request()
    if answer.status_code != wanted:
        sys.exit(f"{answer.request['PATH_INFO']}: answered {answer.status_code}")
    return len(captured)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
