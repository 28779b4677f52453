"""The links to a site's door card, its own and those of divisions: which card they open."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from django.core.validators import slug_re

from liaison import site_links
from liaison.models import DivisionLink, DoorLink, Partnership, Site

issue = partial(site_links.issue, DoorLink)
hash_of = partial(site_links.hash_of, opens=DoorLink.OPENS)


def site_behind(token: str) -> Site | None:
    """The site whose card *token* opens, itself or by a division; None for any other."""
    division, slug = division_of(token)
    if not slug:
        link = site_links.behind(DoorLink, token)
        return link.site if link else None
    held = DivisionLink.objects.standing().filter(token_hash=hash_of(division))
    pairs = Partnership.objects.filter(divisions__door_links__in=held, site__slug=slug)
    pair = pairs.select_related("site").first()
    return pair.site if pair else None


def division_of(token: str) -> tuple[str, str]:
    """The token of a division, and the site, in an address that carries both ("token.site");
    no site for a link of one site alone, nor where what follows names none."""
    division, _dot, slug = token.partition(".")
    return (division, slug) if slug_re.match(slug) else (token, "")


def newest(site: Site) -> DoorLink | None:
    """By which those who act at *site* reach its card: the one issued last that still stands."""
    return DoorLink.objects.filter(site=site).standing().select_related("data_key").first()


def sites_with_one(site_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the sites that have a link that stands. One query."""
    standing = DoorLink.objects.standing().filter(site_id__in=site_ids).order_by()
    return set(standing.values_list("site_id", flat=True).distinct())
