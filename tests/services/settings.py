"""The portal as it runs, plus the kind of notice that only tests know."""

from config.settings import *  # noqa: F403
from config.settings import BASE_DIR, TEMPLATES

TEMPLATES[0]["DIRS"] = [BASE_DIR / "templates", BASE_DIR / "notifications/tests/templates"]
