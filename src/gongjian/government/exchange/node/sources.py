"""Where a node finds records: the one interface of all adapters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


class SourceError(Exception):
    """The source gave nothing; the words name neither values nor secrets."""


@dataclass(frozen=True, slots=True)
class Found:
    """Records of one subject, and when they were right."""

    records: list[dict[str, Any]]
    as_of: datetime


class Source(Protocol):
    """One dataset of a department, asked for some fields of one subject's records."""

    def fetch(self, number: str, fields: Sequence[str], scope: Mapping[str, str]) -> Found:
        """The records of a number, with these fields only, where others have the scope's values.

        Raises
        ------
        SourceError
            The source is down, or not what its settings say.
        """
