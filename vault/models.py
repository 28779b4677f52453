"""Private text at rest."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from vault import crypto, files, sealing


class DataKey(models.Model):
    """The key of one text, wrapped under the key of its domain."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    domain = models.CharField(max_length=20)
    key_epoch = models.PositiveIntegerField()
    wrapped = models.BinaryField(null=True)
    created_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="data_key_is_there_or_destroyed",
                condition=Q(wrapped__isnull=False, destroyed_at=None)
                | Q(wrapped=None, destroyed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SealedText(models.Model):
    """A row with one private text, sealed under its own data key and bound to the row.

    ``seal`` before ``save``, in one transaction; ``words`` after. Where many are read, ask for
    the keys with them: ``select_related("data_key")``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    data_key = models.ForeignKey(DataKey, models.PROTECT, related_name="+")
    ciphertext = models.BinaryField()

    class Meta:
        abstract = True

    def seal(self, text: str, *, domain: str, at: datetime | None = None) -> None:
        """Put *text* in this row (to be saved by the caller) under a key of *domain*.

        The key is saved at once: one insert. A row that is sealed again keeps its key.
        Errors: ``ValueError`` for an unknown domain or one that differs from before,
        ``TakenOut`` when the row's text was taken out.
        """
        if self.data_key_id is None:
            key = DataKey(domain=domain, created_at=at or timezone.now())
            bare = sealing.wrap_new_key(key)
            key.save(force_insert=True)
            self.data_key = key
        elif self.data_key.domain != domain:
            raise ValueError("A text stays in the domain it was first sealed for.")
        else:
            bare = sealing.open_key(self.data_key)
        self.ciphertext = crypto.seal(bare, text.encode(), self._place())

    @classmethod
    def keep_text(cls, text: str, *, domain: str, at: datetime, **fields: Any) -> Self:
        """A new row that holds *text* under a key of *domain*, saved: two inserts."""
        row = cls(**fields)
        row.seal(text, domain=domain, at=at)
        row.save(force_insert=True)
        return row

    @staticmethod
    def seal_all(drafts: "Iterable[tuple[SealedText, str, str]]", *, at: datetime) -> None:
        """Seal new rows, each given as ``(row, text, domain)``, with one insert for all keys.

        The rows are saved by the caller, in the same transaction. Errors: ``ValueError`` for an
        unknown domain or a row that is sealed already.
        """
        keys: list[DataKey] = []
        for row, text, domain in drafts:
            if row.data_key_id is not None:
                raise ValueError("Only new rows are sealed together.")
            row.data_key = DataKey(domain=domain, created_at=at)
            bare = sealing.wrap_new_key(row.data_key)
            row.ciphertext = crypto.seal(bare, text.encode(), row._place())
            keys.append(row.data_key)
        DataKey.objects.bulk_create(keys)

    def words(self) -> str:
        """The text. Errors: ``TakenOut``; ``DoesNotOpen`` when the row is not as it was sealed."""
        bare = sealing.open_key(self.data_key)
        return crypto.unseal(bare, bytes(self.ciphertext), self._place()).decode()

    def shown(self) -> tuple[str, bool]:
        """The text, and whether it was taken out for good. Errors: ``DoesNotOpen``."""
        try:
            return self.words(), False
        except sealing.TakenOut:
            return "", True

    def _place(self, part: str = "ciphertext") -> str:
        meta = self._meta
        return f"{meta.app_label}|{meta.db_table}|{part}|{self.pk}|{self.data_key_id}|v1"


class SealedFile(SealedText):
    """A row with a private file beside its text: one data key for both, so that they go together.

    ``seal`` the text first. The file lies outside the database (``vault.files``): of a transaction
    that comes to nothing a file stays, which no row names and nobody can open.
    """

    class Meta:
        abstract = True

    def seal_file(self, content: bytes) -> bytes:
        """Keep *content* as the file of this row. Returns the envelope that was written. Errors:
        ``OSError``, ``TakenOut``."""
        sealed = crypto.seal(sealing.open_key(self.data_key), content, self._place("file"))
        files.write(self.pk, sealed)
        return sealed

    def content(self) -> bytes:
        """What was kept. Errors: ``TakenOut``, ``files.NotThere``, ``DoesNotOpen``."""
        bare = sealing.open_key(self.data_key)
        return crypto.unseal(bare, files.read(self.pk), self._place("file"))
