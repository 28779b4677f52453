"""A drawing for each tick, for those who would rather not read; the words stand beside it."""

from collections.abc import Mapping

from django.utils.safestring import SafeString

from liaison.templatetags import icon_tags

_PERSON = "M12 11a4 4 0 1 0 0-8a4 4 0 0 0 0 8z M5 21a7 7 0 0 1 14 0"
_TWO = (
    "M6 9a2.5 2.5 0 1 0 0-5a2.5 2.5 0 0 0 0 5z M2 20v-3a4 4 0 0 1 8 0v3"
    " M18 9a2.5 2.5 0 1 0 0-5a2.5 2.5 0 0 0 0 5z M14 20v-3a4 4 0 0 1 8 0v3"
)
# By the value of the tick; drawn like the icons of the portal, on a field of 24 by 24.
LINES: Mapping[str, str] = {
    # What it was: a car with a lamp, a raised hand, a glass over a bag, something lifted out, ...
    "outside": "M2 16v-4l3-5h11l4 5h2v4h-3 M9 16h6 M4 16a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0z"
    " M15 16a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0z M4 12h15 M9 7V4h4v3",
    "stopped": "M8 13V6a1.5 1.5 0 0 1 3 0v5 M11 11V4.5a1.5 1.5 0 0 1 3 0V11"
    " M14 11V6a1.5 1.5 0 0 1 3 0v8c0 4-2 7-6 7c-3 0-4.5-2-6-5.5l-1.5-3"
    "a1.4 1.4 0 0 1 2.5-1.4L8 14",
    "searched": "M3 8h12v3 M6 8V6a3 3 0 0 1 6 0v2 M3 8v12h8"
    " M15.5 12a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7z M18 18l3.5 3.5",
    "taken": "M4 12v9h16v-9 M12 16V3 M8 7l4-4l4 4",
    "moved": "M7 8a2.5 2.5 0 1 0 0-5a2.5 2.5 0 0 0 0 5z M3 21v-6a4 4 0 0 1 8 0v6"
    " M13 12h9 M18 8l4 4l-4 4",
    "arrested": "M6 12a4 4 0 1 0 0 8a4 4 0 0 0 0-8z M18 12a4 4 0 1 0 0 8a4 4 0 0 0 0-8z"
    " M7.5 12.3L10 7.5 M16.5 12.3L14 7.5 M9.5 6a2.5 1.7 0 1 0 5 0a2.5 1.7 0 1 0-5 0z",
    "inside": "M11 8V3h9v18h-9v-5 M2 12h12 M10 8l4 4l-4 4",
    "watched": "M2 7h13v10H2z M15 11l7-3.5v9L15 13 M6 10h3",
    "words": "M3 4h18v12H11l-5 4v-4H3z M13 6.5L10 10.5h4l-3 4",
    "force": "M12 2l2 6l5-3l-2 5l5 2l-5 2l2 5l-5-2l-2 5l-2-5l-5 2l2-5l-5-2l5-2l-2-5l5 3z",
    "help": "M9 4h6v5h5v6h-5v5H9v-5H4V9h5z M3 21L21 3",
    "good": "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18z M8 14a5 5 0 0 0 8 0 M9 9v1 M15 9v1",
    "other": "M8 9a4 4 0 1 1 6 3.5c-1.5 1-2 1.5-2 3 M12 19v1",
    # Where
    "in_the_site": "M4 20V10l8-6l8 6v10z M12 17a2.5 2.5 0 1 0 0-5a2.5 2.5 0 0 0 0 5z",
    "door": "M6 21V3h12v18 M3 21h18 M15 12v1",
    "street": "M8 3L4 21 M16 3l4 18 M12 4v3 M12 10.5v3 M12 17v4",
    "way": "M4 21c0-9 15-5 15-16 M15 8l4-4l3 4",
    "elsewhere": "M12 22c5-6 7-9 7-12a7 7 0 0 0-14 0c0 3 2 6 7 12z"
    " M12 12a2 2 0 1 0 0-4a2 2 0 0 0 0 4z",
    # When: the sun, the moon, seven days, an hourglass
    "today": "M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8z M12 2v2 M12 20v2 M2 12h2 M20 12h2"
    " M5 5l1.5 1.5 M17.5 17.5L19 19 M5 19l1.5-1.5 M17.5 6.5L19 5",
    "yesterday": "M20 14a8.5 8.5 0 1 1-9.5-11a7 7 0 0 0 9.5 11z",
    "week": "M3 5h18v16H3z M3 10h18 M8 3v4 M16 3v4 M7 14h10 M7 17h6",
    "earlier": "M6 3h12 M6 21h12 M7.5 3c0 5 4.5 6 4.5 9s-4.5 4-4.5 9"
    " M16.5 3c0 5-4.5 6-4.5 9s4.5 4 4.5 9",
    # How it is known: a person, an eye, two who talk, one who passes it on
    "self": _PERSON,
    "seen": "M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7z"
    " M12 15a3 3 0 1 0 0-6a3 3 0 0 0 0 6z",
    "heard": "M2 4h12v9H8l-3 3v-3H2z M17 9h5v8h-2v3l-3-3h-6v-2",
    "relayed": f"{_TWO} M10.5 13h3",
    # What may be done with it: a lock, a voice that carries, strokes that count
    "site": "M5 11h14v10H5z M8 11V8a4 4 0 0 1 8 0v3 M12 15v2",
    "raise": "M3 10v4h4l9 5V5l-9 5z M19 9a4 4 0 0 1 0 6",
    "count": "M6 5v14 M10 5v14 M14 5v14 M18 5v14 M3 17L21 7",
}


def picture(name: str) -> SafeString:
    """The drawing for the tick of that value. Errors: ``KeyError``."""
    return icon_tags.drawing(LINES[name], "picture")
