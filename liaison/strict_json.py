"""Reads JSON from outside: everything that could mean two things is refused. Pure."""

import codecs
import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from django.utils.translation import gettext as _

MAX_BYTES = 1_000_000
MOST_ROWS = 1000

Path = tuple[str | int, ...]
Check = Callable[[Any, Path], Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where in the document."""

    path: Path
    reason: str

    @property
    def where(self) -> str:
        """``hours[3].closes``; ``file`` for the document as a whole."""
        words = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path)
        return words.lstrip(".") or "file"

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


class BadDocument(Exception):
    """A document that is refused, with every problem that was found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


class JsonObject(dict[str, Any]):
    """An object that remembers which of its keys stood there twice."""

    repeated: tuple[str, ...] = ()


def read(raw: bytes) -> Any:
    """The value that *raw* holds. Errors: ``BadDocument`` for whatever is not plain JSON."""
    if len(raw) > MAX_BYTES:
        _refuse(_("is larger than one megabyte"))
    try:
        text = raw.removeprefix(codecs.BOM_UTF8).decode()
        return json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except UnicodeDecodeError:
        _refuse(_("is not text in UTF-8"))
    except json.JSONDecodeError as error:
        _refuse(
            _("is not JSON; look at line %(line)d, column %(column)d")
            % {"line": error.lineno, "column": error.colno}
        )
    except ValueError:
        _refuse(_("holds a number that is too long"))
    except RecursionError:
        _refuse(_("is nested too deeply"))


def shown(value: Any) -> str:
    """*value* as it may be repeated in a message: short, and on one line."""
    if isinstance(value, dict | list):
        return _("an object") if isinstance(value, dict) else _("a list")
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 10**12:
        return _("a very large number")
    if isinstance(value, str):
        return f'"{_on_one_line(value)}"'
    return json.dumps(value)


def _on_one_line(text: str) -> str:
    """At most forty characters, those that cannot be shown written out."""
    cut = text if len(text) <= 40 else f"{text[:40]}…"
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in cut)


class Reader:
    """Walks a document and gathers every problem instead of stopping at the first."""

    # What may stand at a key, to be shown where the key is missing.
    examples: Mapping[str, Any] = {}

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def refuse(self, path: Path, reason: str) -> None:
        self.problems.append(Problem(path, reason))

    def finish(self) -> None:
        if self.problems:
            raise BadDocument(self.problems)

    def fields(
        self, value: Any, path: Path, wanted: Mapping[str, Check], optional: Mapping[str, Check]
    ) -> dict[str, Any]:
        """The fields of one object, each through its check. Unknown and repeated keys are
        refused; a field that failed is left out."""
        if not isinstance(value, dict):
            said = _("holds %(value)s where an object in braces belongs, with %(keys)s")
            self.refuse(path, said % {"value": shown(value), "keys": ", ".join(wanted)})
            return {}
        checks = {**wanted, **optional}
        for key in getattr(value, "repeated", ()):
            self.refuse((*path, _on_one_line(key)), _("stands there twice"))
        for key in [key for key in value if key not in checks]:
            self.refuse(
                (*path, _on_one_line(key)),
                _("is not known here; known are %(keys)s") % {"keys": ", ".join(checks)},
            )
        for key in [key for key in wanted if key not in value]:
            example = {"example": f'"{key}": {json.dumps(self.examples.get(key, "…"))}'}
            self.refuse((*path, key), _("is missing; add it, like %(example)s") % example)
        found = {}
        for key, check in checks.items():
            if key in value:
                before = len(self.problems)
                checked = check(value[key], (*path, key))
                if len(self.problems) == before:
                    found[key] = checked
        return found

    def rows(self, check: Check) -> Check:
        def checked(value: Any, path: Path) -> list[Any]:
            if not isinstance(value, list):
                self.refuse(path, _("%(value)s is not a list") % {"value": shown(value)})
                return []
            if len(value) > MOST_ROWS:
                self.refuse(path, _("has more than %(most)d rows") % {"most": MOST_ROWS})
                return []
            return [check(row, (*path, index)) for index, row in enumerate(value)]

        return checked

    def text(self, most: int) -> Check:
        def checked(value: Any, path: Path) -> str:
            if not isinstance(value, str) or not value.strip():
                self.refuse(path, _("%(value)s is not a text") % {"value": shown(value)})
                return ""
            if len(value.strip()) > most:
                self.refuse(path, _("is longer than %(most)d characters") % {"most": most})
            if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in value):
                self.refuse(path, _("holds a character that cannot be shown"))
            return value.strip()

        return checked

    def one_of(self, *choices: str) -> Check:
        def checked(value: Any, path: Path) -> str:
            if not isinstance(value, str) or value not in choices:
                self.refuse(
                    path,
                    _("%(value)s is not known here; write one of %(choices)s")
                    % {"value": shown(value), "choices": ", ".join(choices)},
                )
            return str(value)

        return checked


def _object(pairs: list[tuple[str, Any]]) -> JsonObject:
    found = JsonObject(pairs)
    if len(found) < len(pairs):
        counted = Counter(name for name, _value in pairs)
        found.repeated = tuple(name for name, times in counted.items() if times > 1)
    return found


def _constant(name: str) -> NoReturn:
    _refuse(_("holds %(name)s, which is not JSON") % {"name": name})


def _refuse(reason: str) -> NoReturn:
    raise BadDocument([Problem((), reason)])
