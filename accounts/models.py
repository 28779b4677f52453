"""The people who have an account. What they may do comes from their mandates, not from here."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

SYSTEM_ID = uuid.UUID(int=0)


class PersonManager(BaseUserManager["Person"]):
    def create(self, **fields: Any) -> "Person":
        fields["email"] = self.normalize_email(fields["email"]).lower()
        person: Person = super().create(**fields)
        return person

    def visible_to(self, person: Any) -> "models.QuerySet[Person]":
        """Oneself: what concerns one's account is told to nobody else."""
        return self.filter(pk=person.pk, is_active=True)

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who can sign in, or the portal itself (``Person.system()``).

    ``name`` is how the others see them: by post ("Liaison officer, Central Division").
    An account is inactive until its invitation is accepted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name and post"), max_length=120)
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default="en"
    )
    is_active = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="address_is_kept_in_lower_case", condition=Q(email=Lower("email"))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_system(self) -> bool:
        return self.pk == SYSTEM_ID

    @property
    def told(self) -> str:
        """The name as a page says it: the portal's own in the language of the reader."""
        return str(_("The portal")) if self.is_system else self.name

    @property
    def awaits_opening(self) -> bool:
        """Invited, and nobody has opened the account yet: it has no password."""
        return not self.is_active and not self.is_system and not self.has_usable_password()

    @property
    def is_closed(self) -> bool:
        """In use once, and closed since."""
        return not self.is_active and self.has_usable_password()

    @classmethod
    def system(cls) -> "Person":
        """The portal itself, as the author of what it does by the clock or by command."""
        person, _created = cls.objects.get_or_create(
            pk=SYSTEM_ID, defaults={"email": "system@portal.invalid", "name": "The portal"}
        )
        return person
