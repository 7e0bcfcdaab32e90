"""The topics of notices, and the areas roles reach: lists that apps above people bring along.

People stand below the apps that write notices and below the tree of areas, so config/wiring.py
hands both in when the process starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.people.rules import Pace

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Topic:
    """One kind of notices: a person wants all of it by e-mail, or only in the inbox."""

    code: str
    name: str | Promise
    about: str | Promise
    is_for_staff: bool = False
    pace: Pace = Pace.AT_ONCE
    """How often its letters go to whoever chose nothing else."""
    is_paced: bool = False
    """Whether people may choose how often."""


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """What one audience reads of an event; with places in braces for what it is about."""

    subject: _StrPromise
    body: _StrPromise
    is_urgent: bool = False


STALE_AFTER = timedelta(days=7)
"""Nobody is told of older events: somebody loaded them, and whoever they concern knows by now."""

ACCOUNT = Topic(
    "account",
    _("Your account"),
    _("A role was given to you or taken away, an API key was made."),
)

AreaSource = Callable[[], list[tuple[str, str, bool]]]
"""Returns path, name and whether it is in use of every area, a parent before its children."""

_topics: dict[str, Topic] = {ACCOUNT.code: ACCOUNT}
_area_source: list[AreaSource] = []


def connect_topics(topics: Iterable[Topic]) -> None:
    """Install the topics of the apps above; config/wiring.py calls this once."""
    _topics.clear()
    _topics.update({topic.code: topic for topic in (*topics, ACCOUNT)})


def connect_areas(source: AreaSource) -> None:
    """Install where areas are read; config/wiring.py calls this once."""
    _area_source[:] = [source]


def topics_for(*, is_staff: bool) -> list[Topic]:
    """The topics somebody can get notices of."""
    return [topic for topic in _topics.values() if is_staff or not topic.is_for_staff]


def usual_pace(code: str) -> Pace:
    """How often letters on a topic go to whoever chose nothing else."""
    topic = _topics.get(code)
    return topic.pace if topic else Pace.AT_ONCE


def topic_name(code: str) -> str:
    topic = _topics.get(code)
    return str(topic.name) if topic else code


def area_names(*, only_in_use: bool = False) -> dict[str, str]:
    """Path → name of every area; a role or an organisation keeps one that is out of use."""
    rows = _area_source[0]() if _area_source else []
    return {path: name for path, name, is_in_use in rows if is_in_use or not only_in_use}
