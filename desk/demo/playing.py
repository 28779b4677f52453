"""Playing the stories: many threads of events, each step at its moment, all in order of time.

A story is a generator. It yields the moment of its next step and is handed the moment at which
the step is to happen::

    def a_visit(stage):
        at = yield clock.ago(20, "10:05")
        visit = booking.propose(..., at=at)
        at = yield clock.ago(18, "09:00")
        booking.confirm(visit, ..., at=at)

Whatever the stories are, everything happens in the order of its moments, so that the record reads
as it would have been written. Pure.
"""

import heapq
from collections.abc import Generator, Iterable
from datetime import datetime, timedelta

Story = Generator[datetime, datetime, None]
# Two steps of one story never share a moment: somebody has to read the first before the second.
PAUSE = timedelta(minutes=20)


def play(stories: Iterable[Story], *, until: datetime) -> None:
    """Runs every story to its end. No step happens after *until*; one that asks for a moment at or
    before the last step of its own story happens a little after that step."""
    waiting: list[tuple[datetime, int, Story]] = []
    for number, story in enumerate(stories):
        first = next(story, None)
        if first is not None:
            heapq.heappush(waiting, (min(first, until), number, story))
    while waiting:
        at, number, story = heapq.heappop(waiting)
        try:
            wanted = story.send(at)
        except StopIteration:
            continue
        heapq.heappush(waiting, (min(max(wanted, at + PAUSE), until), number, story))
