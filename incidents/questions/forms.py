"""A question to the other side, and the answer to one."""

from django.utils.translation import gettext_lazy as _

from incidents import writing
from incidents.forms.apart import ApartForm
from liaison.fields import ScreenedText


class AskForm(ApartForm):
    words = ScreenedText(
        label=_("Your question"),
        help_text=_("One question at a time is the easiest to answer."),
        max_length=writing.LONGEST,
        lines=4,
        may_vouch=False,
        error_messages={"required": _("Write your question.")},
    )


class AnswerForm(ApartForm):
    words = ScreenedText(
        label=_("Your answer"),
        max_length=writing.LONGEST,
        lines=5,
        may_vouch=False,
        error_messages={"required": _("Write your answer.")},
    )
