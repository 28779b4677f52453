"""Who gets in at the addresses of critical matters."""

from tests.architecture.doors import BOTH_SIDES, IN_CHARGE, OTHERS, Door

SITE_DECIDES = frozenset({"manager", "alternate"})
POLICE_ANSWERS = frozenset({"liaison", "backup"})


def _critical(world):
    return [world.critical.reference]


def _matter(world):
    return [world.matter.pk]


_OWN = Door(lets=SITE_DECIDES, sees=frozenset({"staff", "leader"}), args=_critical)
DOORS = {
    "incidents:incident_confirm": _OWN,
    "incidents:incident_report": _OWN,
    "incidents:incident_close": _OWN,
    "incidents:critical_list": Door(lets=(BOTH_SIDES | OTHERS) - {"staff", "other_staff"}),
    "incidents:critical_detail": Door(lets=IN_CHARGE, args=_matter),
    "incidents:critical_note": Door(
        lets=POLICE_ANSWERS, sees=IN_CHARGE - POLICE_ANSWERS, method="post", args=_matter
    ),
}
