"""The prose of a version: numbered clauses in one or more languages."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from liaison.models import Partnership
from protocols.models.protocol import Version


def anchor_of(number: int, partnership_id: uuid.UUID | None) -> str:
    """Where the clause of that *number* stands on the page of its version; *partnership_id* for one
    of an annex."""
    place = f"-{partnership_id.hex[:12]}" if partnership_id else ""
    return f"clause-{number}{place}"


class ClauseQuerySet(models.QuerySet["Clause"]):
    def common(self) -> "ClauseQuerySet":
        """Those that apply wherever the version does."""
        return self.filter(partnership=None)

    def applying_to(self, partnership: Partnership) -> "ClauseQuerySet":
        """The common ones and those of its annex: no two of these share a number."""
        return self.filter(Q(partnership=None) | Q(partnership=partnership))

    def read_by(self, person: Any, version: Version) -> "ClauseQuerySet":
        """Of a *version* that they may read: the common ones, and the annexes that are theirs."""
        annexes = version.annexes_read_by(person)
        return self.filter(Q(partnership=None) | Q(partnership__in=annexes), version=version)


class Clause(models.Model):
    """One numbered clause. ``key`` stays the same from version to version, ``number`` may not.

    One with a ``partnership`` stands in its annex and applies there alone. Each annex goes on
    from the last number of the common clauses, so that nobody can tell how long another one is.

    ``topic`` is what it settles, by its number in the library (none: something of their own). It
    helps those who write; the text says everything that is signed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, models.CASCADE, related_name="clauses")
    key = models.UUIDField(default=uuid.uuid4)
    number = models.PositiveIntegerField(_("number"))
    partnership = models.ForeignKey(
        Partnership, models.PROTECT, null=True, blank=True, related_name="+"
    )
    topic = models.PositiveSmallIntegerField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = ClauseQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                name="common_clause_number_is_unique_in_its_version",
                fields=["version", "number"],
                condition=Q(partnership=None),
            ),
            models.UniqueConstraint(
                name="clause_number_is_unique_in_its_annex",
                fields=["version", "partnership", "number"],
                condition=Q(partnership__isnull=False),
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

    @property
    def anchor(self) -> str:
        """Where it stands on the page of its version."""
        return anchor_of(self.number, self.partnership_id)

    @property
    def access_target(self) -> list[Partnership]:
        return [self.partnership] if self.partnership else self.version.protocol.covered


class SentAnnex(models.Model):
    """That a version was sent with an annex, and the digest by which it is part of what is signed:
    by that a copy of the annex is found again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="sent_annexes")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="annex_is_sent_once_with_its_version", fields=["version", "partnership"]
            )
        ]

    def __str__(self) -> str:
        return self.digest


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
