import pytest

from tests.factories import Town, make_town
from tests.public.proposals import age_accounts, set_proposals


@pytest.fixture
def town(db) -> Town:
    """A town in which two supports are enough and accounts of any age may write."""
    town = make_town()
    set_proposals()
    age_accounts()
    return town
