"""The project: settings, addresses, the Celery application. No domain code."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
