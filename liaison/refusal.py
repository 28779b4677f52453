"""Saying no, once, in words."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest


class Refused(Exception):
    """The domain declines. The message is shown to whoever asked.

    ``field`` is the form field it belongs to, ``nearest`` what would be allowed instead.
    """

    def __init__(
        self, message: Any, *, field: str | None = None, nearest: Sequence[Any] = ()
    ) -> None:
        super().__init__(message)
        self.field = field
        self.nearest = tuple(nearest)


class Stale(Refused):
    """Somebody else changed it while this person was looking at an older state."""


class Told:
    """What came of it: ``refused`` is the refusal, or None."""

    refused: Refused | None = None

    @property
    def status(self) -> int:
        """The HTTP status of a page that shows the refusal."""
        return 409 if isinstance(self.refused, Stale) else 422


@contextmanager
def told_to(request: HttpRequest, form: BaseForm | None = None) -> Iterator[Told]:
    """The one place where a ``Refused`` becomes words on a page: beside the form's field where
    a form is given (what was typed is kept), else as a message."""
    told = Told()
    try:
        yield told
    except Refused as refused:
        told.refused = refused
        if form is None:
            messages.error(request, str(refused))
        else:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a form. Done: ``result`` is what the operation returned. Else ``status`` is the
    HTTP status of the page that shows the form (again), and ``refused`` the refusal, if any."""

    is_done: bool = False
    result: Any = None
    status: int = 200
    refused: Refused | None = None

    @property
    def is_stale(self) -> bool:
        """Somebody else was faster: the page shows what stands now beside what was typed."""
        return isinstance(self.refused, Stale)


def attempt(request: HttpRequest, form: BaseForm, operation: Callable[[], Any]) -> Tried:
    """Does *operation* if *form* was sent and is valid; what it refuses stands in the form."""
    if request.method != "POST" or not form.is_bound:
        return Tried()
    if not form.is_valid():
        return Tried(status=422)
    with told_to(request, form) as told:
        return Tried(is_done=True, result=operation())
    return Tried(status=told.status, refused=told.refused)
