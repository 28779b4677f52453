"""One link for a division: it lists the door cards of its sites. Given and revoked by the police
side, for its own officers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from liaison import access, site_links
from liaison.door_links import hash_of
from liaison.models import Division, DivisionLink, Partnership, Site
from liaison.refusal import Refused, Stale
from liaison.roles import Permission


class CannotLink(Refused):
    pass


@dataclass(frozen=True, slots=True)
class Place:
    """A division with its sites, and the link that stands for it."""

    division: Division
    sites: list[Site]
    link: DivisionLink | None


@ledger.operation
def issue(division: Division, *, by: Any, at: datetime | None = None) -> DivisionLink:
    """The link of *division*, which has none. Errors: ``CannotLink``, ``PermissionDenied``."""
    at = at or timezone.now()
    partnerships = list(Partnership.objects.filter(divisions=division))
    access.require(by, Permission.DIVISION_LINKS, partnerships or division.organisation)
    if not partnerships:
        raise CannotLink(_("This division has no site yet, so there is nothing to list."))
    Division.objects.select_for_update().get(pk=division.pk)
    if division.door_links.standing().exists():
        raise CannotLink(_("It has a link. Revoke that one first."))
    token = site_links.new_token()
    link = DivisionLink(division=division, token_hash=hash_of(token), issued_at=at, issued_by=by)
    link.seal(token, domain="system", at=at)
    link.save(force_insert=True)
    _record("liaison.division_link_issued", link, by, at)
    return link


@ledger.operation
def revoke(link: DivisionLink, *, by: Any, at: datetime | None = None) -> DivisionLink:
    """The link, and the cards that were opened by it, open nothing from now on.
    Errors: ``Stale``, ``PermissionDenied``."""
    at = at or timezone.now()
    access.require(by, Permission.DIVISION_LINKS, link)
    held = DivisionLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if held.revoked_at:
        raise Stale(_("This link has been revoked already."))
    held.revoked_at = at
    held.save(update_fields=["revoked_at"])
    _record("liaison.division_link_revoked", link, by, at)
    return held


def address(link: DivisionLink) -> str:
    """The whole address, for printing. Errors: ``vault.TakenOut``."""
    return f"{settings.BASE_URL}/door/{link.words()}/"


def sites_behind(token: str) -> tuple[Division, list[Site]] | None:
    """The division that *token* opens, with its sites by name; None for any other. Two queries."""
    links = DivisionLink.objects.standing().filter(token_hash=hash_of(token))
    link = links.select_related("division__organisation").first()
    if link is None:
        return None
    sites = Site.objects.filter(partnerships__divisions=link.division).distinct()
    return link.division, list(sites.order_by("name"))


def places_of(person: Any) -> list[Place]:
    """The divisions for which *person* may give links, by name. Three queries and their
    standing."""
    own = access.standing(person)
    within = Partnership.objects.filter(pk__in=own.partnerships_for(Permission.DIVISION_LINKS))
    divisions = (
        Division.objects.filter(organisation__in=own.organisation_ids, partnerships__in=within)
        .distinct()
        .select_related("organisation")
        .prefetch_related(
            Prefetch("partnerships", Partnership.objects.select_related("site")),
            Prefetch("door_links", DivisionLink.objects.standing()),
        )
    )
    return [
        Place(
            division,
            [pair.site for pair in division.partnerships.all()],
            next(iter(division.door_links.all()), None),
        )
        for division in divisions
    ]


def _record(verb: str, link: DivisionLink, by: Any, at: datetime) -> None:
    ledger.record(
        verb,
        chain=link.division.organisation.chain,
        vis=ledger.Vis.POLICE,
        by=by,
        about=link,
        at=at,
        division=str(link.division_id),
    )
