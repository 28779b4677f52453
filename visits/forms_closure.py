"""What people who use a site are told when it closes for a visit: shape only."""

from django.utils.translation import gettext_lazy as _

from liaison import screening
from liaison.fields import ScreenedText
from visits.forms import SeenForm


class ClosureForm(SeenForm):
    why = ScreenedText(
        label=_("Why the site closes, in plain words"),
        max_length=400,
        lines=3,
        error_messages={"required": _("Say why, so that nobody has to guess.")},
    )
    instead = ScreenedText(
        label=_("Where to go instead"),
        belongs={screening.Kind.PLACE, screening.Kind.PHONE},
        help_text=_("The name of another site or service that is open then, and how to get there."),
        max_length=400,
        lines=3,
        error_messages={"required": _("Name a place that is open then.")},
    )
