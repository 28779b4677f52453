"""What the list of incidents shows."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from incidents import pickers, taxonomy
from incidents.lifecycle import Stage
from incidents.places import Place
from liaison.fields import FixedChoices
from liaison.widgets import LongSelect


class FilterForm(forms.Form):
    """What the list shows. Every field may be left open."""

    class Mine:
        WAITING, OWN = "waiting", "own"
        choices = [
            ("", _("Everything")),
            (WAITING, _("Waiting for my side")),
            (OWN, _("Logged by me")),
        ]

    site = forms.UUIDField(label=_("Site"), required=False, widget=pickers.SiteSelect)
    stage = FixedChoices(
        label=_("Stage"),
        choices=[("", _("All")), *Stage.choices],
        required=False,
        widget=LongSelect,
    )
    kind = FixedChoices(
        label=_("Kind"),
        choices=[("", _("All")), *taxonomy.CODES],
        required=False,
        widget=LongSelect,
    )
    show = FixedChoices(
        label=_("Which ones"), choices=Mine.choices, required=False, widget=LongSelect
    )

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].widget.offers(places, ("", _("All")))
