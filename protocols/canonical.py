"""The exact bytes that are signed. Pure: a document goes in, text and digest come out.

``docs/canonical.md`` describes the form for anybody who wants to check a copy by themselves. A
change here would change what old signatures mean, so a new form gets a new scheme name.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence

FIRST, SECOND = "portal-protocol-v1", "portal-protocol-v2"
# What new texts are signed by; what was signed by an earlier one keeps its own.
SCHEME = "portal-protocol-v3"
SCHEMES = (FIRST, SECOND, SCHEME)
# An annex is digested by the scheme of its version, under a name of its own.
ANNEX = "-annex"
ANNEX_SCHEMES = (f"{SCHEME}{ANNEX}",)

# A reader must see what is signed. These signs change what is seen without being seen: they turn
# the direction of the text round, join, split or hide.
_HIDDEN = frozenset(
    chr(code)
    for start, end in (
        (0x00AD, 0x00AD),
        (0x034F, 0x034F),
        (0x061C, 0x061C),
        (0x115F, 0x1160),
        (0x17B4, 0x17B5),
        (0x180B, 0x180F),
        (0x200B, 0x200F),
        (0x2028, 0x202E),
        (0x2060, 0x206F),
        (0x3164, 0x3164),
        (0xFE00, 0xFE0F),
        (0xFEFF, 0xFEFF),
        (0xFFA0, 0xFFA0),
        (0xFFF9, 0xFFFB),
        (0xE0000, 0xE0FFF),
    )
    for code in range(start, end + 1)
)

Value = str | int | bool | None | Sequence["Value"] | Mapping[str, "Value"]


class HiddenSign(ValueError):
    """A text holds a sign that a reader cannot see; ``sign`` is its code point as ``U+200B``."""

    def __init__(self, sign: str) -> None:
        self.sign = f"U+{ord(sign):04X}"
        super().__init__(self.sign)


def clean(text: str) -> str:
    """*text* as it is stored and signed: NFC, line ends LF, no blanks at the end of a line or
    of the whole. Errors: ``HiddenSign``."""
    for sign in text:
        if sign in _HIDDEN or (unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\r\t"):
            raise HiddenSign(sign)
    unified = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.rstrip() for line in unified.split("\n")).rstrip("\n")


def serialise(document: Mapping[str, Value]) -> str:
    """Canonical JSON of *document*: keys sorted, no spaces, every text cleaned, no floats.
    Errors: ``HiddenSign``; ``TypeError`` for a value that has no one spelling."""
    return json.dumps(_settled(document), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def written(document: Mapping[str, Value], scheme: str = SCHEME) -> str:
    """What is signed: the scheme's name, a line feed and the canonical JSON."""
    return f"{scheme}\n{serialise(document)}"


def digest(document: Mapping[str, Value], scheme: str = SCHEME) -> str:
    """SHA-256 in lower-case hex over what is signed."""
    return hashlib.sha256(written(document, scheme).encode()).hexdigest()


def groups(digest: str) -> list[str]:
    """A digest in eight groups of eight, for people who compare two of them."""
    return [digest[start : start + 8] for start in range(0, len(digest), 8)]


def _settled(value: Value) -> Value:
    if isinstance(value, str):
        return clean(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) and key.isascii() for key in value):
            raise TypeError("keys are ASCII text")
        return {key: _settled(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_settled(inner) for inner in value]
    raise TypeError(f"{type(value).__name__} has no canonical form")
