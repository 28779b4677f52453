"""A site and its hours from one file: created when it is new, brought up to date when it is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from liaison import access, opening, opening_day, timekeeping
from liaison.hours_file import SiteFile
from liaison.models import Organisation, Site
from liaison.roles import Permission
from liaison.strict_json import BadDocument, Problem

# What a file says about the site itself, beside its operator.
_FACTS = ("name", "zone", "lifecycle")


@dataclass(frozen=True, slots=True)
class Loaded:
    """The site, and what was done for it in words (empty: nothing had changed)."""

    site: Site
    did: Sequence[str]


@ledger.operation
def load(file: SiteFile, *, by: Person, at: datetime | None = None) -> Loaded:
    """Makes the site what *file* says, all of it or nothing.

    With a new site an operator that nobody knows is created, in the site's zone; a site that is
    there passes to a known one only, so that a misspelt name makes no second organisation. One
    that has partnerships keeps its operator: its people and its record hang on it.
    Errors: ``PermissionDenied``; ``BadDocument`` naming the field that cannot be followed.
    """
    access.require(by, Permission.SETUP_MANAGE)
    site = Site.objects.select_for_update().filter(slug=file.slug).first()
    operator, did = _operator(file, site)
    if did:
        _note("liaison.organisation_created", operator, operator.chain, by=by, at=at)
    if site is None:
        site = Site.objects.create(slug=file.slug, operator=operator, **_facts(file))
        did.append(_("site created"))
        _note("liaison.site_created", site, site.chain, by=by, at=at)
    elif changed := _updated(site, file, operator):
        did += changed
        _note("liaison.site_changed", site, site.chain, by=by, at=at)
    if file.opens_on and file.opens_on != site.opens_on:
        did.append(_("opening day recorded"))
        opening_day.put(site, file.opens_on, by=by, at=at or timezone.now())
    known = timekeeping.hours_known(site)
    if opening.set_hours(site, file.document, by=by, at=at) != known:
        did.append(_("hours recorded"))
    return Loaded(site, tuple(did))


def _operator(file: SiteFile, site: Site | None) -> tuple[Organisation, list[str]]:
    found = Organisation.objects.filter(name=file.operator).first()
    if found and found.kind != Organisation.Kind.OPERATOR:
        reason = _("is an organisation that operates no sites: %(kind)s") % {
            "kind": found.get_kind_display()
        }
        raise BadDocument([Problem(("operator",), reason)])
    if found:
        return found, []
    if site:
        reason = _("is the name of no organisation; the site is run by %(operator)s")
        raise BadDocument([Problem(("operator",), reason % {"operator": site.operator})])
    created = Organisation.objects.create(
        kind=Organisation.Kind.OPERATOR,
        name=file.operator,
        zone=file.zone,
        **({"country": country} if (country := country_of(file.zone)) else {}),
    )
    return created, [_("operator created")]


def _updated(site: Site, file: SiteFile, operator: Organisation) -> list[str]:
    if operator != site.operator and site.partnerships.exists():
        reason = _("cannot change while the site has partnerships; it is run by %(operator)s")
        raise BadDocument([Problem(("operator",), reason % {"operator": site.operator})])
    wanted = {**_facts(file), "operator": operator}
    changed = [field for field, value in wanted.items() if getattr(site, field) != value]
    for field in changed:
        setattr(site, field, wanted[field])
    site.save(update_fields=changed)
    return [_("%(field)s changed") % {"field": field} for field in changed]


def _facts(file: SiteFile) -> dict[str, Any]:
    return {fact: getattr(file, fact) for fact in _FACTS}


def _note(
    verb: str,
    about: Organisation | Site,
    chain: ledger.ChainRef,
    *,
    by: Person,
    at: datetime | None,
) -> None:
    ledger.record(verb, chain=chain, by=by, about=about, vis=ledger.Vis.SITE, at=at)


@cache
def country_of(zone: str) -> str:
    """The country code that the time zone database gives a zone; "" for one of no country."""
    table = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return next((row[0] for row in rows if row[2] == zone), "")
