"""What takes a whole call to come to: its award is made once for a file of tests."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.kept import kept
from tests.market.procurement.contracts import (
    Deal,
    make_awarded,
    make_draft_contract,
    make_running,
)


@pytest.fixture(scope="module")
def kept_awarded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Deal]:
    with kept(django_db_blocker, make_awarded) as deal:
        yield deal


@pytest.fixture
def awarded(kept_awarded: Deal, db: None) -> Deal:
    """An award whose standstill is over."""
    # What a test changes of its objects must not reach the next one, as its rows do not.
    return deepcopy(kept_awarded)


@pytest.fixture
def drafted(awarded: Deal) -> Deal:
    """A contract that could be signed."""
    return make_draft_contract(awarded)


@pytest.fixture
def running(awarded: Deal) -> Deal:
    """A signed contract, before anything is delivered."""
    return make_running(awarded)
