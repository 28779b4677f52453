"""Small numbers are not shown to those who may not see what they count. Pure."""

# So many at least, for readers of a partnership. Health departments that publish counts hide what
# lies below five to sixteen; five is enough where both sides know most encounters anyway.
SHARED = 5


def shown(number: int, *, least: int = SHARED) -> int | None:
    """*number*; None where it is so small that it might point at one encounter. Zero is shown."""
    return number if number == 0 or number >= least else None
