"""Whether a person may still see what a notice is about: asked before a notice is rendered."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps

from notifications.naming import About


def still_visible(person: Any, things: Iterable[About]) -> set[About]:
    """Those of *things*, each (model label, primary key), that *person* may see now.

    One query a model, on top of the person's standing. What is unknown, or has no
    ``visible_to``, is seen by nobody.
    """
    wanted = defaultdict(set)
    for label, pk in things:
        wanted[label].add(pk)
    return {
        (label, str(pk)) for label, pks in wanted.items() for pk in _visible(person, label, pks)
    }


def _visible(person: Any, label: str, pks: set[str]) -> Iterable[Any]:
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return ()
    visible_to = getattr(model._default_manager, "visible_to", None)
    if visible_to is None:
        return ()
    return visible_to(person).filter(pk__in=pks).order_by().values_list("pk", flat=True)
