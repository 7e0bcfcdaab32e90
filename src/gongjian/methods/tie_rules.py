"""Published rules for ties: of several equally good projects the one with the lowest key comes
first.

A rule is named before the vote, in a text that anybody can apply again: ``id`` compares ids as
text, ``number`` compares the numbers in them, and ``lot:SEED`` draws lots by the SHA-256 of the
seed and the id, whose seed nobody may know before the ballots are in.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from typing import Final

LONGEST_SEED: Final = 200


def tie_rule(name: str) -> Callable[[str], tuple[object, ...]]:
    """The key of a project's id under a rule.

    Parameters
    ----------
    name : str
        ``"id"``, ``"number"`` or ``"lot:"`` and a seed.

    Returns
    -------
    callable
        From id to key; different ids have different keys.

    Raises
    ------
    ValueError
        If there is no such rule, or the seed is empty or longer than 200 characters.
    """
    if name == "id":
        return lambda project: (project,)
    if name == "number":
        return lambda project: (tuple(map(int, re.findall(r"[0-9]{1,18}", project))), project)
    seed = name.removeprefix("lot:")
    if seed == name or not 0 < len(seed) <= LONGEST_SEED:
        raise ValueError(f"no rule for ties {name[:40]!r}: id, number or lot:SEED")
    return lambda project: (sha256(f"{seed}\n{project}".encode()).digest(), project)
