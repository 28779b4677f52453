"""What the database refuses about roll-calls, endorsements, reminders and notes from the door,
whoever asks."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Person
from protocols import endorsing, telling
from protocols.models import DoorNote, FoundUnclear, LeftPost, Protocol, SigningReminder
from protocols.tests.rolls import acknowledge, open_for, unit_of
from tests.cast import NOW

DAY = timedelta(days=1)


def refuses(write, **change):
    with pytest.raises(IntegrityError), transaction.atomic():
        write(**change)


def test_a_code_that_was_revoked_opens_nothing_again(cast, signed):
    roll_call = open_for(signed, unit_of(cast), cast.liaison)
    roll_call.revoked_at = NOW
    roll_call.save()

    refuses(signed.roll_calls.update, revoked_at=None)
    refuses(signed.roll_calls.update, revoked_at=NOW + DAY)


def test_an_endorsement_that_was_withdrawn_does_not_stand_again(cast, signed):
    endorsing.endorse(signed, form="letter", given_on=NOW.date(), by=cast.police_leader, at=NOW)
    signed.endorsements.update(withdrawn_at=NOW)

    refuses(signed.endorsements.update, withdrawn_at=None)


def test_what_an_officer_left_stays_with_what_they_acknowledged(cast, signed):
    acknowledge(open_for(signed, unit_of(cast), cast.liaison), "4711", post="B shift")

    refuses(LeftPost.objects.update, ciphertext=b"x")
    refuses(LeftPost.objects.all().delete)


def test_a_reminder_to_sign_is_not_made_undone(sent):
    SigningReminder.objects.create(slot=sent.slots.first(), step="before", at=NOW)

    refuses(SigningReminder.objects.update, at=NOW + DAY)


def test_a_protocol_keeps_the_name_under_which_it_was_signed(signed):
    for change in ({"title": "Another"}, {"slug": "another"}):
        refuses(Protocol.objects.update, **change)


def test_what_a_door_told_stays_and_is_dealt_with_once(cast, signed):
    note = telling.tell(cast.partnership, DoorNote.Kind.WAITED, by=Person.system(), at=NOW)
    refuses(DoorNote.objects.update, kind="entered")
    refuses(DoorNote.objects.all().delete)

    telling.set_aside(note, by=cast.liaison, at=NOW)
    refuses(DoorNote.objects.update, became="logged")
    refuses(DoorNote.objects.update, became="", settled_at=None, settled_by=None)


def test_what_was_found_unclear_stays_counted(cast, signed):
    portal = Person.system()
    telling.find_unclear(cast.partnership, 1, version=signed.pk, by=portal, at=NOW)

    refuses(FoundUnclear.objects.update, at=NOW + DAY)
    refuses(FoundUnclear.objects.all().delete)


def test_what_the_record_names_keeps_the_name(cast, signed):
    """An entry of the ledger names a thing by its id alone."""
    roll_call = open_for(signed, unit_of(cast), cast.liaison)
    acknowledge(roll_call, "4711")
    endorsing.endorse(signed, form="letter", given_on=NOW.date(), by=cast.police_leader, at=NOW)

    for things in (roll_call.acknowledgements, signed.endorsements):
        refuses(things.update, id=uuid4())
