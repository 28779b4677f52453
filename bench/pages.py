"""What is measured and counted: the addresses, and the form that is sent."""

FORM_PATH = "/incidents/new/"
# What an officer at a door reads, who has no account: the first page of the link, and an answer.
AT_THE_DOOR = frozenset({"card", "door"})


def addresses(world: dict[str, str]) -> dict[str, str]:
    """The path of each page that is read, from what ``fill.py`` printed."""
    return {
        "list": "/incidents/",
        "incident": world["incident"],
        "site": world["site"],
        "form": FORM_PATH,
        "card": world["card"],
        "door": world["door"],
    }


def form(world: dict[str, str]) -> dict[str, str]:
    """One incident as the form sends it, without its idempotency key."""
    return {
        "site": world["site_id"],
        "kind": "P1",
        "occurred_at": "2025-02-04T14:10",
        "precision": "exact",
        "area": "frontage",
        "narrative": "A patrol car stood in front of the entrance for some minutes.",
    }
