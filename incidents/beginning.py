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
from liaison.models import Site
from liaison.prepared import Prepared

# So far back a kind that a person logged is worth offering first, and so many of them.
LATELY = timedelta(days=60)
MOST_KINDS = 4
_BODY, _KIND, _DRAFT = "body", "kind", "draft"


@dataclass(frozen=True, slots=True)
class Beginning:
    """``bodies``: the statutory complaint bodies of the sites, each with its time limit, and the
    site where it is there for one alone. ``kinds``: the codes the person logged most of late.
    ``drafts``: how many of theirs are not logged yet."""

    bodies: list[tuple[str, str, str]]
    kinds: list[str]
    drafts: int


def beginning(places: Sequence[Place], person: Any, *, at: datetime) -> Beginning:
    rows = _TOLD.rows([place.site_id for place in places], person.pk, at - LATELY)
    bodies = sorted(row[1:] for row in rows if row[0] == _BODY)
    kinds = sorted((-number, code) for tag, code, _more, number, _name in rows if tag == _KIND)
    return Beginning(
        [(body, limit, name if number == 1 else "") for body, limit, number, name in bodies],
        [code for _number, code in kinds if code in taxonomy.KINDS][:MOST_KINDS],
        sum(row[3] for row in rows if row[0] == _DRAFT),
    )


def _told(site_ids: list[UUID], person_id: UUID, since: datetime) -> QuerySet[Any, Any]:
    bodies = (
        Site.objects.filter(Among("pk", site_ids))
        .exclude(complaint_body="")
        .order_by()
        .values("complaint_body", "complaint_limit")
        .annotate(number=Count("pk"), name=Min("name"))
        .values_list(Value(_BODY), "complaint_body", "complaint_limit", "number", "name")
    )
    kinds = (
        Incident.objects.filter(logged_by_id=person_id, logged_at__gt=since)
        .order_by()
        .values("kind")
        .annotate(number=Count("pk"))
        .values_list(Value(_KIND), "kind", Value(""), "number", Value(""))
    )
    drafts = (
        LogDraft.objects.filter(author_id=person_id)
        .open()
        .order_by()
        .values("author")
        .annotate(number=Count("pk"))
        .values_list(Value(_DRAFT), Value(""), Value(""), "number", Value(""))
    )
    return bodies.union(kinds, drafts, all=True)


_TOLD = Prepared(_told, list, UUID, datetime)
