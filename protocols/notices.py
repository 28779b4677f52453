"""Who hears what about a protocol: everybody in charge on both sides, save who did it."""

from collections.abc import Iterable, Sequence, Set
from datetime import datetime
from typing import Any

from liaison import access
from liaison.models import Partnership
from liaison.roles import Permission, Side
from notifications import post
from protocols import parties, signatories, turns
from protocols.models import (
    InForce,
    Remark,
    RemarkClosing,
    Resumption,
    SignatorySlot,
    Signature,
    Suspension,
    Termination,
    Version,
    VersionMove,
)


def begun(version: Version, move: VersionMove) -> None:
    _tell("protocols/begun", version, move)


def sent(version: Version, move: VersionMove, *, asked: Sequence[SignatorySlot]) -> None:
    """Those whose turn it is are asked to sign; everybody else in charge is told."""
    people = _ask("protocols/asked", version, asked, key=str(move.pk), at=move.at, save=move.by_id)
    _tell("protocols/sent", version, move, save=people)


def recalled(version: Version, move: VersionMove) -> None:
    _tell("protocols/recalled", version, move)


def declined(version: Version, move: VersionMove) -> None:
    _tell("protocols/declined", version, move, side=move.side)


def discarded(version: Version, move: VersionMove) -> None:
    _tell("protocols/discarded", version, move, side=move.side)


def signed(signature: Signature, move: VersionMove, *, asked: Sequence[SignatorySlot]) -> None:
    """Those whose turn it is now, where there is an order, are asked to sign."""
    version = signature.version
    people = _ask("protocols/asked", version, asked, key=str(move.pk), at=move.at, save=move.by_id)
    _tell("protocols/signed", version, move, save=people, side=move.side)


def remind(slot: SignatorySlot, *, key: str, is_late: bool, at: datetime) -> None:
    if is_late:
        _ask("protocols/signature_late", slot.version, [slot], key=key, at=at)
    else:
        _ask("protocols/signature_due", slot.version, [slot], key=key, at=at)


def agreed(version: Version, move: VersionMove, first: InForce) -> None:
    """Both sides have signed; told to the last signer as well, for it is what they waited for."""
    day = first.starts.astimezone(first.partnership.site.tz).date()
    _tell("protocols/agreed", version, move, everybody=True, starts=day.isoformat())


def suspended(suspension: Suspension) -> None:
    """Told to everybody who reads protocols on either side: it changes what applies at once."""
    _tell_there("protocols/suspended", suspension, suspension, at=suspension.starts)


def resumed(resumption: Resumption) -> None:
    _tell_there("protocols/resumed", resumption.suspension, resumption, at=resumption.at)


def terminated(termination: Termination) -> None:
    row = termination.in_force
    post.send(
        "protocols/terminated",
        to=_both_sides(row.partnership, save=termination.by_id),
        about=row.version,
        path=row.version.get_absolute_url(),
        key=str(termination.pk),
        facts={
            "number": row.version.number,
            "side": termination.side,
            "last_day": termination.last_day.isoformat(),
        },
        at=termination.at,
    )


def review_due(version: Version, there: Iterable[Partnership], *, key: str, at: datetime) -> None:
    post.send(
        "protocols/review_due",
        to=parties.in_charge_of(there),
        about=version,
        path=f"{version.get_absolute_url()}#met",
        key=key,
        facts={
            "number": version.number,
            "review_on": version.review_on.isoformat() if version.review_on else "",
        },
        at=at,
    )


def commented(remark: Remark, *, number: int) -> None:
    """The other side hears once a day that there are comments on a draft, however many."""
    day = remark.written_at.date().isoformat()
    key = f"{remark.version_id}:{remark.partnership_id}:{remark.side}:{day}"
    _tell_other_side(
        "protocols/commented", remark, key, number, by=remark.side, at=remark.written_at
    )


def proposed(remark: Remark, *, number: int) -> None:
    _tell_other_side(
        "protocols/proposed",
        remark,
        str(remark.pk),
        number,
        by=remark.side,
        at=remark.written_at,
        kind_of=remark.kind,
    )


def proposal_settled(closing: RemarkClosing, *, number: int) -> None:
    _tell_other_side(
        "protocols/proposal_settled",
        closing.remark,
        str(closing.pk),
        number,
        by=closing.side,
        at=closing.at,
        how=closing.how,
        kind_of=closing.remark.kind,
    )


def _tell_other_side(
    kind: str, remark: Remark, key: str, number: int, *, by: str, at: datetime, **facts: Any
) -> None:
    """Those in charge on the side that *by* is not, where the clause applies, with the way to it;
    *number* is its own."""
    version, other = remark.version, Side(by).other
    post.send(
        kind,
        to=parties.in_charge_of(remark.access_target, other),
        about=version,
        path=turns.address("clause_discuss", version, remark.clause_key),
        key=key,
        facts={"number": version.number, "clause": number, **facts},
        at=at,
    )


def _tell_there(
    kind: str, suspension: Suspension, done: Suspension | Resumption, *, at: datetime
) -> None:
    version, partnership = suspension.version, suspension.partnership
    post.send(
        kind,
        to=_both_sides(partnership, save=done.by_id),
        about=version,
        path=version.get_absolute_url(),
        key=str(done.pk),
        facts={
            "number": version.number,
            "clause": suspension.clause.number if suspension.clause else 0,
            "side": suspension.side,
            "until": suspension.ends.astimezone(partnership.site.tz).date().isoformat(),
        },
        at=at,
    )


def _both_sides(partnership: Partnership, *, save: Any) -> list[Any]:
    """Everybody on either side who reads protocols there, each once, without who did it."""
    found = {
        person.pk: person
        for side in Side
        for person in access.people_who_may(Permission.PROTOCOL_READ, partnership, side)
    }
    return [person for person in found.values() if person.pk != save]


def _ask(
    kind: str,
    version: Version,
    slots: Sequence[SignatorySlot],
    *,
    key: str,
    at: datetime,
    save: Any = None,
) -> set[Any]:
    """Ask whoever holds one of the posts to sign; the ids of those who were asked."""
    holders = signatories.asked(slots, version.protocol, at=at) if slots else []
    people = [person for person in holders if person.pk != save]
    post.send(
        kind,
        to=people,
        about=version,
        path=turns.address("version_sign", version),
        key=key,
        facts={
            "number": version.number,
            "sign_by": version.sign_by.isoformat() if version.sign_by else "",
        },
        at=at,
    )
    return {person.pk for person in people}


def _tell(
    kind: str,
    version: Version,
    move: VersionMove,
    *,
    everybody: bool = False,
    save: Set[Any] = frozenset(),
    **facts: Any,
) -> None:
    """Everybody in charge but who did it (unless *everybody*) and those to *save* from it."""
    people = parties.people_in_charge(version.protocol)
    spared = save if everybody else save | {move.by_id}
    post.send(
        kind,
        to=[person for person in people if person.pk not in spared],
        about=version,
        path=version.get_absolute_url(),
        key=str(move.pk),
        facts={"number": version.number, **facts},
        at=move.at,
    )
