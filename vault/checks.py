"""Without its keys the portal can neither read nor write a private text, so it does not start."""

from typing import Any

from django.core import checks

from vault import keyring


@checks.register(checks.Tags.security)
def keys_are_in_place(**kwargs: Any) -> list[checks.CheckMessage]:
    return [checks.Error(fault, id="vault.E001") for fault in keyring.faults()]
