"""Numbers that may stand for a person: of a health card, a programme, a telephone, or just long."""

import re
from collections.abc import Iterator

from liaison.screening import check_digits, dates
from liaison.screening.blots import without
from liaison.screening.finding import Kind, Span

LONG_GROUP = 7
_NO = (
    r"(?:[ '.]?(?:d'|de |du )?(?:number|numéro|num|no|nr|nº|n°|#|id|code|card|carte|is|was|said|est"
    r"|:|\.)){0,4} ?"
)
_CODE = (
    r"(?=[A-Z-]{0,5}\d)[A-Z0-9]{1,15}(?:[ -](?=[A-Z]{0,2}\d|[A-Z]{2}\b)[A-Z0-9]{1,9}){0,7}(?!\w)"
)
_SCHEMES = re.compile(
    r"\b(?:ohip|phn|ramq|nam|nhs|medicare|sin|nas|ssn|nir|hcn|mrn|ahcip|nino|tfn|health ?card|"
    r"carte (?:santé|soleil|vitale|d'assurance(?:[ -]maladie)?)|assurance[ -]maladie|treaty|"
    r"medical record|sécurité sociale|care ?card|social insurance|passport|passeport)\b"
    + _NO
    + r"(?-i:(?=(?:[A-Z -]{0,8}\d){3})"
    + _CODE
    + r")",
    re.IGNORECASE,
)
_OF_A_PROGRAMME = re.compile(
    r"\b(?:client|cliente|participant|participante|patient|patiente|member|membre|usager|usagère|"
    r"bénéficiaire|programme|program|dossier|chart|file|locker|bracelet)\b"
    r"[ '.]?(?:numbers?|numéro|num|no|nr|nº|n°|#|id|code)"
    r"(?: (?:for|of|pour|de) (?:him|her|them|lui|elle|this person))?"
    r"(?: ?(?:number|numéro|no|nº|n°|#|is|was|est|:|\.|,|le|la)){0,3} ?"
    r"(?-i:" + _CODE + r")",
    re.IGNORECASE,
)
_OF_A_PROGRAMME_FR = re.compile(
    r"\b(?:(?:numéro|no|nº|n°|code) (?:de |du |d')?(?:dossier|client|cliente|participant|"
    r"participante|patient|bénéficiaire|programme|membre|usager)(?:,? (?:est|is|le|la))?|au code"
    r"|son code|her code|his code|their code|personal code)\b[ :]{0,3}(?:est |is |was )?(?-i:"
    + _CODE
    + r")",
    re.IGNORECASE,
)
_OF_ONE_FILED = re.compile(
    r"\b(?:client|cliente|participant|participante|patient|patiente|usager|usagère) \d{3,8}\b"
    # A year with a number after it is a file of the work; seven digits are asked about anyway.
    r"|\b(?:chart|file|dossier|fiche|folder|casier|locker)(?: is| was| est|:)? "
    r"(?!(?:19|20)\d\d(?:-\d{1,4})?(?![\d-]))(?!(?:\d[- ]?){7})"
    r"(?=(?:[A-Z-]{0,3}\d-?){4})[A-Z]{0,3}-?\d{1,6}(?:-[\dA-Z]{1,6}){0,2}\b",
    re.IGNORECASE,
)
_ON_A_CARD = re.compile(
    r"\b(?:card|carte|wristband|bracelet|tag|étiquette|slip|dossier|file|chart)\b[^.;:,\n\d]{0,28}"
    r"(?:no\.?|nº|n°|#|number|numéro) ?(?-i:" + _CODE + r")",
    re.IGNORECASE,
)
_ON_A_WRIST = re.compile(
    r"\b(?:wristband|bracelet|card|carte|tag) (?-i:[A-Z]{0,3}\d{4,6})\b", re.IGNORECASE
)
_BY_CODE = re.compile(
    r"\bcode (?-i:[A-Z]{1,3}-?\d{4,8})\b"
    r"|\b(?:dossier|file|chart|fiche) \d{2,4}-(?-i:[A-Z]{2,4})-\d{3,6}\b",
    re.IGNORECASE,
)
_ALOUD = re.compile(
    r"\b(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine"
    r"|zéro|un|deux|trois|quatre|cinq|sept|huit|neuf)[ ,-]{1,2}){6,11}"
    r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine"
    r"|zéro|un|deux|trois|quatre|cinq|sept|huit|neuf)\b",
    re.IGNORECASE,
)
_LETTERS_FIRST = re.compile(r"(?<![\w-])[A-Z]{4}[ -]?\d{4}[ -]?\d{4}(?![\w-])")
_GAP = r"(?:[\s.\-]|\)[\s.-]?|\s\(|\s-\s)"
_RUN = re.compile(rf"(?<!\d)[+(]{{0,2}}\d++(?:{_GAP}\d++)*+(?:[ -][A-Z]{{2}}\b)?")
_YEAR = r"(?:19|20)\d\d"
_CLOCK = r"(?:[01]\d|2[0-4])[0-5]\d"
_PLAIN = re.compile(
    "|".join(
        (
            rf"{_YEAR}(?:{_GAP}{_YEAR})*+",  # years, a range of years
            rf"{_YEAR}-\d{{1,4}}",  # the number of a protocol, an exemption, a file
            rf"{_CLOCK}\s?-\s?{_CLOCK}",  # 0900-1700
            rf"{_YEAR}\s{_CLOCK}",  # the end of a date and a time
            r"\d{1,2}\.\d\d\s?-\s?\d{1,2}\.\d\d",  # 14.10-15.20
            r"[1-9]\d?(?:\.[1-9]?\d){2,9}",  # clause 12.10.11.2
            r"[1-9]\d?(?:\s\d{3}){2}",  # 1 234 567 of something
        )
    )
)
_MONEY = re.compile(r"[$€£¥]\s?$|\b(?:CAD|USD|AUD|EUR|GBP|CHF|DKK)\s?$")
_MONEY_AFTER = re.compile(
    r"\s?(?:[$€£¥]|(?:CAD|USD|AUD|EUR|GBP|CHF|DKK|dollars?|euros?|pounds?|kr)\b)", re.IGNORECASE
)
_NORTH_AMERICAN = re.compile(r"(?:\+?1\D?)?\(?[2-9]\d\d\)?\D{0,2}\d{3}\D?\d{4}")
_TEN_BY_TWO = re.compile(r"0\d(?:[\s.\-]?\d\d){4}")
_BRITISH = re.compile(r"0[12378]\d{1,4}[\s-]?\d{3,4}[\s-]?\d{3,6}")
_AUSTRALIAN = re.compile(r"04\d\d[\s-]?\d{3}[\s-]?\d{3}")
_PHONES = (_NORTH_AMERICAN, _TEN_BY_TWO, _BRITISH, _AUSTRALIAN)


def of_schemes(text: str, _year: int) -> Iterator[Span]:
    """Numbers that are called, or look like, one of a health card or a programme."""
    for pattern in (
        _SCHEMES,
        _OF_A_PROGRAMME,
        _OF_A_PROGRAMME_FR,
        _OF_ONE_FILED,
        _ON_A_CARD,
        _ON_A_WRIST,
        _BY_CODE,
    ):
        for match in pattern.finditer(text):
            yield Span(Kind.NUMBER, match.start(), match.end())
    for match in _LETTERS_FIRST.finditer(text):
        yield Span(Kind.NUMBER, match.start(), match.end())


def long(text: str, year: int) -> Iterator[Span]:
    """Long groups of digits that are no date, no money, no year, no clause."""
    text = without(text, [(start, end) for start, end, _told in dates.told(text, year)])
    for match in _RUN.finditer(text):
        run, start, end = match.group(), match.start(), match.end()
        if run[-1].isalpha() and not check_digits.says_what_it_is(run):
            run = run[:-3]
            end -= 3
        if sum(sign.isdigit() for sign in run) < LONG_GROUP or _PLAIN.fullmatch(run):
            continue
        if _MONEY.search(text[max(0, start - 6) : start]) or _MONEY_AFTER.match(text, end):
            continue
        sure = check_digits.says_what_it_is(run)
        if _is_phone(run):
            yield Span(Kind.PHONE, start, end)
        else:
            yield Span(Kind.NUMBER if sure else Kind.DIGITS, start, end, sure)


def _is_phone(run: str) -> bool:
    return run.startswith(("+", "(")) or any(shape.fullmatch(run) for shape in _PHONES)


def aloud(text: str, _year: int) -> Iterator[Span]:
    """A number as somebody says it, digit by digit."""
    for match in _ALOUD.finditer(text):
        yield Span(Kind.PHONE, match.start(), match.end())
