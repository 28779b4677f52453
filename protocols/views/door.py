"""The door card, for anybody who holds its link."""

from enum import StrEnum
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from liaison import division_links
from protocols import door, wording
from protocols.entry import Circumstance, Instrument
from protocols.models import DoorNote

LANGUAGES = dict(settings.LANGUAGES)
# The tile "I have a paper" leads to these; a power without a paper is asked by its instrument.
PAPERS = (Circumstance.C06, Circumstance.C07, Circumstance.C08)
ON_TILES = {Circumstance.C01, Circumstance.C05, Circumstance.C14, *PAPERS}


class Said(StrEnum):
    """What came of a tap that told something."""

    TOLD = "told"
    UNCLEAR = "unclear"
    TOO_MANY = "too_many"
    APPLIES_NO_MORE = "applies_no_more"


SAID = {
    Said.TOLD: _("The liaison officers will read it: what, where and when, not who."),
    Said.UNCLEAR: _("Thank you. Both sides see how often this clause was unclear, not to whom."),
    Said.APPLIES_NO_MORE: _(
        "It was not counted: that answer does not apply here any more. This is what applies now."
    ),
    Said.TOO_MANY: _("It was not taken: this door has told a lot lately. Call the liaison."),
}


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
            return _list(token, language) or gone(language)
        said = asked.get("said", "")
        context = context_of(card, token, language) | {
            "shows": asked.get("show", ""),
            "asks": _asks(card, question, asked.get("show", ""), language),
            "said": SAID.get(said),  # type: ignore[call-overload]
            # Drawn with the page, so pressed twice it counts once; once said, it is not offered.
            "key": "" if said == Said.UNCLEAR else uuid4(),
            "kinds": DoorNote.Kind.choices if card.service else [],
        }
        return page("door_card", language, context)


def _list(token: str, language: str) -> HttpResponse | None:
    """The cards of a division, where *token* is the link of one."""
    found = division_links.sites_behind(token)
    if found is None:
        return None
    division, sites = found
    context = {
        "division": division,
        "cards": [(site, f"{token}.{site.slug}") for site in sites],
        "token": token,
        "language": language,
        "languages": [pair for pair in settings.LANGUAGES if pair[0] != language],
        "all_languages": list(LANGUAGES),
        "guidance": wording.GUIDANCE,
        "shows_demo": settings.SHOWS_DEMO,
    }
    return page("door_list", language, context)


def _asks(card: door.Card, question: door.Question, shows: str, language: str) -> str:
    """The query of this very page, as far as the card knows what it means."""
    parts = {
        "c": question.circumstance.value if question.circumstance else "",
        "i": question.instrument.value if question.instrument is not Instrument.NONE else "",
        "threat": "1" if question.threat else "",
        "show": shows,
        "s": str(card.service.id) if len(card.services) > 1 and card.service else "",
        "lang": language,
    }
    return urlencode({name: value for name, value in parts.items() if value})


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
