"""Whatever kind of text it is: once it is taken out, nobody reads it anywhere."""

from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import CharField, JSONField, TextField

from incidents.models import (
    Attachment,
    Consent,
    LogDraft,
    PatternEnd,
    Referral,
    Removal,
    Statement,
    StatementLink,
    Told,
    ToldReply,
)
from incidents.taking_out import CannotTakeOut
from incidents.taxonomy import Lane
from incidents.tests import texts
from incidents.tests.telling.test_no_trace import everything
from incidents.tests.texts import TEXTS, WORDS
from liaison import access
from notifications.models import Notice
from tests.cast import NOW
from vault.models import DataKey, SealedText

PARTS = ("staff", "manager", "alternate", "leader", "liaison", "backup", "police_leader")
READERS = (*PARTS, "mediator", "auditor", "observer")
# Sealed, and not taken out: by when each goes of itself.
GOES_BY_ITSELF = {
    Consent: "nobody but its side reads it; destroyed when the mediation does not proceed",
    LogDraft: "nobody but its author reads it, who discards it",
    StatementLink: "the sealed part is a token, destroyed once it is used or taken back",
}
# Lines that somebody typed, all of them walked, and what the portal itself makes.
TYPED = {"Commitment.post", "MeetingSuggestion.where", "Referral.body", "StatementLink.post"}
MADE = {
    "AgreementSignature.digest": "a hash",
    "Attachment.media_type": "one of the formats",
    "Correction.now": "what was chosen, by column",
    "Correction.was": "what was chosen, by column",
    "Export.code": "drawn",
    "Export.digest": "a hash",
    "Incident.reference": "drawn",
    "MediationCase.terms_version": "of a text of the portal",
    "MediationMove.step": "one of the steps",
    "Move.step": "one of the steps",
    "Pattern.cell": "of what was chosen",
    "PresenceWeek.counts": "numbers",
    "Release.files": "which files go along",
    "Reminder.posts": "the names of accounts",
    "StatementLink.token_hash": "a hash",
    "TermsSignature.digest": "a hash",
    "Told.slip_hash": "a hash",
    "Vouching.kind": "of what screening asked about",
}
# Whoever answers for neither side reads along, and is told of nothing.
UNTOLD = {"leader", "police_leader"}


@pytest.fixture(autouse=True)
def later():
    """What was told on Tuesday is read on Thursday."""
    with time_machine.travel(NOW + timedelta(days=2), tick=False), access.remembering():
        yield


def readers(cast, as_, thing, parts=READERS):
    """Which of *parts* find the words on some page of *thing*."""
    access.forget()
    pages = texts.pages(thing)
    browsers = {part: as_(getattr(cast, part)) for part in parts}
    return {
        part
        for part, browser in browsers.items()
        if any(WORDS in browser.get(page).text for page in pages)
    }


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_taken_out_nobody_reads(cast, as_, name, django_capture_on_commit_callbacks):
    text = TEXTS[name]
    thing = text.write(cast)
    who = getattr(cast, text.by)
    assert readers(cast, as_, thing, text.reads) == set(text.reads)
    Notice.objects.all().delete()

    with django_capture_on_commit_callbacks(execute=True):
        texts.take_out(thing, who)

    assert readers(cast, as_, thing) == set()
    assert WORDS.lower() not in everything()
    if not isinstance(thing, tuple(texts.LINE_OF)):
        assert DataKey.objects.get(pk=thing.data_key_id).wrapped is None
    told = set(Notice.objects.values_list("recipient", flat=True))
    heard = set(text.reads) - UNTOLD - {text.by}
    assert told >= {getattr(cast, part).pk for part in heard}
    assert who.pk not in told
    with pytest.raises((CannotTakeOut, ObjectDoesNotExist)):
        texts.take_out(thing, who)


@pytest.mark.parametrize("name", [name for name, text in TEXTS.items() if text.kind])
def test_the_table_says_what_each_text_is(cast, name):
    statement = TEXTS[name].write(cast)

    assert (statement.kind, statement.lane) == (TEXTS[name].kind, TEXTS[name].lane)


def test_every_kind_of_statement_and_every_lane_is_walked():
    assert {text.kind for text in TEXTS.values() if text.kind} == set(Statement.Kind)
    assert {text.lane for text in TEXTS.values() if text.lane} == set(Lane)


def test_every_sealed_text_is_walked_or_goes_by_itself():
    sealed = {
        model
        for model in apps.get_app_config("incidents").get_models()
        if issubclass(model, SealedText)
    }
    walked = {Statement, Attachment, PatternEnd, Told, ToldReply}

    assert walked | set(GOES_BY_ITSELF) == sealed
    assert set(texts.LINE_OF) == {Referral, texts.MeetingSuggestion, StatementLink}
    assert {*texts.LINE_OF.values(), Removal.What.PATTERN_END} == set(Removal.What)


def test_every_line_is_walked_or_made_by_the_portal():
    lines = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("incidents").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, CharField | TextField | JSONField) and not field.choices
    }

    assert TYPED | set(MADE) == lines
    assert not TYPED & set(MADE)
