"""An officer without an account writes what they saw, once, for their own side."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone
from django.utils.translation import gettext as _

import vault
from audit import ledger
from incidents import notices, writing
from incidents.models import Statement, StatementLink
from incidents.statements import asking
from incidents.taxonomy import Lane
from liaison.refusal import Refused
from liaison.roles import Side


class CountsNoMore(Refused):
    """The link was used, taken back, or has lapsed."""


def opened(token: str, *, at: datetime) -> StatementLink | None:
    """The link that *token* opens now, with what its page shows; None for any other. One query."""
    links = StatementLink.objects.standing(at).filter(token_hash=asking.hash_of(token))
    return links.select_related(
        "incident__site__operator", "incident__partnership__service"
    ).first()


@ledger.operation
def give(token: str, words: str, *, key: UUID, by: Any, at: datetime | None = None) -> Statement:
    """Keep *words* in the police lane; *by* is the portal, for the officer has no account. Pressed
    twice with one *key*, the same words are kept once. Errors: ``CountsNoMore``."""
    at = at or timezone.now()
    link = asking.locked(token_hash=asking.hash_of(token))
    pk = uuid5(link.pk, f"{key}/{words}") if link else None
    if link and pk and link.statement_id == pk:
        return Statement.objects.get(pk=pk)
    if link is None or not link.stands(at):
        raise CountsNoMore(_("This link counts no more: it was used, taken back, or has lapsed."))
    draft = writing.Draft(words, Statement.Kind.OFFICER, Lane.POLICE, id=pk)
    [statement] = writing.write(link.incident, [draft], by=by, side=Side.POLICE, at=at)
    link.used_at, link.statement = at, statement
    link.save(update_fields=["used_at", "statement"])
    vault.take_out(link.data_key, at=at)
    notices.statement_given(link.incident, statement, by=by, at=at)
    asking.record(
        "incidents.statement_given",
        link,
        by=by,
        at=at,
        words=writing.seals([statement]),
        vouched=writing.vouched_for(words),
    )
    return statement


def posts(statements: list[Statement]) -> dict[Any, str]:
    """Who gave each of these, by post; a query where there is one."""
    if not statements:
        return {}
    links = StatementLink.objects.filter(statement__in=statements).only("statement_id", "post")
    return {link.statement_id: link.whose for link in links}
