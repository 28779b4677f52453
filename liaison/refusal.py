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

    ``field`` is the form field it belongs to, ``nearest`` what would be allowed instead, and
    ``reasons`` the message one by one, where several speak against it.
    """

    def __init__(
        self,
        message: Any,
        *,
        field: str | None = None,
        nearest: Sequence[Any] = (),
        reasons: Sequence[str] = (),
    ) -> None:
        super().__init__(message)
        self.field = field
        self.nearest = tuple(nearest)
        self.reasons = tuple(reasons) or (str(message),)


class Stale(Refused):
    """Somebody else changed it while this person was looking at an older state."""


class Passed(Refused):
    """Its moment has passed, or has not come: no form is left that could show it. ``forms``: what
    was typed, where it was refused with forms at hand."""

    forms: tuple[BaseForm, ...] = ()


class Told:
    """What came of it: ``refused`` is the refusal, or None."""

    refused: Refused | None = None

    @property
    def status(self) -> int:
        """The HTTP status of a page that shows the refusal."""
        return 409 if isinstance(self.refused, Stale) else 422


@contextmanager
def told_to(
    request: HttpRequest, form: BaseForm | None = None, *beside: BaseForm
) -> Iterator[Told]:
    """The one place where a ``Refused`` becomes words on a page: beside the form's field where
    a form is given (what was typed is kept), else as a message. What came too late goes on to a
    page of its own, where the view has one (``leads_on``); *beside* are other forms sent with it,
    whose words are kept there too."""
    told = Told()
    try:
        yield told
    except Refused as refused:
        told.refused = refused
        if isinstance(refused, Passed) and getattr(request, "leads_on", False):
            refused.forms = (form, *beside) if form is not None else ()
            raise
        if form is None:
            messages.error(request, str(refused))
        else:
            beside_it = refused.field if refused.field in form.fields else None
            form.add_error(beside_it, list(refused.reasons))


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
    """Does *operation* if *form* was sent and is valid; what it refuses stands in the form, or on
    a page of its own (``told_to``)."""
    if request.method != "POST" or not form.is_bound:
        return Tried()
    if not form.is_valid():
        return Tried(status=422)
    with told_to(request, form) as told:
        return Tried(is_done=True, result=operation())
    return Tried(status=told.status, refused=told.refused)
