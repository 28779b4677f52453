"""What is said of words that screening found: what they look like, and what to write instead."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from liaison.screening import Finding, Kind

# So many are named in the question; all of them are marked in the text.
_NAMED = 3

LOOKS_LIKE: Mapping[Kind, Any] = {
    Kind.EMAIL: gettext_lazy("an e-mail address"),
    Kind.PHONE: gettext_lazy("a telephone number"),
    Kind.DIGITS: gettext_lazy("a number that may identify somebody"),
    Kind.NUMBER: gettext_lazy("the number of a health card or of somebody’s file"),
    Kind.BIRTH: gettext_lazy("a date of birth or somebody’s age"),
    Kind.NAME: gettext_lazy("somebody’s name"),
    Kind.PLACE: gettext_lazy("where somebody lives or sleeps"),
    Kind.SUBSTANCE: gettext_lazy("what one person used or carried"),
    Kind.CONDITION: gettext_lazy("somebody’s health"),
    Kind.STANDING: gettext_lazy("what one person has to do with the law"),
    Kind.LOOKS: gettext_lazy("what somebody looks like"),
    Kind.OFFICER: gettext_lazy("a detail of one officer"),
}

# Whole sentences: after "like" the article goes into one with it in French.
_ASKED: Mapping[Kind, Any] = {
    Kind.EMAIL: gettext_lazy("“%(words)s” looks like an e-mail address"),
    Kind.PHONE: gettext_lazy("“%(words)s” looks like a telephone number"),
    Kind.DIGITS: gettext_lazy("“%(words)s” looks like a number that may identify somebody"),
    Kind.NUMBER: gettext_lazy(
        "“%(words)s” looks like the number of a health card or of somebody’s file"
    ),
    Kind.BIRTH: gettext_lazy("“%(words)s” looks like a date of birth or somebody’s age"),
    Kind.NAME: gettext_lazy("“%(words)s” looks like somebody’s name"),
    Kind.PLACE: gettext_lazy("“%(words)s” looks like where somebody lives or sleeps"),
    Kind.SUBSTANCE: gettext_lazy("“%(words)s” looks like what one person used or carried"),
    Kind.CONDITION: gettext_lazy("“%(words)s” looks like somebody’s health"),
    Kind.STANDING: gettext_lazy("“%(words)s” looks like what one person has to do with the law"),
    Kind.LOOKS: gettext_lazy("“%(words)s” looks like what somebody looks like"),
    Kind.OFFICER: gettext_lazy("“%(words)s” looks like a detail of one officer"),
}

# What to write instead, said beneath the marked words.
INSTEAD: Mapping[Kind, Any] = {
    Kind.EMAIL: gettext_lazy("Leave the address out."),
    Kind.PHONE: gettext_lazy("Leave the number out."),
    Kind.DIGITS: gettext_lazy("Leave the number out, or say what it counts."),
    Kind.NUMBER: gettext_lazy("Leave the number out; nobody here needs it."),
    Kind.BIRTH: gettext_lazy("Leave the age out: “a person” is enough."),
    Kind.NAME: gettext_lazy("Write “a person who uses the site”, or the post: “the manager”."),
    Kind.PLACE: gettext_lazy("Say how far from the door, or leave the place out."),
    Kind.SUBSTANCE: gettext_lazy("Say what officers and staff did; leave out what anybody used."),
    Kind.CONDITION: gettext_lazy("Leave out whose health it is: “first aid was given” is enough."),
    Kind.STANDING: gettext_lazy("Say which paper was shown, not whom it was about."),
    Kind.LOOKS: gettext_lazy("Write “a person”, without what they look like."),
    Kind.OFFICER: gettext_lazy(
        "Write “an officer”. The number, if it is needed, has a field of its own."
    ),
}

# Of words that tell what the facts leave out: asked once, never refused.
READ_AGAIN = gettext_lazy(
    "The marked words may tell a time or a place that the other side is not shown. Read them once "
    "more, then send it again: without them, or as it is."
)


def joined(findings: Iterable[Any]) -> str:
    """*findings* as one sentence names them."""
    # Translators: between one thing that was found and the next, within a sentence.
    return pgettext("between two findings", "; ").join(str(one) for one in findings)


def question_about(found: list[Finding], *, may_vouch: bool = True) -> str:
    """The sentence that asks about the first words found, once each, and says how many more there
    are."""
    told = {finding.words: _ASKED[finding.kind] for finding in found}
    named = [asked % {"words": words} for words, asked in list(told.items())[:_NAMED]]
    if more := len(told) - len(named):
        named.append(
            ngettext(
                "one more place is marked below", "%(more)s more places are marked below", more
            )
            % {"more": more}
        )
    findings = joined(named)
    if not may_vouch:
        return _("%(findings)s. Both sides would read it: write it without.") % {
            "findings": findings
        }
    return _("%(findings)s. Rephrase it, or tick below that it is about something else.") % {
        "findings": findings
    }
