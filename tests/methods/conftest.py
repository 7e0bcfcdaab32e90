"""Access to the real data beside the checkout, for the tests that measure on it."""

import csv

import pytest

from tests.shared_data import shared


@pytest.fixture(scope="session")
def read_messages():
    """A function that reads one file of real messages as a list of dicts."""

    def read(name):
        with shared(f"messages/{name}").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    return read
