"""One of everything of the exchange that an address names."""

from __future__ import annotations

from tests.factories import Town
from tests.government.exchange.catalogue import make_dataset


def make_known_exchange(town: Town) -> dict[str, list[str]]:
    """By the names that addresses have for them."""
    dataset = make_dataset(town.department, code="known-addresses")
    return {"dataset_code": [dataset.code], "field_name": ["since"]}
