"""One protocol for several sites, as tests need it."""

from datetime import date

from liaison.models import Division, Partnership, Site
from liaison.roles import Role, Side
from protocols import drafting, parties, sending, signatories
from protocols.signatories import Plan
from protocols.tests.conftest import BEGUN, SENT, SIGNED_FIRST, SIGNED_SECOND, put_name


def second_site(cast, *, operator=None, service=None, name="Quay House", zone="America/Toronto"):
    """Another site of the same police service, with a division of its own around it; its operator
    is that of Mill Lane, unless another one is named."""
    site = Site.objects.create(
        slug=name.lower().replace(" ", "-"),
        name=name,
        operator=operator or cast.other_site.operator,
        zone=zone,
    )
    service = service or cast.service
    pair = Partnership.objects.create(site=site, service=service, began_on=date(2024, 1, 1))
    pair.divisions.add(Division.objects.create(organisation=service, name=f"{name} Division"))
    return pair


def framework(cast, *pairs, title="Framework", at=BEGUN):
    """A draft for Harbour Street and *pairs* (else a second site), begun by the police leader, who
    reaches all of it."""
    covered = [cast.partnership, *(pairs or [second_site(cast)])]
    return drafting.start(covered, title=title, by=cast.police_leader, at=at)


def by_leaders(version, *, by, at):
    """Sent, to be signed by the leader of each organisation, in any order."""
    named = [
        (party.pk, Role.SITE_LEADER if side is Side.SITE else Role.POLICE_LEADER)
        for party, side in parties.organisations(version.protocol)
    ]
    usual = signatories.usual(version, at=at)
    sending.send(version, plan=Plan(named, usual.sign_by), by=by, at=at)


def in_force(version, cast, *, at=SIGNED_SECOND):
    """Sent, and signed by both operators and the service, the last one at *at*."""
    by_leaders(version, by=cast.police_leader, at=min(SENT, at))
    for person in (cast.leader, cast.other_leader):
        put_name(version, person, at=min(SIGNED_FIRST, at))
    put_name(version, cast.police_leader, at=at)
    version.refresh_from_db()
    return version
