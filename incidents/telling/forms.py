"""What is ticked and typed by somebody without an account, and what a manager answers."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from incidents.telling import answers, asked, slips
from incidents.telling.answers import Answer
from incidents.telling.asked import Account, Known, Place, What, When, Wish
from incidents.telling.pictures import picture
from liaison import screening
from liaison.fields import PlainLine, ScreenedText, ScreenedWidget
from liaison.widgets import Tiles

LONGEST = 500
LONGEST_REPLY = 300
ASKED = _("Some words may show who somebody is; they are marked below. Nothing is sent yet.")


class PictureTiles(Tiles):
    """Tiles with a drawing before the words."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        drawing = picture(str(option["value"]))
        option["label"] = format_html("{}<span>{}</span>", drawing, option["label"])
        return option


class ToldWidget(ScreenedWidget):
    template = "incidents/telling/screened.html"


class ToldText(ScreenedText):
    """Screened, and never impossible to send: what is marked goes with a tick, and a sign that
    cannot be seen is left out (a telephone's drawings are made of such)."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=ToldWidget(lines=options["lines"]), **options)

    def clean(self, value: Any) -> Any:
        text, mark = value if isinstance(value, tuple) else (value, "")
        try:
            return super().clean((_seen(text or ""), mark))
        except forms.ValidationError as asks:
            if getattr(asks, "code", "") != "screened":
                raise
            raise forms.ValidationError(ASKED, code="screened") from asks


def _seen(text: str) -> str:
    hidden = {place for place, _name in screening.hidden_characters(text)}
    return "".join(sign for place, sign in enumerate(text) if place not in hidden)


class TellForm(forms.Form):
    """Nothing but the first has to be answered."""

    what = forms.ChoiceField(
        label=_("What was it?"),
        choices=What,
        widget=PictureTiles,
        error_messages={"required": _("Tick what comes closest.")},
    )
    place = forms.ChoiceField(label=_("Where?"), choices=Place, widget=PictureTiles, required=False)
    when = forms.ChoiceField(label=_("When?"), choices=When, widget=PictureTiles, required=False)
    known = forms.ChoiceField(
        label=_("How do you know?"), choices=Known, widget=PictureTiles, required=False
    )
    words = ToldText(
        label=_("Anything to add?"),
        help_text=_("Say what officers and staff did. Leave out names, also your own."),
        max_length=LONGEST,
        lines=4,
        required=False,
    )
    wish = forms.ChoiceField(
        label=_("What may be done with it?"),
        choices=Wish,
        initial=Wish.SITE,
        widget=PictureTiles(hints=asked.WISHES),
        error_messages={"required": _("Tick what may be done with it.")},
    )
    ticket = forms.CharField(widget=forms.HiddenInput, required=False)

    def account(self) -> Account:
        """What was told. Only after ``is_valid``."""
        said = self.cleaned_data
        return Account(
            what=What(said["what"]),
            place=Place(said["place"]) if said["place"] else None,
            when=When(said["when"]) if said["when"] else None,
            known=Known(said["known"]) if said["known"] else None,
            words=str(said["words"]),
            marked=said["words"].vouched,
        )

    @property
    def wish_chosen(self) -> Wish:
        return Wish(self.cleaned_data["wish"])


class SlipForm(forms.Form):
    slip = PlainLine(
        label=_("Your six words"),
        help_text=_(
            "They stand on the slip that you were shown. Write them in its order; large or small "
            "letters and accents do not matter."
        ),
        max_length=200,
        error_messages={"required": _("Type the six words of your slip.")},
    )

    def clean_slip(self) -> str:
        typed = str(self.cleaned_data["slip"])
        count = len(slips.folded(typed).split())
        if count != slips.LENGTH:
            raise forms.ValidationError(
                _("A slip has six words; this has %(count)d.") % {"count": count}
            )
        return typed


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("What becomes of it?"),
        choices=Answer,
        widget=Tiles,
        error_messages={"required": _("Choose an answer.")},
    )
    words = ScreenedText(
        label=_("A few words more"),
        help_text=_(
            "Whoever holds the slip reads them as you write them, perhaps with somebody beside "
            "them: write in the language in which it was told, or in English and French where no "
            "words show it, for it is not kept. Repeat nothing of what was told."
        ),
        max_length=LONGEST_REPLY,
        lines=3,
        required=False,
    )

    def __init__(self, *args: Any, wish: Wish, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tiles = [(one.value, one.label) for one in answers.by_hand(wish)]
        self.fields["answer"].choices = tiles  # type: ignore[attr-defined]
        hints = {one.value: answers.MEANINGS[one].says for one in Answer}
        self.fields["answer"].widget.hints = hints
