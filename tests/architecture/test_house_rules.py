"""Rules of the house that a reviewer would otherwise have to remember."""

import ast
import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
OURS = ("accounts", "audit", "vault", "notifications", "liaison", "protocols", "visits")
OURS += ("incidents", "desk", "config")
MODULES = sorted(
    path
    for app in OURS
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts and "tests" not in path.parts
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
LONGEST_FILE = 350


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def _operations() -> list[Path]:
    """Modules that write to the ledger in operations of their own."""
    return [path for path in MODULES if "@ledger.operation" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", _operations(), ids=_dotted)
def test_every_operation_says_who_acts(path):
    module = import_module(_dotted(path))
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        if any(ast.unparse(mark) == "ledger.operation" for mark in node.decorator_list):
            by = inspect.signature(getattr(module, node.name)).parameters.get("by")
            assert by is not None, node.name
            assert by.kind is by.KEYWORD_ONLY, node.name


@pytest.mark.parametrize("path", MODULES, ids=_dotted)
def test_a_file_holds_one_idea(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


VIEWS = [path for path in MODULES if path.name == "views.py" or "views" in path.parent.parts[-1:]]


@pytest.mark.parametrize("path", VIEWS, ids=_dotted)
def test_a_view_reads_only_what_is_visible(path):
    """No view starts from every row of a model; ``visible_to`` stands behind each."""
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\.objects\.(all|filter|get|exclude|values)\b\(", text)
    assert not re.search(r"get_object_or_404\([A-Z]\w+,", text)


CALLERS = [
    path
    for path in MODULES
    if path in VIEWS
    or {"forms", "templatetags"} & set(path.parts)
    or path.stem in ("forms", "tasks", "receivers", "middleware", "context", "notices")
]


@pytest.mark.parametrize("path", CALLERS, ids=_dotted)
def test_only_operations_write(path):
    """What stands around them, a page, a form, a task, calls one and writes nothing itself."""
    text = path.read_text(encoding="utf-8")
    writes = r"\.(save|delete|create|bulk_create|bulk_update|get_or_create|update_or_create)\("
    assert not re.search(writes, text)
    assert not re.search(r"\.objects\b.*\.update\(", text)


@pytest.mark.parametrize("path", MODULES, ids=_dotted)
def test_nothing_waits_for_a_broker(path):
    """What must happen is a row first; the clock finds it. Nobody hands a task to a queue."""
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\.(delay|apply_async|send_task)\(", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_keeps_the_content_policy(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert not re.search(r"(src|href)=[\"']https?://", text)


def test_no_client_is_modelled():
    """No model or field is about a person who uses a site."""
    telling = re.compile(r"client|patient|participant|health|birth|gender|ethnic|substance", re.I)
    found = [
        f"{model._meta.label}.{field.name}"
        for label in OURS
        if apps.is_installed(label)
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.get_fields()
        if telling.search(model.__name__) or telling.search(field.name)
    ]
    assert not found


def test_django_admin_is_not_installed():
    assert not apps.is_installed("django.contrib.admin")
