"""A form whose author was slower than somebody else; what was typed is never lost."""

from typing import Any, cast

from django import forms
from django.http import QueryDict


def catch_up(form: forms.Form, **stands: Any) -> None:
    """Let the next try start from what stands now: its author has seen it. A list is a field that
    has several values."""
    data = cast(QueryDict, form.data).copy()
    for name, value in stands.items():
        data.setlist(name, [str(one) for one in value] if isinstance(value, list) else [str(value)])
    form.data = data
