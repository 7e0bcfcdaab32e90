"""The real data that tests measure on: beside the checkout or wherever ``GONGJIAN_SHARED_DATA``
says, never a part of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"
DATA = Path(os.environ.get("GONGJIAN_SHARED_DATA") or BESIDE)


def shared(name: str) -> Path:
    """A file or folder of the real data; where it is not there the test is skipped."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"no {name} in {DATA}: GONGJIAN_SHARED_DATA says where the real data are")
    return path
