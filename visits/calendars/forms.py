"""Which visits a calendar feed shows."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaison import access
from liaison.roles import Permission
from liaison.widgets import LongSelect

ALL = "all"


class FeedForm(forms.Form):
    """All visits that the person may see, or those at one of their sites."""

    which = forms.TypedChoiceField(
        label=gettext_lazy("Which visits"),
        coerce=lambda chosen: None if chosen == ALL else UUID(chosen),
        initial=ALL,
        widget=LongSelect,
    )

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = access.standing(person)
        covered = own.partnerships_for(Permission.VISIT_SEE)
        names = {r.site_id: r.site_name for r in own.reaches.values() if r.id in covered}
        sites = sorted(names.items(), key=lambda site: (site[1], str(site[0])))
        which = cast(forms.TypedChoiceField, self.fields["which"])
        which.choices = [
            (ALL, _("All my visits")),
            *((str(pk), _("Only at %(site)s") % {"site": name}) for pk, name in sites),
        ]
