"""The steps of a course before they have words, and the states they lead through."""

from dataclasses import dataclass
from datetime import datetime

from gongjian.config.demo.model import Step

EVERYWHERE = frozenset(
    {
        "received", "dispatched", "accepted", "in_progress", "waiting_for_requester",
        "handed_back", "answered", "reopened", "closed", "rejected", "merged",
    }
)  # fmt: skip

# act: the states it may happen in, and the state after it ("" where it stays).
TRANSITIONS: dict[str, tuple[frozenset[str], str]] = {
    "dispatch": (frozenset({"received", "handed_back"}), "dispatched"),
    "settle": (frozenset({"handed_back"}), "dispatched"),
    "accept": (frozenset({"dispatched", "reopened"}), "accepted"),
    "start": (frozenset({"accepted"}), "in_progress"),
    "ask": (frozenset({"in_progress"}), "waiting_for_requester"),
    "reply": (frozenset({"waiting_for_requester"}), "in_progress"),
    "hand_back": (frozenset({"dispatched", "accepted"}), "handed_back"),
    "request_extension": (frozenset({"in_progress"}), ""),
    "approve_extension": (frozenset({"in_progress"}), ""),
    "refuse_extension": (frozenset({"in_progress"}), ""),
    "invite": (frozenset({"in_progress"}), ""),
    "contribute": (frozenset({"in_progress"}), ""),
    "note": (frozenset({"dispatched", "accepted", "in_progress"}), ""),
    "answer": (frozenset({"in_progress"}), "answered"),
    "rate": (frozenset({"answered"}), ""),
    "reopen": (frozenset({"answered"}), "reopened"),
    "close": (frozenset({"answered"}), "closed"),
    "reject": (frozenset({"received"}), "rejected"),
    "appeal": (frozenset({"rejected"}), "received"),
    "uphold_appeal": (frozenset({"received"}), "dispatched"),
    "dismiss_appeal": (frozenset({"received"}), "rejected"),
    "merge": (frozenset({"received"}), "merged"),
    # Who may read a case has nothing to do with how far it is.
    "make_public": (EVERYWHERE, ""),
    "make_private": (EVERYWHERE, ""),
    "hide": (EVERYWHERE, ""),
    "appeal_hiding": (EVERYWHERE, ""),
    "show_again": (EVERYWHERE, ""),
    "keep_hidden": (EVERYWHERE, ""),
}


@dataclass(frozen=True)
class Beat:
    """A step still without words, and the cue by which it is written."""

    step: Step
    cue: str


def state_after(steps: tuple[Step, ...]) -> str:
    """Walk the transition table from ``received``.

    Raises
    ------
    ValueError
        A step is not allowed in the state it meets.
    """
    state = "received"
    for step in steps:
        allowed, after = TRANSITIONS[step.act]
        if state not in allowed:
            raise ValueError(f"{step.act} in {state}")
        state = after or state
    return state


def cut(beats: list[Beat], now: datetime) -> list[Beat]:
    """Return the beats before ``now``."""
    return [beat for beat in beats if beat.step.at < now]
