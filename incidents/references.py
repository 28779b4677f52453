"""Reference numbers that people can say on the telephone and that reveal nothing."""

import re
import secrets

# No vowels (no words by chance) and nothing that is mistaken for something else by ear or eye.
ALPHABET = "2345679CDFGHJKMNPQRTVWXY"
LENGTH = 8
PATTERN = re.compile(rf"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}")


def draw() -> str:
    """A new reference such as ``K7QM-42XT``: 24^8 of them, drawn at random, in no order."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{signs[:4]}-{signs[4:]}"
