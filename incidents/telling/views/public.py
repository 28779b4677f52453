"""The pages for somebody without an account: to tell a site something, and to ask by slip."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from incidents.telling import asking, limits, opening, sending, tickets
from incidents.telling.forms import SlipForm, TellForm
from incidents.telling.sending import CannotTell, LinkGone
from incidents.telling.views.unseen import Unseen, is_too_long, page, unseen
from liaison import site_links
from liaison.models import TellLink


@unseen
def tell(request: Unseen, token: str) -> HttpResponse:
    link = site_links.behind(TellLink, token)
    if link is None:
        return page("gone", request, 404)
    if request.method != "POST":
        return _form(request, link, TellForm())
    if is_too_long(request):
        return page("too_long", request, 413)
    return _take(request, link, TellForm(request.POST))


def _take(request: Unseen, link: TellLink, form: TellForm) -> HttpResponse:
    if not form.is_valid():
        return _form(request, link, form, 422)
    seed = tickets.seed_of(form.cleaned_data["ticket"], link)
    if seed is None:
        again = _("This page lay open for long. Nothing was lost: press “Send it” once more.")
        return _form(request, link, form, 422, refused=again)
    at = timezone.now()
    if not limits.takes(limits.TELLING, request.origin, at=at):
        much = _("Very much was told just now. Nothing was lost: try again in an hour.")
        return _form(request, link, form, 429, refused=much)
    try:
        sent = sending.send(
            link,
            form.account(),
            wish=form.wish_chosen,
            seed=seed,
            language=request.language,
            by=Person.system(),
            at=at,
        )
    except LinkGone:
        return page("gone", request, 404)
    except CannotTell as refused:
        return _form(request, link, form, 429, refused=str(refused))
    ask_at = settings.BASE_URL + reverse("telling:status")
    return page("sent", request, sent=sent, ask_at=ask_at)


def _form(
    request: Unseen, link: TellLink, form: TellForm, status: int = 200, refused: str = ""
) -> HttpResponse:
    """With a fresh ticket, unless what was sent carries one that counts: what is sent again after
    a correction is the same telling."""
    sent = form.data.get("ticket", "")
    ticket = sent if tickets.seed_of(sent, link) else tickets.draw(link)
    if form.is_bound:
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["ticket"] = ticket  # type: ignore[index]
    form.initial["ticket"] = ticket
    shown = opening.of_site(link.site, at=timezone.now(), language=request.language)
    return page("tell", request, status, form=form, site=link.site, opening=shown, refused=refused)


@unseen
def status(request: Unseen) -> HttpResponse:
    """A slip is asked for, and never in an address."""
    if request.method != "POST":
        return page("status", request, form=SlipForm())
    if is_too_long(request):
        return page("too_long", request, 413)
    form = SlipForm(request.POST)
    if not limits.takes(limits.ASKING, request.origin, at=timezone.now()):
        much = _("Very many asked just now. Try again in an hour.")
        return page("status", request, 429, form=form, refused=much)
    if not form.is_valid():
        return page("status", request, 422, form=form)
    found = asking.look_up(form.cleaned_data["slip"])
    return page("status", request, form=SlipForm(), found=found, is_unknown=found is None)
