"""What the site manager says about the site."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from audit.ledger import Vis
from liaison import site_facts
from liaison.models import LegalBasis
from liaison.refusal import Stale
from liaison.site_facts import CannotChangeSite
from liaison.tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def basis(cast, **changes):
    said = {"kind": LegalBasis.Kind.PERMIT, "reference": "P-2", "valid_from": TODAY}
    return LegalBasis(site=cast.site, **said | changes)


def test_particulars_change_and_both_chains_say_which(cast, written):
    site_facts.change_particulars(
        cast.site,
        {"address": "1 Pier Road", "arrival_en": "Wait at the gate.", "name": cast.site.name},
        vouched=["arrival_en"],
        by=cast.manager,
    )

    cast.site.refresh_from_db()
    assert (cast.site.address, cast.site.arrival_en) == ("1 Pier Road", "Wait at the gate.")
    entries = written("liaison.site_changed")
    assert {(chain, vis) for chain, vis, _body in entries} == {
        (cast.operator.pk, Vis.SHARED),
        (cast.partnership.pk, Vis.SHARED),
    }
    facts = entries[0][2]["facts"]
    assert facts == {"changed": ["address", "arrival_en"], "vouched": ["arrival_en"]}


def test_a_stale_form_is_refused(cast):
    seen = site_facts.stamp(cast.site)
    site_facts.change_particulars(cast.site, {"address": "A"}, seen=seen, by=cast.manager)

    with pytest.raises(Stale, match="Somebody else"):
        site_facts.change_particulars(cast.site, {"address": "B"}, seen=seen, by=cast.alternate)

    cast.site.refresh_from_db()
    assert cast.site.address == "A"


def test_nothing_changed_is_nothing_written(cast, written):
    site_facts.change_particulars(cast.site, {"name": cast.site.name}, by=cast.manager)

    assert not written("liaison.site_changed")


def test_only_named_particulars_are_changed(cast):
    site_facts.change_particulars(
        cast.site, {"slug": "elsewhere", "operator_id": None}, by=cast.manager
    )

    cast.site.refresh_from_db()
    assert cast.site.slug == "harbour-street"


def test_a_legal_basis_is_a_new_row_and_both_sides_are_told(cast, told, frozen):
    site_facts.record_legal_basis(basis(cast, valid_to=date(2026, 2, 3)), by=cast.manager)

    newest = site_facts.legal_basis_of(cast.site)
    assert (newest.reference, newest.recorded_by) == ("P-2", cast.manager)
    assert cast.site.legal_bases.count() == 2
    assert told("liaison/legal_basis_recorded") == {
        cast.alternate,
        cast.leader,
        cast.liaison,
        cast.backup,
        cast.police_leader,
    }


def test_a_legal_basis_ends_after_it_begins(cast):
    with pytest.raises(CannotChangeSite) as refused:
        site_facts.record_legal_basis(basis(cast, valid_to=date(2025, 2, 3)), by=cast.manager)

    assert refused.value.field == "valid_to"


@pytest.mark.parametrize("part", ["staff", "leader", "liaison", "other_manager", "admin"])
def test_only_the_site_manager_says_so(cast, part):
    person = getattr(cast, part)
    with pytest.raises(PermissionDenied):
        site_facts.change_particulars(cast.site, {"address": "X"}, by=person)
    with pytest.raises(PermissionDenied):
        site_facts.record_legal_basis(basis(cast), by=person)


def test_the_same_legal_basis_recorded_twice_is_one(cast, told):
    first = site_facts.record_legal_basis(basis(cast), by=cast.manager)
    again = site_facts.record_legal_basis(basis(cast), by=cast.alternate)
    other = site_facts.record_legal_basis(basis(cast, reference="P-3"), by=cast.manager)

    assert again == first
    assert set(LegalBasis.objects.filter(recorded_by=cast.manager)) >= {first, other}
    assert not LegalBasis.objects.filter(recorded_by=cast.alternate)
