"""How long ago something happened that is kept afterwards, in minutes."""

from django.utils.translation import gettext_lazy as _

AGO = [
    (0, _("Just now")),
    (15, _("A quarter of an hour ago")),
    (30, _("Half an hour ago")),
    (60, _("An hour ago")),
    (120, _("Two hours ago")),
    (240, _("Four hours ago")),
    (480, _("Eight hours ago")),
    (1440, _("A day ago")),
    (2880, _("Two days ago")),
    (4320, _("Three days ago")),
    (10080, _("A week ago")),
]
