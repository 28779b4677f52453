"""What an entry belongs to, and who may see it."""

from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True, order=True)
class ChainRef:
    """Which chain an entry belongs to: that of a partnership, an organisation or the system."""

    kind: str
    id: UUID


SYSTEM = ChainRef("system", UUID(int=0))


class Vis(models.IntegerChoices):
    """Whose entry it is. The number is bound into the entry's hash: never renumber."""

    SITE = 1, _("Site")
    POLICE = 2, _("Police")
    SHARED = 3, _("Shared")
    MEDIATOR = 4, _("Mediator")
    SYSTEM = 5, _("System")
    SITE_WITH_MEDIATOR = 6, _("Site with mediator")
    POLICE_WITH_MEDIATOR = 7, _("Police with mediator")
