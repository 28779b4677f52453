"""Beginning a draft: a new protocol, or the next version of one."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import Person
from audit import ledger
from liaison import access
from liaison.models import LegalBasis, Partnership
from liaison.refusal import Refused
from liaison.roles import Permission
from protocols import canonical, copying, in_force, journal, notices, parties, profile
from protocols.library import Topic
from protocols.lifecycle import Stage
from protocols.models import Protocol, ProtocolPartnership, Version, VersionMove
from protocols.models.protocol import NOTICE_DAYS, SUSPENSION_DAYS

LONGEST_TERM = timedelta(days=365)
BEFORE_THE_BASIS_ENDS = timedelta(days=60)


class CannotDraft(Refused):
    pass


@ledger.operation
def start(
    partnerships: Sequence[Partnership],
    *,
    title: str,
    by: Person,
    base: Version | None = None,
    topics: Sequence[Topic] = profile.TOPICS,
    at: datetime | None = None,
) -> Version:
    """A new protocol for *partnerships* with a complete table: from the text of *base* (another
    protocol's version that *by* may read), else with the library's text for *topics*."""
    at = at or timezone.now()
    if not partnerships:
        raise CannotDraft(_("Say which site and which police service it is for."))
    for partnership in partnerships:
        access.require(by, Permission.PROTOCOL_DRAFT, partnership)
    _check_together(partnerships)
    title = _checked_title(title)
    protocol = _new_protocol(title)
    ProtocolPartnership.objects.bulk_create(
        ProtocolPartnership(protocol=protocol, partnership=partnership)
        for partnership in partnerships
    )
    return _begin(protocol, number=1, base=base, topics=topics, by=by, at=at)


@ledger.operation
def start_next(protocol: Protocol, *, by: Person, at: datetime | None = None) -> Version:
    """The next version of *protocol* as a draft, from the text of ``base_of_next``."""
    access.require(by, Permission.PROTOCOL_DRAFT, protocol.covered)
    # Whoever begins a version holds the protocol, so that two people cannot take one number.
    protocol = Protocol.objects.select_for_update().get(pk=protocol.pk)
    versions = list(protocol.versions.order_by("-number"))
    base = base_of_next(versions)
    if base is None:
        raise CannotDraft(_("One version is still being worked on. Change that one."))
    number = versions[0].number + 1
    return _begin(protocol, number=number, base=base, by=by, at=at or timezone.now())


def base_of_next(versions: Sequence[Version]) -> Version | None:
    """The one of *versions* (all of a protocol, newest first) with whose words the next begins:
    the newest that was not discarded, if there is one. None while one is worked on."""
    if not versions or not versions[0].is_settled:
        return None
    return next((one for one in versions if not one.is_discarded), versions[0])


def succeed(version: Version, *, by: Person, at: datetime) -> Version:
    """The next draft after *version*, from its text, inside the operation that calls for it."""
    return _begin(version.protocol, number=version.number + 1, base=version, by=by, at=at)


def hold(version: Version, *, by: Person) -> Version:
    """The draft, locked for the rest of the transaction, for somebody who may edit it.
    Errors: ``PermissionDenied``, ``CannotDraft`` when it is a draft no longer."""
    access.require(by, Permission.PROTOCOL_DRAFT, version)
    held = Version.objects.select_for_update().get(pk=version.pk)
    held.protocol = version.protocol
    if not held.is_draft:
        raise CannotDraft(_("This version is not a draft any more. Nothing was changed."))
    return held


def review_due(partnerships: Sequence[Partnership], begins: date) -> date:
    """A year after *begins*, or 60 days before the first legal basis of a site ends, whichever
    comes first."""
    bases = LegalBasis.objects.filter(site__in=[p.site_id for p in partnerships])
    newest: dict[object, date | None] = {}
    for site_id, valid_to in bases.order_by("recorded_at").values_list("site_id", "valid_to"):
        newest[site_id] = valid_to
    soonest = begins + BEFORE_THE_BASIS_ENDS
    ends = [max(day, soonest) - BEFORE_THE_BASIS_ENDS for day in newest.values() if day]
    return min([begins + LONGEST_TERM, *ends])


def applying_to(partnerships: Sequence[Partnership], *, at: datetime) -> Version:
    """The one version that applies to all of *partnerships*, for a draft to start from.
    Errors: ``CannotDraft`` where there is none, or more than one."""
    rows = in_force.by_partnership(partnerships, at)
    versions = {row.version_id: row.version for row in rows.values()}
    if len(versions) != 1 or len(rows) != len(partnerships):
        raise CannotDraft(
            _("No one version is in force for what you chose. Start from another text."),
            field="start_from",
        )
    return versions.popitem()[1]


def texts_open_to(person: Person) -> models.QuerySet[Version]:
    """The newest signed version of each protocol that *person* may read, by title."""
    signed = Version.objects.visible_to(person).filter(stage=Stage.SIGNED)
    newest = signed.filter(protocol=models.OuterRef("protocol")).order_by("-number").values("pk")
    ordered = signed.select_related("protocol").order_by("protocol__title", "protocol")
    return ordered.filter(pk=models.Subquery(newest[:1]))


def _begin(
    protocol: Protocol,
    *,
    number: int,
    base: Version | None,
    topics: Sequence[Topic] = (),
    by: Person,
    at: datetime,
) -> Version:
    version = Version.objects.create(
        protocol=protocol,
        number=number,
        base=base,
        languages=list(base.languages if base else profile.LANGUAGES),
        review_on=review_due(protocol.covered, at.date()),
        suspension_days=base.suspension_days if base else SUSPENSION_DAYS,
        notice_days=base.notice_days if base else NOTICE_DAYS,
        begun_at=at,
        begun_by=by,
    )
    if base:
        copying.from_version(base, version)
    else:
        copying.from_topics(topics, version)
    notices.begun(version, journal.move(version, VersionMove.What.BEGUN, by=by, at=at))
    journal.enter(
        "protocols.begun",
        version,
        by=by,
        at=at,
        number=number,
        base=str(base.pk) if base else None,
    )
    return version


def _check_together(partnerships: Sequence[Partnership]) -> None:
    """One organisation is party to all that a protocol covers: it answers for the whole text, and
    what is not connected stays apart. Errors: ``CannotDraft`` that names the most that may be."""
    largest = max(parties.groups(partnerships), key=len)
    if len(largest) == len(partnerships):
        return
    raise CannotDraft(
        _(
            "One operator or one police service has to be a party to all that a protocol covers. "
            "These may go together: %(together)s. Begin another protocol for the rest."
        )
        % {"together": "; ".join(map(str, largest))},
        field="partnerships",
        nearest=largest,
    )


def _checked_title(title: str) -> str:
    try:
        title = canonical.clean(title).strip()
    except canonical.HiddenSign as hidden:
        raise CannotDraft(hidden_sign(hidden), field="title") from hidden
    longest = Protocol._meta.get_field("title").max_length or 0
    if not title or len(title) > longest:
        raise CannotDraft(_("Give it a title of one line."), field="title")
    return title


def vouched(*texts: str) -> bool:
    """Whether screening asked about one of *texts* and its writer said that it is about something
    else; the ledger keeps that, not the words."""
    return any(getattr(text, "vouched", False) for text in texts)


def hidden_sign(hidden: canonical.HiddenSign) -> str:
    return _("The text holds a sign that nobody can see (%(sign)s). Remove it.") % {
        "sign": hidden.sign
    }


def _new_protocol(title: str) -> Protocol:
    """Its address always ends in a random part: were the bare title tried first, a refusal would
    tell that somebody, somewhere, has a protocol of that name."""
    words = slugify(title)[:40].strip("-") or "protocol"
    return Protocol.objects.create(slug=f"{words}-{secrets.token_hex(5)}", title=title)


def partnerships_open_to(person: Person) -> models.QuerySet[Partnership]:
    """The partnerships for which *person* may begin a protocol, by name."""
    ids = access.standing(person).partnerships_for(Permission.PROTOCOL_DRAFT)
    return Partnership.objects.filter(pk__in=ids).with_parties()
