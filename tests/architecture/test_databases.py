"""The second pass of the suite, on another database, leaves out what can reach no database."""

from __future__ import annotations

import os

import pytest

from gongjian.foundation.people.models import User
from tests.conftest import reaches_database


def test_who_asks_for_no_database_is_refused_one_and_so_are_its_processes(request):
    assert not reaches_database(request.node)
    assert "DATABASE_URL" not in os.environ
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        User.objects.exists()


def test_who_asks_by_a_fixture_of_ours_runs_on_every_database(request, town):
    assert reaches_database(request.node)
    assert not User.objects.exists()


@pytest.mark.django_db
def test_who_is_marked_runs_on_every_database(request):
    assert reaches_database(request.node)


@pytest.mark.postgres
def test_who_needs_postgresql_runs_there(request):
    assert reaches_database(request.node)


@pytest.fixture
def town(db):
    """As most have one."""
