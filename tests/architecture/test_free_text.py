"""Whatever people write in their own words is screened before it is kept, on every form there is.

Names and numbers of one line are plain lines; what is chosen, hidden or a password is no text.
"""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django import forms
from django.test import RequestFactory

from incidents.views import too_late
from liaison.fields import PlainLine, ScreenedText
from tests.architecture.test_house_rules import MODULES, OURS, _dotted

# Lines of text that are checked by what takes them, and by what.
CHECKED_ELSEWHERE = {
    "OrganisationForm.divisions": "each line is cleaned as the name of a division",
    "WhereverForm.said": "it is looked for in what is there, and kept nowhere",
    "SheetForm.numbers": "each line is read as an officer's number",
    "VerifyForm.copy": "it is compared with what was signed, and never kept",
}


def _forms() -> Iterator[type[forms.BaseForm]]:
    for path in MODULES:
        if "forms" in path.stem or "forms" in path.parent.name:
            for thing in vars(import_module(_dotted(path))).values():
                is_form = isinstance(thing, type) and issubclass(thing, forms.BaseForm)
                if is_form and thing.__module__.split(".")[0] in OURS:
                    yield thing


TEXTS = {
    f"{form.__name__}.{name}": field
    for form in _forms()
    for name, field in getattr(form, "base_fields", {}).items()
    if type(field) is forms.CharField or isinstance(field, ScreenedText | PlainLine)
    if not (field.widget.is_hidden or isinstance(field.widget, forms.PasswordInput))
}


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_text_is_screened_or_a_plain_line(name):
    assert isinstance(TEXTS[name], ScreenedText | PlainLine) != (name in CHECKED_ELSEWHERE)


def test_what_is_longer_than_a_line_is_never_a_plain_line():
    areas = {name for name, field in TEXTS.items() if isinstance(field.widget, forms.Textarea)}

    assert areas
    assert not {name for name in areas if isinstance(TEXTS[name], PlainLine)}


def test_every_exception_is_still_there():
    assert set(CHECKED_ELSEWHERE) <= set(TEXTS)


# A detail of one officer goes from its own box to where it is sealed; it is not shown on one more
# page, beside other words. Whoever needs it typed a few signs, and types them again.
NOT_KEPT = {"identifiers", "identifiers_why"}
ABOUT_INCIDENTS = {
    name
    for form in _forms()
    if form.__module__.startswith("incidents.")
    for name, field in getattr(form, "base_fields", {}).items()
    if isinstance(field, ScreenedText)
}


@pytest.mark.parametrize("name", sorted(ABOUT_INCIDENTS | NOT_KEPT))
@pytest.mark.parametrize("row", ["", "row-0-"])
def test_a_text_about_an_incident_is_kept_where_nothing_is_there_any_more(name, row):
    sent = RequestFactory().post("/", {f"{row}{name}": "What somebody wrote."})

    kept = [one.text for one in too_late.sent_by(sent)]

    assert name in ABOUT_INCIDENTS
    assert kept == ([] if name in NOT_KEPT else ["What somebody wrote."])
