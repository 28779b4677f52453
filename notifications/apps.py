from celery.signals import task_success
from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        from notifications import checks, heartbeat  # noqa: F401

        task_success.connect(heartbeat.after_task, dispatch_uid="notifications.heartbeat")
