"""Which partnerships are on the way to an opening, or owe a review after it. What the site and the
partnership say of themselves is enough to know, so that a page of any other asks nothing more."""

from datetime import datetime

from django.db.models import Q

from liaison import timekeeping
from liaison.models import Lifecycle, Partnership
from liaison.models.party import BEFORE_OPENING, PartnershipQuerySet
from visits.models import Visit
from visits.track import evidence, table


def among(partnerships: PartnershipQuerySet, at: datetime) -> list[Partnership]:
    """Those of *partnerships* of which something is asked at *at*, or soon. One query."""
    open_with_reviews = Q(site__lifecycle=Lifecycle.OPERATING, reviews_held__lt=len(table.REVIEWS))
    found = partnerships.filter(
        Q(site__lifecycle__in=BEFORE_OPENING) | open_with_reviews, site__opens_on__isnull=False
    )
    return [one for one in found.with_parties() if is_asked(one, at)]


def is_asked(partnership: Partnership, at: datetime) -> bool:
    """Whether it is on the way to an opening, or its next review after one is near. No query."""
    site = partnership.site
    if site.opens_on is None or site.is_before_opening:
        return site.opens_on is not None
    review = table.next_review(site.opens_on, partnership.reviews_held)
    is_open = site.lifecycle == Lifecycle.OPERATING
    return is_open and table.is_near(review, timekeeping.day_at(site, at))


def count_reviews(visit: Visit, *, at: datetime) -> None:
    """*visit* was just held: keeps how many reviews there were. Runs inside that operation, which
    holds the site."""
    partnership = visit.partnership
    if partnership.site.opens_on is None or partnership.site.is_before_opening:
        return
    if any(visit.kind in step.kinds for step in table.REVIEWS):
        proofs = evidence.of([partnership], at)[partnership.pk].proofs
        held = sum(
            step.code in proofs and proofs[step.code].state is table.State.DONE
            for step in table.REVIEWS
        )
        Partnership.objects.filter(pk=partnership.pk).update(reviews_held=held)
