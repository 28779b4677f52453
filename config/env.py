"""The environment variables the portal reads, checked once at the start.

A wrong value stops the start with one sentence that names the variable.
"""

import contextlib
import errno
import os
import secrets
import sys
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import (
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

BASE_DIR = Path(__file__).resolve().parent.parent
PREFIX = "PORTAL_"
SCHEMES = {
    "database_url": ("postgres://", "postgresql://", "sqlite://"),
    "redis_url": ("redis://", "rediss://"),
    "base_url": ("https://", "http://"),
    "email_url": ("smtp://", "smtps://", "file://"),
    "clamd": ("unix:///", "tcp://"),
}


class Env(BaseSettings):
    """Every variable, its type and its default. *embedded* needs none of them.

    One that is empty counts as one that is not set. Relative paths begin at the checkout.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", env_ignore_empty=True)

    mode: Literal["embedded", "production"] = "embedded"
    demo: bool | None = None
    secret_key: SecretStr | None = None
    var_dir: Path = BASE_DIR / "var"
    keys_dir: Path | None = None
    files_dir: Path | None = None
    database_url: str | None = None
    redis_url: str | None = None
    allowed_hosts: str | None = None
    base_url: str | None = None
    email_url: str | None = None
    email_from: str = "portal@localhost"
    clamd: str | None = None
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("var_dir", "keys_dir", "files_dir")
    @classmethod
    def _from_the_checkout(cls, value: Path | None) -> Path | None:
        return BASE_DIR / value if value else value

    @field_validator("database_url", "redis_url", "base_url", "email_url", "clamd")
    @classmethod
    def _is_an_address(cls, value: str | None, info: ValidationInfo) -> str | None:
        if not value:
            return value
        if not value.startswith(SCHEMES[str(info.field_name)]):
            raise ValueError(f"must start with {' or '.join(SCHEMES[str(info.field_name)])}")
        if urlsplit(value).port == 0:  # asking for it refuses a port that is not a number
            raise ValueError("names a port that there is not")
        return value.rstrip("/") if info.field_name == "base_url" else value

    @field_validator("database_url")
    @classmethod
    def _names_a_database(cls, value: str | None) -> str | None:
        if value and not urlsplit(value).path.strip("/"):
            raise ValueError("must end with the name of a database")
        return value

    @model_validator(mode="after")
    def _production_is_complete(self) -> "Env":
        if self.mode != "production":
            return self
        needed = (
            "secret_key",
            "database_url",
            "redis_url",
            "keys_dir",
            "allowed_hosts",
            "base_url",
        )
        missing = [PREFIX + name.upper() for name in needed if not getattr(self, name)]
        if missing:
            raise ValueError(f"production needs {', '.join(missing)}")
        if self.demo:
            raise ValueError(f"{PREFIX}DEMO cannot be on in production")
        return self

    @property
    def embedded(self) -> bool:
        return self.mode == "embedded"

    @property
    def shows_demo(self) -> bool:
        return self.embedded if self.demo is None else self.demo

    @property
    def keys(self) -> Path:
        return self.keys_dir or self.var_dir / "keys"

    @property
    def files(self) -> Path:
        return self.files_dir or self.var_dir / "files"

    @property
    def hosts(self) -> list[str]:
        if self.allowed_hosts:
            return [host.strip() for host in self.allowed_hosts.split(",") if host.strip()]
        return ["localhost", "127.0.0.1", "[::1]"]

    @property
    def address(self) -> str:
        return self.base_url or f"http://localhost:{os.environ.get('PORT') or '8000'}"

    def secret(self) -> str:
        """The signing secret; embedded, it is made once and kept beside the database."""
        if self.secret_key:
            return self.secret_key.get_secret_value()
        path = self.var_dir / "secret_key"
        if not path.exists():
            fresh = path.with_name(f"secret_key.{os.getpid()}")
            fresh.write_text(secrets.token_urlsafe(60))
            fresh.chmod(0o600)
            # Another process of the same start may have been first; then its secret stands.
            with contextlib.suppress(FileExistsError):
                os.link(fresh, path)
            fresh.unlink()
        return path.read_text().strip()


def read() -> Env:
    """The checked environment. Errors: exits with status 1 and a sentence about the first fault."""
    known = {PREFIX + name.upper() for name in Env.model_fields}
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    if unknown:
        sys.exit(_sentence(unknown[0], "is not a variable of the portal; see README.md"))
    try:
        env = Env()
        # For its owner alone: the database, and mail with links that open something.
        env.var_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(env.var_dir, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return env
    except OSError as error:
        reason = f"nothing can be written to {env.var_dir} ({error.strerror})"
        sys.exit(_sentence(PREFIX + "VAR_DIR", reason))
    except ValidationError as error:
        fault = error.errors()[0]
        name = PREFIX + str(fault["loc"][0]).upper() if fault["loc"] else "The environment"
        reason = fault["msg"].removeprefix("Value error, ")
        sys.exit(_sentence(name, reason[0].lower() + reason[1:]))


def _sentence(name: str, reason: str) -> str:
    return f"The portal cannot start: {name}: {reason}."
