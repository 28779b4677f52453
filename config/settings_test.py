"""What tests change, and nothing else."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("PORTAL_VAR_DIR", tempfile.mkdtemp(prefix="portal-test-"))

from config.settings import *  # noqa: F403
from config.settings import BASE_DIR, DATABASES, INSTALLED_APPS

INSTALLED_APPS = ["tests.support", *INSTALLED_APPS]
# Argon2 is slow on purpose; a test that signs in should not be.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads and a live server must share it, in WAL mode as in use.
    (BASE_DIR / "var").mkdir(exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": str(Path(BASE_DIR) / "var" / "test.sqlite3")}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
