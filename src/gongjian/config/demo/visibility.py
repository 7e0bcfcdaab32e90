"""Who may read a case, changed while it is handled: by its requester, or by staff who hide it.

It has nothing to do with the states, so these steps go between any two others.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from gongjian.config.demo.beats import Beat
from gongjian.config.demo.courses import Cast
from gongjian.config.demo.model import Step

LEAVES = frozenset({"make_private", "hide"})
"""After these, others' cases do not go on as this one."""

_HIDDEN = 0.012
_MADE_PRIVATE = 0.01
_MADE_PUBLIC = 0.06
_APPEALED = 0.7
_SHOWN_AGAIN = 0.55


@dataclass(frozen=True)
class _Said:
    act: str
    by: str
    after_hours: float


def with_visibility(
    beats: list[Beat], *, received_at: datetime, is_public: bool, cast: Cast, rng: Random
) -> list[Beat]:
    """Return the course with what was decided about who reads it, where anything was."""
    if not beats:
        return beats
    said = list(_said(is_public=is_public, cast=cast, rng=rng))
    taken = {beat.step.at for beat in beats} | {received_at}
    added, at = [], received_at
    for one in said:
        at = (at + timedelta(hours=one.after_hours)).replace(microsecond=0)
        while at in taken:
            at += timedelta(seconds=1)
        taken.add(at)
        added.append(Beat(Step(one.act, at, one.by), one.act))
    return sorted([*beats, *added], key=lambda beat: beat.step.at)


def _said(*, is_public: bool, cast: Cast, rng: Random) -> Iterable[_Said]:
    chance = rng.random()
    if not is_public:
        if chance < _MADE_PUBLIC:
            yield _Said("make_public", "requester", rng.uniform(5, 200))
        return
    if chance < _MADE_PRIVATE:
        yield _Said("make_private", "requester", rng.uniform(5, 200))
    elif chance < _MADE_PRIVATE + _HIDDEN:
        first, second = rng.sample(cast.dispatchers, 2)
        yield _Said("hide", first, rng.uniform(2, 40))
        if rng.random() < _APPEALED:
            yield _Said("appeal_hiding", "requester", rng.uniform(3, 60))
            act = "show_again" if rng.random() < _SHOWN_AGAIN else "keep_hidden"
            # Nobody decides on what they did themselves.
            yield _Said(act, second, rng.uniform(4, 50))
