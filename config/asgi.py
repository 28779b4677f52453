"""The same for an asynchronous server."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_asgi_application()

from config import starting  # noqa: E402 - needs the apps

starting.refuse_without_keys_and_guards()
