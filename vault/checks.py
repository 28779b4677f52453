"""Django's checks tell when a key is amiss; without its keys the portal reads no private text."""

from typing import Any

from django.core import checks

from vault import files, keyring


@checks.register(checks.Tags.security)
def keys_are_in_place(**kwargs: Any) -> list[checks.CheckMessage]:
    return [checks.Error(fault, id="vault.E001") for fault in keyring.faults()]


@checks.register(checks.Tags.security)
def files_lie_apart(**kwargs: Any) -> list[checks.CheckMessage]:
    return [checks.Error(fault, id="vault.E002") for fault in files.faults()]
