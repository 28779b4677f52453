"""The table behind the page everything is measured against."""

from django.db import models


class Row(models.Model):
    reference = models.CharField(max_length=20)
    occurred_at = models.DateTimeField()
    place = models.PositiveIntegerField()
    category = models.CharField(max_length=8)
    severity = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=8)
    title = models.CharField(max_length=120)
    reporter = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["place", "-occurred_at", "-id"], name="rows_of_a_place")]

    def __str__(self) -> str:
        return self.reference
