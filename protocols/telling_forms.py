"""Shape only: what a tap on the door card carries."""

from django import forms

from liaison.fields import Key


class UnclearForm(forms.Form):
    """The clause that an answer rested on, of the version that the card was of."""

    clause = forms.IntegerField(min_value=1, max_value=99_999)
    version = forms.UUIDField()
    key = Key()
