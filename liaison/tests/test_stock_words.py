"""Where a field has no words of its own, a form says what to do all the same."""

import pytest
from django import forms
from django.utils import translation

from liaison.fields import DayField, OwnPassword


class Everything(forms.Form):
    words = forms.CharField(max_length=5)
    number = forms.IntegerField(min_value=1, max_value=9)
    day = DayField()
    at = forms.TimeField()
    mail = forms.EmailField()
    one = forms.ChoiceField(choices=[("a", "A")])
    some = forms.MultipleChoiceField(choices=[("a", "A")])
    tick = forms.BooleanField()
    key = forms.UUIDField()
    password = OwnPassword()
    any_other = forms.Field()


def said(**data):
    return {name: str(errors[0]) for name, errors in Everything(data).errors.items()}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("words", "", "Write a few words; this cannot stay empty."),
        ("number", "", "Write a whole number, like 12."),
        ("day", "", "Write or choose a day: year-month-day, in figures (YYYY-MM-DD)."),
        ("at", "", "Write a time, like 09:30."),
        ("mail", "", "Write an e-mail address, like name@example.org."),
        ("key", "", "Choose one of those that are offered."),
        ("password", "", "Type your password."),
        ("any_other", "", "This cannot stay empty."),
        ("words", "too long", "Write at most 5 characters; there are 8."),
        ("words", "a\0", "This text holds a character that cannot be seen. Take it out."),
        ("number", "x", "Write a whole number, like 12."),
        ("number", "0", "Write 1 or more."),
        ("number", "10", "Write 9 or less."),
        ("day", "2025-02-30", "Write a day that exists: year-month-day, in figures (YYYY-MM-DD)."),
        ("day", "1999-12-31", "Write a day from 2000-01-01 on."),
        ("day", "2200-01-01", "Write a day up to 2199-12-31."),
        ("at", "25:00", "Write a time, like 09:30."),
        ("mail", "nobody", "Write an e-mail address, like name@example.org."),
        ("one", "b", "Choose one of those that are offered."),
        ("one", "", "Choose one of those that are offered."),
        ("some", ["b"], "Choose one of those that are offered."),
        ("tick", "", "Tick this to go on."),
    ],
)
def test_what_is_wrong_says_what_to_write(name, value, words):
    assert said(**{name: value})[name] == words


def test_the_words_are_french_in_french():
    with translation.override("fr"):
        assert said()["words"] == "Écrivez quelques mots : ce champ ne peut pas rester vide."
