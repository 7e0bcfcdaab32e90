"""What tests use of the machine: a browser, another party's server, packages of the front end."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def is_missing(part: str, *, remedy: str) -> NoReturn:
    """Skip the test and say why; under ``CI`` fail it, for a suite that skips proves nothing."""
    words = f"needs {part}, which is not here: {remedy}"
    if os.environ.get("CI"):
        pytest.fail(words, pytrace=False)
    pytest.skip(words)
