"""A notice to knock at."""

from types import SimpleNamespace

from django.db import transaction

from notifications import post
from notifications.models import Notice


def furnish(world: SimpleNamespace) -> None:
    with transaction.atomic():
        post.send(
            "rehearsal/told",
            to=[world.cast.liaison],
            about=world.site,
            path="/",
            key="world",
        )
    world.notice = Notice.objects.get(kind="rehearsal/told")
