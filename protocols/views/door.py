"""The door card, for anybody who holds its link."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
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
    language = asked.get("lang", "")
    if language not in LANGUAGES:
        language = translation.get_language()
    question = door.read_question(asked.get("c"), asked.get("i"), asked.get("threat"))
    with translation.override(language):
        card = door.card(
            token, question, service=asked.get("s", ""), at=timezone.now(), language=language
        )
        if card is None:
            raise Http404
        return _page(card, language, asked)


def _page(card: door.Card, language: str, asked: dict[str, str]) -> HttpResponse:
    """Rendered without the frame's context: an officer's phone waits for this page."""
    keeps = f"lang={language}" + (
        f"&s={card.service.id}" if len(card.services) > 1 and card.service else ""
    )
    template = get_template("protocols/door_card.html")
    context = {
        "card": card,
        "site": card.site,
        "zone": card.site.zone,
        "language": language,
        "languages": [pair for pair in settings.LANGUAGES if pair[0] != language],
        "keeps": keeps,
        "shows": asked.get("show", ""),
        "papers": [(c.value, wording.CIRCUMSTANCES[c]) for c in PAPERS],
        "power": wording.INSTRUMENTS[Instrument.STATUTORY_POWER],
        "rest": [(c.value, w) for c, w in wording.CIRCUMSTANCES.items() if c not in ON_TILES],
        "guidance": wording.GUIDANCE,
        "shows_demo": settings.SHOWS_DEMO,
    }
    response = HttpResponse(template.render(context))
    response.headers["Content-Language"] = language
    return response
