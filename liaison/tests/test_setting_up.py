"""What the administrator sets up."""

import pytest
from django.core.exceptions import PermissionDenied

from audit.ledger import Vis
from liaison import access, setting_up
from liaison.models import Division, Organisation, Partnership, Site
from liaison.setting_up import CannotSetUp
from liaison.tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]
Kind = Organisation.Kind


def organisation(**changes):
    said = {"kind": Kind.POLICE, "name": "Bay Police", "zone": "America/Halifax"}
    return Organisation(**said | changes)


def site(cast, **changes):
    said = {"slug": "pier", "name": "Pier", "operator": cast.operator, "zone": "America/Vancouver"}
    return Site(**said | changes)


def partnership(cast, **changes):
    said = {"site": cast.other_site, "service": cast.service, "began_on": TODAY}
    return Partnership(**said | changes)


def test_a_police_service_with_its_divisions(cast, written):
    made = setting_up.create_organisation(
        organisation(), divisions=["North", "South", "North"], by=cast.admin
    )

    assert [division.name for division in made.divisions.all()] == ["North", "South"]
    ((chain, vis, _body),) = written("liaison.organisation_created")
    assert (chain.int, vis) == (0, Vis.SYSTEM)


def test_another_division_is_added(cast):
    setting_up.add_division(cast.service, "Harbour Division", by=cast.admin)

    assert cast.service.divisions.count() == 2


def test_a_site_and_a_partnership_and_both_sides_are_told(cast, told, written):
    made = setting_up.create_site(site(cast), by=cast.admin)
    formed = setting_up.form_partnership(
        partnership(cast, site=made), divisions=[cast.division], by=cast.admin
    )

    assert access.standing(cast.liaison).partnership_ids == {cast.partnership.pk, formed.pk}
    everybody = {cast.manager, cast.alternate, cast.leader}
    everybody |= {cast.liaison, cast.backup, cast.police_leader}
    assert told("liaison/partnership_formed") == everybody
    chains = {chain for chain, _vis, _body in written("liaison.partnership_formed")}
    assert formed.pk in chains
    assert len(chains) == 2


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda cast: organisation(name="Coastal Police"), "name"),
        (lambda cast: organisation(name=""), "name"),
        (lambda cast: organisation(zone="Vancouver"), "zone"),
        (lambda cast: organisation(kind="church"), "kind"),
        (lambda cast: site(cast, slug="harbour-street"), "slug"),
        (lambda cast: site(cast, slug="not a slug"), "slug"),
        (lambda cast: site(cast, operator=cast.service), "operator"),
        (lambda cast: partnership(cast, site=cast.site), None),
        (lambda cast: partnership(cast, service=cast.operator), "service"),
    ],
)
def test_what_does_not_fit_is_refused_beside_its_field(cast, make, field):
    thing = make(cast)
    create = {
        Organisation: setting_up.create_organisation,
        Site: setting_up.create_site,
        Partnership: setting_up.form_partnership,
    }[type(thing)]

    with pytest.raises(CannotSetUp) as refused:
        create(thing, by=cast.admin)

    assert refused.value.field == field


def test_divisions_belong_to_the_police_service_of_the_partnership(cast):
    foreign = Division.objects.create(organisation=cast.other_service, name="Elsewhere")

    with pytest.raises(CannotSetUp, match="divisions of this police service"):
        setting_up.form_partnership(partnership(cast), divisions=[foreign], by=cast.admin)
    with pytest.raises(CannotSetUp, match="Only a police service"):
        setting_up.add_division(cast.operator, "East", by=cast.admin)


@pytest.mark.parametrize("part", ["leader", "manager", "police_leader", "auditor", "stranger"])
def test_only_an_administrator_sets_up(cast, part):
    person = getattr(cast, part)
    for act in (
        lambda: setting_up.create_organisation(organisation(), by=person),
        lambda: setting_up.add_division(cast.service, "X", by=person),
        lambda: setting_up.create_site(site(cast), by=person),
        lambda: setting_up.form_partnership(partnership(cast), by=person),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_an_administrator_reaches_no_partnership(cast):
    setting_up.create_site(site(cast), by=cast.admin)

    assert not access.standing(cast.admin).partnership_ids
    assert not access.standing(cast.admin).site_ids


def test_an_organisation_is_corrected_and_the_ledger_says_what(cast, written):
    changed = setting_up.change_organisation(
        cast.service, {"name": "Bay Police", "zone": "America/Halifax"}, by=cast.admin
    )

    assert (changed.name, changed.zone) == ("Bay Police", "America/Halifax")
    ((_chain, vis, body),) = written("liaison.organisation_changed")
    assert (vis, body["facts"]) == (Vis.SYSTEM, {"changed": ["name", "zone"]})


def test_nothing_changed_is_nothing_written(cast, written):
    setting_up.change_organisation(cast.service, {"name": cast.service.name}, by=cast.admin)

    assert not written("liaison.organisation_changed")


def test_the_kind_changes_only_while_nothing_depends_on_it(cast):
    empty = setting_up.create_organisation(organisation(), by=cast.admin)

    changed = setting_up.change_organisation(empty, {"kind": Kind.OPERATOR}, by=cast.admin)

    assert changed.kind == Kind.OPERATOR
    for standing in (cast.operator, cast.service, cast.neutral):
        with pytest.raises(CannotSetUp, match="rely on"):
            setting_up.change_organisation(
                standing,
                {"kind": Kind.POLICE if standing.kind != Kind.POLICE else Kind.NEUTRAL},
                by=cast.admin,
            )


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"country": "XX"}, "country"), ({"country": "DE", "subdivision": "BC"}, "subdivision")],
)
def test_a_place_that_does_not_exist_is_refused(cast, changes, field):
    for attempt in (
        lambda: setting_up.create_organisation(organisation(**changes), by=cast.admin),
        lambda: setting_up.change_organisation(cast.service, changes, by=cast.admin),
    ):
        with pytest.raises(CannotSetUp) as refused:
            attempt()
        assert refused.value.field == field


@pytest.mark.parametrize("part", ["leader", "police_leader", "auditor", "stranger"])
def test_only_an_administrator_corrects_an_organisation(cast, part):
    with pytest.raises(PermissionDenied):
        setting_up.change_organisation(cast.service, {"name": "Mine"}, by=getattr(cast, part))
