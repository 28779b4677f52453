"""What the author of a text vouched for when screening asked."""

import uuid

from django.db import models

from incidents.models.statement import Statement


class Vouching(models.Model):
    """Screening asked about words of one kind in *statement*, and its author said that they are not
    about a person who uses the site. Who said so and when are the statement's own; the words are
    kept nowhere else. Never changed; what remains is asked about once more before a release."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    statement = models.ForeignKey(
        Statement, models.PROTECT, related_name="vouchings", db_index=False
    )
    kind = models.CharField(max_length=12)

    class Meta:
        ordering = ("kind",)
        constraints = [
            models.UniqueConstraint(name="vouched_once_for_a_kind", fields=["statement", "kind"])
        ]

    def __str__(self) -> str:
        return self.kind
