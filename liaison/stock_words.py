"""What a form says about a value where its field has no words of its own.

Django names a rule of its making ("Ensure this value is less than or equal to"); these sentences
say what to do, with the nearest that is allowed. Put in place once, when the portal starts.
"""

from typing import Any

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

_CHOOSE = _("Choose one of those that are offered.")

_NUMBER = _("Write a whole number, like 12.")
_TIME = _("Write a time, like 09:30.")
_MAIL = _("Write an e-mail address, like name@example.org.")

# The label stands beside each of these, above the field and in the summary.
OF_FIELDS: dict[Any, dict[str, Any]] = {
    forms.Field: {"required": _("This cannot stay empty.")},
    forms.CharField: {"required": _("Write a few words; this cannot stay empty.")},
    forms.EmailField: {"required": _MAIL},
    forms.UUIDField: {"required": _CHOOSE, "invalid": _CHOOSE},
    forms.BooleanField: {"required": _("Tick this to go on.")},
    forms.ChoiceField: {"required": _CHOOSE, "invalid_choice": _CHOOSE},
    forms.MultipleChoiceField: {"required": _CHOOSE, "invalid_choice": _CHOOSE},
    forms.ModelChoiceField: {"required": _CHOOSE, "invalid_choice": _CHOOSE},
    forms.IntegerField: {"required": _NUMBER, "invalid": _NUMBER},
    forms.DateField: {
        "required": _("Write or choose a day: year-month-day, in figures (YYYY-MM-DD)."),
        "invalid": _("Write a day that exists: year-month-day, in figures (YYYY-MM-DD)."),
    },
    forms.TimeField: {"required": _TIME, "invalid": _TIME},
    forms.FileField: {"required": _("Choose a file."), "empty": _("This file is empty.")},
}
OF_VALIDATORS: dict[Any, Any] = {
    validators.MinValueValidator: _("Write %(limit_value)s or more."),
    validators.MaxValueValidator: _("Write %(limit_value)s or less."),
    validators.MaxLengthValidator: ngettext_lazy(
        "Write at most %(limit_value)d character; there are %(show_value)d.",
        "Write at most %(limit_value)d characters; there are %(show_value)d.",
        "limit_value",
    ),
    validators.EmailValidator: _MAIL,
    validators.ProhibitNullCharactersValidator: _(
        "This text holds a character that cannot be seen. Take it out."
    ),
}


def put_in_place() -> None:
    for field, words in OF_FIELDS.items():
        own = vars(field).get("default_error_messages", {})
        field.default_error_messages = {**own, **words}
    for validator, said in OF_VALIDATORS.items():
        validator.message = said
