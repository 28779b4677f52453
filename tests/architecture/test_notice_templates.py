"""Every kind of notice has its two templates, and no subject line gives anything away."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.utils import translation

from notifications import rendering
from notifications.models import Notice
from notifications.post import KIND
from tests.architecture.test_house_rules import MODULES

ROOT = Path(settings.BASE_DIR) / "templates" / "notices"
CANARY = "canary-7Q"
SENDERS = [path for path in MODULES if "post.send(" in path.read_text(encoding="utf-8")]


def _kinds_sent() -> set[str]:
    """What the modules that hand in notices call them: "app/name" in full, or the name alone as
    the first argument of their own ``_tell``."""
    found = set()
    for path in SENDERS:
        app = path.relative_to(settings.BASE_DIR).parts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            name = node.args[0]
            if not (isinstance(name, ast.Constant) and isinstance(name.value, str)):
                continue
            if KIND.fullmatch(name.value):
                found.add(name.value)
            elif ast.unparse(node.func) == "_tell":
                found.add(f"{app}/{name.value}")
    return found


def _kinds_written() -> set[str]:
    return {
        str(path.relative_to(ROOT)).removesuffix(".subject.txt")
        for path in ROOT.glob("*/*.subject.txt")
    }


KINDS = sorted(_kinds_written())


def test_what_is_sent_and_what_is_written_are_the_same():
    bodies = {str(p.relative_to(ROOT)).removesuffix(".body.txt") for p in ROOT.glob("*/*.body.txt")}

    assert _kinds_sent() == _kinds_written() == bodies


class _Telling(dict):
    """Facts that answer every question with a word that must not show."""

    def __missing__(self, key):
        return CANARY


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize("kind", KINDS)
def test_a_subject_line_gives_nothing_away(kind, language, django_user_model):
    notice = Notice(
        kind=kind,
        recipient=django_user_model(name=CANARY, email=f"{CANARY}@example.org"),
        path=f"/{CANARY}/",
    )
    notice.facts = _Telling()

    with translation.override(language):
        subject = rendering.subject(notice)

    assert subject
    assert CANARY not in subject
    assert len(subject) <= 78, "longer than one line of a mail"


@pytest.mark.parametrize("kind", KINDS)
def test_a_body_can_be_read_and_is_short(kind):
    source = (ROOT / f"{kind}.body.txt").read_text(encoding="utf-8")
    get_template(f"notices/{kind}.body.txt")

    plain = re.sub(r"{%.*?%}|{{.*?}}", " ", source, flags=re.DOTALL)
    assert len(plain.split()) <= 150


def test_the_walk_finds_the_kinds_of_every_app_that_tells_something():
    found = defaultdict(set)
    for kind in _kinds_sent():
        found[kind.split("/")[0]].add(kind)

    assert set(found) == {path.relative_to(settings.BASE_DIR).parts[0] for path in SENDERS}
