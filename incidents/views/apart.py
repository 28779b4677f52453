"""Looking at the details of one officer that are kept apart."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from incidents import setting_apart
from incidents.course import Course
from incidents.models import Statement
from incidents.views import showing


@require_safe
def incident_apart(request: HttpRequest, reference: str) -> HttpResponse:
    """Each look is kept, beside the reading of the incident."""
    incident, side = showing.find(request, reference)
    course = Course(incident, side, request.user)
    kept = course.kept_apart()
    if not kept:
        raise Http404
    verdicts = {one: setting_apart.may_read(one, incident, by=request.user) for one in kept}
    readable = [one for one, verdict in verdicts.items() if verdict]
    if not readable:
        raise PermissionDenied(verdicts[kept[0]].reason)
    context = {"entries": [course.apart_entry(one) for one in _once(readable)]}
    setting_apart.note_look(incident, readable, by=request.user)
    return showing.show(request, incident, side, "incidents/incident_apart.html", context)


def _once(readable: list[Statement]) -> list[Statement]:
    """Without what was released, for who reads what it was released from."""
    drafts = {one.pk for one in readable}
    return [one for one in readable if one.released_from_id not in drafts]
