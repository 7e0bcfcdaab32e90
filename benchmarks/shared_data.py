"""Where the real data are that benchmarks measure on: never in the repository."""

from __future__ import annotations

import os
from pathlib import Path

BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared_data() -> Path:
    return Path(os.environ.get("GONGJIAN_SHARED_DATA") or BESIDE)
