from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class AuditConfig(AppConfig):
    name = "audit"

    def ready(self) -> None:
        from audit import checks, own_guards  # noqa: F401

        pre_migrate.connect(_take_guards_off, dispatch_uid="audit.guards.off")
        post_migrate.connect(_put_guards_on, dispatch_uid="audit.guards.on")


def _take_guards_off(using: str, plan: list[Any], **kwargs: Any) -> None:
    """SQLite remakes a table to alter it, and cannot while a trigger elsewhere reads it."""
    from audit import guards

    if plan and connections[using].vendor == "sqlite":
        guards.remove(connections[using])


def _put_guards_on(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """After the migrations of *sender*, as Django announces them: one app after the other."""
    from audit import guards

    models = sender.get_models(include_auto_created=True)
    guards.install(connections[using], [model._meta.db_table for model in models])
