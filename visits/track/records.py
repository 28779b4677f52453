"""What stands on record before a site opens and proves a step: who speaks, the legal basis, the
protocol with its signatures, endorsements and briefed officers, the test calls. Reading only."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Max, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from liaison import designation, ladder_calls
from liaison.ladder_calls import Tested
from liaison.models import LegalBasis, Partnership, Site
from liaison.roles import Side
from protocols import briefing_notices, coverage, endorsing
from protocols.coverage import Briefed
from protocols.models import Acknowledgement, InForce, Signature, Version
from protocols.models.briefing import applies_or_will
from visits.track.table import Code, Proof

SPEAKS = {Side.SITE: Code.SITE_SPEAKS, Side.POLICE: Code.POLICE_SPEAKS}
# Whose numbers are tried in which step.
CALLED = {Side.POLICE: Code.SITE_CALLS, Side.SITE: Code.POLICE_CALLS}


@dataclass(slots=True)
class Evidence:
    """Of one partnership, whose site has an opening day: what proves which step; ``lacks``: what is
    missing of one, in words; ``draft``: the version that is worked on; ``signed``: the row of the
    one that applies or will."""

    partnership: Partnership
    proofs: dict[Code, Proof] = field(default_factory=dict)
    lacks: dict[Code, str] = field(default_factory=dict)
    draft: Version | None = None
    signed: InForce | None = None

    @property
    def site(self) -> Site:
        return self.partnership.site

    @property
    def opens_on(self) -> date:
        day = self.site.opens_on
        if day is None:
            raise ValueError("nothing is dated from an opening day that nobody has said")
        return day

    @property
    def calls_url(self) -> str:
        """Where the test calls are kept."""
        where = [self.site.slug, self.partnership.pk]
        return reverse("liaison:ladder_call_list", args=where)


Found = dict[UUID, Evidence]


def add(found: Found, at: datetime) -> None:
    """To what was *found* of partnerships whose sites have not opened yet."""
    _speakers(found, at)
    _basis(found)
    _drafts(found)
    _signed(found, at)
    _endorsed(found, at)
    _briefed(found, at)
    _calls(found)


def _speakers(found: Found, at: datetime) -> None:
    places = designation.standing([one.partnership for one in found.values()], at=at)
    of_side = defaultdict(list)
    for one in places:
        of_side[one.place.partnership.pk, one.place.side].append(one)
    for (pk, side), both in of_side.items():
        evidence, code = found[pk], SPEAKS[side]
        empty = [str(one.place.rank.label).lower() for one in both if one.speaker is None]
        if empty:
            evidence.lacks[code] = _("Nobody yet: %(places)s") % {"places": ", ".join(empty)}
        else:
            last = max(one.speaker.made_at for one in both if one.speaker)
            url = f"{evidence.site.get_absolute_url()}#speaks-{pk}"
            evidence.proofs[code] = Proof(last, url)


def _basis(found: Found) -> None:
    sites = {one.site.pk for one in found.values()}
    rows = LegalBasis.objects.filter(site__in=sites).order_by("recorded_at", "id")
    newest = {row.site_id: row for row in rows}
    for evidence in found.values():
        if basis := newest.get(evidence.site.pk):
            if lack := _lack_of(basis, evidence):
                evidence.lacks[Code.LEGAL_BASIS] = lack
            else:
                url = f"{evidence.site.get_absolute_url()}#facts-title"
                evidence.proofs[Code.LEGAL_BASIS] = Proof(basis.recorded_at, url)


def _lack_of(basis: LegalBasis, evidence: Evidence) -> str:
    """What keeps *basis* from being explained to those who rely on it; "" when nothing does."""
    day = evidence.opens_on
    if basis.kind == LegalBasis.Kind.NONE:
        return _("There is none yet")
    if basis.valid_from > day or (basis.valid_to and basis.valid_to < day):
        return _("It does not hold on the opening day")
    return "" if basis.covers.strip() else _("It does not say yet what it covers")


def _drafts(found: Found) -> None:
    versions: Any = Version.objects.open().filter(protocol__covers__partnership__in=found)
    named = versions.select_related("protocol").annotate(pair=F("protocol__covers__partnership"))
    for version in named.order_by("-begun_at"):
        evidence = found[version.pair]
        evidence.draft = version
        evidence.proofs[Code.DRAFT] = Proof(version.begun_at, version.get_absolute_url())


def _signed(found: Found, at: datetime) -> None:
    names = Signature.objects.filter(version=OuterRef("version")).order_by("-signed_at")
    rows: Any = InForce.objects.filter(applies_or_will(at), partnership__in=found)
    signed = rows.select_related("version__protocol").annotate(
        signed_at=Subquery(names.values("signed_at")[:1])
    )
    for row in signed.order_by("-starts"):
        evidence, url = found[row.partnership_id], row.version.get_absolute_url()
        evidence.signed = row
        evidence.proofs[Code.SIGNED] = Proof(row.signed_at, url)
        evidence.proofs.setdefault(Code.DRAFT, Proof(row.version.begun_at, url))
    for evidence in found.values():
        if evidence.signed is None:
            after = _("This follows once both sides have signed")
            evidence.lacks |= {Code.ENDORSED: after, Code.BRIEFED: after}


def _endorsed(found: Found, at: datetime) -> None:
    rows = [one.signed for one in found.values() if one.signed]
    parties = {pk: {one.site.operator_id, one.partnership.service_id} for pk, one in found.items()}
    for pk, endorsed in endorsing.by_partnership(rows, parties, at=at).items():
        given = [one.row.recorded_at for one in endorsed if one.side is Side.POLICE]
        signed = found[pk].signed
        if given and signed:
            url = signed.version.protocol.get_absolute_url()
            found[pk].proofs[Code.ENDORSED] = Proof(min(given), url)


def _briefed(found: Found, at: datetime) -> None:
    asked = [(one, one.signed) for one in found.values() if one.signed]
    if not asked:
        return
    covered = coverage.of([one.partnership for one, _row in asked], at)
    known = {(one.version.pk, one.service.pk): one for one in covered}
    last = _last_acknowledged(covered)
    for evidence, row in asked:
        pair = (row.version_id, evidence.partnership.service_id)
        if known[pair].is_enough and pair in last:
            url = briefing_notices.page_of(row.version)
            evidence.proofs[Code.BRIEFED] = Proof(last[pair], url)
        else:
            evidence.lacks[Code.BRIEFED] = _so_far(known[pair])


def _so_far(briefed: Briefed) -> str:
    officers = [line.officers for line in briefed.lines]
    if None in officers:
        return _("Officers who know it so far: %(briefed)s") % {"briefed": briefed.briefed}
    told = {"briefed": briefed.briefed, "officers": sum(one or 0 for one in officers)}
    return _("Officers who know it so far: %(briefed)s of %(officers)s") % told


def _last_acknowledged(covered: Iterable[Briefed]) -> dict[tuple[UUID, UUID], datetime]:
    """When the last officer of a service said that they know a version."""
    versions = {one.version.pk for one in covered}
    rows = Acknowledgement.objects.counted().filter(version__in=versions).order_by()
    last = rows.values_list("version", "roll_call__service").annotate(Max("acknowledged_at"))
    return {(version, service): at for version, service, at in last}


def _calls(found: Found) -> None:
    ladders = ladder_calls.of(found)
    for pk, evidence in found.items():
        for side, code in CALLED.items():
            ladder = ladders[pk, side]
            if rehearsed := ladder_calls.rehearsed_at(ladder):
                evidence.proofs[code] = Proof(rehearsed, evidence.calls_url)
            else:
                evidence.lacks[code] = _answered(ladder)


def _answered(ladder: list[Tested]) -> str:
    if not ladder:
        return _("No telephone number is recorded yet.")
    told = {"answered": sum(one.is_answered for one in ladder), "numbers": len(ladder)}
    return _("Numbers that were answered: %(answered)s of %(numbers)s") % told
