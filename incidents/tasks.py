"""What the portal does about incidents by the clock."""

from celery import shared_task
from django.utils import timezone

from accounts.models import Person
from incidents import following_up, keeping, planning
from incidents.attachments import clearing, scanning
from incidents.drafts import lapsing
from incidents.mediation import tending
from incidents.patterns import opening
from incidents.presence import tapping
from incidents.reminding import running
from incidents.telling import announcing, destroying, limits


@shared_task
def ask_about_promises() -> None:
    """Promises whose day is over, and those that are asked about again: the other side is asked
    whether they are kept."""
    by, at = Person.system(), timezone.now()
    keeping.ask_about_due(by=by, at=at)
    following_up.ask_about_due(by=by, at=at)


@shared_task
def remind_of_turns() -> None:
    """Turns whose time runs out or is over: whoever holds them is reminded, then others."""
    running.remind_due(by=Person.system(), at=timezone.now())


@shared_task
def release_planned() -> None:
    """Releases whose day has come."""
    planning.release_due(by=Person.system(), at=timezone.now())


@shared_task
def lapse_drafts() -> None:
    """Drafts of the log form that nobody goes on with: warned about, then destroyed."""
    lapsing.lapse_due(by=Person.system(), at=timezone.now())


@shared_task
def forget_taps() -> None:
    """Single taps of presence that are ninety days old."""
    tapping.forget_old(by=Person.system(), at=timezone.now())


@shared_task
def tell_of_what_was_told() -> None:
    """Days that are over on which a site was told something: whoever reads it hears of it."""
    announcing.announce(by=Person.system(), at=timezone.now())


@shared_task
def destroy_what_was_told() -> None:
    """What a site was told, once its time is over; and what the cache counted by."""
    destroying.destroy_due(by=Person.system(), at=timezone.now())
    limits.forget()


@shared_task
def tend_mediations() -> None:
    """What is due in mediations by the clock, and notes of mediators that are not kept longer."""
    tending.tend_all(by=Person.system(), at=timezone.now())


@shared_task
def scan_held_attachments() -> None:
    """Files that the scanner for viruses could not be asked about when they came."""
    scanning.scan_held(by=Person.system(), at=timezone.now())


@shared_task
def clear_files() -> None:
    """Files on the disk that no row can open."""
    clearing.clear(at=timezone.now())


@shared_task
def look_for_patterns() -> None:
    """What recurs between a site and a police service: a talk is opened, once for each pattern."""
    opening.look_everywhere(by=Person.system(), at=timezone.now())
