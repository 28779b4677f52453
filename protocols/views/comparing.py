"""Any two versions, word by word."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from protocols import compare_page, comparing, overview, texts
from protocols.comparing_forms import CompareForm
from protocols.models import Protocol, Version
from protocols.views.reading import text_language
from protocols.views.requests import SignedIn


def version_compare(request: SignedIn, slug: str) -> HttpResponse:
    """The proposed text against the one in force, unless two others were chosen."""
    protocol = get_object_or_404(Protocol.objects.visible_to(request.user), slug=slug)
    at = timezone.now()
    own = compare_page.versions_open_to(request.user, protocol)
    others = list(compare_page.others_open_to(request.user, protocol))
    was, now = compare_page.usual(own, request.user, at)
    form = CompareForm(
        request.GET if "was" in request.GET or "now" in request.GET else None,
        choices=compare_page.choices(overview.with_times(own, request.user, at=at), others),
        initial={"was": was and was.pk, "now": now and now.pk},
    )
    if form.is_valid():
        known = {str(version.pk): version for version in [*own, *others]}
        was, now = known[form.cleaned_data["was"]], known[form.cleaned_data["now"]]
    elif form.is_bound:
        was = now = None
    context = {"protocol": protocol, "form": form, **_between(request, was, now)}
    status = 422 if form.errors else 200
    return render(request, "protocols/version_compare.html", context, status=status)


def _between(request: SignedIn, was: Version | None, now: Version | None) -> dict[str, Any]:
    """The two versions and, where there are two, what differs."""
    if not was or not now:
        return {"was": was, "now": now}
    language = text_language(request, now)
    former, text = (texts.read_by(request.user, version) for version in (was, now))
    difference = comparing.between(former, text, language, by_topic=True)
    terms = compare_page.terms(was, now)
    query = request.GET.copy()
    query.pop("text", None)
    return {
        "was": was,
        "now": now,
        "difference": difference,
        "terms": terms,
        "is_same": difference.is_none and not terms,
        "text_language": language,
        "query": query.urlencode(),
    }
