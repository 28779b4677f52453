"""A thing behind every door of the standing relationship."""

from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

from accounts.models import Person
from liaison import contact_ladder, division_links, door_links, invitations, leave, site_links
from liaison.models import Invitation, Mandate, TellLink
from liaison.roles import Role, Side


def furnish(world: SimpleNamespace) -> None:
    cast, now = world.cast, timezone.now()
    world.mandate = cast.staff.mandates.get()
    world.waiting_mandate = Mandate.objects.create(
        person=cast.stranger,
        organisation=cast.operator,
        role=Role.SITE_STAFF,
        starts_on=cast.operator.day_at(now),
        given_by=cast.leader,
        given_at=now,
    )
    side = Side.POLICE
    world.designation = cast.partnership.designations.filter(side=Side.SITE).first()
    away = now.date() + timedelta(days=1)
    world.leave = leave.record(away, away + timedelta(days=3), by=cast.backup, at=now)
    world.door_link = door_links.issue(cast.site, "Front door", by=cast.manager)
    world.tell_link = site_links.issue(TellLink, cast.site, "Waiting room", by=cast.manager)
    world.division_link = division_links.issue(cast.division, by=cast.liaison)
    world.appointment_data = {
        "rank": "primary",
        "person": str(cast.liaison.pk),
        "post": "Liaison officer",
    }
    rungs = contact_ladder.rungs(cast.partnership, side)
    world.ladder_data = {
        "rung-TOTAL_FORMS": "1",
        "rung-INITIAL_FORMS": "1",
        "rung-0-post_en": "Duty inspector",
        "rung-0-phone": "+1 604 555 0177",
        "seen": contact_ladder.stamp(rungs),
    }
    invited = Person(email="invited@example.org", name="Somebody invited")
    invited.set_unusable_password()
    invited.save()
    invitation = Invitation.objects.create(
        person=invited,
        invited_by=cast.admin,
        invited_at=now,
        expires_at=now + invitations.OPEN_FOR,
    )
    world.invitation_token = invitations.link(invitation).rsplit("/", 2)[-2]
