"""A wrong environment variable stops the start with one sentence that names it."""

import os
import subprocess
import sys

import pytest
from django.conf import settings


def _start(
    tmp_path, code: str = "import config.settings", **variables: str
) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PORTAL_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        env={**clean, "PORTAL_VAR_DIR": str(tmp_path)} | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"PORTAL_MODE": "staging"}, "PORTAL_MODE: input should be 'embedded' or 'production'"),
        ({"PORTAL_DEMO": "ture"}, "PORTAL_DEMO: input should be a valid boolean"),
        ({"PORTAL_DATABASE_URL": "mysql://x/y"}, "PORTAL_DATABASE_URL: must start with postgres"),
        ({"PORTAL_DATABASE_URL": "postgres://x"}, "must end with the name of a database"),
        ({"PORTAL_REDIS_URL": "127.0.0.1"}, "PORTAL_REDIS_URL: must start with redis://"),
        ({"PORTAL_BASE_URL": "portal.example"}, "PORTAL_BASE_URL: must start with https://"),
        ({"PORTAL_EMAIL_URL": "mail.example"}, "PORTAL_EMAIL_URL: must start with smtp://"),
        ({"PORTAL_EMAIL_URL": "smtp://mail:x"}, "PORTAL_EMAIL_URL: port could not be cast"),
        ({"PORTAL_VAR_DIR": "/proc/var"}, "PORTAL_VAR_DIR: nothing can be written to /proc/var"),
        ({"PORTAL_SECRETKEY": "x"}, "PORTAL_SECRETKEY: is not a variable of the portal"),
        ({"PORTAL_MODE": "production"}, "production needs PORTAL_SECRET_KEY"),
    ],
    ids=lambda value: "=".join(*value.items()) if isinstance(value, dict) else "",
)
def test_a_wrong_variable_stops_the_start(tmp_path, variables, sentence):
    done = _start(tmp_path, **variables)

    assert done.returncode == 1
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_without_variables_the_portal_starts(tmp_path):
    done = _start(tmp_path)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


def test_an_empty_variable_is_one_that_is_not_set(tmp_path):
    done = _start(tmp_path, PORTAL_DATABASE_URL="", PORTAL_DEMO="", PORTAL_KEYS_DIR="", PORT="")

    assert done.returncode == 0, done.stderr


def test_what_the_portal_keeps_is_for_its_owner_alone(tmp_path):
    kept = tmp_path / "var"

    done = _start(kept)

    assert done.returncode == 0, done.stderr
    assert kept.stat().st_mode & 0o777 == 0o700


def test_behind_a_proxy_rate_limits_count_the_visitors_and_not_the_proxy(tmp_path):
    production = {
        "PORTAL_MODE": "production",
        "PORTAL_SECRET_KEY": "x" * 60,
        "PORTAL_DATABASE_URL": "postgres://portal@127.0.0.1/portal",
        "PORTAL_REDIS_URL": "redis://127.0.0.1/0",
        "PORTAL_KEYS_DIR": str(tmp_path),
        "PORTAL_ALLOWED_HOSTS": "portal.example",
        "PORTAL_BASE_URL": "https://portal.example",
    }
    told = "import config.settings as s; print(s.ALLAUTH_TRUSTED_PROXY_COUNT)"

    assert _start(tmp_path, told, **production).stdout.strip() == "1"
    assert _start(tmp_path, told).stdout.strip() == "0"
