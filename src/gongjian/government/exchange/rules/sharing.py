"""What the words of the catalogue mean: sharing classes, sensitivity, kinds of values. Pure."""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum


class Sharing(StrEnum):
    """Whether other departments may have it."""

    UNCONDITIONAL = "unconditional"
    CONDITIONAL = "conditional"
    NONE = "none"


class Sensitivity(StrEnum):
    PUBLIC = "public"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


class DatasetKind(StrEnum):
    """Records to be read, or a question that a service answers."""

    DATASET = "dataset"
    SERVICE = "service"


class FieldKind(StrEnum):
    """What stands in a field; `methods.exchange_records` checks it."""

    TEXT = "text"
    CODE = "code"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    MOMENT = "moment"


STRICTNESS = {Sharing.UNCONDITIONAL: 0, Sharing.CONDITIONAL: 1, Sharing.NONE: 2}
FIELD_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
"""As a column, a JSON member and a URL parameter alike: nothing that any of them would escape."""
MOST_FIELDS = 200

UNCONDITIONAL_WORKING_DAYS = 1
"""Default of the law parameter ``data-request-unconditional-working-days``."""
CONDITIONAL_WORKING_DAYS = 10
"""Default of the law parameter ``data-request-working-days``."""
OVERDUE_APPROVES = 0
"""Default of the law parameter ``data-request-overdue-approves``: 1 approved, 0 escalated."""
CORRECTION_WORKING_DAYS = 10
"""Default of the law parameter ``data-correction-working-days``."""


def stricter(one: Sharing, other: Sharing) -> Sharing:
    """Of two sharing classes the one that gives less."""
    return max(one, other, key=STRICTNESS.__getitem__)


def is_stale(age: timedelta, max_age_hours: int) -> bool:
    """Whether data of that age are older than an agreement allows."""
    return age > timedelta(hours=max_age_hours)
