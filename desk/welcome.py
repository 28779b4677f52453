"""What the desk says to those for whom no turn ever comes: why it is quiet, and where to go."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liaison import access
from liaison.roles import POLICE_ROLES, SITE_ROLES, Role


@dataclass(frozen=True, slots=True)
class Welcome:
    """As components/empty.html takes it."""

    title: Any
    text: Any
    address: str = ""
    action_label: Any = ""

    @property
    def action_url(self) -> str:
        return reverse(self.address) if self.address else ""


_TAKES_TURNS = (SITE_ROLES | POLICE_ROLES) - {Role.FRONTLINE_OFFICER}
_WELCOMES: Mapping[Role, Welcome] = {
    Role.ADMINISTRATOR: Welcome(
        _("You look after accounts and partnerships"),
        _("Organisations, sites and invitations stand under Manage. You read no case."),
        "liaison:manage_home",
        _("Manage"),
    ),
    Role.FRONTLINE_OFFICER: Welcome(
        _("At the door, the door card answers"),
        _("The page of a site says whether it is open now, what is in force and whom to call."),
        "desk:site_list",
        _("Sites"),
    ),
    Role.AUDITOR: Welcome(
        _("You look on; nothing waits for you"),
        _("You read the sites, protocols and visits of the partnerships named in your mandate."),
        "desk:site_list",
        _("Sites"),
    ),
    Role.OBSERVER: Welcome(
        _("You look on; nothing waits for you"),
        _(
            "You read the sites and protocols of the partnerships named in your mandate; no visit "
            "and no incident is shown to you."
        ),
        "desk:site_list",
        _("Sites"),
    ),
    Role.MEDIATOR: Welcome(
        _("You are on no case"),
        _("Your role alone opens no site and no case of either side."),
    ),
}


def of(person: Any) -> Welcome | None:
    """None for people who take turns: their desk speaks for itself; and for those without a
    mandate, to whom the frame of the page speaks (``liaison.without_mandate``)."""
    if takes_turns(person):
        return None
    roles = access.roles_of(person)
    return next((_WELCOMES[role] for role in _WELCOMES if role in roles), None)


def takes_turns(person: Any) -> bool:
    """Whether something may wait for them one day, so that an empty list tells them something."""
    return bool(access.roles_of(person) & _TAKES_TURNS)
