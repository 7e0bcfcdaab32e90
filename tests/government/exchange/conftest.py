import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def _exchange_settings(settings, tmp_path_factory):
    """Keys of this run only, and nodes of this machine."""
    settings.EXCHANGE_KEYS = tmp_path_factory.getbasetemp() / "exchange-keys"
    settings.EXCHANGE_NETWORKS = ["127.0.0.0/8"]
    yield
    # Keys and nodes are kept a while, and those of another test are no longer there.
    caches["process"].clear()
