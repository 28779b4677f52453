"""The catalogues of the two languages: gathered, filled in and compiled."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib
from django.conf import settings

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
SOURCE_LANGUAGE = settings.LANGUAGE_CODE
METADATA = {
    "Project-Id-Version": "portal",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
# French counts nothing as one, English as many.
PLURALS = {"en": "nplurals=2; plural=(n != 1);", "fr": "nplurals=2; plural=(n > 1);"}
NOT_SOURCE = (".venv", ".git", "var", "bench", "tests", "node_modules", "docs")


def path(language: str, ending: str = "po") -> Path:
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / f"django.{ending}"


def gather() -> None:
    """Brings both catalogues up to date with the strings in the code and templates.

    Needs GNU gettext. Whatever has no French yet stays empty; English is its own translation.
    """
    _makemessages(Path(settings.BASE_DIR))
    for language in LANGUAGES:
        catalogue = polib.pofile(str(path(language)))
        catalogue.header, catalogue.metadata_is_fuzzy = "", False
        catalogue.metadata = {
            **METADATA,
            "Language": language,
            "Plural-Forms": PLURALS[language],
        }
        if language == SOURCE_LANGUAGE:
            _translate_by_itself(catalogue)
        catalogue.save()


def _translate_by_itself(catalogue: polib.POFile) -> None:
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
        else:
            entry.msgstr = entry.msgid
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]


def compile_all() -> None:
    for language in LANGUAGES:
        polib.pofile(str(path(language))).save_as_mofile(str(path(language, "mo")))


def faults() -> list[str]:
    """What is untranslated, doubtful or not compiled, one sentence each."""
    found = []
    for language in LANGUAGES:
        catalogue = polib.pofile(str(path(language)))
        found += [f"{language}: not translated: {e.msgid!r}" for e in _untranslated(catalogue)]
        found += [f"{language}: doubtful: {e.msgid!r}" for e in catalogue.fuzzy_entries()]
        if _meanings(catalogue) != _meanings(polib.mofile(str(path(language, "mo")))):
            found.append(f"{language}: the compiled catalogue is not that of the text")
    return found


def missing_strings() -> set[str]:
    """Strings of the code that the catalogues lack or have too many of. Needs GNU gettext."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "tree"
        shutil.copytree(settings.BASE_DIR, copy, ignore=shutil.ignore_patterns(*NOT_SOURCE, "*.mo"))
        _makemessages(copy)
        relative = path("fr").relative_to(settings.BASE_DIR)
        fresh = polib.pofile(str(copy / relative))
        kept = polib.pofile(str(path("fr")))
        return {_key(e) for e in fresh if not e.obsolete} ^ {_key(e) for e in kept}


def _makemessages(root: Path) -> None:
    command = [sys.executable, "manage.py", "makemessages", "--no-location", "--no-obsolete"]
    for language in LANGUAGES:
        command += ["--locale", language]
    for name in NOT_SOURCE:
        command += ["--ignore", f"{name}/*", "--ignore", f"*/{name}/*"]
    # Tests have settings of their own, which the copy does not hold.
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
    subprocess.run(command, cwd=root, check=True, capture_output=True, env=env)  # noqa: S603


def _untranslated(catalogue: polib.POFile) -> list[polib.POEntry]:
    return [entry for entry in catalogue if not entry.obsolete and not _is_complete(entry)]


def _is_complete(entry: polib.POEntry) -> bool:
    if entry.msgid_plural:
        return all(entry.msgstr_plural.get(number) for number in (0, 1))
    return bool(entry.msgstr)


def _meanings(catalogue: polib.POFile | polib.MOFile) -> dict[str, tuple[str, ...]]:
    return {
        _key(entry): (entry.msgstr, *(entry.msgstr_plural or {}).values())
        for entry in catalogue
        if not entry.obsolete
    }


def _key(entry: polib.POEntry) -> str:
    return f"{entry.msgctxt or ''}\x04{entry.msgid}"
