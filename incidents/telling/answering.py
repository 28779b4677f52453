"""A manager says what becomes of what the site was told: the answer that the slip finds."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents.models import Incident, Told, ToldReply
from incidents.taxonomy import Lane
from incidents.telling import answers, reading
from incidents.telling.answers import MEANINGS, Answer
from incidents.telling.asked import Wish
from liaison import site_ledger
from liaison.refusal import Refused, Stale


class CannotAnswer(Refused):
    pass


@ledger.operation
def answer(
    told: Told,
    chosen: Answer,
    words: str = "",
    *,
    vouched: bool = False,
    incident: Incident | None = None,
    by: Any,
    at: datetime | None = None,
) -> Told:
    """Whoever holds the slip finds the sentence of *chosen*, and *words* if there are any. Said
    once; the same again changes nothing. *incident* is what became of it, where it was logged.

    Errors: ``Told.DoesNotExist`` for whoever does not read it, ``Stale``, ``CannotAnswer`` for
    what its teller did not choose.
    """
    at = at or timezone.now()
    visible = Told.objects.visible_to(by).select_related("site__operator")
    held = visible.select_for_update(of=("self",)).get(pk=told.pk)
    if not held.is_open:
        if (held.answer, held.answered_by_id) == (chosen, by.pk):
            return held
        raise Stale(_("Somebody has answered this already."))
    if not answers.fits(chosen, Wish(held.wish)):
        raise CannotAnswer(
            _("Whoever told this chose that it stays with this site. Choose another answer."),
            field="answer",
        )
    held = reading.begin(held, by=by, at=at)
    held.stage, held.answer = MEANINGS[chosen].stage, chosen
    held.answered_by, held.incident = by, incident
    held.save(update_fields=["stage", "answer", "answered_by", "incident"])
    if words:
        _add(held, words, at)
    facts = {"answer": chosen.value, "vouched": vouched}
    facts |= {"incident": str(incident.pk)} if incident else {}
    site_ledger.record("incidents.told_answered", held, by=by, at=at, **facts)
    return held


def _add(told: Told, words: str, at: datetime) -> None:
    reply = ToldReply(told=told)
    reply.seal(words, domain=Lane.SITE.value, at=at)
    reply.save(force_insert=True)
