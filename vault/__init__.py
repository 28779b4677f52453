"""Private text at rest: sealed under keys that lie outside the database. Knows no other app."""

from vault.sealing import DoesNotOpen, TakenOut, keyed_hash, open_nothing, take_out

__all__ = ["DoesNotOpen", "TakenOut", "keyed_hash", "open_nothing", "take_out"]
