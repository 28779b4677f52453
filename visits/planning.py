"""What the pages on which a time is put forward show: the form, and times to pick from."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from liaison import access, timekeeping, wallclock
from liaison.access import Reach
from liaison.hours import Span
from liaison.models import Partnership
from liaison.refusal import Refused
from liaison.roles import Permission, Side
from visits import (
    closures,
    exceptions,
    finder,
    forms,
    kind_chosen,
    lifecycle,
    occupying,
    showing,
    terms,
)
from visits.finder import Finder, Question
from visits.finder_form import FinderForm
from visits.forms import ProposalForm, TimeForm
from visits.kinds import ONCE, Kind, Place
from visits.lifecycle import Stage
from visits.models import KindTerms, Visit
from visits.refusals import CannotBook
from visits.series import reach as series_reach
from visits.slots import Limits

_UNJUDGED = frozenset({"pick", "look", "week", "elsewhere"})
F = TypeVar("F", bound=TimeForm)


def choices_of(request: HttpRequest) -> list[Reach]:
    """The partnerships to choose from; with ``?site=``, those of that site if there are any."""
    everywhere = showing.partnerships(request.user, Permission.VISIT_PROPOSE)
    at_site = [reach for reach in everywhere if reach.site_slug == request.GET.get("site")]
    return at_site or everywhere


def with_whom(person: Any, choices: Sequence[Reach]) -> list[tuple[UUID, str]]:
    """Each partnership by the other party: by its site for the police service's own people."""
    own = {held.organisation_id for held in access.standing(person).mandates}
    return [
        (
            reach.id,
            reach.site_name
            if reach.service_id in own
            else f"{reach.service_name} · {reach.site_name}",
        )
        for reach in choices
    ]


def partnership_of(request: HttpRequest, choices: Sequence[Reach]) -> Partnership | None:
    """The partnership the page is about: the only one among *choices*, or the one asked for."""
    asked = request.POST.get("partnership") or request.GET.get("partnership")
    pk = choices[0].id if len(choices) == 1 else showing.chosen(choices, asked)
    if pk is None:
        return None
    return Partnership.objects.visible_to(request.user).with_parties().get(pk=pk)


def bind(
    form_class: type[F], request: HttpRequest, partnership: Partnership, visit: Visit | None = None
) -> F:
    """The form of the page. Posted to *take* an offered time it carries that time; posted to
    *pick* one, to *look* for others, to see another *week* or to meet *elsewhere* it comes back as
    it was typed, not yet judged. A time that was free for another kind is not filled in."""
    zone = partnership.site.tz
    if request.method != "POST":
        return form_class(zone=zone, initial=_standing(visit) if visit else _asked_for(request))
    if not _UNJUDGED.isdisjoint(request.POST):
        typed: QueryDict = request.POST
        if not kind_chosen.has_changed(typed):
            typed = forms.with_time(typed, zone, "pick")
        remark = _remark(request.POST, is_filled=typed is not request.POST)
        if request.POST.get("elsewhere") in Place.values:
            typed = typed.copy()
            typed["place"] = request.POST["elsewhere"]
        form = form_class(zone=zone, initial={name: typed[name] for name in typed})
        form.remark = remark
        return form
    return form_class(forms.with_time(request.POST, zone, "take"), zone=zone)


def _remark(typed: QueryDict, *, is_filled: bool) -> str:
    """What came of the button, for those whom the page led back to its fields."""
    if is_filled:
        return _("The time is filled in. Nothing is proposed yet.")
    if "pick" in typed and kind_chosen.has_changed(typed):
        return _("You chose another kind: pick one of its times. None is filled in.")
    return ""


def context(
    form: TimeForm,
    looked: FinderForm,
    partnership: Partnership,
    *,
    side: Side,
    refused: Refused | None,
    at: datetime,
    visit: Visit | None = None,
) -> dict[str, Any]:
    """What the page shows beside the form; *looked* says how times are looked for."""
    standing = terms.all_of(partnership)
    if isinstance(form, ProposalForm):
        kind_chosen.fit(form, standing)
    asked = standing[visit.kind if visit else _kind(form)]
    frame = occupying.limits(asked, side=side, at=at)
    nearest = refused.nearest if isinstance(refused, CannotBook) else form.nearest
    return {
        "form": form,
        "partnership": partnership,
        "visit": visit,
        "reaches": series_reach.of_date(visit, series_reach.Doing.CHANGE, series_reach.Reach.THIS),
        "moves_agreed": visit is not None and Stage(visit.stage) in lifecycle.UNTIL_IT_BEGINS,
        "side": side,
        "zone": partnership.site.zone,
        "nearest": nearest,
        "finder": _finder(form, looked, asked, frame, visit, nearest),
        "owed": closures.owed_in_words(),
        "parked_at": timekeeping.parked_at(partnership.site),
        "offers_exception": side is Side.SITE and _offers_exception(form, refused),
        "asked": asked,
        "can_repeat": asked.kind not in ONCE,
        "notice": asked.notice if side is Side.POLICE else 0,
        "kinds_url": reverse("visits:kind_list", args=[partnership.pk]),
    }


def _offers_exception(form: TimeForm, refused: Refused | None) -> bool:
    """Only once the site's hours, and nothing else, have refused a time; or a reason stands in the
    form already."""
    if isinstance(refused, CannotBook) and exceptions.would_help(refused.rules):
        return True
    return form.is_bound and bool(form.data.get("exception"))


def _finder(
    form: TimeForm,
    looked: FinderForm,
    asked: KindTerms,
    frame: Limits,
    visit: Visit | None,
    nearest: Sequence[Span],
) -> Finder:
    """For another time of *visit*, its own booking stands in nobody's way. Of the *nearest* times
    it is told too for which the site closes."""
    place = form["place"].value()
    place = place if place in Place.values else Place.ON_SITE
    length = min(timedelta(minutes=_minutes(form, asked)), frame.longest)
    question = Question(
        site=asked.partnership.site,
        place=place,
        length=length,
        since=_from(form, frame.at),
        wish=_wish(form, length),
    )
    diary = occupying.diary_of(asked.partnership, asked.kind, place, frame, besides=visit)
    found = finder.find(question, frame, diary, looked)
    if diary.schedule is None:
        return found
    times = [*found.times, *nearest]
    return replace(found, closing=closures.closing(question.site, diary.schedule, times))


def _standing(visit: Visit) -> dict[str, Any]:
    local = visit.starts.astimezone(visit.tz)
    return {
        "seen": visit.revision,
        "place": visit.place,
        "where": visit.where,
        "day": local.date(),
        "time": local.time(),
        "which": forms.LATER if local.fold else forms.EARLIER,
        "minutes": (visit.ends - visit.starts) // timedelta(minutes=1),
    }


def _asked_for(request: HttpRequest) -> dict[str, Any]:
    """The kind and the place that a link to the page names."""
    known = {"kind": Kind.values, "place": Place.values}
    named = {name: request.GET.get(name) for name in known}
    return {name: value for name, value in named.items() if value in known[name]}


def _kind(form: TimeForm) -> str:
    value = form["kind"].value()
    return value if value in Kind.values else Kind.CHECK_IN


def _minutes(form: TimeForm, asked: KindTerms) -> int:
    lengths = {str(minutes): minutes for minutes, _label in forms.LENGTHS}
    return lengths.get(str(form["minutes"].value()), kind_chosen.usual_minutes(asked))


def _from(form: TimeForm, at: datetime) -> datetime:
    """From the day that stands in the form on; from *at* where it holds none."""
    try:
        day = form.fields["day"].clean(form["day"].value())
    except ValidationError:
        return at
    return wallclock.midnight(day, form.zone)


def _wish(form: TimeForm, length: timedelta) -> Span | None:
    """The time that stands in the form, as far as it can be told."""
    try:
        said = [form.fields[name].clean(form[name].value()) for name in ("day", "time")]
    except ValidationError:
        return None
    wall = datetime.combine(*said)
    found = wallclock.readings(wall, form.zone) or (wallclock.resolve(wall, form.zone),)
    starts = found[-1 if form["which"].value() == forms.LATER else 0]
    return Span(starts, starts + length)


def looked_for(request: HttpRequest) -> FinderForm:
    return FinderForm(request.POST if request.method == "POST" else None)
