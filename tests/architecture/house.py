"""The order of the house, as the tests of this folder need it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src/gongjian"

# From the roof down; the same order as in .importlinter. Apps to come have their place.
FLOORS = [
    "config",
    "portal",
    "openness",
    "initiatives",
    "procurement",
    "open_contracting",
    "deliberation",
    "budgeting",
    "services",
    "exchange",
    "cases",
    "triage",
    "duties",
    "law",
    "people",
    "trail",
    "ledger",
    "kernel",
]

SKIPPED_FOLDERS = {
    ".git",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".venv",
    "__pycache__",
    "build",
    "dist",
    "node_modules",
    "var",
    "vendor",
}


def files_of_house(*suffixes: str) -> Iterator[Path]:
    """Every file that is committed, with one of these suffixes or, given none, with any."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(set(folders) - SKIPPED_FOLDERS)
        for path in (Path(folder, name) for name in sorted(names)):
            if not suffixes or path.suffix in suffixes:
                yield path


def place_of(path: Path) -> str:
    """Path of a file as it is written in this repository."""
    return path.relative_to(ROOT).as_posix()
