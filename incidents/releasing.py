"""Somebody in charge decides in which words the other side reads what happened."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import judging, notices, sight, stepping, writing
from incidents.lifecycle import Step
from incidents.models import Incident, Statement
from incidents.taxonomy import Lane
from liaison import screening
from liaison.models import Partnership
from liaison.refusal import Refused
from vault import TakenOut


class CannotRelease(Refused):
    pass


@ledger.operation
def release(
    incident: Incident,
    words: str,
    *,
    by: Any,
    with_identifiers: bool = False,
    partnership_id: UUID | None = None,
    revision: int | None = None,
    at: datetime | None = None,
) -> Incident:
    """Show the other side the facts and *words*; the draft stays in its own lane.

    *partnership_id* says to which police service, where the site works with several.
    Errors: ``PermissionDenied``, ``Stale``, ``NotTheMoment``, ``CannotRelease``.
    """
    at = at or timezone.now()
    footing = stepping.begin(incident, Step.RELEASE, by=by, revision=revision, words=words)
    held = footing.incident
    _refuse_critical(held)
    _refuse_unfit(words)
    _choose_partnership(held, partnership_id, by=by)
    drafts = list(_drafts(held, words, with_identifiers=with_identifiers))
    statements = writing.write(held, drafts, by=by, side=footing.side, at=at)
    held.released_at = at
    stepping.end(footing, Step.RELEASE, by=by, at=at, statement=statements[0])
    notices.released(held, by=by, side=footing.side, at=at)
    ledger.record(
        "incidents.released",
        chain=held.pair.chain,
        by=by,
        about=held,
        at=at,
        side=footing.side.value,
        words=writing.seals(statements),
    )
    return held


def _refuse_critical(held: Incident) -> None:
    if held.is_critical:
        raise CannotRelease(
            _(
                "A matter of this weight is not discussed here. It stays with your side; the "
                "statutory body can be told."
            )
        )


def _refuse_unfit(words: str) -> None:
    """Errors: ``CannotRelease`` where nothing is said, or with the first words that may be about a
    person. What a writer may vouch for in their own lane is not shown to the other side."""
    if not words.strip():
        raise CannotRelease(_("Say what the other side is to read."), field="words")
    for finding in screening.check(words)[:1]:
        raise CannotRelease(
            _("“%(words)s” may tell who somebody is. Write it without that before it is shown.")
            % {"words": finding.words},
            field="words",
        )


def drafts_of(incident: Incident) -> dict[str, Statement]:
    """What the author wrote for the own side, by kind: where the words to release start from."""
    kinds = Statement.Kind
    rows = incident.statements.filter(
        lane=Lane.of(incident.author_side), kind__in=(kinds.NARRATIVE, kinds.DONE, kinds.RESTRICTED)
    ).select_related("data_key")
    return {row.kind: row for row in rows}


def partnerships_for(incident: Incident, by: Any) -> list[Partnership]:
    """To whom the incident can be released: the own partnerships of its site."""
    if incident.partnership:
        return [incident.partnership]
    seen = sight.of(by)
    return list(
        Partnership.objects.with_parties().filter(
            pk__in=seen.partnerships - seen.torn, site_id=incident.site_id
        )
    )


def _choose_partnership(held: Incident, wanted: UUID | None, *, by: Any) -> None:
    if held.partnership_id:
        return
    open_to = {partnership.pk: partnership for partnership in partnerships_for(held, by)}
    if not open_to:
        raise CannotRelease(_("This site has no partnership yet, so there is nobody to show it."))
    if wanted is None and len(open_to) == 1:
        wanted = next(iter(open_to))
    if wanted is None:
        raise CannotRelease(_("Say to which police service."), field="partnership")
    if wanted not in open_to:
        raise PermissionDenied(_("You do not act for the site in that partnership."))
    held.partnership = open_to[wanted]
    judging.judge_for_partnership(held)


def _drafts(held: Incident, words: str, *, with_identifiers: bool) -> Iterator[writing.Draft]:
    kinds, own = Statement.Kind, drafts_of(held)
    yield writing.Draft(words, kinds.NARRATIVE, Lane.SHARED, released_from=own[kinds.NARRATIVE])
    if with_identifiers and kinds.RESTRICTED in own:
        restricted = own[kinds.RESTRICTED]
        words = _identifiers(restricted)
        yield writing.Draft(words, kinds.RESTRICTED, Lane.SHARED, released_from=restricted)


def _identifiers(restricted: Statement) -> str:
    try:
        return restricted.words()
    except TakenOut:
        raise CannotRelease(
            _("The badge or fleet number was taken out for good. Release it without."),
            field="with_identifiers",
        ) from None
