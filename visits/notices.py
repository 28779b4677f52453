"""Who hears what of a visit. Facts are codes and times in the site's zone, never words."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from liaison import access
from liaison.models import Partnership
from liaison.roles import Side
from notifications import post
from visits.calendars import invitations
from visits.lifecycle import ACTS_FOR
from visits.models import ContactGoal, KindTerms, Visit, VisitMove


def put_forward(visit: Visit, move: VisitMove) -> None:
    """To those who can answer."""
    _tell("proposed", visit, move, of_side(visit.partnership, Side(visit.turn)))


def move_asked(visit: Visit, move: VisitMove) -> None:
    """To all others of both sides: what was agreed may move, and stays until then."""
    answering = of_side(visit.partnership, Side(visit.turn))
    others = [one for one in both_sides(visit.partnership) if one not in answering]
    _tell("move_asked", visit, move, others)


def kept_as_agreed(visit: Visit, move: VisitMove) -> None:
    """The other time came to nothing."""
    _tell("kept_as_agreed", visit, move, both_sides(visit.partnership))


def agreed_time_dropped(visit: Visit, move: VisitMove) -> None:
    """What was agreed stands no more, and another time waits for an answer: to both sides, whoever
    changed the hours included."""
    _tell("time_given_up", visit, move, both_sides(visit.partnership), spare_author=False)


def confirmed(visit: Visit, move: VisitMove) -> None:
    _tell("confirmed", visit, move, both_sides(visit.partnership))


def declined(visit: Visit, move: VisitMove) -> None:
    _tell("declined", visit, move, both_sides(visit.partnership))


def cancelled(visit: Visit, move: VisitMove) -> None:
    _tell("cancelled", visit, move, both_sides(visit.partnership))


def held(visit: Visit, move: VisitMove) -> None:
    _tell("held", visit, move, both_sides(visit.partnership))


def missed(visit: Visit, move: VisitMove) -> None:
    _tell("missed", visit, move, both_sides(visit.partnership))


def needs_rescheduling(visit: Visit, move: VisitMove) -> None:
    """To both sides, whoever changed the hours included: they have a visit to move."""
    _tell("needs_rescheduling", visit, move, of_new_hours(visit), spare_author=False)


def of_new_hours(visit: Visit) -> list[Any]:
    """Who hears that a visit needs another time."""
    return both_sides(visit.partnership)


def lapsed(visit: Visit, move: VisitMove) -> None:
    _tell("lapsed", visit, move, both_sides(visit.partnership))


def terms_set(made: KindTerms) -> None:
    """To those of the police side who put times forward."""
    side = Side.POLICE
    people = of_side(made.partnership, side)
    post.send(
        "visits/terms_set",
        to=[one for one in people if one.pk != made.set_by_id],
        about=made.partnership,
        path=reverse("visits:kind_list", args=[made.partnership_id]),
        key=str(made.pk),
        facts={"kind": made.kind},
        at=made.set_at,
    )


def goal_set(made: ContactGoal) -> None:
    """To those who act for the other side."""
    side = Side(made.side).other
    post.send(
        "visits/goal_set",
        to=of_side(made.partnership, side),
        about=made.partnership,
        path=made.get_absolute_url(),
        key=str(made.pk),
        facts={
            "kind": made.kind,
            "times": made.times,
            "per": str(made.per),
            "ended": made.is_ended,
        },
        at=made.set_at,
    )


def both_sides(partnership: Partnership) -> list[Any]:
    """Whoever may act for one of the two sides."""
    return [person for side in ACTS_FOR for person in of_side(partnership, side)]


def of_side(partnership: Partnership, side: Side) -> list[Any]:
    """Whoever may act for *side*."""
    return list(access.people_who_may(ACTS_FOR[side], partnership, side))


def _tell(
    kind: str, visit: Visit, move: VisitMove, people: list[Any], *, spare_author: bool = True
) -> None:
    # Who did it knows it; their calendar does not.
    if spare_author and not invitations.concern(f"visits/{kind}", visit, move.by_id):
        people = [one for one in people if one.pk != move.by_id]
    post.send(
        f"visits/{kind}",
        to=people,
        about=visit,
        path=visit.get_absolute_url(),
        key=str(move.pk),
        facts={
            "kind": visit.kind,
            "starts": _wall(visit.starts, visit),
            "absent": str(move.absent),
            "instead_of": str(move.instead_of),
            "agreed": _wall(visit.agreed.starts, visit) if visit.agreed else "",
        },
        at=move.at,
    )


def _wall(moment: datetime, visit: Visit) -> str:
    return moment.astimezone(visit.tz).isoformat(timespec="minutes")
