"""One try of a form: shape, then one operation; what was typed is never lost."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import HttpRequest, QueryDict

from liaison import refusal
from liaison.refusal import Stale


@dataclass(frozen=True, slots=True)
class Attempt:
    """``done``: the operation went through and gave ``result``. ``is_stale``: somebody else was
    faster, and the page should show what stands now beside what was typed."""

    status: int = 200
    done: bool = False
    result: Any = None
    is_stale: bool = False


def attempt(request: HttpRequest, form: forms.Form, do: Callable[[], Any]) -> Attempt:
    if request.method != "POST":
        return Attempt()
    if not form.is_valid():
        return Attempt(status=422)
    with refusal.told_to(request, form) as told:
        return Attempt(done=True, result=do())
    return Attempt(status=told.status, is_stale=isinstance(told.refused, Stale))


def catch_up(form: forms.Form, **stands: Any) -> None:
    """Let the next try start from what stands now: its author has seen it. A list is a field that
    has several values."""
    data = cast(QueryDict, form.data).copy()
    for name, value in stands.items():
        data.setlist(name, [str(one) for one in value] if isinstance(value, list) else [str(value)])
    form.data = data
