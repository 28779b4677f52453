"""What the others furnished has been delivered: readiness fails while old notices wait."""

from types import SimpleNamespace

from notifications import outbox


def furnish(world: SimpleNamespace) -> None:
    while outbox.deliver_due(limit=100):
        pass
