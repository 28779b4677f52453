"""The prose of a version: numbered clauses in one or more languages."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from protocols.models.protocol import Version


class Clause(models.Model):
    """One numbered clause. ``key`` stays the same from version to version, ``number`` may not.

    ``topic`` is what it settles, by its number in the library (none: something of their own). It
    helps those who write; the text says everything that is signed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, models.CASCADE, related_name="clauses")
    key = models.UUIDField(default=uuid.uuid4)
    number = models.PositiveIntegerField(_("number"))
    topic = models.PositiveSmallIntegerField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                name="clause_number_is_unique_in_its_version", fields=["version", "number"]
            ),
            models.UniqueConstraint(
                name="clause_appears_once_in_its_version", fields=["version", "key"]
            ),
            models.UniqueConstraint(
                name="topic_is_settled_once_in_its_version", fields=["version", "topic"]
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class ClauseText(models.Model):
    """A clause in one language; Markdown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clause = models.ForeignKey(Clause, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=5)
    heading = models.CharField(_("heading"), max_length=120)
    body = models.TextField(_("text"), max_length=6000)

    class Meta:
        ordering = ("language",)
        constraints = [
            models.UniqueConstraint(
                name="one_text_per_clause_and_language", fields=["clause", "language"]
            )
        ]

    def __str__(self) -> str:
        return self.heading
