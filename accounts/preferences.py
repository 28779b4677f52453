"""What a person chooses for themselves."""

from accounts.models import Person


def choose_language(language: str, *, by: Person) -> None:
    """From now on pages and mails come to *by* in *language*, a code of ``LANGUAGES``."""
    by.language = language
    by.save(update_fields=["language"])
