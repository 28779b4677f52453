"""What the administrator sets up: organisations, sites, and who works with whom. No case.

Facts of the set-up stand in the portal's own chain, and a partnership's beginning in its own too.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from liaison import access, countries, notices, revision
from liaison.models import Division, Mandate, Organisation, Partnership, Site
from liaison.refusal import Refused
from liaison.roles import Permission

# What an organisation is known by, in the order in which it is asked.
FACTS = ("kind", "name", "country", "subdivision", "zone")


class CannotSetUp(Refused):
    pass


@ledger.operation
def create_organisation(
    organisation: Organisation,
    *,
    divisions: Iterable[str] = (),
    by: Any,
    at: datetime | None = None,
) -> Organisation:
    """A new site operator, police service (with its divisions, by name) or neutral body.

    *organisation* is not saved yet. Errors: ``CannotSetUp`` with the field at fault.
    """
    at = at or timezone.now()
    access.require(by, Permission.SETUP_MANAGE)
    _check_place(organisation)
    _save_new(organisation)
    for name in dict.fromkeys(divisions):
        _save_division(organisation, name)
    _record("liaison.organisation_created", organisation, by, at, kind=organisation.kind)
    return organisation


@ledger.operation
def change_organisation(
    organisation: Organisation,
    wanted: Mapping[str, str],
    *,
    seen: str | None = None,
    by: Any,
    at: datetime | None = None,
) -> Organisation:
    """Those of ``FACTS`` that *wanted* names are corrected; the kind only while nothing depends
    on it. Errors: ``CannotSetUp`` with the field at fault, ``Stale`` when *seen* is out of date.
    """
    at = at or timezone.now()
    access.require(by, Permission.SETUP_MANAGE)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    revision.check(seen, *_facts(organisation))
    changed = [name for name in wanted if getattr(organisation, name) != wanted[name]]
    if not changed:
        return organisation
    if "kind" in changed and not kind_is_free(organisation):
        raise CannotSetUp(_("Others rely on what kind of organisation this is."), field="kind")
    for name in changed:
        setattr(organisation, name, wanted[name])
    _check_place(organisation)
    _save(organisation)
    # Days begin and end in its zone, and with them mandates.
    access.forget()
    _record("liaison.organisation_changed", organisation, by, at, changed=changed)
    return organisation


def stamp(organisation: Organisation) -> str:
    """What a form that shows the facts of *organisation* hands back as ``seen``."""
    return revision.of(*_facts(organisation))


def kind_is_free(organisation: Organisation) -> bool:
    """Whether nothing depends on the kind yet: no site, division, partnership or mandate."""
    ours = (Site.objects.filter(operator=organisation), organisation.divisions)
    theirs = (organisation.partnerships, Mandate.objects.filter(organisation=organisation))
    return not any(rows.exists() for rows in (*ours, *theirs))


def no_such_part(country: str, said: str) -> str:
    """Why *said* is refused as a part of *country*, and what would do."""
    name, nearest = countries.name_of(country), countries.nearest_parts(country, said)
    if not nearest:
        return _("“%(said)s” is not known in %(country)s; leave it empty if you are not sure.") % {
            "said": said,
            "country": name,
        }
    return _("“%(said)s” is not known in %(country)s; choose one of: %(parts)s.") % {
        "said": said,
        "country": name,
        "parts": ", ".join(nearest),
    }


@ledger.operation
def add_division(
    organisation: Organisation, name: str, *, by: Any, at: datetime | None = None
) -> Division:
    """One more division of a police service."""
    at = at or timezone.now()
    access.require(by, Permission.SETUP_MANAGE)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    division = _save_division(organisation, name)
    _record("liaison.division_added", division, by, at, organisation=str(organisation.pk))
    return division


@ledger.operation
def create_site(site: Site, *, by: Any, at: datetime | None = None) -> Site:
    """A new site of an operator; its hours are unknown until somebody says them, and unknown
    hours count as operating. *site* is not saved yet."""
    at = at or timezone.now()
    access.require(by, Permission.SETUP_MANAGE)
    if site.operator.kind != Organisation.Kind.OPERATOR:
        raise CannotSetUp(_("A site belongs to a site operator."), field="operator")
    _save_new(site)
    _record("liaison.site_created", site, by, at, operator=str(site.operator_id))
    return site


@ledger.operation
def form_partnership(
    partnership: Partnership,
    *,
    divisions: Iterable[Division] = (),
    by: Any,
    at: datetime | None = None,
) -> Partnership:
    """One site and one police service work together, with the divisions around the site.

    *partnership* is not saved yet. Both sides are told.
    """
    at = at or timezone.now()
    access.require(by, Permission.SETUP_MANAGE)
    divisions = list(divisions)
    if partnership.service.kind != Organisation.Kind.POLICE:
        raise CannotSetUp(_("The other side is a police service."), field="service")
    if any(division.organisation_id != partnership.service_id for division in divisions):
        raise CannotSetUp(_("Name divisions of this police service."), field="divisions")
    _save_new(partnership)
    partnership.divisions.set(divisions)
    # Somebody may act for both organisations already; what they reach has just grown.
    access.forget()
    notices.partnership_formed(partnership, at=at)
    facts = {"site": str(partnership.site_id), "service": str(partnership.service_id)}
    _record("liaison.partnership_formed", partnership, by, at, **facts)
    ledger.record(
        "liaison.partnership_formed",
        chain=partnership.chain,
        vis=ledger.Vis.SHARED,
        by=by,
        about=partnership,
        at=at,
        **facts,
    )
    return partnership


def _check_place(organisation: Organisation) -> None:
    country, part = organisation.country, organisation.subdivision
    if not countries.is_known(country):
        raise CannotSetUp(_("Choose a country."), field="country")
    if part and part not in countries.parts_of(country):
        raise CannotSetUp(no_such_part(country, part), field="subdivision")


def _facts(organisation: Organisation) -> list[str]:
    return [getattr(organisation, name) for name in FACTS]


def _save_division(organisation: Organisation, name: str) -> Division:
    if organisation.kind != Organisation.Kind.POLICE:
        raise CannotSetUp(_("Only a police service has divisions."), field="divisions")
    division = Division(organisation=organisation, name=name)
    _save_new(division)
    return division


def _save_new(thing: models.Model) -> None:
    _save(thing, force_insert=True)


def _save(thing: models.Model, *, force_insert: bool = False) -> None:
    """Errors: ``CannotSetUp`` when a value does not fit, or is taken."""
    try:
        thing.full_clean()
        with transaction.atomic():
            thing.save(force_insert=force_insert)
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        field = None if name == NON_FIELD_ERRORS else name
        raise CannotSetUp(messages[0], field=field) from error
    except IntegrityError as error:
        raise CannotSetUp(_("Somebody else has just set this up.")) from error


def _record(verb: str, about: models.Model, by: Any, at: datetime, **facts: Any) -> None:
    ledger.record(
        verb, chain=ledger.SYSTEM, vis=ledger.Vis.SYSTEM, by=by, about=about, at=at, **facts
    )
