"""In which states of a call which part of its bids may be opened. Pure."""

from __future__ import annotations

from gongjian.market.procurement.rules.states import CallState as S

OPENING_STATES: dict[str, frozenset[S]] = {
    # A trustee who comes late still helps: more shares change nothing of what is open.
    "technical": frozenset({S.TECHNICAL_OPENING, S.EVALUATION, S.PRICE_OPENING}),
    "price": frozenset({S.PRICE_OPENING}),
    "secret": frozenset({S.EVALUATION, S.PRICE_OPENING}),
}
PUBLIC_PARTS = ("technical", "price")
"""What everybody may read once it is open; trade secrets are read by those who judge."""


def may_open(part: str, state: str) -> bool:
    """Whether shares of a part are taken in a state; what was taken is opened in any."""
    return S(state) in OPENING_STATES.get(part, frozenset())
