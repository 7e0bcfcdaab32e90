"""Rows of initiatives."""

from gongjian.market.initiatives.models.initiatives import (
    CurrencyChoice,
    Initiative,
    InitiativeEvent,
    InitiativeFollow,
    State,
)
from gongjian.market.initiatives.models.measures import Measure, MeasureReading, Rate

__all__ = [
    "CurrencyChoice",
    "Initiative",
    "InitiativeEvent",
    "InitiativeFollow",
    "Measure",
    "MeasureReading",
    "Rate",
    "State",
]
