"""Small numbers are not shown to those who may not see what they count. Pure."""

# So many at least, for readers of a partnership (domain.md 9.4: suppression shared < 5).
SHARED = 5


def shown(number: int, *, least: int = SHARED) -> int | None:
    """*number*; None where it is so small that it might point at one encounter. Zero is shown."""
    return number if number == 0 or number >= least else None
