"""What became of words that were corrected, and where the reader corrects those of their side."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from incidents.corrections import rewording
from incidents.models import Incident, Statement
from incidents.questions.threads import Mark, anchor
from liaison.roles import Side


class Rewordings:
    """Of the *statements* of *incident* that *reader* on *side* reads. No query of its own."""

    def __init__(
        self, incident: Incident, statements: Iterable[Statement], side: Side | None, reader: object
    ) -> None:
        self.incident, self.side, self.reader = incident, side, reader
        self._by_what: dict[UUID | None, list[Statement]] = defaultdict(list)
        for one in statements:
            if one.kind == Statement.Kind.CORRECTION and one.regards_id:
                self._by_what[one.regards_id].append(one)

    def marks(self, statement: Statement) -> list[Mark]:
        found = [
            Mark(_("Corrected later"), f"#{anchor(one.pk)}")
            for one in self._by_what.get(statement.pk, ())
        ]
        is_there = statement.data_key.destroyed_at is None
        if is_there and rewording.may(statement, self.incident, self.side, by=self.reader):
            where = [self.incident.reference, statement.pk]
            found.append(Mark(_("Correct it"), reverse("incidents:words_correct", args=where)))
        return found
