"""Countries and their provinces or states (ISO 3166), by name in the language of the page."""

import difflib
import gettext
import unicodedata
from functools import cache
from typing import Any

import pycountry
from django.utils.translation import get_language

# Where every part fits into one sentence, all of them are named.
_FEW = 16


def choices() -> list[tuple[str, str]]:
    """(code, name) of every country, by name."""
    return list(_choices(_language()))


def name_of(country: str) -> str:
    """The name of a country; its code where nobody knows it."""
    return dict(_choices(_language())).get(country, country)


def is_known(country: str) -> bool:
    return pycountry.countries.get(alpha_2=country) is not None


def parts_of(country: str) -> dict[str, str]:
    """The provinces, states or regions of a country by code ("BC"), each with its name."""
    return _parts(country, _language())


def part_name(country: str, code: str) -> str:
    return parts_of(country).get(code, code)


def part_of(country: str, said: str) -> str | None:
    """The code of the part that somebody calls *said*, by code or by name in any language of
    ours; None when the country has no such part."""
    wanted = _plain(said).removeprefix(f"{country.lower()} ")
    for language in ("en", _language()):
        for code, name in _parts(country, language).items():
            if wanted in (code.lower(), _plain(name)):
                return code
    return None


def nearest_parts(country: str, said: str) -> list[str]:
    """The names somebody may have meant; all of them where they are few."""
    names = sorted(parts_of(country).values(), key=_plain)
    if len(names) <= _FEW:
        return names
    by_plain = {_plain(name): name for name in names}
    return [by_plain[one] for one in difflib.get_close_matches(_plain(said), by_plain, 5, 0.4)]


@cache
def _choices(language: str) -> tuple[tuple[str, str], ...]:
    words = _words("iso3166-1", language)
    named = (
        (one.alpha_2, words.gettext(getattr(one, "common_name", one.name)))
        for one in pycountry.countries
    )
    return tuple(sorted(named, key=lambda pair: _plain(pair[1])))


@cache
def _parts(country: str, language: str) -> dict[str, str]:
    words = _words("iso3166-2", language)
    found: Any = pycountry.subdivisions.get(country_code=country) or ()
    return {one.code.partition("-")[2]: words.gettext(one.name) for one in found}


def _words(domain: str, language: str) -> gettext.NullTranslations:
    return gettext.translation(domain, pycountry.LOCALES_DIR, languages=[language], fallback=True)


def _language() -> str:
    return (get_language() or "en").partition("-")[0]


def _plain(words: str) -> str:
    """Without accents, hyphens and capitals, as people type it."""
    apart = unicodedata.normalize("NFKD", words.strip().casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).replace("-", " ")
