"""The liaison asks an officer for a statement, by a link that counts once."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

import vault
from audit import ledger
from incidents import own_ledger, stepping
from incidents.models import Incident, StatementLink
from liaison import access, deadlines
from liaison.access import Verdict
from liaison.refusal import Refused, Stale
from liaison.roles import Permission, Side
from liaison.site_links import new_token

LASTS = timedelta(days=7)
MOST_STANDING = 10
PURPOSE = "statement-link"


class CannotAsk(Refused):
    pass


def may_ask(incident: Incident, side: Side | None, *, by: Any) -> Verdict:
    """Whether *by*, who stands on *side*, asks officers about *incident*: once the facts are
    released, for until then there is nothing that an officer may be shown."""
    if side is not Side.POLICE or incident.released_at is None:
        return Verdict(False, _("Officers are asked by their liaison, about what was released."))
    return access.may(by, Permission.STATEMENT_ASK, incident)


@ledger.operation
def ask(
    incident: Incident, post: str, *, key: UUID, by: Any, at: datetime | None = None
) -> StatementLink:
    """A link for whoever holds *post*. Asked twice with one *key* it is one link.

    Errors: ``PermissionDenied``, ``CannotAsk`` when many stand already.
    """
    at = at or timezone.now()
    held, seen = stepping.lock(incident, by)
    access.require_verdict(may_ask(held, seen.side_in(held), by=by))
    pk = uuid5(held.pk, str(key))
    if standing := StatementLink.objects.filter(pk=pk).first():
        return standing
    if StatementLink.objects.filter(incident=held).standing(at).count() >= MOST_STANDING:
        raise CannotAsk(_("Ten officers are asked already. Take back a link first."))
    token = new_token()
    link = StatementLink(pk=pk, incident=held, post=post, issued_at=at, issued_by=by)
    # To the end of a day within that week: it was asked perhaps soon after the release, and the
    # hour would be told by it.
    last = (at + LASTS).astimezone(held.tz).date() - timedelta(days=1)
    link.expires_at, link.token_hash = deadlines.end_of(last, held.tz), hash_of(token)
    link.seal(token, domain="system", at=at)
    link.save(force_insert=True)
    record("incidents.statement_asked", link, by=by, at=at)
    return link


@ledger.operation
def revoke(link: StatementLink, *, by: Any, at: datetime | None = None) -> StatementLink:
    """It opens nothing from now on. Errors: ``PermissionDenied``, ``Stale``."""
    at = at or timezone.now()
    if not StatementLink.objects.visible_to(by).filter(pk=link.pk).exists():
        raise PermissionDenied(_("You do not ask officers about this incident."))
    held = locked(pk=link.pk)
    if held is None or held.used_at or held.revoked_at:
        raise Stale(_("This link counts no more: it was used or taken back."))
    held.revoked_at = at
    held.save(update_fields=["revoked_at"])
    vault.take_out(held.data_key, at=at)
    record("incidents.statement_link_revoked", held, by=by, at=at)
    return held


def address(link: StatementLink) -> str:
    """The whole address, to hand on. Errors: ``vault.TakenOut``."""
    return settings.BASE_URL + reverse("incidents:statement_give", args=[link.words()])


def hash_of(token: str) -> str:
    return vault.keyed_hash(token, purpose=PURPOSE)


def locked(**which: Any) -> StatementLink | None:
    """The one link, which nobody else uses or revokes until the transaction ends."""
    rows = StatementLink.objects.select_for_update(of=("self",)).select_related(
        "data_key", "incident__site", "incident__partnership"
    )
    return rows.filter(**which).first()


def record(verb: str, link: StatementLink, *, by: Any, at: datetime, **facts: Any) -> None:
    """In the chain of the police service alone: whom it asks is nothing to the other side."""
    held = link.incident
    own_ledger.record(
        verb,
        held,
        Side.POLICE,
        by=by,
        at=at,
        link=str(link.pk),
        **facts,
    )
