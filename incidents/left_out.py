"""Words that tell what the other side is not shown of when and where an incident was. They are
marked and asked about once; whoever writes decides."""

from typing import TypeVar, cast

from django import forms

from incidents.as_seen import AsSeen
from incidents.grain import PlaceGrain
from incidents.models import Incident
from liaison.fields import Find, ScreenedText
from liaison.roles import Side
from liaison.screening import exact
from liaison.screening.exact import Exact

_Form = TypeVar("_Form", bound=forms.Form)


def finder(*, time: bool, place: PlaceGrain) -> Find | None:
    """What finds those words, where the *time* is shown less exactly than the clock, or the place
    as *place*; None where nothing is left out."""
    finds: list[Find] = [exact.clock_times] if time else []
    if place is not PlaceGrain.DISTANCE:
        finds.append(exact.distances)
    if place is PlaceGrain.WHETHER_INSIDE:
        finds.append(exact.doors_and_rooms)
    if not finds:
        return None
    return lambda text: _apart([one for find in finds for one in find(text)])


def _apart(found: list[Exact]) -> list[Exact]:
    """In order; of two that overlap, the one that begins first."""
    kept: list[Exact] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def ask_again(form: _Form, incident: Incident, side: Side | None) -> _Form:
    """*form*, whose ``words`` both sides will read: where they tell what the author's side, that
    of the writer, left out of the facts, it comes back once to be read again."""
    if incident.released_at and side is incident.author_side:
        seen = AsSeen(incident, side.other)
        find = finder(time=not seen.is_exact, place=seen.place)
        if find is not None:
            cast(ScreenedText, form.fields["words"]).leave_out(find, asks_again=True)
    return form
