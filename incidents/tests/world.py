"""An incident at each point of its way, logged by site staff."""

import uuid
from datetime import date, timedelta

from django.utils import timezone

from accounts.models import Person
from incidents import planning
from incidents.attachments.tests.steps import attached, shown
from incidents.critical.tests import matters
from incidents.drafts import saving
from incidents.drafts.saving import Hand
from incidents.exporting import blacking_out
from incidents.exporting.classes import Why
from incidents.exporting.tests import made
from incidents.laying_down import Promise
from incidents.leading.deciding import Choice
from incidents.leading.tests import led
from incidents.mediation.tests import cases
from incidents.models import Told
from incidents.models.escalation import Way
from incidents.patterns.tests import patterns
from incidents.presence import sending, tapping
from incidents.presence.weeks import Tapped
from incidents.questions.tests import asked
from incidents.recusal import declaring
from incidents.statements import asking
from incidents.taxonomy import Severity
from incidents.telling import sending as told_sending
from incidents.telling.asked import Account, What, Wish
from incidents.tests import reports
from liaison.roles import Side

PROMISE = Promise(Side.POLICE, "Liaison officer", "Tell every shift.", date(2025, 2, 14))


def furnish(world):
    hand = Hand(uuid.uuid4(), uuid.uuid4(), 0)
    world.log_draft = saving.keep({"narrative": ["A car stood here."]}, hand, by=world.cast.staff)
    cast, monday = world.cast, sending.last_over(world.site.tz, timezone.now())
    world.tap = tapping.tap(world.site, Tapped.VEHICLE, key=uuid.uuid4(), by=cast.staff)
    world.week = sending.send(world.partnership, monday, by=cast.manager)
    world.logged = reports.logged(world.cast)
    world.planned = planning.plan(
        reports.logged(cast),
        reports.SHOWN,
        manner=reports.PLAIN,
        on=timezone.localdate() + timedelta(days=7),
        by=cast.manager,
    ).incident
    world.released = reports.released(world.cast)
    world.officer_link = asking.ask(
        world.released, "Constable on shift", key=uuid.uuid4(), by=world.cast.liaison
    )
    world.acknowledged = reports.acknowledged(world.cast)
    world.site_file = attached(world.acknowledged, cast.manager)
    world.shared_file = shown(world.acknowledged, cast.manager)
    world.asked, _question = asked.asked_of_police(world.cast)
    world.proposed = reports.proposed(world.cast)
    world.settled = reports.settled(world.cast, promises=[PROMISE])
    world.with_badge = reports.released(world.cast, identifiers="badge 4471", with_identifiers=True)
    world.layer = made.begun(world.released, cast.manager)
    [world.blackout] = blacking_out.black_out_wherever(
        world.layer, "forty minutes", Why.UNRELATED, by=cast.manager
    )[:1]
    world.recusal = declaring.declare(
        reports.released(world.cast), cast.alternate, by=cast.alternate
    )
    world.critical = reports.logged(world.cast, severity=Severity.CRITICAL)
    world.matter = matters.confirmed(world.cast)
    world.escalated = led.escalated(world.cast)
    led.forward(world.cast, world.escalated, Choice(Way.BACK))
    told_sending.send(
        world.tell_link,
        Account(What.OUTSIDE, words="They parked by the steps again."),
        wish=Wish.RAISE,
        seed="world",
        language="en",
        by=Person.system(),
        at=timezone.now() - timedelta(days=2),
    )
    world.told = Told.objects.get()
    world.pattern = patterns.opened(world.cast)
    world.end_of_pattern = patterns.proposed(world.cast, kind="P2")
    world.offered = cases.offered(world.cast).incident
    world.named = cases.agreed(world.cast).incident
    world.to_sign = cases.unopposed(world.cast).incident
    world.mediated = cases.confided(world.cast).incident
    world.in_draft = cases.drafted(cast).incident
    world.thinking_again = cases.signed(cast).incident
