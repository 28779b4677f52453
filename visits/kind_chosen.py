"""What the kind that somebody chooses means for the form on which a visit is proposed: which kinds
there are to choose from, and how long the visit lasts unless a length was chosen."""

from collections.abc import Container, Mapping

from django.http import QueryDict

from visits import forms, terms
from visits.forms import KindForm
from visits.kinds import Kind
from visits.models import KindTerms

# In the form: the kind for which it was shown, and the free times on its page looked up.
TIMES_FOR = "times_for"


def fit(form: KindForm, standing: Mapping[str, KindTerms], *, without: Container[str] = ()) -> None:
    """Only kinds that the site takes and that are not *without*; where it takes none of these, all
    of these. A form that is not judged yet begins with one of them, and with its usual length in
    place of none, and of that of the kind it was shown for."""
    taken = [one.kind for one in terms.offered(standing) if one.kind not in without]
    offered = taken or [kind for kind in standing if kind not in without]
    if not form.is_bound:
        form.initial["kind"] = _first_taken(form, offered)
        _give_length(form, standing)
    chosen = form["kind"].value()
    form.show_kinds(kind for kind in Kind if kind in offered or kind == chosen)


def has_changed(typed: QueryDict) -> bool:
    """Whether another kind was chosen since the page showed its free times."""
    shown = typed.get(TIMES_FOR)
    return shown in Kind.values and typed.get("kind") in Kind.values and shown != typed["kind"]


def with_length(typed: QueryDict, standing: Mapping[str, KindTerms]) -> QueryDict:
    """*typed*, with the usual length of the kind in place of that of the kind it was shown for."""
    if not has_changed(typed):
        return typed
    if typed.get("minutes") != str(usual_minutes(standing[str(typed[TIMES_FOR])])):
        return typed
    typed = typed.copy()
    typed["minutes"] = str(usual_minutes(standing[str(typed["kind"])]))
    return typed


def _first_taken(form: KindForm, offered: list[str]) -> str:
    wanted = (form.initial.get("kind"), Kind.CHECK_IN, *offered)
    return next((str(kind) for kind in wanted if kind in offered), Kind.CHECK_IN)


def _give_length(form: KindForm, standing: Mapping[str, KindTerms]) -> None:
    shown = standing.get(form.initial.get(TIMES_FOR, ""))
    asked = standing[form.initial["kind"]]
    is_usual = shown and str(form.initial.get("minutes")) == str(usual_minutes(shown))
    if "minutes" not in form.initial or is_usual:
        form.initial["minutes"] = usual_minutes(asked)


def usual_minutes(asked: KindTerms) -> int:
    """The usual length, or the nearest below it that there is to choose."""
    return max(minutes for minutes, _label in forms.LENGTHS if minutes <= asked.usual_minutes)
