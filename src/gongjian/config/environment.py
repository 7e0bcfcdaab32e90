"""Everything a town can set from outside, typed; a wrong value stops the start with its name."""

from __future__ import annotations

import errno
import os
import re
import secrets
from collections.abc import Iterable
from difflib import get_close_matches
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import dj_database_url
import phonenumbers
from pydantic import AliasChoices, Field, ValidationError, ValidationInfo, field_validator
from pydantic.functional_validators import AfterValidator, BeforeValidator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from gongjian.foundation.kernel.key_files import keep_once
from gongjian.government.duties.rules.calendars import is_calendar
from gongjian.government.exchange.rules.number_schemes import read_schemes
from gongjian.methods.signed_note import COSIGNATURE, parse_verifier_key

PREFIX = "GONGJIAN_"
DEFAULT_ADDRESS = "http://127.0.0.1:8000"
OWN_NODES_VARIABLE = "GONGJIAN_OWN_NODES"
SERVED_AT = "served-at"
"""The file under ``home`` in which ``gongjian serve`` notes the address it listens at."""
OTHER_NAMES = {
    "GONGJIAN_PEER_PYTHON",
    "GONGJIAN_SHARED_DATA",
    "GONGJIAN_STARTED_BY",
    "GONGJIAN_SUPERVISOR",
    "GONGJIAN_TEST_DATABASE_URL",
}
"""Read elsewhere: by our own processes, by the tests and by the benchmarks."""
LEAST_KEY = 32
"""Characters of a secret key; those made here have 64."""


def _split(value: object) -> object:
    return (
        [part.strip() for part in value.split(",") if part.strip()]
        if isinstance(value, str)
        else value
    )


CommaList = Annotated[list[str], NoDecode, BeforeValidator(_split)]


def _web_address(text: str) -> str:
    if not text:
        return text
    try:
        parts = urlsplit(text)
        is_address = parts.scheme in {"http", "https"} and bool(parts.hostname)
        _port = parts.port
    except ValueError:
        is_address = False
    if not is_address:
        raise ValueError(f"“{text}” is no address: write it like https://town.example")
    return text


def _time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"“{name}” is no time zone: write it like Europe/Berlin") from error
    return name


def _database(text: str) -> str:
    try:
        engine = dj_database_url.parse(text).get("ENGINE", "") if text else ""
    except ValueError:
        engine = "unknown"
    if engine and engine.rpartition(".")[2] not in {"postgresql", "sqlite3"}:
        # Not the text itself: it may hold a password.
        raise ValueError("write it like postgres://user:password@host/name, or leave it out")
    return text


def _witness(text: str) -> tuple[str, str]:
    """A verifier key, and the address after a space, if there is one."""
    key, _, url = text.partition(" ")
    try:
        parse_verifier_key(key, COSIGNATURE)
    except ValueError as error:
        raise ValueError(
            f"“{key}” is no witness: write its verifier key, as “gongjian ledger witness” prints "
            "it, and after a space its address, if it has one"
        ) from error
    return key, _web_address(url.strip())


def _calendar(code: str) -> str:
    if not is_calendar(code.upper()):
        raise ValueError(
            f"“{code}” has no calendar of holidays: write a country like CN, or with its part "
            "like DE-BY"
        )
    return code.upper()


def _ocid_prefix(text: str) -> str:
    if not re.fullmatch("ocds-[a-z0-9]{6}", text):
        raise ValueError(f"“{text}” is no prefix of open contracting: write it like ocds-a1b2c3")
    return text


def _own_nodes(texts: list[str]) -> list[str]:
    for text in texts:
        if not re.fullmatch(r"[-a-zA-Z0-9_]{1,60}=http://(127\.0\.0\.1|\[::1\]):[0-9]{1,5}", text):
            raise ValueError(f"“{text}” is no own node: write it like civil=http://127.0.0.1:8100")
    return texts


def _networks(texts: list[str]) -> list[str]:
    for text in texts:
        try:
            ip_network(text)
        except ValueError as error:
            raise ValueError(f"“{text}” is no network: write it like 10.0.0.0/8") from error
    return texts


def _phone_region(code: str) -> str:
    if code.upper() not in phonenumbers.SUPPORTED_REGIONS:
        raise ValueError(f"“{code}” is no country with telephone numbers: write it like CN or DE")
    return code.upper()


def _tiles(text: str) -> str:
    if text and not all(part in text for part in ("{z}", "{x}", "{y}")):
        raise ValueError(
            f"“{text}” names no tiles: write https://tiles.example/{{z}}/{{x}}/{{y}}.png"
        )
    return _web_address(text)


def _model_address(text: str) -> str:
    if not text:
        return text
    parts = urlsplit(_web_address(text))
    if parts.username or parts.password:
        # Not the address itself: it holds a secret.
        raise ValueError("leave name and password out of it; the key is GONGJIAN_DRAFTING_KEY")
    if parts.query or parts.fragment:
        raise ValueError(f"“{text}” is no base address: write it like https://models.example/v1")
    if parts.scheme == "http" and not _is_inside(parts.hostname or ""):
        raise ValueError(
            f"“{text}” leads out of the house: what people wrote goes there by https:// only"
        )
    return text.rstrip("/")


def _is_inside(host: str) -> bool:
    """Whether a host is this machine or one of its own network."""
    try:
        address = ip_address(host)
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".lan", ".home.arpa"))
    return address.is_loopback or address.is_private


def _header_key(text: str) -> str:
    if not (text.isascii() and (text.isprintable() or not text)) or " " in text:
        # Not the key itself.
        raise ValueError("a key is printable letters, digits and signs, without spaces")
    return text


def _long_key(text: str) -> str:
    if text and len(text) < LEAST_KEY:
        # Not the key itself: it may be most of the right one.
        raise ValueError(
            f"this is too short to be secret: write at least {LEAST_KEY} random characters, or "
            "leave it out, and one is made"
        )
    return text


def _number_schemes(texts: list[str]) -> list[str]:
    read_schemes(texts)
    return texts


class Environment(BaseSettings):
    """Read once, by settings.py. Every name is prefixed ``GONGJIAN_`` unless it says otherwise."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore")

    home: Path = Path("var")
    """Database, uploads, keys and models: two towns with two homes never meet."""
    database_url: Annotated[str, AfterValidator(_database)] = Field(
        default="", validation_alias=AliasChoices("DATABASE_URL")
    )
    """``postgres://user:password@host/name``; empty means SQLite under ``home``."""
    debug: bool = False
    """Errors are shown with their variables: for development only, never where others reach it."""
    demo: bool = False
    """Set by ``gongjian demo``: shows one-click sign-in for the demo accounts. Never elsewhere."""
    secret_key: Annotated[str, AfterValidator(_long_key)] = ""
    """Signs sessions and links in letters, encrypts second factors; empty: made once and kept."""
    secret_key_fallbacks: CommaList = []
    """Secret keys of before, the newest first: what was signed or encrypted under them opens."""
    tracking_key: Annotated[str, AfterValidator(_long_key)] = ""
    """Derives the secret of an anonymous case; must be the same on all hosts, and kept."""
    allowed_hosts: CommaList = ["localhost", "127.0.0.1", "[::1]"]
    """Names under which the town answers; a request for another one is refused."""
    public_url: Annotated[str, AfterValidator(_web_address)] = ""
    """Where people reach this town, for letters; empty: where ``gongjian serve`` listened last."""
    trusted_origins: CommaList = []
    """Addresses whose forms are taken, with ``https://``: those of the town behind a proxy."""
    behind_tls_proxy: bool = False
    """Only behind a proxy that sets X-Forwarded-Proto itself: secure cookies and HSTS follow."""
    trusted_proxies: int = Field(default=0, ge=0, le=5)
    """How many proxies in front set X-Forwarded-For; 0 means the socket's address is the client."""
    language: Literal["en", "zh-hans"] = "en"
    """Of pages where a browser asks for none that there is, of letters and of what jobs write."""
    time_zone: Annotated[str, AfterValidator(_time_zone)] = "Asia/Shanghai"
    """Days, deadlines and times on pages are those of this zone."""
    town_name: str = "Gongjian"
    """Stands at the top of every page and in letters."""
    ocid_prefix: Annotated[str, AfterValidator(_ocid_prefix)] = "ocds-000000"
    """In front of the ids of contracting processes: registered with the Open Contracting
    Partnership, which gives one to every publisher."""
    company_scheme: str = Field(default="CN-SAIC", pattern=r"^[A-Z0-9-]{2,40}$")
    """The register that companies' codes are of, as org-id.guide names it."""
    ledger_witnesses: Annotated[
        list[Annotated[tuple[str, str], BeforeValidator(_witness)]],
        NoDecode,
        BeforeValidator(_split),
    ] = []
    """Whose signatures are published below the ledger's checkpoints: verifier keys by commas, each
    with its address after a space where the town is to bring it every checkpoint. Not in the
    database, so that whoever can write there cannot name witnesses."""
    phone_region: Annotated[str, AfterValidator(_phone_region)] = "CN"
    """Country of telephone numbers that are written without one."""
    calendar_country: Annotated[str, AfterValidator(_calendar)] = "CN"
    """Whose working days hold in an area that names no calendar, as ``CN`` or ``DE-BY``."""
    email_url: str = "console:"
    """``console:``, ``smtp://user:password@host:25``, ``smtps://…`` (TLS from the start, port
    465) or ``smtp+starttls://…`` (turned into TLS, port 587)."""
    email_from: str = "gongjian@localhost"
    """Sender of letters."""
    oidc_issuer: Annotated[str, AfterValidator(_web_address)] = ""
    """Address of an OpenID Connect provider by which people may sign in; empty: none."""
    oidc_client_id: str = Field(default="", validate_default=True)
    """What the provider calls this town; needed with the address."""
    oidc_client_secret: str = Field(default="", validate_default=True)
    """What the provider gave this town to prove itself; needed with the address."""
    oidc_name: str = "OpenID Connect"
    """What stands on the button."""
    oidc_trusts_email: bool = False
    """Only for a provider that proves addresses itself but sends no ``email_verified``."""
    staff_needs_totp: bool | None = None
    """Whether staff roles rest until an authenticator app is set up; empty: except in the demo."""
    tile_url: Annotated[str, AfterValidator(_tiles)] = ""
    """A tile server's ``https://…/{z}/{x}/{y}.png``; empty draws area outlines only."""
    tile_attribution: str = ""
    """Whose map it is, shown in its corner."""
    upload_limit_mb: int = Field(default=10, ge=1, le=200)
    """Size of one file that people attach, in megabytes."""
    upload_limit_count: int = Field(default=8, ge=1, le=50)
    """Files that a case may have."""
    api_rate_per_minute: int = Field(default=120, ge=1)
    """Requests a minute of a client without a key; one with a key has twenty times as many."""
    digest_minutes: int = Field(default=30, ge=0)
    """So long what is not urgent waits for a common letter."""
    exchange_networks: Annotated[CommaList, AfterValidator(_networks)] = []
    """Networks of this house in which departments' nodes may lie, as ``10.0.0.0/8``; without one,
    a node is reached at a public address only."""
    number_schemes: Annotated[CommaList, AfterValidator(_number_schemes)] = []
    """How numbers of people and companies are spelled, where the code of a scheme does not say it:
    ``pension-no:8`` has eight digits with leading zeros, ``resident-id:gb11643`` and
    ``company-id:gb32100`` have a check character. Not to be changed once numbers are known."""
    own_nodes: Annotated[CommaList, AfterValidator(_own_nodes)] = []
    """Departments whose nodes run on this machine, each with its port, as
    ``civil=http://127.0.0.1:8100``; ``gongjian serve`` sets it for those that it runs."""
    drafting_url: Annotated[str, AfterValidator(_model_address)] = ""
    """Base address of a language model that drafts answers and summaries, as
    ``https://models.example/v1``; empty: nothing is drafted and nothing leaves the house."""
    drafting_model: str = Field(default="", max_length=120, validate_default=True)
    """The model's name as its server knows it; needed with the address."""
    drafting_key: Annotated[str, AfterValidator(_header_key)] = ""
    """Sent to it as ``Authorization: Bearer …``; shown and logged nowhere."""
    drafting_timeout_seconds: int = Field(default=60, ge=1, le=600)
    """For a whole draft; a worker waits for so long."""
    drafting_most_tokens: int = Field(default=800, ge=16, le=8192)
    """That the model may write."""
    drafting_per_day: int = Field(default=200, ge=1)
    """Drafts that the whole town may ask for in a day of its time zone."""
    drafting_per_person_hour: int = Field(default=20, ge=1)
    """Drafts that one person may ask for in an hour."""
    drafting_at_once: int = Field(default=1, ge=1, le=100)
    """Drafts written at the same time: each keeps a worker from its other work."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """What is logged to the standard error, from this level on."""

    @field_validator("oidc_client_id", "oidc_client_secret")
    @classmethod
    def _is_given_with_issuer(cls, text: str, known: ValidationInfo) -> str:
        if known.data.get("oidc_issuer") and not text:
            raise ValueError("write what the provider named in GONGJIAN_OIDC_ISSUER gave this town")
        return text

    @field_validator("drafting_model")
    @classmethod
    def _is_given_with_address(cls, name: str, known: ValidationInfo) -> str:
        if known.data.get("drafting_url") and not name.strip():
            raise ValueError("name the model at GONGJIAN_DRAFTING_URL that is to write")
        return name.strip()

    def make_home(self) -> None:
        """Make ``home`` and what always lies in it; OSError where it cannot be written."""
        for folder in (self.home, self.home / "static"):
            folder.mkdir(parents=True, exist_ok=True)
        if not os.access(self.home, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self.home))

    def address(self) -> str:
        """Where people reach this town, without a slash at the end."""
        if self.public_url:
            return self.public_url.rstrip("/")
        try:
            return (self.home / SERVED_AT).read_text().strip().rstrip("/") or DEFAULT_ADDRESS
        except OSError:
            return DEFAULT_ADDRESS

    def kept_key(self, name: str, given: str = "") -> str:
        """Return a secret: the one given, else one made on first use, kept under ``home/keys``."""
        if given:
            return given
        path = self.home / "keys" / name
        if not path.exists():
            keep_once(path, secrets.token_urlsafe(48).encode())
        return path.read_text().strip()


def wrong_variables(error: ValidationError) -> str:
    """What to set right, a line for each variable, under its full name."""
    lines = ["These environment variables are wrong:"]
    for item in error.errors():
        name = str(item["loc"][0])
        name = name if name.isupper() else PREFIX + name.upper()
        lines.append(f"  {name}: {item['msg'].removeprefix('Value error, ')}")
    return "\n".join(lines)


def unknown_variables(names: Iterable[str]) -> list[str]:
    """A sentence for each name that looks like a setting and is none, with the nearest that is."""
    known = {PREFIX + name.upper() for name in Environment.model_fields if name != "database_url"}
    told = []
    for name in sorted(set(names) - known - OTHER_NAMES):
        if not name.startswith(PREFIX):
            continue
        near = get_close_matches(name, [*sorted(known), "DATABASE_URL"], 1)
        hint = f" Is {near[0]} meant?" if near else ""
        told.append(f"{name} is no setting and does nothing.{hint}")
    return told
