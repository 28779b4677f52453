"""What the other side is to see of an incident, and when."""

from collections.abc import Iterable, Mapping
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents import left_out, writing
from incidents.attachments.releasing import CANNOT_GO
from incidents.grain import PlaceGrain, TimeGrain
from incidents.models import Attachment, Release
from incidents.releasing import Manner
from liaison.fields import DayField, Find, ScreenedText
from liaison.models import Partnership
from liaison.widgets import LongSelect, Tiles


class PartnershipForm(forms.Form):
    """To which service, where there is more than one."""

    partnership = forms.UUIDField(
        label=_("To which police service"),
        widget=LongSelect,
        error_messages={"required": _("Say to which police service.")},
    )

    def __init__(self, *args: Any, partnerships: Iterable[Partnership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(pair.pk, pair.service.name) for pair in partnerships]
        if len(choices) < 2:
            del self.fields["partnership"]
        else:
            self.fields["partnership"].widget.choices = [("", _("Choose")), *choices]


class ReleaseForm(PartnershipForm):
    """*places*: how exactly the place can be shown, each with what is then read of it;
    *told_by*, *hours_told_by*: the kind, in words, where it tells by itself the place, or whether
    it was in operating hours."""

    words = ScreenedText(
        label=_("In these words"),
        help_text=_("Take out what only your side should know. The draft stays as it is."),
        max_length=writing.LONGEST,
        lines=8,
        may_vouch=False,
    )
    with_identifiers = forms.BooleanField(
        label=_("Show the badge or fleet number too"), required=False
    )
    attachments = forms.MultipleChoiceField(
        label=_("Photos and documents that go along"),
        help_text=_("Look at the whole of each first. Those you leave out stay with your side."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": CANNOT_GO},
    )
    recognisable = forms.ChoiceField(
        label=_("Could someone who was there know which person this is?"),
        choices=Release.Recognisable,
        widget=Tiles,
        error_messages={"required": _("Answer this before it is released.")},
    )
    time = forms.ChoiceField(
        label=_("They see when"), choices=TimeGrain, initial=TimeGrain.MINUTE, widget=Tiles
    )
    place = forms.ChoiceField(
        label=_("They see where"), choices=PlaceGrain, initial=PlaceGrain.DISTANCE, widget=Tiles
    )
    on = DayField(
        label=_("Release it later, on"),
        help_text=_("At nine in the morning there. Leave it open to release it now."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        has_identifiers: bool,
        places: Mapping[PlaceGrain, str],
        told_by: str,
        hours_told_by: str,
        attachments: Iterable[tuple[Attachment, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), one.described(caption)) for one, caption in attachments]
        if choices:
            cast(forms.MultipleChoiceField, self.fields["attachments"]).choices = choices
        else:
            del self.fields["attachments"]
        self._offer(places, told_by)
        if hours_told_by:
            self.fields["time"].help_text = gettext(
                "“%(kind)s” tells by itself that it was in operating hours, however little is "
                "shown here."
            ) % {"kind": hours_told_by}
        if not has_identifiers:
            del self.fields["with_identifiers"]
        words = cast(ScreenedText, self.fields["words"])
        if not self.is_bound:
            words.show_marks(self.initial.get("words", ""))
        if find := self._left_out():
            words.leave_out(find)

    def _left_out(self) -> Find | None:
        """What finds words that tell more than is chosen to be shown."""
        place = self["place"].value() if "place" in self.fields else None
        return left_out.finder(
            time=self["time"].value() in {*TimeGrain.values} - {TimeGrain.MINUTE.value},
            place=PlaceGrain(place) if place in PlaceGrain.values else PlaceGrain.DISTANCE,
        )

    def _offer(self, places: Mapping[PlaceGrain, str], told_by: str) -> None:
        """Where there is one way to show the place, nothing is asked."""
        if len(places) < 2:
            del self.fields["place"]
            return
        place = cast(forms.ChoiceField, self.fields["place"])
        place.choices = [(seen.value, seen.label) for seen in places]
        cast(Tiles, place.widget).hints = {
            seen.value: gettext("They read: %(where)s") % {"where": words}
            for seen, words in places.items()
        }
        if told_by:
            place.help_text = gettext(
                "“%(kind)s” tells by itself where it was, however little is shown here."
            ) % {"kind": told_by}

    def manner(self) -> Manner:
        data = self.cleaned_data
        return Manner(
            Release.Recognisable(data["recognisable"]),
            TimeGrain(data["time"]),
            PlaceGrain(data.get("place", PlaceGrain.DISTANCE)),
            data.get("with_identifiers", False),
            data.get("partnership"),
            tuple(UUID(one) for one in data.get("attachments", ())),
        )
