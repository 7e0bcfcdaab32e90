"""Examples that a small model learns in some seconds."""

import pytest

from gongjian.government.triage import learning_rules as rules
from tests.government.triage.models import make_sayings


@pytest.fixture(scope="session")
def sayings():
    return make_sayings()


@pytest.fixture
def _few_are_enough(monkeypatch):
    """Thresholds of a village: a model is made of tens of examples, not of hundreds."""
    monkeypatch.setattr(rules, "LEAST_EXAMPLES", 40)
    monkeypatch.setattr(rules, "LEAST_UNSEEN", 16)
    monkeypatch.setattr(rules, "LEAST_ANSWERED", 5)
