"""Who may do what: the whole table on one page."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    """The two sides of a partnership."""

    SITE = "site", _("Site")
    POLICE = "police", _("Police")

    @property
    def other(self) -> "Side":
        return Side.POLICE if self is Side.SITE else Side.SITE


class Role(models.TextChoices):
    SITE_STAFF = "site_staff", _("Site staff")
    SITE_MANAGER = "site_manager", _("Site manager")
    SITE_LEADER = "site_leader", _("Site leader")
    LIAISON_OFFICER = "liaison_officer", _("Liaison officer")
    POLICE_LEADER = "police_leader", _("Police leader")
    FRONTLINE_OFFICER = "frontline_officer", _("Frontline officer")
    MEDIATOR = "mediator", _("Mediator")
    OBSERVER = "observer", _("Observer")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


SITE_ROLES = frozenset({Role.SITE_STAFF, Role.SITE_MANAGER, Role.SITE_LEADER})
POLICE_ROLES = frozenset({Role.LIAISON_OFFICER, Role.POLICE_LEADER, Role.FRONTLINE_OFFICER})
NEUTRAL_ROLES = frozenset({Role.MEDIATOR, Role.OBSERVER, Role.AUDITOR, Role.ADMINISTRATOR})
# Which roles a kind of organisation has.
FITTING: Mapping[str, frozenset[Role]] = {
    "operator": SITE_ROLES,
    "police": POLICE_ROLES,
    "neutral": NEUTRAL_ROLES,
}
LEADERS = frozenset({Role.SITE_LEADER, Role.POLICE_LEADER})
# Posts whose name under a text binds their organisation. A liaison officer may sign beside one of
# them, never alone.
BINDING = LEADERS | {Role.SITE_MANAGER}
# Roles whose reach is never "the whole organisation": they see what they are given, by name.
LISTED_ONLY = frozenset({Role.OBSERVER, Role.AUDITOR})
# Roles that reach no partnership by their mandate.
UNSCOPED = frozenset({Role.MEDIATOR, Role.ADMINISTRATOR})


class Permission(models.TextChoices):
    """What can be done. The label completes the sentence "This needs somebody who may ..."."""

    ACCOUNT_MANAGE = "account.manage", _("manage accounts")
    MANDATE_CONFIRM = "mandate.confirm", _("confirm mandates")
    MANDATE_GIVE = "mandate.give", _("give and end mandates")
    MANDATE_SEE = "mandate.see", _("see who acts for whom")
    SETUP_MANAGE = "setup.manage", _("set up organisations and partnerships")
    SITE_SEE = "site.see", _("see the site")
    DOOR_CARD = "door.card", _("open the door card")
    SITE_SETTINGS = "site.settings", _("change the site's settings")
    HOURS_CHANGE = "hours.change", _("change the hours")
    DESIGNATE_SITE = "designate.site", _("say who speaks for the site")
    DESIGNATE_POLICE = "designate.police", _("say who speaks for the police service")
    PROTOCOL_READ = "protocol.read", _("read protocols")
    PROTOCOL_READ_DRAFT = "protocol.read_draft", _("read drafts")
    PROTOCOL_DRAFT = "protocol.draft", _("draft protocols")
    PROTOCOL_SIGN = "protocol.sign", _("sign protocols")
    PROTOCOL_ENDORSE = "protocol.endorse", _("endorse protocols in public")
    BRIEFING_SEE = "briefing.see", _("see how many officers are briefed")
    BRIEFING_LEAD = "briefing.lead", _("open roll-calls")
    BRIEFING_RECORD = "briefing.record", _("record who was at roll-call")
    DIVISION_LINKS = "division.links", _("give divisions their link to the door cards")
    DOOR_NOTES = "door.notes", _("read what officers tell at the door")
    PROTOCOL_SUSPEND = "protocol.suspend", _("suspend protocols")
    PROTOCOL_TERMINATE = "protocol.terminate", _("terminate protocols")
    VISIT_SEE = "visit.see", _("see visits")
    VISIT_PROPOSE = "visit.propose", _("propose visits")
    VISIT_DECIDE = "visit.decide", _("confirm visits for the site")
    VISIT_EXCEPT = "visit.except", _("let a visit take place in the site’s hours")
    VISIT_TERMS = "visit.terms", _("say what visits ask for")
    CONTACT_LOG = "contact.log", _("log contacts")
    LADDER_TEST = "ladder.test", _("test the numbers of the other side")
    CONTACT_GOALS = "contact.goals", _("set goals for contacts")
    INCIDENT_SEE = "incident.see", _("see incidents")
    INCIDENT_SEE_SIDE = "incident.see_side", _("see all incidents of their side")
    INCIDENT_LOG = "incident.log", _("log incidents")
    INCIDENT_RELEASE = "incident.release", _("release an incident to the other side")
    INCIDENT_CONFIRM = "incident.confirm", _("confirm that a matter is critical")
    INCIDENT_LEAD = "incident.lead", _("decide with the leader of the other side")
    INCIDENT_HANDLE = "incident.handle", _("answer and settle incidents")
    INCIDENT_RECUSE = "incident.recuse", _("take people off a case, and let them back")
    INCIDENT_OFFICER = "incident.officer", _("read badge and fleet numbers")
    INCIDENT_EXPORT = "incident.export", _("export what their side reads of an incident")
    STATEMENT_ASK = "statement.ask", _("ask officers for statements")
    PRESENCE_TAP = "presence.tap", _("note police presence with one tap")
    PRESENCE_SEND = "presence.send", _("send the presence of a week to the other side")
    PRESENCE_SEE = "presence.see", _("see the presence of the weeks that were sent")
    TOLD_READ = "told.read", _("read what somebody without an account tells the site")
    MEDIATION_CONSENT = "mediation.consent", _("say for their side whether it is mediated")
    MEDIATION_FIGURES = "mediation.figures", _("see what both sides say after mediations")
    LEDGER_READ = "ledger.read", _("read the ledger")


_R = Role
_BOTH_SIDES_IN_CHARGE = frozenset(
    {_R.SITE_MANAGER, _R.SITE_LEADER, _R.LIAISON_OFFICER, _R.POLICE_LEADER}
)
_BOTH_SIDES = _BOTH_SIDES_IN_CHARGE | {_R.SITE_STAFF}

GRANTS: Mapping[Permission, frozenset[Role]] = {
    Permission.ACCOUNT_MANAGE: frozenset({_R.ADMINISTRATOR}),
    Permission.SETUP_MANAGE: frozenset({_R.ADMINISTRATOR}),
    # A second person confirms: on the police side the liaison officer may be that second person.
    Permission.MANDATE_CONFIRM: _BOTH_SIDES_IN_CHARGE,
    Permission.MANDATE_GIVE: frozenset({_R.SITE_LEADER, _R.SITE_MANAGER, _R.POLICE_LEADER}),
    Permission.MANDATE_SEE: _BOTH_SIDES_IN_CHARGE,
    Permission.SITE_SEE: _BOTH_SIDES | {_R.FRONTLINE_OFFICER, _R.OBSERVER, _R.AUDITOR},
    Permission.DOOR_CARD: _BOTH_SIDES | {_R.FRONTLINE_OFFICER},
    Permission.SITE_SETTINGS: frozenset({_R.SITE_MANAGER}),
    Permission.HOURS_CHANGE: frozenset({_R.SITE_MANAGER}),
    Permission.DESIGNATE_SITE: frozenset({_R.SITE_MANAGER, _R.SITE_LEADER}),
    Permission.DESIGNATE_POLICE: frozenset({_R.POLICE_LEADER, _R.LIAISON_OFFICER}),
    Permission.PROTOCOL_READ: _BOTH_SIDES | {_R.FRONTLINE_OFFICER, _R.OBSERVER, _R.AUDITOR},
    Permission.PROTOCOL_READ_DRAFT: _BOTH_SIDES,
    Permission.PROTOCOL_DRAFT: _BOTH_SIDES_IN_CHARGE,
    # For a post that was named when the text was sent, and for no other.
    Permission.PROTOCOL_SIGN: _BOTH_SIDES_IN_CHARGE,
    Permission.PROTOCOL_ENDORSE: LEADERS,
    Permission.BRIEFING_SEE: _BOTH_SIDES_IN_CHARGE | {_R.FRONTLINE_OFFICER, _R.AUDITOR},
    Permission.BRIEFING_LEAD: frozenset({_R.LIAISON_OFFICER, _R.POLICE_LEADER}),
    Permission.BRIEFING_RECORD: POLICE_ROLES,
    Permission.DIVISION_LINKS: frozenset({_R.LIAISON_OFFICER, _R.POLICE_LEADER}),
    Permission.DOOR_NOTES: frozenset({_R.LIAISON_OFFICER}),
    # Whoever may bind their side to a text may also stop it at once, for some days.
    Permission.PROTOCOL_SUSPEND: BINDING,
    Permission.PROTOCOL_TERMINATE: LEADERS,
    Permission.VISIT_SEE: _BOTH_SIDES | {_R.AUDITOR},
    Permission.VISIT_PROPOSE: frozenset({_R.SITE_MANAGER, _R.LIAISON_OFFICER, _R.POLICE_LEADER}),
    Permission.VISIT_DECIDE: frozenset({_R.SITE_MANAGER}),
    Permission.VISIT_EXCEPT: frozenset({_R.SITE_MANAGER}),
    Permission.VISIT_TERMS: frozenset({_R.SITE_MANAGER}),
    Permission.CONTACT_LOG: _BOTH_SIDES,
    Permission.LADDER_TEST: _BOTH_SIDES,
    Permission.CONTACT_GOALS: frozenset({_R.SITE_MANAGER, _R.LIAISON_OFFICER}),
    Permission.INCIDENT_SEE: _BOTH_SIDES,
    Permission.INCIDENT_SEE_SIDE: _BOTH_SIDES_IN_CHARGE,
    Permission.INCIDENT_LOG: _BOTH_SIDES,
    Permission.INCIDENT_RELEASE: frozenset({_R.SITE_MANAGER, _R.LIAISON_OFFICER}),
    Permission.INCIDENT_CONFIRM: frozenset({_R.SITE_MANAGER, _R.POLICE_LEADER}),
    Permission.INCIDENT_LEAD: LEADERS,
    Permission.INCIDENT_HANDLE: frozenset({_R.SITE_MANAGER, _R.LIAISON_OFFICER}),
    # Off a case: each by themselves, and whoever is in charge of people there.
    Permission.INCIDENT_RECUSE: frozenset({_R.SITE_MANAGER, _R.SITE_LEADER, _R.POLICE_LEADER}),
    # Never site staff: what they wrote goes out by whoever answers for the side.
    Permission.INCIDENT_EXPORT: _BOTH_SIDES_IN_CHARGE,
    Permission.STATEMENT_ASK: frozenset({_R.LIAISON_OFFICER}),
    Permission.PRESENCE_TAP: frozenset({_R.SITE_STAFF, _R.SITE_MANAGER}),
    Permission.PRESENCE_SEND: frozenset({_R.SITE_MANAGER}),
    Permission.PRESENCE_SEE: _BOTH_SIDES_IN_CHARGE,
    # Of these, whoever speaks for the site: incidents/telling/readers.py.
    Permission.TOLD_READ: frozenset({_R.SITE_MANAGER}),
    # Beside whoever wrote them down.
    Permission.INCIDENT_OFFICER: frozenset({_R.LIAISON_OFFICER, _R.POLICE_LEADER}),
    Permission.MEDIATION_CONSENT: frozenset(
        {_R.SITE_MANAGER, _R.LIAISON_OFFICER, _R.POLICE_LEADER}
    ),
    Permission.MEDIATION_FIGURES: _BOTH_SIDES_IN_CHARGE | {_R.MEDIATOR, _R.OBSERVER},
    Permission.LEDGER_READ: frozenset({_R.AUDITOR}),
}
