"""The door of open contracting."""

from gongjian.market.open_contracting.actions.write_release import LANGUAGES, ocid_of, write_release
from gongjian.market.open_contracting.addresses import town_url
from gongjian.market.open_contracting.selectors.parties import (
    amount,
    day_begun,
    moment,
    parties_of,
    reference,
)
from gongjian.market.open_contracting.selectors.releases import is_begun, related_process

__all__ = [
    "LANGUAGES",
    "amount",
    "day_begun",
    "is_begun",
    "moment",
    "ocid_of",
    "parties_of",
    "reference",
    "related_process",
    "town_url",
    "write_release",
]
