"""Form fields for free text that must not speak about a person who uses the site.

``ScreenedText`` comes back with the words marked when ``screening.check`` finds something. The
writer rephrases, or ticks that it is not about a person who uses the site. The cleaned value is
``Words``: the text itself, which also tells what it was vouched for; the caller records that.

    what_happened = ScreenedText(label=_("What happened"), max_length=4000)
    ...
    words = form.cleaned_data["what_happened"]     # a str
    words.vouched                                  # True: screening asked, the writer ticked
    words.kinds                                    # about what: frozenset({Kind.PHONE})

A test that wants to tick posts ``{name: text, f"{name}-vouched": fields.vouch(text)}``.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import copy
from datetime import date
from typing import Any, Self
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.template import loader
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaison import days, screening
from liaison.screened_words import INSTEAD, READ_AGAIN, question_about
from liaison.screening import Finding, Kind
from liaison.screening.exact import Exact
from liaison.widgets import DayInput, Hidden

# Finds in a text what is left out elsewhere.
Find = Callable[[str], list[Exact]]

# The name of the button that moves the details of one officer into their own field.
APART = "apart"

# Said of each of two fields that ask for one text in two languages, of which one is needed.
ONE_IS_ENOUGH = gettext_lazy("one language is enough")


class FixedChoices(forms.ChoiceField):
    """Choices that nobody changes: each form shares them. Django copies every word of them with
    every form, and goes through them again for its widget, which for a long form is a good part
    of what it costs."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        widget = copy(self.widget)
        widget.attrs = self.widget.attrs.copy()
        memo[id(self.widget)] = widget  # as it is copied, with the choices of all
        copied: Self = forms.Field.__deepcopy__(self, memo)
        return copied


class FixedTyped(FixedChoices, forms.TypedChoiceField):
    """The same, with a value of another type than text."""


class FixedMany(FixedChoices, forms.MultipleChoiceField):
    """The same, where any of several are chosen."""


class Key(forms.UUIDField):
    """Drawn with the form, so that pressing twice does a thing once. One that is missing or
    broken protects from nothing, so a fresh one takes its place."""

    widget = Hidden

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"initial": uuid4, **options})

    def clean(self, value: Any) -> UUID:
        try:
            return super().clean(value)
        except forms.ValidationError:
            return uuid4()


class OwnPassword(forms.CharField):
    """The password of whoever sends the form, asked again; ``help_text`` says what for. Whether it
    is theirs, ``liaison.proof`` says."""

    widget = forms.PasswordInput
    default_error_messages = {"required": gettext_lazy("Type your password.")}

    def __init__(self, **options: Any) -> None:
        told = {"label": gettext_lazy("Your password"), "strip": False, "max_length": 500}
        super().__init__(**{**told, **options})
        self.widget.attrs["autocomplete"] = "current-password"


class DayField(forms.DateField):
    """A calendar day, typed or picked, from *first* on: ``days.LONG_AGO`` for what has been."""

    widget = DayInput

    def __init__(self, *, first: date = days.FIRST, **options: Any) -> None:
        within = [
            MinValueValidator(first, gettext_lazy("Write a day from %(limit_value)s on.")),
            MaxValueValidator(days.LAST, gettext_lazy("Write a day up to %(limit_value)s.")),
        ]
        super().__init__(validators=within, **options)


class Words(str):
    """A screened text. ``vouched``: screening asked, and the writer ticked; ``kinds``: about what,
    where that is known."""

    __slots__ = ("kinds", "vouched")
    kinds: frozenset[Kind]
    vouched: bool

    def __new__(cls, text: str, *, vouched: bool = False, kinds: Iterable[Kind] = ()) -> "Words":
        words = super().__new__(cls, text)
        words.kinds = frozenset(kinds)
        words.vouched = vouched or bool(words.kinds)
        return words


def vouch(text: str, *, belongs: Collection[Kind] = ()) -> str:
    """What the tick sends back: it stands for exactly the words that were marked."""
    return _mark_of(screening.check(text.replace("\r\n", "\n"), apart_from=belongs))


def _mark_of(found: Sequence[Finding | Exact]) -> str:
    told = "\n".join(sorted({finding.words for finding in found}))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


class ScreenedWidget(forms.Textarea):
    """A text area; beneath it kinder words for those that hurt and, after screening asked, the
    marked words, what to write instead, and the tick."""

    template = "liaison/widgets/screened.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, lines: int = 4) -> None:
        self.lines = lines
        self.found: list[Finding] = []
        self.may_vouch = True
        self.offers_apart = False
        self.left_out: Find | None = None
        self.asks_again = False
        super().__init__({"rows": lines, **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        text = data.get(name)
        return text if text is None else (text, data.get(f"{name}-vouched", ""))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        text, ticked = value if isinstance(value, tuple) else (value, "")
        area = self._area(name, text, attrs, renderer)
        proposed = screening.hints(str(text)) if text else []
        told = self.left_out(str(text)) if self.left_out and text and not self.found else []
        if not self.found and not proposed and not told:
            return area
        context = {
            "area": area,
            "hints": {hint.words: hint for hint in proposed}.values(),
            "advice": dict.fromkeys(INSTEAD[finding.kind] for finding in self.found),
            "is_asked": bool(self.found),
            "may_vouch": self.may_vouch,
            "apart": self._apart(),
            "name": f"{name}-vouched",
            "id": f"{(attrs or {}).get('id', name)}-vouched",
            "mark": _mark_of(self.found),
            "is_ticked": ticked == _mark_of(self.found),
            "marked": marked(text or "", self.found),
            "told": marked(str(text), told) if told else "",
            "told_mark": _mark_of(told) if self.asks_again else "",
        }
        return mark_safe(loader.render_to_string(self.template, context))

    def _apart(self) -> str:
        is_there = any(finding.kind is Kind.OFFICER for finding in self.found)
        return APART if self.offers_apart and is_there else ""

    def _area(self, name: str, text: Any, attrs: Any, renderer: Any) -> SafeString:
        if self.lines > 1:
            return super().render(name, text, attrs, renderer)
        of_areas = {"rows", "cols"}
        line = forms.TextInput({k: v for k, v in self.attrs.items() if k not in of_areas})
        return line.render(name, text, attrs, renderer)


class ScreenedText(forms.CharField):
    """A free text of at most ``max_length`` characters; ``lines=1`` is a single line. What
    *belongs* in it is not asked about: an address, where a place is asked for. Without *may_vouch*
    there is no tick: what both sides read is written without the marked words."""

    widget = ScreenedWidget

    def __init__(
        self,
        *,
        max_length: int,
        lines: int = 4,
        belongs: Collection[Kind] = (),
        may_vouch: bool = True,
        **options: Any,
    ) -> None:
        options.setdefault("widget", ScreenedWidget(lines=lines))
        super().__init__(max_length=max_length, **options)
        self.is_one_line = lines == 1
        self.belongs = frozenset(belongs)
        self.may_vouch = may_vouch
        if isinstance(self.widget, ScreenedWidget):
            self.widget.may_vouch = may_vouch

    def clean(self, value: Any) -> Words:
        """Errors: ``ValidationError`` that says which words, and what to do about them."""
        text, mark = value if isinstance(value, tuple) else (value, "")
        text = (text or "").replace("\r\n", "\n").replace("\r", "\n")
        refuse_hidden_characters(text)
        text = super().clean(in_one_line(text) if self.is_one_line else text)
        found = screening.check(text, apart_from=self.belongs)
        self._show(found)
        if found and not (self.may_vouch and mark == _mark_of(found)):
            raise ValidationError(question_about(found, may_vouch=self.may_vouch), code="screened")
        self._read_again(text, mark)
        return Words(text, kinds=(finding.kind for finding in found))

    def offer_apart(self) -> None:
        """The form has a field of its own for the details of one officer."""
        if isinstance(self.widget, ScreenedWidget):
            self.widget.offers_apart = True

    def leave_out(self, find: Find, *, asks_again: bool = False) -> None:
        """Mark what *find* finds in the text: the other side is not shown it in the facts. With
        *asks_again* the form comes back once to be read again; sent once more, the text is taken
        as it is. Not for a text that may be vouched for."""
        if isinstance(self.widget, ScreenedWidget):
            self.widget.left_out, self.widget.asks_again = find, asks_again

    def _read_again(self, text: str, mark: str) -> None:
        widget = self.widget
        if not isinstance(widget, ScreenedWidget) or not (widget.left_out and widget.asks_again):
            return
        told = widget.left_out(text)
        if told and mark != _mark_of(told):
            raise ValidationError(READ_AGAIN, code="read_again")

    def show_marks(self, text: str) -> None:
        """Mark what will be asked about in *text*, before anybody sends it."""
        self._show(screening.check(text, apart_from=self.belongs))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(initial, data[0] if isinstance(data, tuple) else data)

    def _show(self, found: list[Finding]) -> None:
        # The form has its own copy of the field, and with it of the widget.
        if isinstance(self.widget, ScreenedWidget):
            self.widget.found = found


class PlainLine(forms.CharField):
    """A name or a number: one line, without characters that cannot be seen."""

    def clean(self, value: Any) -> str:
        text = str(value or "").replace("\t", " ")
        refuse_hidden_characters(text)
        return str(super().clean(in_one_line(text)))


def in_one_line(text: str) -> str:
    """*text* with a space for each of its line breaks: no browser sends them from a single line,
    and one of them would end the header of a mail."""
    return " ".join(text.splitlines())


def refuse_hidden_characters(text: str) -> None:
    """Errors: ``ValidationError`` when *text* holds a character that cannot be seen."""
    for place, name in screening.hidden_characters(text)[:1]:
        before = "".join(sign for sign in text[:place] if sign.isprintable())[-20:]
        raise ValidationError(
            _("After “%(before)s” stands a sign that cannot be seen (%(name)s). Type it again."),
            code="hidden_character",
            params={"before": before, "name": name},
        )


def marked(text: str, found: Sequence[Finding | Exact]) -> SafeString:
    """*text*, escaped, with the words found in ``<mark>``."""
    pieces, last = [], 0
    for finding in found:
        pieces.append((text[last : finding.start], finding.words))
        last = finding.end
    return format_html_join("", "{}<mark>{}</mark>", pieces) + format_html("{}", text[last:])


def vouched_names(cleaned: Mapping[str, Any]) -> list[str]:
    """The names of the fields the writer vouched for; what a ledger entry keeps of it."""
    return sorted(
        name for name, value in cleaned.items() if isinstance(value, Words) and value.vouched
    )
