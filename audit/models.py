"""The ledger's tables. Nothing here is ever changed, save the head of a chain.

The guards in ``audit/own_guards.py`` hold this in the database itself.
"""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from audit import canonical
from audit.chains import ChainRef, Vis


class Chain(models.Model):
    """One ledger: that of a partnership, an organisation or the system. Its id is theirs."""

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=20)
    head_seq = models.BigIntegerField(default=0)
    head_hash = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def ref(self) -> ChainRef:
        return ChainRef(self.kind, self.pk)


class EntryQuerySet(models.QuerySet["Entry"]):
    def of(self, chain: ChainRef) -> "EntryQuerySet":
        """The chain's entries in their order, with their bodies."""
        return self.filter(chain=chain.id).select_related("body").order_by("seq")


class Entry(models.Model):
    """One thing that was done. What it was stands in the body; this binds it to the chain.

    ``erases`` is the seq of the entry whose body this one announces to be erased. The database
    looks it up before it lets a body go; verification compares it with this entry's own body.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    chain = models.ForeignKey(Chain, models.PROTECT, related_name="entries")
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    vis = models.PositiveSmallIntegerField(choices=Vis)
    leaf = models.BinaryField()
    hash = models.BinaryField()
    key_epoch = models.PositiveIntegerField(default=1)
    erases = models.BigIntegerField(null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="entry_number_is_unique", fields=["chain", "seq"]),
            models.CheckConstraint(name="entry_numbers_begin_at_one", condition=Q(seq__gte=1)),
            models.CheckConstraint(
                name="entry_visibility_is_known", condition=Q(vis__gte=1, vis__lte=7)
            ),
        ]
        indexes = [
            models.Index(
                name="entry_erases", fields=["chain", "erases"], condition=Q(erases__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.chain_id} {self.seq}"


class EntryBody(models.Model):
    """What was done, by whom, to what: ids and facts, never words of a case."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="body")
    salt = models.BinaryField()
    body = models.TextField()

    def __str__(self) -> str:
        return str(self.pk)

    def read(self) -> dict[str, Any]:
        """The body's members: verb, at, by, about, about_id, facts, chain (its kind) and id."""
        return canonical.read(self.body)


class Read(models.Model):
    """Somebody was about to be shown something of a case. Kept in no chain, never changed."""

    id = models.BigAutoField(primary_key=True)
    person = models.UUIDField()
    about_type = models.CharField(max_length=80)
    about_id = models.CharField(max_length=60)
    lane = models.CharField(max_length=30)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="read_about", fields=["about_type", "about_id", "id"])]

    def __str__(self) -> str:
        return f"{self.about_type} {self.about_id}"
