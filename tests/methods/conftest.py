"""Access to the real data beside the checkout, for the tests that measure on it."""

import csv
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.fixture(scope="session")
def read_messages():
    """A function that reads one file of real messages as a list of dicts."""

    def read(name):
        path = DATA / "messages" / name
        if not path.exists():
            pytest.skip(f"the real data set {name} is not beside the checkout")
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    return read
