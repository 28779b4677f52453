"""Where somebody lives or sleeps: street addresses, rooms, postal codes, coordinates.

A street by itself is a public place; with the number of a house it is somebody's door.
"""

import re
from collections.abc import Iterator

from liaison.screening.finding import Kind, Span

_STREETS_EN = (
    "street st avenue ave road rd drive dr lane ln crescent cres court ct place pl boulevard blvd "
    "terrace way square sq highway hwy close circle row parade mews gardens grove"
)
_EN = r"(?:" + "|".join(_STREETS_EN.split()) + r")(?:\.(?! [A-Z]))?"
_SURELY = r"(?:street|avenue|ave|road|rd|blvd|boulevard|crescent|cres|lane|terrace)"
_FR = (
    r"(?:rue|avenue|av\.?|boulevard|boul\.?|bd|chemin|ch\.|place|impasse|quai|allée|ruelle|route|"
    r"cours|passage|square|rang|montée|côte|villa|cité)"
)
_HOUSE = r"(?<![\w.,:-])(?:\d{1,4} ?- ?)?\d{1,5} ?(?:[A-Da-d]\b)?"
_CAP = r"(?:\d{1,3}(?:st|nd|rd|th)|[A-ZÀ-Þ][\w'.-]{0,24})"
_UNIT = r"(?:apt|apartment|suite|app|appt|appartement|chambre|logement|porte|room|rm|flat|unit)"
_ADDRESSES = (
    re.compile(rf"{_HOUSE} (?:[NSEW]\.? )?{_CAP}(?: {_CAP}){{0,2}} (?:{_EN}|(?i:{_EN}))(?!\w)"),
    re.compile(
        rf"{_HOUSE} (?!(?i:officers?|the|of|on|at|in|people|cars?|min\w{{0,5}}|met\w{{0,3}}|m|more|"
        rf"to|police|agents?|hours?|heures?|years?|way|times?|km|am|pm|and|or|for) )"
        rf"[^\W\d_]{{3,24}} {_SURELY}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_HOUSE} ?(?i:bis|ter|quater)? ?,? ?(?i:de la |du |de l')?(?:(?i:rue) |(?i:{_FR}) "
        r"(?=(?i:d[eu]s?|l[ae]s?|l)[ ']|[A-ZÀ-Þ]))"
        r"(?:(?i:d[eu]s?|de la|l)[ '])?(?:(?i:la|les|l|du) ?'? ?)?[\w'.-]{2,30}(?<!\.)"
    ),
)
_LIVES = re.compile(
    r"\b(?:lives?|living|lived|stays?|staying|sleeps?|sleeping|habite|habitait|demeure|loge"
    r"|logeait|reste|dort|(?:place|home|house|address|residence) (?:is )?"
    r"|chez (?:lui|elle)|domicile"
    r"|adresse) ?(?:at|au|à|:|est le)? ?(?P<where>\d{1,5}[A-D]?,? [A-ZÀ-Þ][\w'-]{1,24})"
)
_ROOMS = (
    re.compile(
        r"\b(?:his|her|their|sa|son) (?:room|apartment|unit|flat|suite|chambre|appart|appartement|"
        r"logement)\b(?: (?:is|was|number|no|est|le|numéro)\b){0,2},? ?#?[A-Z]?\d{1,5}\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:hotel|hostel|shelter|stays? at|lives? at|hôtel|foyer|refuge|habite|loge)\b"
        r"[^.;\n]{0,25}(?:room|rm|chambre|unit|apt)\.? \d{1,5}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_UNIT}\.? ?#? ?\d{{1,5}} ?[A-D]?\b,? {{0,2}}(?=(?:at|of|in|de|à|du)(?:\b| )"
        rf"[^.;\n]{{0,20}}\b(?:hotel|hôtel|shelter|residence|résidence|building|immeuble|"
        rf"rooming|hostel|foyer|refuge))",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:apt|apartment|appt|appartement|app|suite)\.? ?#? ?\d{1,5} ?[A-D]?\b", re.IGNORECASE
    ),
    re.compile(r"\b(?:P\.? ?O\.? ?Box|C\.? ?P\.|B\.? ?P\.|case postale) ?\d{1,6}\b", re.IGNORECASE),
)
_CODES = (
    re.compile(
        r"(?<![\w-])[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d"
        r"(?![\w-])",
        re.IGNORECASE,
    ),
    # Letters that no code has are as easily typed as others.
    re.compile(r"(?<![\w-])[A-Z]\d[A-Z] \d[A-Z]\d(?![\w-])"),
    re.compile(r"(?<![\w-])(?:[A-PR-UWYZ][A-HK-Y]?\d[\dA-Z]?) \d[ABD-HJLNP-UW-Z]{2}(?![\w-])"),
    re.compile(r"(?<![\w-])\d{5}-\d{4}(?![\w-])"),
    re.compile(
        r"(?<![\w.,$-])(?:[DF]-)?(?!19\d\d\d|20\d\d\d)\d{5} (?!Of|The|Per)[A-ZÀ-Þ][a-zà-ÿ]{2,24}\b"
    ),
    re.compile(r"(?<![\w-])(?:NSW|VIC|QLD|SA|WA|TAS|ACT|NT) \d{4}(?![\w-])"),
    re.compile(
        r"\b(?:postal ?code|post ?code|zip(?: ?code)?|code postal|PLZ)\b(?: ?(?:is|was|est|:))? "
        r"?[A-Z0-9]{3,5}(?:[ -][A-Z0-9]{2,4})?(?<=\d[A-Z]{2}|.\d\d|\d[A-Z]\d)",
        re.IGNORECASE,
    ),
)
_POINTS = (
    re.compile(
        r"\blat(?:itude)?\b[ .:]{0,2}-?\d{1,3}[.,]\d{1,9}[,; ]{1,2}"
        r"lon(?:g|gitude)?\b[ .:]{0,2}-?\d{1,3}[.,]\d{1,9}",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<![\w.,])-?\d{1,3}[.,]\d{3,9}°? ?[NS]?[,;/]? {0,2}-?\d{1,3}[.,]\d{3,9}°? ?[EWO]?"
        r"(?![\w.,]{0,3}\d)"
    ),
    re.compile(
        r"\b\d{1,3} ?° ?\d{1,2} ?['m] ?(?:\d{1,2}(?:[.,]\d{1,4})? ?(?:\"|'') ?)?[NSEWO]?"
        r"(?:[,;]? {0,2}\d{1,3} ?° ?\d{1,2} ?'? ?(?:\d{1,2}(?:[.,]\d{1,4})? ?(?:\"|'') ?)?"
        r"[NSEWO]?)?"
    ),
)


def spans(text: str, _year: int) -> Iterator[Span]:
    for pattern in (*_POINTS, *_ADDRESSES, *_ROOMS, *_CODES):
        for match in pattern.finditer(text):
            yield Span(Kind.PLACE, match.start(), match.start() + len(match[0].rstrip(" ,")))
    for match in _LIVES.finditer(text):
        yield Span(Kind.PLACE, *match.span("where"))
