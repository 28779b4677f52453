"""Fills the portal's database for measuring: 200 partnerships and as many incidents as asked for.

Run with the portal's own settings. Everything is fictional. Prints, as JSON, the cookies of two
liaison officers (one covers all partnerships, one a single one that always holds 100 incidents)
and the addresses to measure.
"""

import json
import os
import random
import sys
import uuid
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.db.models import F
from django.utils import timezone

from accounts.models import Person
from incidents import references, taxonomy
from incidents.lifecycle import Stage
from incidents.models import Incident, Move, Statement
from liaison import door_links
from liaison.models import (
    Designation,
    HoursSet,
    Mandate,
    MandateScope,
    Organisation,
    Partnership,
    Site,
)
from liaison.roles import Role, Side
from protocols import drafting, sending, signing
from vault import crypto, sealing
from vault.models import DataKey

PARTNERSHIPS, SINGLE, BATCH = 200, 100, 2_000
SINCE = datetime(2024, 1, 1, tzinfo=UTC)
MINUTES = 700_000
PASSWORD = "only for measuring"
HOURS = {
    "zone": "America/Toronto",
    "lifecycle": "operating",
    "hours": [
        {"weekday": day, "opens": "09:00", "closes": "23:00"}
        for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    ],
    "exceptions": [],
    "buffer_before_minutes": 30,
    "buffer_after_minutes": 45,
    "blackouts": [],
}


def main(wanted: int) -> None:
    if not Organisation.objects.filter(name="Bench Police").exists():
        _world()
    _incidents(wanted)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(json.dumps(_addresses()))


def _world() -> None:
    kinds = Organisation.Kind
    operator = Organisation.objects.create(kind=kinds.OPERATOR, name="Bench Health")
    police = Organisation.objects.create(kind=kinds.POLICE, name="Bench Police")
    people = {
        name: Person(email=f"{name}@bench.example", name=name.title(), is_active=True)
        for name in ("manager", "chief", "all", "one")
    }
    for person in people.values():
        person.set_password(PASSWORD)
    Person.objects.bulk_create(people.values())
    sites = Site.objects.bulk_create(
        Site(slug=f"bench-{n}", name=f"Site {n:03d}", operator=operator, zone="America/Toronto")
        for n in range(PARTNERSHIPS)
    )
    partnerships = Partnership.objects.bulk_create(
        Partnership(site=site, service=police, began_on=SINCE.date()) for site in sites
    )
    HoursSet.objects.bulk_create(
        HoursSet(site=site, schedule=HOURS, recorded_at=SINCE, recorded_by=people["manager"])
        for site in sites
    )
    _mandates(people, operator, police, sites[0])
    _designations(people, partnerships)
    _protocol(partnerships[0], people)


def _designations(people, partnerships) -> None:
    Designation.objects.bulk_create(
        Designation(
            partnership=partnership,
            side=side,
            rank=Designation.Rank.PRIMARY,
            person=people[who],
            post=post,
            starts_on=SINCE.date(),
            made_at=SINCE,
            made_by=people["manager"],
        )
        for partnership in partnerships
        for side, who, post in (
            (Side.SITE, "manager", "Site manager"),
            (Side.POLICE, "all", "Liaison officer"),
        )
    )


def _mandates(people, operator, police, site) -> None:
    given = {
        "manager": (Role.SITE_MANAGER, operator),
        "chief": (Role.POLICE_LEADER, police),
        "all": (Role.LIAISON_OFFICER, police),
        "one": (Role.LIAISON_OFFICER, police),
    }
    mandates = {
        name: Mandate(
            person=people[name],
            organisation=organisation,
            role=role,
            starts_on=date(2024, 1, 1),
            given_by=people["chief" if name == "manager" else "manager"],
            given_at=SINCE,
            confirmed_by=people["one" if name == "all" else "all"],
            confirmed_at=SINCE,
        )
        for name, (role, organisation) in given.items()
    }
    Mandate.objects.bulk_create(mandates.values())
    division = police.divisions.create(name="Bench Division")
    site.partnerships.get().divisions.add(division)
    MandateScope.objects.create(mandate=mandates["one"], division=division)


def _protocol(partnership, people) -> None:
    version = drafting.start([partnership], title="Bench protocol", by=people["manager"])
    version = sending.send(version, by=people["manager"])
    for name in ("manager", "chief"):
        signing.sign(version, digest=version.digest, password=PASSWORD, by=people[name])


def _incidents(wanted: int) -> None:
    partnerships = list(Partnership.objects.select_related("site__operator", "service"))
    single = Partnership.objects.get(site__slug="bench-0")
    others = [p for p in partnerships if p.pk != single.pk]
    single = next(p for p in partnerships if p.pk == single.pk)
    standing = Incident.objects.count()
    people = {
        name: Person.objects.get(email=f"{name}@bench.example") for name in ("manager", "all")
    }
    dice = random.Random(standing)
    for first in range(standing, wanted, BATCH):
        numbers = range(first, min(first + BATCH, wanted))
        _batch([(single if n < SINGLE else dice.choice(others)) for n in numbers], people, dice)


def _batch(partnerships, people, dice) -> None:
    incidents, statements, keys, moves = [], [], [], []
    for partnership in partnerships:
        incident = _incident(partnership, people, dice)
        incidents.append(incident)
        for lane in (Side.SITE.value, "shared"):
            key, statement = _statement(incident, lane, people["manager"])
            keys.append(key)
            statements.append(statement)
        moves.append(_move(incident, people["manager"]))
    Incident.objects.bulk_create(incidents)
    # The database lets none begin released.
    Incident.objects.filter(stage=Stage.LOGGED, logged_by=people["manager"]).update(
        stage=Stage.RELEASED,
        released_at=F("logged_at"),
        turn=Side.POLICE,
        turn_since=F("logged_at"),
        due_at=F("logged_at") + timedelta(days=1),
    )
    DataKey.objects.bulk_create(keys)
    Statement.objects.bulk_create(statements)
    Move.objects.bulk_create(moves)


def _incident(partnership, people, dice) -> Incident:
    kind = dice.choice(list(taxonomy.KINDS.values()))
    at = SINCE + timedelta(minutes=dice.randrange(MINUTES))
    return Incident(
        reference=_reference(),
        site=partnership.site,
        partnership=partnership,
        organisation=partnership.site.operator,
        side=Side.SITE,
        kind=kind.code,
        valence=kind.valence,
        severity=kind.severity,
        area=dice.choice(taxonomy.Area.values),
        occurred_at=at,
        precision=taxonomy.Precision.EXACT,
        logged_at=at,
        logged_by=people["manager"],
        key=uuid.uuid4(),
        site_state="operating",
    )


_drawn: set[str] = set()


def _reference() -> str:
    """One that is free: among so many two meet by chance, and rows in bulk cannot try again."""
    if not _drawn:
        _drawn.update(Incident.objects.values_list("reference", flat=True))
    while (reference := references.draw()) in _drawn:
        pass
    _drawn.add(reference)
    return reference


def _statement(incident: Incident, lane: str, author: Person) -> tuple[DataKey, Statement]:
    key = DataKey(domain=lane, created_at=incident.logged_at)
    bare = sealing.wrap_new_key(key)
    statement = Statement(
        incident=incident,
        lane=lane,
        kind=Statement.Kind.NARRATIVE,
        author=author,
        author_side=Side.SITE,
        at=incident.logged_at,
        data_key=key,
    )
    words = "A patrol car stood in front of the entrance while people were arriving. " * 3
    statement.ciphertext = crypto.seal(bare, words.encode(), statement._place())
    return key, statement


def _move(incident: Incident, by: Person) -> Move:
    return Move(
        incident=incident,
        number=1,
        step="release",
        stage=Stage.RELEASED,
        side=Side.SITE,
        by=by,
        at=incident.logged_at,
    )


def _addresses() -> dict[str, object]:
    site = Site.objects.get(slug="bench-0")
    manager = Person.objects.get(email="manager@bench.example")
    token = door_links.issue(site, label="Bench", by=manager).words()
    return {
        "cookies": {name: _cookie(name) for name in ("all", "one")},
        "incident": site.incidents.first().get_absolute_url(),
        "site": site.get_absolute_url(),
        "card": f"/door/{token}/",
        "door": f"/door/{token}/?c=C01",
        "site_id": str(site.pk),
        "now": timezone.now().isoformat(),
    }


def _cookie(name: str) -> str:
    person = Person.objects.get(email=f"{name}@bench.example")
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


if __name__ == "__main__":
    main(int(sys.argv[1]))
