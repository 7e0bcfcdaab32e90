"""Everything a town can set from outside, typed; a wrong value stops the start with its name."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AliasChoices, Field
from pydantic.functional_validators import BeforeValidator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


def _split(value: object) -> object:
    return (
        [part.strip() for part in value.split(",") if part.strip()]
        if isinstance(value, str)
        else value
    )


CommaList = Annotated[list[str], NoDecode, BeforeValidator(_split)]


class Environment(BaseSettings):
    """Read once, by settings.py. Every name is prefixed ``GONGJIAN_`` unless it says otherwise."""

    model_config = SettingsConfigDict(env_prefix="GONGJIAN_", extra="ignore")

    home: Path = Path("var")
    """Database, uploads, keys and models: two towns with two homes never meet."""
    database_url: str = Field(default="", validation_alias=AliasChoices("DATABASE_URL"))
    """``postgres://user:password@host/name``; empty means SQLite under ``home``."""
    debug: bool = False
    demo: bool = False
    """Set by ``gongjian demo``: shows one-click sign-in for the demo accounts. Never elsewhere."""
    secret_key: str = ""
    secret_key_fallbacks: CommaList = []
    """Secret keys of before, the newest first: what was signed or encrypted under them opens."""
    tracking_key: str = ""
    """Derives the secret of an anonymous case; must be the same on all hosts, and kept."""
    allowed_hosts: CommaList = ["localhost", "127.0.0.1", "[::1]"]
    public_url: str = "http://127.0.0.1:8000"
    """Where people reach this town: used in e-mails and feeds."""
    trusted_origins: CommaList = []
    behind_tls_proxy: bool = False
    """Only behind a proxy that sets X-Forwarded-Proto itself: secure cookies and HSTS follow."""
    trusted_proxies: int = Field(default=0, ge=0, le=5)
    """How many proxies in front set X-Forwarded-For; 0 means the socket's address is the client."""
    language: Literal["en", "zh-hans"] = "en"
    time_zone: str = "Asia/Shanghai"
    town_name: str = "Gongjian"
    phone_region: str = "CN"
    calendar_country: str = "CN"
    email_url: str = "console:"
    """``console:``, ``smtp://user:password@host:25`` or ``smtps://…``."""
    email_from: str = "gongjian@localhost"
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_name: str = "OpenID Connect"
    oidc_trusts_email: bool = False
    """Only for a provider that proves addresses itself but sends no ``email_verified``."""
    staff_needs_totp: bool | None = None
    """Whether staff roles rest until an authenticator app is set up; empty: except in the demo."""
    tile_url: str = ""
    """A tile server's ``https://…/{z}/{x}/{y}.png``; empty draws area outlines only."""
    tile_attribution: str = ""
    upload_limit_mb: int = Field(default=10, ge=1, le=200)
    upload_limit_count: int = Field(default=8, ge=1, le=50)
    api_rate_per_minute: int = Field(default=120, ge=1)
    """Requests a minute of a client without a key; one with a key has twenty times as many."""
    digest_minutes: int = Field(default=30, ge=0)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    def kept_key(self, name: str, given: str = "") -> str:
        """Return a secret: the one given, else one made on first use, kept under ``home/keys``."""
        if given:
            return given
        path = self.home / "keys" / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh = path.with_name(f".{name}.{secrets.token_hex(4)}")
            fresh.touch(mode=0o600)
            fresh.write_text(secrets.token_urlsafe(48))
            try:
                # link() fails where the name exists: of two processes starting at once, one wins.
                path.hardlink_to(fresh)
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
        return path.read_text().strip()
