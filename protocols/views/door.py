"""The door card, for anybody who holds its link."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from protocols import door, wording
from protocols.entry import Circumstance, Instrument

LANGUAGES = dict(settings.LANGUAGES)
# The tile "I have a paper" leads to these; a power without a paper is asked by its instrument.
PAPERS = (Circumstance.C06, Circumstance.C07, Circumstance.C08)
ON_TILES = {Circumstance.C01, Circumstance.C05, Circumstance.C14, *PAPERS}


@login_not_required
@require_safe
def door_card(request: HttpRequest, token: str) -> HttpResponse:
    asked = request.GET
    language = language_of(request)
    question = door.read_question(asked.get("c"), asked.get("i"), asked.get("threat"))
    with translation.override(language):
        card = door.card(
            token, question, service=asked.get("s", ""), at=timezone.now(), language=language
        )
        if card is None:
            return gone(language)
        context = context_of(card, token, language) | {"shows": asked.get("show", "")}
        return page("door_card", language, context)


def language_of(request: HttpRequest) -> str:
    """The language that the address asks for, else that of the phone."""
    language = request.GET.get("lang", "")
    return language if language in LANGUAGES else str(translation.get_language())


def keeps(card: door.Card, language: str) -> str:
    """What every link of the card carries along."""
    several = len(card.services) > 1 and card.service
    return (
        f"lang={language}&s={card.service.id}" if several and card.service else f"lang={language}"
    )


def context_of(card: door.Card, token: str, language: str) -> dict[str, Any]:
    return {
        "card": card,
        "token": token,
        "site": card.site,
        "zone": card.site.zone,
        "language": language,
        "languages": [pair for pair in settings.LANGUAGES if pair[0] != language],
        "all_languages": list(LANGUAGES),
        "keeps": keeps(card, language),
        "papers": [(c.value, wording.CIRCUMSTANCES[c]) for c in PAPERS],
        "power": wording.INSTRUMENTS[Instrument.STATUTORY_POWER],
        "rest": [(c.value, w) for c, w in wording.CIRCUMSTANCES.items() if c not in ON_TILES],
        "guidance": wording.GUIDANCE,
        "shows_demo": settings.SHOWS_DEMO,
    }


def gone(language: str) -> HttpResponse:
    """The one answer to every link that opens nothing, whatever is wrong with it."""
    with translation.override(language):
        return page("door_gone", language, {"language": language}, status=404)


def page(name: str, language: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Rendered without the frame's context: an officer's phone waits for this page."""
    template = get_template(f"protocols/{name}.html")
    response = HttpResponse(template.render(context), status=status)
    response.headers["Content-Language"] = language
    return response
