"""A release on a later day: the clock carries it out, and it can be taken back before."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from incidents import notices, own_ledger, pairing, releasing, stepping, writing
from incidents.lifecycle import Step
from incidents.models import Incident, Move, Release, Statement
from incidents.releasing import CannotRelease, Manner
from incidents.stepping import NotTheMoment
from incidents.taxonomy import Lane
from liaison import wallclock
from liaison.refusal import Refused
from liaison.templatetags import time_tags
from vault import TakenOut

# In the morning, so that the other side hears of it when somebody can read it.
RELEASED_AT = time(9)
# What a side never releases is not kept much longer than that.
FURTHEST = timedelta(days=90)


@ledger.operation
def plan(
    incident: Incident,
    words: str,
    *,
    manner: Manner,
    on: date,
    by: Any,
    revision: int | None = None,
    at: datetime | None = None,
) -> Release:
    """Release the incident in *words* on the morning of *on*, by the site's clock.

    Errors: as ``releasing.release``, and ``CannotRelease`` for a day that is not to come or is
    further off than ``FURTHEST``.
    """
    at = at or timezone.now()
    with stepping.rather(lambda: releasing.refuse_planned(incident)):
        footing = stepping.begin(
            incident,
            Step.PLAN,
            by=by,
            revision=revision,
            words=words,
            is_same=lambda _move: releasing.is_decided_so(incident, manner, on=on),
        )
    held, own = footing.incident, Lane.of(footing.side)
    releasing.refuse_empty(words)
    releasing.refuse_planned(held)
    due_at = moment(held, on, at=at)
    if held.partnership_id is None:
        pairing.chosen(held, manner.partnership_id, by=by)
    writing.refuse_to_show(writing.Draft(words, Statement.Kind.NARRATIVE, Lane.SHARED))
    draft = writing.Draft(words, Statement.Kind.PLANNED, own)
    statements = writing.write(held, [draft], by=by, side=footing.side, at=at)
    stepping.end(footing, Step.PLAN, by=by, at=at, statement=statements[0])
    planned = releasing.decision(held, manner, by=by, at=at)
    planned.words = statements[0]
    planned.due_at = due_at
    planned.save(force_insert=True)
    _record("incidents.release_planned", planned, by=by, at=at, **releasing.answers(planned))
    return planned


@ledger.operation
def recall(
    incident: Incident, *, by: Any, revision: int | None = None, at: datetime | None = None
) -> Release:
    """The planned release is off. Errors: ``PermissionDenied``, ``Stale``, ``NotTheMoment``."""
    at = at or timezone.now()
    footing = stepping.begin(incident, Step.RECALL, by=by, revision=revision)
    planned = planned_of(footing.incident)
    if planned is None:
        raise NotTheMoment(_("No release is planned."))
    planned.end(Release.End.RECALLED, at)
    planned.save()
    stepping.end(footing, Step.RECALL, by=by, at=at)
    _record("incidents.release_recalled", planned, by=by, at=at)
    return planned


def release_due(*, by: Any, at: datetime) -> int:
    """Carries out what is due, each as the decision of whoever planned it. Returns how many were
    due; a run that was missed delays it."""
    due = list(Release.objects.due(at).values_list("pk", flat=True))
    for pk in due:
        _carry_out(pk, by=by, at=at)
    return len(due)


def planned_of(incident: Incident) -> Release | None:
    """The release that waits for its day."""
    return incident.releases.planned().select_related("words__data_key", "decided_by").first()


@ledger.operation
def _carry_out(pk: UUID, *, by: Any, at: datetime) -> None:
    planned = Release.objects.due(at).select_related("incident", "decided_by").filter(pk=pk).first()
    if planned is None:
        return
    try:
        with ledger.writing():
            _release(planned, at=at)
    except (PermissionDenied, Refused, TakenOut):
        _lapse(planned, by=by, at=at)


def _release(planned: Release, *, at: datetime) -> None:
    """Whoever planned it must still be one of those who release; and the words must still be
    there."""
    footing = stepping.begin(planned.incident, Step.RELEASE, by=planned.decided_by, revision=None)
    held = planned_of(footing.incident)
    if held is None or held.pk != planned.pk or held.words is None:
        return  # taken back, or carried out, while this waited for the lock
    releasing.carry_out(footing, held.words.words(), held, by=held.decided_by, at=at)


def _lapse(planned: Release, *, by: Any, at: datetime) -> None:
    """It cannot be: those who release are asked anew."""
    held = stepping.hold(planned.incident_id)
    standing = planned_of(held)
    if standing is not None and standing.pk == planned.pk:
        _end_as_lapsed(held, standing, by=by, at=at)


def give_up(held: Incident, *, by: Any, at: datetime) -> None:
    """A release of the locked *held* that is planned, if one is, is not possible any more: in the
    running operation, as ``release_due`` finds it."""
    standing = planned_of(held)
    if standing is not None:
        _end_as_lapsed(held, standing, by=by, at=at)


def _end_as_lapsed(held: Incident, standing: Release, *, by: Any, at: datetime) -> None:
    standing.end(Release.End.LAPSED, at)
    standing.save()
    held.revision += 1
    held.save(update_fields=["revision"])
    Move.objects.create(
        incident=held,
        number=held.revision,
        step=Step.LAPSE,
        stage=held.stage,
        side=held.author_side,
        by=by,
        at=at,
    )
    _record("incidents.release_lapsed", standing, by=by, at=at)
    notices.release_lapsed(held, standing.pk, by=by, at=at)


def moment(incident: Incident, on: date, *, at: datetime) -> datetime:
    """When it is released on the day *on* (UTC). Errors: ``CannotRelease`` for a day that is not
    to come or is further off than ``FURTHEST``."""
    today = at.astimezone(incident.tz).date()
    first, last = today + timedelta(days=1), today + FURTHEST
    if first <= on <= last:
        return wallclock.resolve(datetime.combine(on, RELEASED_AT), incident.tz)
    nearest = first if on < first else last
    words = _("Choose a day from %(first)s to %(last)s. The nearest is %(nearest)s.") % {
        "first": time_tags.day_in_words(first),
        "last": time_tags.day_in_words(last),
        "nearest": time_tags.day_in_words(nearest),
    }
    raise CannotRelease(words, field="on")


def _record(verb: str, planned: Release, *, by: Any, at: datetime, **facts: Any) -> None:
    """In the own side's chain: the other side learns nothing before its day."""
    held = planned.incident
    own_ledger.record(
        verb,
        held,
        held.author_side,
        by=by,
        at=at,
        **facts,
    )
