"""The links to a site's door card: issued, printed again, followed, revoked."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.conf import settings
from django.core.validators import slug_re
from django.utils import timezone
from django.utils.translation import gettext as _

import vault
from audit import ledger
from liaison import access
from liaison.models import DivisionLink, DoorLink, Partnership, Site
from liaison.refusal import Refused, Stale
from liaison.roles import Permission

PURPOSE = "door-link"
MOST_STANDING = 20
_TOKEN_BYTES = 16  # 128 bits


class CannotIssue(Refused):
    pass


@ledger.operation
def issue(
    site: Site,
    label: str,
    *,
    key: UUID | None = None,
    vouched: bool = False,
    by: Any,
    at: datetime | None = None,
) -> DoorLink:
    """A new link; the token itself is sealed, and looked up by a keyed hash. Asked for twice with
    one *key* it is one link.

    Errors: ``CannotIssue`` when there are too many, ``PermissionDenied``.
    """
    at = at or timezone.now()
    access.require(by, Permission.SITE_SETTINGS, site)
    site = Site.objects.select_for_update().get(pk=site.pk)
    pk = uuid5(site.pk, str(key or uuid4()))
    if issued := site.door_links.filter(pk=pk).first():
        return issued
    if site.door_links.standing().count() >= MOST_STANDING:
        raise CannotIssue(_("Revoke a link that is no longer used first."))
    token = new_token()
    link = DoorLink(pk=pk, site=site, label=label, issued_at=at, issued_by=by)
    link.token_hash = hash_of(token)
    link.seal(token, domain="system", at=at)
    link.save(force_insert=True)
    _record("liaison.door_link_issued", link, by, at, vouched=vouched)
    return link


@ledger.operation
def revoke(link: DoorLink, *, by: Any, at: datetime | None = None) -> DoorLink:
    """The link opens nothing from now on. Errors: ``Stale``, ``PermissionDenied``."""
    at = at or timezone.now()
    access.require(by, Permission.SITE_SETTINGS, link.site)
    link = DoorLink.objects.select_for_update(of=("self",)).select_related("site").get(pk=link.pk)
    if link.revoked_at:
        raise Stale(_("This link has been revoked already."))
    link.revoked_at = at
    link.save(update_fields=["revoked_at"])
    _record("liaison.door_link_revoked", link, by, at)
    return link


def new_token() -> str:
    return secrets.token_urlsafe(_TOKEN_BYTES)


def site_behind(token: str) -> Site | None:
    """The site whose card *token* opens, itself or by a division; None for any other."""
    division, slug = division_of(token)
    if not slug:
        link = DoorLink.objects.standing().filter(token_hash=hash_of(token))
        found = link.select_related("site").first()
        return found.site if found else None
    held = DivisionLink.objects.standing().filter(token_hash=hash_of(division))
    pairs = Partnership.objects.filter(divisions__door_links__in=held, site__slug=slug)
    pair = pairs.select_related("site").first()
    return pair.site if pair else None


def division_of(token: str) -> tuple[str, str]:
    """The token of a division, and the site, in an address that carries both ("token.site");
    no site for a link of one site alone, nor where what follows names none."""
    division, _dot, slug = token.partition(".")
    return (division, slug) if slug_re.match(slug) else (token, "")


def address(link: DoorLink) -> str:
    """The whole address, for printing. Errors: ``vault.TakenOut``."""
    return settings.BASE_URL + path(link)


def path(link: DoorLink) -> str:
    """Where the link leads, on this portal. Errors: ``vault.TakenOut``."""
    return f"/door/{link.words()}/"


def newest(site: Site) -> DoorLink | None:
    """By which those who act at *site* reach its card: the one issued last that still stands."""
    return site.door_links.standing().select_related("data_key").first()


def sites_with_one(site_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the sites that have a link that stands. One query."""
    standing = DoorLink.objects.standing().filter(site_id__in=site_ids).order_by()
    return set(standing.values_list("site_id", flat=True).distinct())


def hash_of(token: str) -> str:
    return vault.keyed_hash(token, purpose=PURPOSE)


def _record(verb: str, link: DoorLink, by: Any, at: datetime, **facts: Any) -> None:
    ledger.record(
        verb,
        chain=link.site.chain,
        vis=ledger.Vis.SITE,
        by=by,
        about=link,
        at=at,
        site=str(link.site_id),
        **facts,
    )
