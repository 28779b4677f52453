"""What was told is destroyed after its time, whatever became of it: first its keys, then the rows.
What kind of thing it was is counted, for figures outlast words."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

import vault
from audit import ledger
from incidents.models import Removal, Told, ToldCount, ToldReply
from incidents.telling import asked
from liaison import site_ledger
from liaison.models import Site

# From the day on which it came in, by the calendar of the site.
KEPT = timedelta(days=90)
_MOST = 200


@ledger.operation
def destroy_due(*, by: Any, at: datetime) -> int:
    """Everything whose last day is over at its site; so many in one run, the next one goes on. The
    ledger keeps that it was there, and when it went. Returns how many went."""
    due = Told.objects.filter(_is_over(at)).order_by("pk")
    held = list(due.select_for_update(of=("self",)).select_related("data_key")[:_MOST])
    ToldCount.objects.bulk_create(_counted(told) for told in held)
    for told in held:
        _destroy_keys(told, at=at)
        chain = ledger.ChainRef("site", told.site_id)
        ledger.record(
            "incidents.told_destroyed", chain=chain, vis=ledger.Vis.SITE, by=by, about=told, at=at
        )
    Told.objects.filter(pk__in=[told.pk for told in held]).delete()
    return len(held)


@ledger.operation
def take_out(told: Told, why: Removal.Why, *, by: Any, at: datetime | None = None) -> None:
    """What should not stand there goes before its time, with what was answered to it: whoever holds
    the slip finds nothing any more. It was there, and of what kind it was, counts all the same.

    Errors: ``Told.DoesNotExist`` for whoever does not read it.
    """
    at = at or timezone.now()
    rows = Told.objects.visible_to(by).select_related("data_key", "site")
    held = rows.select_for_update(of=("self",)).get(pk=told.pk)
    _counted(held).save(force_insert=True)
    _destroy_keys(held, at=at)
    site_ledger.record("incidents.told_taken_out", held, by=by, at=at, why=why.value)
    Told.objects.filter(pk=held.pk).delete()


def ends_on(told: Told) -> date:
    """The day on which it is destroyed, from its first minute on."""
    return told.received_on + KEPT


def _is_over(at: datetime) -> Q:
    """By days rather than hours, for a day may have 23 or 25."""
    over = Q(pk=None)
    for zone in Site.objects.order_by().values_list("zone", flat=True).distinct():
        today = at.astimezone(ZoneInfo(zone)).date()
        over |= Q(site__zone=zone, received_on__lte=today - KEPT)
    return over


def _destroy_keys(told: Told, *, at: datetime) -> None:
    for reply in ToldReply.objects.filter(told=told).select_related("data_key"):
        vault.take_out(reply.data_key, at=at)
    vault.take_out(told.data_key, at=at)


def _counted(told: Told) -> ToldCount:
    week = asked.week_of(told.received_on)
    return ToldCount(site_id=told.site_id, week=week, what=told.account.what)
