"""What a release of a call is called in open contracting, by the event it tells of. Pure."""

from __future__ import annotations

TAGS: dict[str, str] = {
    "call_opened": "tender",
    "call_amended": "tenderAmendment",
    "call_cancelled": "tenderCancellation",
    "award_intended": "award",
    "call_awarded": "awardUpdate",
    "award_withdrawn": "awardCancellation",
}
"""Of the standard's codelist ``releaseTag``; any other event of a call is an update of it."""


def tag_of(name: str) -> str:
    return TAGS.get(name, "tenderUpdate")
