"""What is typed about an incident. Forms check shape; whether it may be, operations decide."""

from incidents.forms.apart import LookForm
from incidents.forms.draft import HandForm
from incidents.forms.ending import (
    CloseForm,
    ReferralForm,
    ReopenForm,
    ResultForm,
    SharedReferralForm,
)
from incidents.forms.filtering import FilterForm
from incidents.forms.logging import LogForm
from incidents.forms.presence import TapForm
from incidents.forms.releasing import PartnershipForm, ReleaseForm
from incidents.forms.removing import TakeOutForm
from incidents.forms.settling import CheckAgainForm, CheckForm, PromiseForms, RemarkForm, SettleForm
from incidents.forms.words import CallForm, NoteForm, SayForm, WordsForm

__all__ = [
    "CallForm",
    "CheckAgainForm",
    "CheckForm",
    "CloseForm",
    "FilterForm",
    "HandForm",
    "LogForm",
    "LookForm",
    "NoteForm",
    "PartnershipForm",
    "PromiseForms",
    "ReferralForm",
    "ReleaseForm",
    "RemarkForm",
    "ReopenForm",
    "ResultForm",
    "SayForm",
    "SettleForm",
    "SharedReferralForm",
    "TakeOutForm",
    "TapForm",
    "WordsForm",
]
