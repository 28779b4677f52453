"""News the apps above may hear. Receivers run in the sender's transaction and queue nothing."""

from dataclasses import dataclass

from django.dispatch import Signal


@dataclass(frozen=True, slots=True)
class TimesMet:
    """How often a clause met an incident. ``number`` None: fewer than ``least`` times, and the
    reader is not told how often."""

    number: int | None
    least: int


# in_force (one InForce row a partnership), version, by, at: a version was signed by both sides.
version_came_into_force = Signal()

# version, person: how often each of its clauses met an incident, as far as *person* may know.
# Receivers answer with ``dict[UUID, TimesMet]``, by the keys of clauses, and change nothing.
clauses_met = Signal()
