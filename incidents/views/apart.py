"""Looking at the details of one officer that are kept apart: after the password, asked again."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from incidents import looks, setting_apart
from incidents.course import Course
from incidents.forms import LookForm
from incidents.models import Incident, Statement
from incidents.views import showing
from liaison import refusal


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def incident_apart(request: HttpRequest, reference: str) -> HttpResponse:
    """They are in the answer to the password and nowhere else; each look is kept, beside the
    reading of the incident."""
    incident, side = showing.find(request, reference)
    course = Course(incident, side, request.user)
    readable = _readable(course.kept_apart(), incident, by=request.user)
    form = LookForm(request.POST if request.method == "POST" else None)

    def look() -> list[object]:
        password = form.cleaned_data["password"]
        setting_apart.look(incident, readable, password=password, by=request.user)
        return [course.apart_entry(one) for one in _once(readable)]

    tried = refusal.attempt(request, form, look)
    context = {
        "form": form,
        "entries": tried.result,
        "looks": looks.of(incident, side, request.user),
    }
    return showing.show(
        request, incident, side, "incidents/incident_apart.html", context, tried.status
    )


def _readable(kept: list[Statement], incident: Incident, *, by: object) -> list[Statement]:
    """Errors: ``Http404`` where nothing is kept, ``PermissionDenied`` where it is for others."""
    if not kept:
        raise Http404
    verdicts = {one: setting_apart.may_read(one, incident, by=by) for one in kept}
    readable = [one for one, verdict in verdicts.items() if verdict]
    if not readable:
        raise PermissionDenied(verdicts[kept[0]].reason)
    return readable


def _once(readable: list[Statement]) -> list[Statement]:
    """Without what was released, for who reads what it was released from."""
    drafts = {one.pk for one in readable}
    return [one for one in readable if one.released_from_id not in drafts]
