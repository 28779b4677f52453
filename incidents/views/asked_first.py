"""Before anything is taken out for good it is asked why; then it is done."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from incidents.forms import TakeOutForm
from incidents.models import Removal
from incidents.views import too_late
from liaison import refusal
from liaison.refusal import Tried


def attempt(
    request: HttpRequest,
    take_out: Callable[[Removal.Why], Any],
    *,
    require_there: Callable[[], None],
    done: str = "",
) -> tuple[TakeOutForm, Tried]:
    """Does *take_out* once the form says why, and tells that with *done*. *require_there* is asked
    before the form is shown: it raises ``CannotTakeOut`` where nothing is left to take out.

    Errors: ``CannotTakeOut``; ``Http404`` where it went meanwhile.
    """
    is_sent = request.method == "POST"
    if not is_sent:
        require_there()
    form = TakeOutForm(request.POST if is_sent else None)

    def out() -> None:
        with too_late.while_there():
            take_out(Removal.Why(form.cleaned_data["why"]))

    tried = refusal.attempt(request, form, out)
    if tried.is_done:
        told = done or _("Taken out for good. Whoever could read it has been told.")
        messages.success(request, told)
    return form, tried
