"""What recurs, on the desks of both sides."""

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from incidents import sight
from incidents.models import Pattern, PatternEnd
from incidents.patterns import turns
from incidents.turns import Whose
from liaison import access
from liaison.agenda import Action, Item, Turn
from liaison.roles import Permission, Side

_MOST = 50


def waiting_for(person: Any, at: datetime) -> list[Item]:
    """The patterns that *person* may see and that are not talked over yet: one query."""
    seen = sight.of(person)
    if not seen.partnerships:
        return []
    handles = access.standing(person).partnerships_for(Permission.INCIDENT_HANDLE)
    waiting = PatternEnd.objects.filter(pattern=OuterRef("pk"), answered_at=None)
    rows = (
        Pattern.objects.visible_to(person)
        .open()
        .with_parties()
        .annotate(
            proposer=Subquery(waiting.values("side")), proposed_at=Subquery(waiting.values("at"))
        )
    )
    return [_item(one, seen, may_act=one.partnership_id in handles) for one in rows[:_MOST]]


def _item(pattern: Any, seen: sight.Sight, *, may_act: bool) -> Item:
    pair = pattern.partnership
    turn = turns.of(
        pattern,
        seen.side_at(pair.site_id, pair.pk),
        may_act=may_act,
        proposer=Side(pattern.proposer) if pattern.proposer else None,
        since=pattern.proposed_at,
    )
    yours = turn.whose is Whose.YOURS
    url = pattern.get_absolute_url()
    label = _("Read and answer") if pattern.proposer else _("Look at it")
    return Item(
        turn=Turn.YOURS if yours else Turn.THEIRS,
        what=_("To talk over, it recurs: %(what)s") % {"what": pattern.what},
        where=str(pair),
        url=url,
        zone=pair.site.zone,
        since=turn.since,
        who="" if yours else turn.who,
        action=Action(label, url, posts=False) if yours else None,
    )
