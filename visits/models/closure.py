"""The notice to the people who use a site that closes for a visit."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import translation
from django.utils.translation import gettext as _

from liaison.bilingual import Bilingual
from visits.models.history import VisitNote
from visits.models.visit import Visit


class ClosureNotice(models.Model):
    """Why the site closes, in plain words, and which other place is open: for exactly this time of
    this visit, in English, in French or in both. Never changed; one that is written anew comes
    after it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="closure_notices")
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    why_en = models.OneToOneField(VisitNote, models.PROTECT, null=True, related_name="+")
    why_fr = models.OneToOneField(VisitNote, models.PROTECT, null=True, related_name="+")
    instead_en = models.OneToOneField(VisitNote, models.PROTECT, null=True, related_name="+")
    instead_fr = models.OneToOneField(VisitNote, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(
                name="closure_ends_after_it_starts", condition=Q(ends__gt=F("starts"))
            ),
            models.CheckConstraint(
                name="closure_says_why_and_where_in_some_language",
                condition=(Q(why_en__isnull=False) | Q(why_fr__isnull=False))
                & (Q(instead_en__isnull=False) | Q(instead_fr__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_whole(self) -> bool:
        """Nothing that it said was taken out."""
        notes = (self.why_en, self.why_fr, self.instead_en, self.instead_fr)
        return not any(note.shown()[1] for note in notes if note)

    @property
    def why(self) -> Bilingual:
        return _said(en=self.why_en, fr=self.why_fr)

    @property
    def instead(self) -> Bilingual:
        return _said(en=self.instead_en, fr=self.instead_fr)


def _said(**notes: VisitNote | None) -> Bilingual:
    return Bilingual(**{code: _words(note, code) for code, note in notes.items() if note})


def _words(note: VisitNote, language: str) -> str:
    words, gone = note.shown()
    with translation.override(language):
        return _("This text was taken out for good.") if gone else words
