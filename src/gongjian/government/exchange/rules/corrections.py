"""States of a doubt about data. Pure."""

from __future__ import annotations

from enum import StrEnum


class CorrectionState(StrEnum):
    OPEN = "open"
    CORRECTED = "corrected"
    UPHELD = "upheld"
