"""Who gets in at the addresses of the standing relationship."""

from tests.architecture.doors import BOTH_SIDES, IN_CHARGE, Door

_OTHERS_IN_CHARGE = frozenset(
    {"other_manager", "other_leader", "other_liaison", "other_police_leader"}
)
_ADMIN = frozenset({"admin"})
_BRIEF = frozenset({"liaison", "backup", "police_leader"})
_MANAGERS = frozenset({"manager", "alternate"})
_READ_HOURS = BOTH_SIDES | {"officer", "observer", "auditor"}
_SPEAK_FOR_SITE = _MANAGERS | {"leader"}
_SPEAK_FOR_POLICE = frozenset({"liaison", "backup", "police_leader"})
_SEE_THE_SITE = _SPEAK_FOR_SITE | _SPEAK_FOR_POLICE
_SEE_THE_SITE |= {"staff", "officer", "observer", "auditor"}


def _mandate(world):
    return [world.mandate.pk]


def _site(world):
    return [world.site.slug]


def _waiting(world):
    return [world.waiting_mandate.pk]


def _site(world):
    return [world.site.slug]


def _site_and(name):
    return lambda world: [world.site.slug, getattr(world, name).pk]


def _police_side(world):
    return [world.site.slug, world.partnership.pk, "police"]


def _organisation(name):
    return lambda world: [getattr(world.cast, name).pk]


def _account(world):
    return [world.cast.staff.pk]


def _of_the_site(**more):
    """What only a site manager changes."""
    return Door(lets=_MANAGERS, sees=_SEE_THE_SITE - _MANAGERS, method="post", args=_site, **more)


def _set_up(args=None, method="get"):
    return Door(lets=_ADMIN, method=method, args=args)


_SPEAKS = frozenset({"manager", "alternate", "liaison", "backup"})
LEAVE = {
    "liaison:leave_list": Door(lets=_SPEAKS),
    "liaison:leave_withdraw": Door(
        lets=frozenset({"backup"}), method="post", args=lambda world: [world.leave.pk]
    ),
}
PEOPLE = {
    "liaison:invitation_accept": Door(public=True, args=lambda world: [world.invitation_token]),
    "liaison:mandate_list": Door(lets=IN_CHARGE | _OTHERS_IN_CHARGE),
    "liaison:mandate_give": Door(lets=_SPEAK_FOR_SITE, args=_organisation("operator")),
    # The mandate of the staff: theirs, and seen by those in charge on both sides.
    "liaison:mandate_detail": Door(lets=IN_CHARGE | {"staff"}, args=_mandate),
    "liaison:mandate_end": Door(
        lets=frozenset({"staff", "alternate", "leader"}),
        sees=_SPEAK_FOR_POLICE | {"manager"},
        method="post",
        args=_mandate,
    ),
    "liaison:mandate_invite": Door(
        lets=_SPEAK_FOR_SITE,
        sees=_SPEAK_FOR_POLICE | {"staff"},
        method="post",
        args=_mandate,
    ),
    # A second role for the stranger, given by the leader, not confirmed yet.
    "liaison:mandate_confirm": Door(
        lets=_MANAGERS,
        sees=_SPEAK_FOR_POLICE | {"leader", "stranger"},
        method="post",
        args=_waiting,
    ),
    "liaison:mandate_decline": Door(
        lets=_MANAGERS,
        sees=_SPEAK_FOR_POLICE | {"leader", "stranger"},
        method="post",
        args=_waiting,
    ),
    "liaison:hours_show": Door(lets=_READ_HOURS, args=_site),
    "liaison:hours_export": Door(lets=_READ_HOURS, args=_site),
    "liaison:hours_change": Door(lets=_MANAGERS, sees=_READ_HOURS - _MANAGERS, args=_site),
    "liaison:hours_import": Door(lets=_MANAGERS, sees=_READ_HOURS - _MANAGERS, args=_site),
}

SETTINGS = {
    "liaison:site_settings": Door(
        lets=_SPEAK_FOR_SITE | _SPEAK_FOR_POLICE,
        sees=frozenset({"staff", "officer", "observer", "auditor"}),
        args=_site,
    ),
    "liaison:particulars_change": _of_the_site(
        data=lambda world: {
            "name": "Harbour Street",
            "local_term_en": "Site",
            "emergency_number": "911",
        }
    ),
    "liaison:lifecycle_change": _of_the_site(data=lambda world: {"lifecycle": "operating"}),
    "liaison:opening_day_set": _of_the_site(data=lambda world: {"opens_on": "2025-09-01"}),
    "liaison:legal_basis_record": _of_the_site(
        data=lambda world: {"kind": "permit", "valid_from": "2025-01-01"}
    ),
    "liaison:door_link_issue": _of_the_site(data=lambda world: {"label": "Front door"}),
    "liaison:designation_appoint": Door(
        lets=_SPEAK_FOR_POLICE,
        sees=_SEE_THE_SITE - _SPEAK_FOR_POLICE,
        method="post",
        args=_police_side,
        data=lambda world: world.appointment_data,
    ),
    "liaison:designation_end": Door(
        lets=_SPEAK_FOR_SITE,
        sees=_SEE_THE_SITE - _SPEAK_FOR_SITE,
        method="post",
        args=_site_and("designation"),
    ),
    "liaison:ladder_replace": Door(
        lets=_SPEAK_FOR_POLICE,
        sees=_SEE_THE_SITE - _SPEAK_FOR_POLICE,
        method="post",
        args=_police_side,
        data=lambda world: world.ladder_data,
    ),
    "liaison:ladder_call_list": Door(
        lets=BOTH_SIDES | {"auditor"}, args=lambda world: [world.site.slug, world.partnership.pk]
    ),
    "liaison:ladder_call_keep": Door(
        lets=BOTH_SIDES,
        sees=frozenset({"auditor"}),
        args=lambda world: [world.site.slug, world.partnership.pk, 1],
    ),
    "liaison:door_card_open": Door(
        lets=BOTH_SIDES | {"officer"},
        sees=frozenset({"observer", "auditor"}),
        args=lambda world: [world.site.slug],
    ),
    "liaison:division_link_list": Door(
        lets=_BRIEF | {"other_liaison", "other_police_leader"},
    ),
    "liaison:division_link_issue": Door(
        lets=_BRIEF, method="post", args=lambda world: [world.cast.division.pk]
    ),
    "liaison:division_link_poster": Door(lets=_BRIEF, args=lambda world: [world.division_link.pk]),
    "liaison:division_link_revoke": Door(
        lets=_BRIEF, method="post", args=lambda world: [world.division_link.pk]
    ),
    "liaison:door_link_poster": Door(lets=_MANAGERS, args=_site_and("door_link")),
    "liaison:door_link_revoke": Door(lets=_MANAGERS, method="post", args=_site_and("door_link")),
    "liaison:tell_link_issue": _of_the_site(data=lambda world: {"label": "Waiting room"}),
    "liaison:tell_link_poster": Door(lets=_MANAGERS, args=_site_and("tell_link")),
    "liaison:tell_link_revoke": Door(lets=_MANAGERS, method="post", args=_site_and("tell_link")),
}

MANAGE = {
    "liaison:manage_home": _set_up(),
    "liaison:organisation_create": _set_up(),
    "liaison:organisation_detail": _set_up(_organisation("operator")),
    "liaison:organisation_change": _set_up(_organisation("operator")),
    "liaison:leader_found": _set_up(_organisation("operator")),
    "liaison:division_add": _set_up(_organisation("service")),
    "liaison:site_create": _set_up(_organisation("operator")),
    "liaison:partnership_form": _set_up(_organisation("service")),
    "liaison:account_list": _set_up(),
    "liaison:account_close": _set_up(_account, "post"),
    "liaison:account_reopen": _set_up(_account, "post"),
    "liaison:account_invite": _set_up(_account, "post"),
    "liaison:invitation_withdraw": _set_up(_account, "post"),
}

DOORS = {**PEOPLE, **LEAVE, **SETTINGS, **MANAGE}
