"""What is typed about an incident. Forms check shape; whether it may be, operations decide."""

from incidents.forms.filtering import FilterForm
from incidents.forms.logging import LogForm
from incidents.forms.settling import CheckForm, PromiseForms, RemarkForm, SettleForm
from incidents.forms.words import CallForm, NoteForm, ReleaseForm, WordsForm

__all__ = [
    "CallForm",
    "CheckForm",
    "FilterForm",
    "LogForm",
    "NoteForm",
    "PromiseForms",
    "ReleaseForm",
    "RemarkForm",
    "SettleForm",
    "WordsForm",
]
