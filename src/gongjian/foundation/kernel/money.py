"""Amounts of money in words. Pure."""

from __future__ import annotations

from decimal import Decimal

CURRENCIES: dict[str, tuple[str, int]] = {
    "CNY": ("¥", 2),
    "EUR": ("€", 2),
    "GBP": ("£", 2),
    "JPY": ("¥", 0),
    "PLN": ("zł\u00a0", 2),
    "USD": ("$", 2),
}
"""Sign and decimals by code."""
MOST_MINOR = 10**15


def units(amount_minor: int, currency: str) -> Decimal:
    """Smallest units as units of the currency."""
    return Decimal(amount_minor).scaleb(-CURRENCIES[currency][1])


def minor(amount: Decimal, currency: str) -> int:
    """Units of the currency as smallest units.

    Raises
    ------
    ValueError
        There is no such amount of this currency.
    """
    scaled = amount.scaleb(CURRENCIES[currency][1])
    if scaled != scaled.to_integral_value() or not 0 <= scaled <= MOST_MINOR:
        raise ValueError(f"{amount} is no amount of {currency}")
    return int(scaled)


def entered(amount_minor: int | None, currency: str) -> Decimal | None:
    """An amount as somebody would enter it: without decimals where there are none."""
    if amount_minor is None:
        return None
    value = units(amount_minor, currency)
    return value.to_integral_value() if value == value.to_integral_value() else value


def shown(amount_minor: int, currency: str) -> str:
    """``"¥1,200"``; decimals only where there are any."""
    sign, places = CURRENCIES[currency]
    amount = units(amount_minor, currency)
    text = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.{places}f}"
    return f"-{sign}{text[1:]}" if text.startswith("-") else f"{sign}{text}"
