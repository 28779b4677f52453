"""What gunicorn serves. With ``--preload`` a start that is refused is refused once."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from config import starting  # noqa: E402 - needs the apps

starting.refuse_without_keys_and_guards()
