"""Links that a site's manager gives to people without an account: issued, printed again, revoked.

What each opens, its model says.
"""

import secrets
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4, uuid5

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

import vault
from audit import ledger
from liaison import access, site_ledger
from liaison.models import Site, SiteLink
from liaison.refusal import Refused, Stale
from liaison.roles import Permission

MOST_STANDING = 20
_TOKEN_BYTES = 16  # 128 bits

Link = TypeVar("Link", bound=SiteLink)


class CannotIssue(Refused):
    pass


@ledger.operation
def issue(
    model: type[Link],
    site: Site,
    label: str,
    *,
    key: UUID | None = None,
    vouched: bool = False,
    by: Any,
    at: datetime | None = None,
) -> Link:
    """A new link; the token itself is sealed, and looked up by a keyed hash. Asked for twice with
    one *key* it is one link.

    Errors: ``CannotIssue`` when there are too many, ``PermissionDenied``.
    """
    at = at or timezone.now()
    access.require(by, Permission.SITE_SETTINGS, site)
    site = Site.objects.select_for_update().get(pk=site.pk)
    pk = uuid5(site.pk, str(key or uuid4()))
    issued: Link | None = model.objects.filter(site=site, pk=pk).first()
    if issued:
        return issued
    if model.objects.filter(site=site).standing().count() >= MOST_STANDING:
        raise CannotIssue(_("Revoke a link that is no longer used first."))
    token = new_token()
    link = model(pk=pk, site=site, label=label, issued_at=at, issued_by=by)
    link.token_hash = hash_of(token, model.OPENS)
    link.seal(token, domain="system", at=at)
    link.save(force_insert=True)
    verb = f"liaison.{model.OPENS}_link_issued"
    site_ledger.record(verb, link, by=by, at=at, vouched=vouched)
    return link


@ledger.operation
def revoke(link: Link, *, by: Any, at: datetime | None = None) -> Link:
    """The link opens nothing from now on. Errors: ``Stale``, ``PermissionDenied``."""
    at = at or timezone.now()
    access.require(by, Permission.SITE_SETTINGS, link.site)
    links = type(link).objects.select_for_update(of=("self",)).select_related("site")
    held: Link = links.get(pk=link.pk)
    if held.revoked_at:
        raise Stale(_("This link has been revoked already."))
    held.revoked_at = at
    held.save(update_fields=["revoked_at"])
    site_ledger.record(f"liaison.{held.OPENS}_link_revoked", held, by=by, at=at)
    return held


def behind(model: type[Link], token: str) -> Link | None:
    """The link that *token* opens, with its site; None for one that is unknown or revoked."""
    links = model.objects.standing().filter(token_hash=hash_of(token, model.OPENS))
    found: Link | None = links.select_related("site__operator").first()
    return found


def address(link: SiteLink) -> str:
    """The whole address, for printing. Errors: ``vault.TakenOut``."""
    return settings.BASE_URL + path(link)


def path(link: SiteLink) -> str:
    """Where the link leads, on this portal. Errors: ``vault.TakenOut``."""
    return f"/{link.OPENS}/{link.words()}/"


def new_token() -> str:
    return secrets.token_urlsafe(_TOKEN_BYTES)


def hash_of(token: str, opens: str) -> str:
    """By which a link is looked up that *opens* this."""
    return vault.keyed_hash(token, purpose=f"{opens}-link")
