from tests.government.exchange.conftest import _exchange_settings  # noqa: F401 - a fixture of the exchange, whose keys and nodes these tests use
