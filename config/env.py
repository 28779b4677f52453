"""The environment variables the portal reads, checked once at the start.

A wrong value stops the start with one sentence that names the variable.
"""

import contextlib
import os
import secrets
import sys
from pathlib import Path
from typing import Literal

import dj_database_url
from pydantic import SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

BASE_DIR = Path(__file__).resolve().parent.parent
PREFIX = "PORTAL_"


class Env(BaseSettings):
    """Every variable, its type and its default. *embedded* needs none of them."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid")

    mode: Literal["embedded", "production"] = "embedded"
    demo: bool | None = None
    secret_key: SecretStr | None = None
    var_dir: Path = BASE_DIR / "var"
    keys_dir: Path | None = None
    database_url: str | None = None
    redis_url: str | None = None
    allowed_hosts: str | None = None
    base_url: str | None = None
    email_url: str | None = None
    email_from: str = "portal@localhost"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("database_url")
    @classmethod
    def _known_engine(cls, value: str | None) -> str | None:
        if value and not value.startswith(("postgres://", "postgresql://", "sqlite://")):
            raise ValueError("must start with postgres:// or sqlite://")
        return value

    @field_validator("redis_url")
    @classmethod
    def _is_redis(cls, value: str | None) -> str | None:
        if value and not value.startswith(("redis://", "rediss://")):
            raise ValueError("must start with redis:// or rediss://")
        return value

    @field_validator("base_url")
    @classmethod
    def _is_http(cls, value: str | None) -> str | None:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must start with https:// (or http:// on this machine)")
        return value.rstrip("/") if value else value

    @field_validator("email_url")
    @classmethod
    def _is_mail(cls, value: str | None) -> str | None:
        if value and not value.startswith(("smtp://", "smtps://", "file://")):
            raise ValueError("must start with smtp://, smtps:// or file://")
        return value

    @model_validator(mode="after")
    def _production_is_complete(self) -> "Env":
        if self.mode != "production":
            return self
        needed = ("secret_key", "database_url", "keys_dir", "allowed_hosts", "base_url")
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
    def hosts(self) -> list[str]:
        if self.allowed_hosts:
            return [host.strip() for host in self.allowed_hosts.split(",") if host.strip()]
        return ["localhost", "127.0.0.1", "[::1]"]

    @property
    def address(self) -> str:
        return self.base_url or f"http://localhost:{os.environ.get('PORT', '8000')}"

    def secret(self) -> str:
        """The signing secret; embedded, it is made once and kept beside the database."""
        if self.secret_key:
            return self.secret_key.get_secret_value()
        path = self.var_dir / "secret_key"
        if not path.exists():
            self.var_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = path.with_name(f"secret_key.{os.getpid()}")
            fresh.write_text(secrets.token_urlsafe(60))
            fresh.chmod(0o600)
            # Another process of the same start may have been first; then its secret stands.
            with contextlib.suppress(FileExistsError):
                os.link(fresh, path)
            fresh.unlink()
        return path.read_text().strip()


def read() -> Env:
    """The checked environment. Errors: exits with status 2 and one sentence a fault."""
    known = {PREFIX + name.upper() for name in Env.model_fields}
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    if unknown:
        sys.exit(_sentence(unknown[0], "is not a variable of the portal; see README.md"))
    try:
        env = Env()
        if env.database_url:
            dj_database_url.parse(env.database_url)
        return env
    except ValidationError as error:
        fault = error.errors()[0]
        name = PREFIX + str(fault["loc"][0]).upper() if fault["loc"] else "The environment"
        reason = fault["msg"].removeprefix("Value error, ")
        sys.exit(_sentence(name, reason[0].lower() + reason[1:]))
    except dj_database_url.UnknownSchemeError:
        sys.exit(_sentence(PREFIX + "DATABASE_URL", "must start with postgres:// or sqlite://"))


def _sentence(name: str, reason: str) -> str:
    return f"The portal cannot start: {name}: {reason}."
