"""What a release of a call is called in open contracting, by the event it tells of. Pure."""

from __future__ import annotations

TAGS: dict[str, str] = {
    "call_opened": "tender",
    "call_amended": "tenderAmendment",
    "call_cancelled": "tenderCancellation",
    "award_intended": "award",
    "call_awarded": "awardUpdate",
    "award_withdrawn": "awardCancellation",
    "award_declined": "awardCancellation",
    "award_given_up": "awardCancellation",
    "contract_lapsed": "awardCancellation",
    "contract_signed": "contract",
    "contract_changed": "contractAmendment",
    "contract_ended": "contractTermination",
    "contract_begun": "implementation",
}
BEGINNINGS: tuple[tuple[str, str], ...] = (
    ("contract_", "contractUpdate"),
    ("milestone_", "implementationUpdate"),
    ("delivery_", "implementationUpdate"),
    ("payment_", "implementationUpdate"),
)
"""For names that are in no line above."""
"""Of the standard's codelist ``releaseTag``; any other event of a call is an update of it."""


def tag_of(name: str) -> str:
    if name in TAGS:
        return TAGS[name]
    return next((tag for start, tag in BEGINNINGS if name.startswith(start)), "tenderUpdate")
