"""What was found of groups of opinion, as a table to be read in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from gongjian.methods.text_width import fitting_length
from gongjian.public.deliberation.selectors.consultation_results import DIVIDING

TEXT_WIDTH = 60
MOST_DIVIDING = 5


def result_table(values: dict[str, Any]) -> str:
    """The values of `methods.opinion_result` with texts: what each group stands for, what all
    agree on, what divides most."""
    statements = {one["statement"]: one for one in values["statements"]}

    def told(one: dict[str, Any]) -> str:
        return _line(
            one["statement"],
            f"{'agrees' if one['for'] == 'agree' else 'disagrees'} {one['share']:>4.0%}",
            f"{one['votes']} of {one['seen']}",
            statements[one["statement"]]["text"],
        )

    return "\n".join(_lines(values, told))


def _lines(values: dict[str, Any], told: Callable[[dict[str, Any]], str]) -> Iterator[str]:
    for group, chosen in values["representative"].items():
        yield f"\nGroup {group}, {values['sizes'][int(group)]} people, stands for"
        yield from map(told, chosen)
    for side, word in (("agree", "Agreed on by all"), ("disagree", "Rejected by all")):
        yield f"\n{word}"
        yield from map(told, values["consensus"][side]) if values["consensus"][side] else ["  -"]
    # The same order, whatever the order of rows: the widest gap first, then by number.
    ranked = sorted(values["statements"], key=lambda one: (-one["division"], one["statement"]))
    dividing = [one for one in ranked if one["division"] >= DIVIDING][:MOST_DIVIDING]
    yield "\nWhat divides"
    for one in dividing:
        shares = " / ".join(f"{group['agree_share']:.0%}" for group in one["groups"])
        yield _line(one["statement"], f"gap {one['division']:>4.0%}", shares, one["text"])
    if not dividing:
        yield "  -"


def _line(number: int, said: str, votes: str, text: str) -> str:
    # What steers a terminal is no word.
    words = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    length = fitting_length(words, TEXT_WIDTH)
    shown = words if length >= len(words) else words[:length] + "…"
    return f"  {number:>5}  {said:<14}  {votes:<16}  {shown}".rstrip()
