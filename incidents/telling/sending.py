"""Somebody tells a site something, without saying who they are.

Kept are the ticks and words, sealed, and the day. Everything that is written carries the moment at
which that day began, so that the hour gives nobody away.
"""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

import vault
from audit import ledger
from incidents.models import Told, ToldCount
from incidents.telling import asked, slips
from incidents.telling.asked import Account, Wish
from liaison import deadlines, timekeeping
from liaison.models import Site, TellLink
from liaison.refusal import Refused

# Business days of the operator within which it is read.
READ_WITHIN = 3
# Nobody tells a site that much; a machine does.
MOST_A_WEEK = 300


class CannotTell(Refused):
    pass


class LinkGone(CannotTell):
    """The link was revoked meanwhile."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What whoever told it is shown, once: the slip, and by when it is read. Both are absent where
    it was only counted."""

    slip: str = ""
    read_by: date | None = None

    @property
    def words(self) -> list[str]:
        return self.slip.split()


@ledger.operation
def send(
    link: TellLink,
    account: Account,
    *,
    wish: Wish,
    seed: str,
    language: str,
    by: Any,
    at: datetime | None = None,
) -> Sent:
    """Keep *account* for whoever reads what the site of *link* is told, or only count it, as
    *wish* says. *by* is the portal: nobody knows who it is. *seed* was drawn with the form; the
    same sent again with it is told once, and has the same slip.

    Errors: ``LinkGone``, ``CannotTell`` when the site was told too much this week.
    """
    at = at or timezone.now()
    sites = Site.objects.select_for_update(of=("self",)).select_related("operator")
    site = sites.get(pk=link.site_id)
    if not TellLink.objects.standing().filter(pk=link.pk).exists():
        raise LinkGone(_("This link is no longer valid. Nothing was kept."))
    day = timekeeping.day_at(site, at)
    press = _press(seed, account, wish, language)
    if wish is Wish.COUNT:
        _count(site, account, day, press, by=by)
        return Sent()
    slip = slips.drawn(press, language)
    return Sent(slip, _keep(site, account, wish, day, press, slip, by=by).read_by)


def read_by(site: Site, day: date) -> date:
    """The last day on which what comes in on *day* is to be read."""
    noon = datetime.combine(day, time(12), site.tz)
    until = deadlines.after(noon, READ_WITHIN, site.tz, site.operator.calendar)
    return timekeeping.day_at(site, until)


def _keep(
    site: Site, account: Account, wish: Wish, day: date, press: str, slip: str, *, by: Any
) -> Told:
    pk, began = _id("tell-report", press), _begin_of(day, site)
    if told := Told.objects.filter(pk=pk).first():
        return told
    _check_flood(site, day)
    told = Told(
        id=pk,
        site=site,
        wish=wish,
        received_on=day,
        shown_from=_begin_of(day + timedelta(days=1), site),
        read_by=read_by(site, day),
        slip_hash=slips.hash_of(slip),
    )
    told.keep(account, at=began)
    told.save(force_insert=True)
    sealed = sha256(bytes(told.ciphertext)).hexdigest()
    _record("incidents.told", told, site, by, began, sealed=sealed)
    return told


def _count(site: Site, account: Account, day: date, press: str, *, by: Any) -> None:
    pk, week = _id("tell-count", press), asked.week_of(day)
    if ToldCount.objects.filter(pk=pk).exists():
        return
    _check_flood(site, day)
    counted = ToldCount.objects.create(pk=pk, site=site, week=week, what=account.what)
    _record("incidents.told_counted", counted, site, by, _begin_of(week, site))


def _check_flood(site: Site, day: date) -> None:
    """Asked under the lock of the site, so that it is never more, however many send at once."""
    week = asked.week_of(day)
    kept = Told.objects.filter(site=site, received_on__gte=week).count()
    counted = ToldCount.objects.filter(site=site, week=week).count()
    if kept + counted >= MOST_A_WEEK:
        raise CannotTell(
            _("This site was told so much this week that nothing more is taken. Speak to staff.")
        )


def _press(seed: str, account: Account, wish: Wish, language: str) -> str:
    """One press of the button with these contents, as a hash from which nobody learns either."""
    told = json.dumps([seed, account.kept(), wish, language], ensure_ascii=False)
    return vault.keyed_hash(told, purpose="tell-press")


def _id(purpose: str, press: str) -> UUID:
    return UUID(vault.keyed_hash(press, purpose=purpose)[:32])


def _begin_of(day: date, site: Site) -> datetime:
    return datetime.combine(day, time(), site.tz).astimezone(UTC)


def _record(verb: str, about: Any, site: Site, by: Any, at: datetime, **facts: Any) -> None:
    """In a chain of its own for each site: between entries that have their hours, an entry would
    have one as well."""
    chain = ledger.ChainRef("site", site.pk)
    ledger.record(verb, chain=chain, vis=ledger.Vis.SITE, by=by, about=about, at=at, **facts)
