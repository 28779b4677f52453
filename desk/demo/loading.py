"""Loading the demonstration into an empty database, once."""

import json
import secrets
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F

from accounts.models import Person
from desk.demo import (
    arrangements,
    beginnings,
    briefing_story,
    closure_story,
    contacts_story,
    door_story,
    feeds_story,
    incidents_story,
    opening_story,
    people_story,
    protocols_story,
    series_story,
    shift_story,
    told_story,
    turns_story,
    visits_ahead,
    visits_story,
)
from desk.demo.company import Company
from desk.demo.people import PARTS
from desk.demo.places import PARTIES
from desk.demo.playing import play
from desk.demo.quick_hashing import quick_hashing
from liaison import access
from liaison.models import Organisation
from notifications.models import Notice, State

STORIES = (
    people_story,
    protocols_story,
    briefing_story,
    door_story,
    feeds_story,
    visits_story,
    visits_ahead,
    closure_story,
    series_story,
    contacts_story,
    opening_story,
    incidents_story,
    shift_story,
    told_story,
    turns_story,
)
LISTING = "demo_accounts.json"
STILL_UNREAD = timedelta(days=4)


class NotOurs(Exception):
    """The database holds organisations that the demonstration did not bring."""


def load(password: str, *, at: datetime) -> bool:
    """Makes sure that the demonstration is there and that *password* opens its accounts. Says
    whether it was loaded now. Errors: ``NotOurs``."""
    with transaction.atomic():
        fresh = not _is_loaded()
        if fresh:
            company = _play_everything(at)
            _deliver_the_past(company)
        _set_passwords(password)
    _write_listing(Path(settings.VAR_DIR) / LISTING)
    return fresh


def _is_loaded() -> bool:
    present = set(Organisation.objects.values_list("name", flat=True))
    if not present:
        return False
    if not present.issuperset(party.name for party in PARTIES):
        raise NotOurs
    return True


def _play_everything(at: datetime) -> Company:
    company = Company(now=at, secret=secrets.token_urlsafe(24))
    with quick_hashing(), access.remembering():
        play([beginnings.beginnings(company), *arrangements.arrangements(company)], until=at)
        play([story for told in STORIES for story in told.stories(company)], until=at)
    return company


def _deliver_the_past(company: Company) -> None:
    """What people were told in these months has long been sent, and most of it read; what came
    up on the last working day is mailed now, so that there is something to look at."""
    last_day = company.office.workday(1, "00:00")
    Notice.objects.filter(created_at__lt=last_day).update(
        state=State.SENT, sent_at=F("created_at") + timedelta(seconds=4), next_at=None
    )
    Notice.objects.filter(created_at__lt=company.now - STILL_UNREAD).update(
        read_at=F("created_at") + timedelta(hours=2)
    )


def _set_passwords(password: str) -> None:
    """One hash for all of them: thirty would take a slow machine half a minute. Nothing changes
    while all of them have it; somebody who changed theirs gets the printed one back."""
    accounts = Person.objects.filter(email__in=[part.address for part in PARTS])
    hashes = set(accounts.values_list("password", flat=True))
    if len(hashes) > 1 or not all(check_password(password, one) for one in hashes):
        accounts.update(password=make_password(password))


def _write_listing(path: Path) -> None:
    rows = [[part.address, part.told, part.organisation] for part in PARTS]
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
