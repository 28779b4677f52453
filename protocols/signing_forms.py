"""Shape only: who signs and by when, a signature, a refusal to sign."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from liaison.fields import OwnPassword, ScreenedText
from liaison.models import Organisation
from liaison.roles import BINDING, Role, Side
from liaison.widgets import ManyTiles, Tiles
from protocols import signatories
from protocols.signatories import Order, Plan
from protocols.verifying import LONGEST_TEXT

_ORDERS = {
    Order.ANY: _("Everybody is asked at once."),
    Order.SITE_FIRST: _("Each post is asked once the one before has signed."),
    Order.POLICE_FIRST: _("Each post is asked once the one before has signed."),
    Order.LEADERS_LAST: _("First those who work with it, then those who answer for it."),
}


class SendForm(forms.Form):
    """Which posts sign, in which order, by when; *usual* is where the sender starts from. Carries
    back which texts without one of the languages the sender was shown."""

    order = forms.ChoiceField(
        label=_("In which order"), choices=Order.choices, widget=Tiles(hints=_ORDERS)
    )
    sign_by = forms.DateField(
        label=_("To be signed by"),
        help_text=_("Whoever is to sign is reminded before that day and for some weeks after."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Say by which day.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    is_meant = forms.BooleanField(
        label=_("I have looked at these texts and send them as they are."),
        error_messages={"required": _("Confirm that the texts named above go out as they are.")},
    )

    def __init__(
        self,
        *args: Any,
        parties: Iterable[tuple[Organisation, Side]],
        usual: Plan,
        asks: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parties = list(parties)
        for party, side in self.parties:
            self.fields[signatories.field_of(party)] = _posts_field(party, side, usual)
        self.initial.setdefault("order", Order.ANY)
        self.initial.setdefault("sign_by", usual.sign_by)
        if not asks:
            del self.fields["is_meant"]
        named = [signatories.field_of(party) for party, _side in self.parties]
        self.order_fields([*named, "order", "sign_by", "is_meant"])

    def chosen(self) -> tuple[dict[UUID, list[Role]], Order, date]:
        """The posts of each organisation, the order and the day."""
        told = self.cleaned_data
        posts = {
            party.pk: [Role(value) for value in told[signatories.field_of(party)]]
            for party, _side in self.parties
        }
        return posts, Order(told["order"]), told["sign_by"]


def _posts_field(party: Organisation, side: Side, usual: Plan) -> forms.MultipleChoiceField:
    posts = signatories.posts(side)
    alone = [role for role in posts if role not in BINDING]
    return forms.MultipleChoiceField(
        label=_("Who signs for %(organisation)s") % {"organisation": party.name},
        help_text=_("One post or more. %(post)s: only together with another post.")
        % {"post": alone[0].label}
        if alone
        else _("One post or more."),
        choices=[(role.value, role.label) for role in posts],
        initial=[role.value for pk, role in usual.posts if pk == party.pk],
        widget=ManyTiles,
        error_messages={"required": _("Choose at least one post.")},
    )


class SignForm(forms.Form):
    """Carries back the digest of the text that was on the signer's screen."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    has_read = forms.BooleanField(
        label=_("I have read this text and sign it for my organisation."),
        error_messages={"required": _("Confirm that you have read the text.")},
    )
    password = OwnPassword(help_text=_("Asked again, so that nobody signs in your place."))


class DeclineForm(forms.Form):
    reason = ScreenedText(
        label=_("Why you do not sign"),
        help_text=_("Say what would have to change."),
        max_length=2000,
        lines=6,
        error_messages={"required": _("Say why, so that the text can be put right.")},
    )


class VerifyForm(forms.Form):
    """Kept from being spoken about: a copy may hold anything, and none of it is stored."""

    copy = forms.CharField(
        label=_("Code or signed text"),
        help_text=_(
            "The first four groups of the digest, or all eight; or the whole of the file with the "
            "signed text. Blanks and line ends do not matter."
        ),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocomplete": "off"}),
        max_length=LONGEST_TEXT,
        error_messages={"required": _("Type the code, or paste the signed text.")},
    )
