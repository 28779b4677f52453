"""What the page of the log form shows beside the form: three small answers in one query, because
the page is opened by tired people and none of them needs the others' rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, QuerySet, Value

from incidents import taxonomy
from incidents.models import Incident, LogDraft
from incidents.places import Place
from liaison.among import Among
from liaison.bilingual import Bilingual
from liaison.models import Site
from liaison.prepared import Prepared

# So far back a kind that a person logged is worth offering first, and so many of them.
LATELY = timedelta(days=60)
MOST_KINDS = 4
_BODY, _KIND, _DRAFT = "body", "kind", "draft"
_OF_BODY = ("complaint_body_en", "complaint_body_fr", "complaint_limit_en", "complaint_limit_fr")
# What the rows of the other two have in the place of all of these but the first.
_BLANK = (Value(""),) * (len(_OF_BODY) - 1)


@dataclass(frozen=True, slots=True)
class Beginning:
    """``bodies``: the statutory complaint bodies of the sites, each with its time limit, and the
    site where it is there for one alone. ``kinds``: the codes the person logged most of late.
    ``drafts``: how many of theirs are not logged yet."""

    bodies: list[tuple[Bilingual, Bilingual, str]]
    kinds: list[str]
    drafts: int


def beginning(places: Sequence[Place], person: Any, *, at: datetime) -> Beginning:
    rows = _TOLD.rows([place.site_id for place in places], person.pk, at - LATELY)
    bodies = sorted(row[1:] for row in rows if row[0] == _BODY)
    kinds = sorted((-row[-2], row[1]) for row in rows if row[0] == _KIND)
    return Beginning(
        [_body(*row) for row in bodies],
        [code for _number, code in kinds if code in taxonomy.KINDS][:MOST_KINDS],
        sum(row[-2] for row in rows if row[0] == _DRAFT),
    )


def _body(
    en: str, fr: str, limit_en: str, limit_fr: str, number: int, name: str
) -> tuple[Bilingual, Bilingual, str]:
    return Bilingual(en, fr), Bilingual(limit_en, limit_fr), name if number == 1 else ""


def _told(site_ids: list[UUID], person_id: UUID, since: datetime) -> QuerySet[Any, Any]:
    bodies = (
        Site.objects.filter(Among("pk", site_ids))
        .exclude(complaint_body_en="", complaint_body_fr="")
        .order_by()
        .values(*_OF_BODY)
        .annotate(number=Count("pk"), name=Min("name"))
        .values_list(Value(_BODY), *_OF_BODY, "number", "name")
    )
    kinds = (
        Incident.objects.filter(logged_by_id=person_id, logged_at__gt=since)
        .order_by()
        .values("kind")
        .annotate(number=Count("pk"))
        .values_list(Value(_KIND), "kind", *_BLANK, "number", Value(""))
    )
    drafts = (
        LogDraft.objects.filter(author_id=person_id)
        .open()
        .order_by()
        .values("author")
        .annotate(number=Count("pk"))
        .values_list(Value(_DRAFT), Value(""), *_BLANK, "number", Value(""))
    )
    return bodies.union(kinds, drafts, all=True)


_TOLD = Prepared(_told, list, UUID, datetime)
