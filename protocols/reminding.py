"""Reminding whoever's turn it is to sign: in time, a few times at most, never twice."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import Person
from audit import ledger
from protocols import journal, notices, signatories, turns
from protocols.lifecycle import Stage
from protocols.models import SignatorySlot, SigningReminder, Version

# So many days before the day by which it is to be signed, besides half-way.
BEFORE = (3, 1)
# Once that day has passed: at once and every week, and no more often than this in all.
EVERY = timedelta(days=7)
MOST_LATE = 4
# Nobody is reminded on the day on which they were asked.
PAUSE = timedelta(days=1)


def remind_due(*, by: Person, at: datetime | None = None) -> int:
    """Remind every post whose next step has come; how many that were.

    What a missed run left behind is caught up once: the steps that passed meanwhile are written
    down together, and one reminder is sent. Signed, declined and taken back, nothing waits, and
    nobody is reminded.
    """
    at = at or timezone.now()
    waiting = Version.objects.filter(stage=Stage.AWAITING_SIGNATURES, sign_by__isnull=False)
    found = waiting.select_related("protocol").order_by("pk")
    return sum(_remind(version, by=by, at=at) for version in found)


def steps(asked_at: datetime, due: datetime) -> Mapping[str, datetime]:
    """When somebody asked at *asked_at* to sign by *due* is reminded, by the name of the step."""
    before = {f"days_{days}": due - timedelta(days=days) for days in BEFORE}
    half = asked_at + (due - asked_at) / 2
    if half < min(before.values()):
        before["half"] = half
    late = max(due, asked_at + PAUSE)
    after = {f"late_{number + 1}": late + number * EVERY for number in range(MOST_LATE)}
    return {step: at for step, at in before.items() if at >= asked_at + PAUSE} | after


@ledger.operation
def _remind(version: Version, *, by: Person, at: datetime) -> int:
    """How many posts there were to remind. The version is held, so that two runs at once remind
    once, and so that nobody is reminded of what is being signed or taken back."""
    held = Version.objects.select_for_update().get(pk=version.pk)
    due = turns.sign_by(version)
    if not held.awaits_signatures or due is None:
        return 0
    told = [slot for slot in signatories.awaited(held) if _remind_post(slot, due, at)]
    if told:
        roles = [slot.role for slot in told]
        journal.enter("protocols.signing_reminded", version, by=by, at=at, roles=roles)
    return len(told)


def _remind_post(slot: SignatorySlot, due: datetime, at: datetime) -> bool:
    passed = {step for step, when in steps(_asked_at(slot), due).items() if when <= at}
    missing = sorted(passed - set(slot.reminders.values_list("step", flat=True)))
    if not missing:
        return False
    rows = SigningReminder.objects.bulk_create(
        SigningReminder(slot=slot, step=step, at=at) for step in missing
    )
    notices.remind(slot, key=str(rows[-1].pk), is_late=due < at, at=at)
    return True


def _asked_at(slot: SignatorySlot) -> datetime:
    """When the turn of *slot* came: when it was sent or, where it is signed in order, when the
    post before it signed."""
    version = slot.version
    sent_at = version.sent_at or version.begun_at
    if not version.in_order:
        return sent_at
    former = version.signatures.order_by("-signed_at").first()
    return former.signed_at if former else sent_at
