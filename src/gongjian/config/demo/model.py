"""What a demo town is made of: plain frozen values, no database.

Names that the town shows in both languages are :class:`Words`; what people write is a
plain string in the language the town was built for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple

Language = Literal["en", "zh"]
BodyKind = Literal["department", "service_centre", "digital_office", "audit_office"]
AccountRole = Literal[
    "resident",
    "company_member",
    "handler",
    "supervisor",
    "dispatcher",
    "product_manager",
    "auditor",
    "administrator",
]


class Words(NamedTuple):
    """The same words in both languages."""

    en: str
    zh: str

    def to(self, language: Language) -> str:
        """Return the words in one language."""
        return self.en if language == "en" else self.zh


NO_WORDS = Words("", "")


@dataclass(frozen=True)
class Area:
    """A city, a district or a street (sub-district); ``outline`` is GeoJSON."""

    code: str
    level: Literal["city", "district", "street"]
    parent: str
    name: Words
    outline: Mapping[str, object]


@dataclass(frozen=True)
class Department:
    """A public body; ``kind`` is ``department`` for the fourteen that handle cases."""

    code: str
    kind: BodyKind
    area: str
    name: Words
    short: Words
    telephone: str
    email: str


@dataclass(frozen=True)
class Provision:
    """One article of a local rule in one version, with the days it is in force."""

    code: str
    law: Words
    article: str
    version: int
    text: Words
    in_force_from: date
    in_force_until: date | None


@dataclass(frozen=True)
class Category:
    """A node of the category tree; cases are filed under leaves."""

    code: str
    parent: str
    level: int
    is_leaf: bool
    name: Words


@dataclass(frozen=True)
class Duty:
    """Who is responsible for a category in an area, by when, and by which provision."""

    category: str
    area: str
    lead: str
    supporting: tuple[str, ...]
    deadline_days: int
    provision: str
    in_force_from: date
    in_force_until: date | None = None


@dataclass(frozen=True)
class Company:
    """A company with its unified social credit code."""

    code: str
    name: Words
    email: str


@dataclass(frozen=True)
class Account:
    """Somebody who can sign in; ``organisation`` is a department or company code."""

    key: str
    role: AccountRole
    name: Words
    email: str
    organisation: str
    area: str


@dataclass(frozen=True)
class AnswerTemplate:
    """A text a department starts its answers from; blanks stand in square brackets."""

    department: str
    title: Words
    text: Words
    provision: str


@dataclass(frozen=True)
class Requester:
    """Who asks: a signed-in account, an e-mail link, a caller, or nobody named."""

    kind: Literal["account", "email", "phone", "anonymous"]
    account: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Step:
    """One thing that happens to a case; fields a kind of step lacks stay empty.

    ``by`` is an account key, ``"requester"`` or ``"system"``. A hand-back names the better
    department, an upheld appeal the one dispatched to, a merge the story ``into`` which the
    case went.
    """

    act: str
    at: datetime
    by: str
    text: str = ""
    department: str = ""
    provision: str = ""
    days: int = 0
    solved: bool | None = None
    satisfaction: int | None = None
    into: str = ""


@dataclass(frozen=True)
class Story:
    """One case of the town and everything that has happened to it so far.

    ``kind``, ``channel`` and ``state`` are values of the cases' own choices; ``cluster`` is
    set where many write about the same.
    """

    key: str
    kind: str
    title: str
    text: str
    category: str
    area: str
    lon: float
    lat: float
    address: str
    requester: Requester
    channel: str
    public: bool
    received_at: datetime
    supports: int
    course: tuple[Step, ...]
    state: str
    cluster: str = ""


@dataclass(frozen=True)
class Town:
    """A whole town, as of midnight at the start of ``today``."""

    language: Language
    now: datetime
    areas: tuple[Area, ...]
    departments: tuple[Department, ...]
    provisions: tuple[Provision, ...]
    categories: tuple[Category, ...]
    duties: tuple[Duty, ...]
    companies: tuple[Company, ...]
    accounts: tuple[Account, ...]
    answer_templates: tuple[AnswerTemplate, ...]
    stories: tuple[Story, ...]
