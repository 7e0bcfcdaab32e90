"""Processes in a line each, for the page."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gongjian.market.open_contracting.models import ContractingProcess


@dataclass(frozen=True, slots=True)
class ShownProcess:
    ocid: str
    title: str
    language: str
    is_planning: bool
    status: str
    """In the standard's words."""
    releases: int
    last_at: datetime | None


def shown_processes(processes: Iterable[ContractingProcess]) -> list[ShownProcess]:
    return [_shown(process) for process in processes]


def _shown(process: ContractingProcess) -> ShownProcess:
    compiled = json.loads(process.compiled)
    tender, planning = compiled.get("tender", {}), compiled.get("planning", {})
    title = tender.get("title") or planning.get("budget", {}).get("project", "")
    return ShownProcess(
        ocid=process.ocid,
        title=title or process.ocid,
        language=compiled.get("language", ""),
        is_planning="tender" not in compiled,
        status=tender.get("status") or planning.get("status", ""),
        releases=process.releases,
        last_at=process.last_at,
    )
