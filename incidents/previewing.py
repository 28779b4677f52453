"""What the other side will see of an incident, before it is released. Writes nothing."""

from copy import copy
from datetime import date, datetime
from typing import Any

from incidents import judging, pairing, planning, releasing, titles
from incidents.attachments import releasing as attachments
from incidents.course import Entry, as_told
from incidents.facts import Facts
from incidents.lifecycle import Step
from incidents.models import Attachment, Incident
from incidents.releasing import Manner
from incidents.taxonomy import Lane
from protocols.lacking import Besides


class Preview(Facts):
    """The incident as the other side will see it: its facts, and its course so far."""

    def __init__(self, shown: Incident, entry: Entry, files: list[tuple[Attachment, str]]) -> None:
        super().__init__(shown, shown.author_side.other)
        self.entries, self.files = as_told([entry], self.seen), files
        # Both sides read protocols; the ways on from here are each reader's own.
        self.besides, self.may_read_protocols = Besides(), True


def as_they_will_see(
    incident: Incident,
    words: str,
    manner: Manner,
    *,
    on: date | None,
    by: Any,
    at: datetime,
) -> Preview:
    """*incident* as it will be once *by* releases it in *words*, now or *on* a later day.

    Errors: ``CannotRelease`` for what a release would refuse as well.
    """
    shown = copy(incident)
    if on is None:
        releasing.refuse_recognisable(incident, manner)
    else:
        at = planning.moment(incident, on, at=at)
    if incident.partnership_id is None:
        shown.partnership = pairing.chosen(incident, manner.partnership_id, by=by)
        judging.judge_for_partnership(shown)
    releasing.show_coarser(shown, manner.time, manner.place)
    shown.released_at = at
    title = titles.of(Step.RELEASE)
    files = attachments.as_they_will_see(incident, incident.author_side, manner.files)
    entry = Entry(at, Lane.SHARED, by.name, own=False, title=title, words=words)
    return Preview(shown, entry, files)
