"""Everything upstream of a thing, whoever may see it: for telling those behind it and for counting.

Never to be shown as it is."""

from __future__ import annotations

from collections.abc import Sequence

from gongjian.foundation.trail.kinds import kind_of
from gongjian.foundation.trail.models import Link

MOST_LEVELS = 8
MOST_SOURCES = 5_000
"""As many as are followed in all; an initiative takes a hundred pieces of evidence."""
_PIECE = 500


def sources_of(reference: str) -> list[str]:
    """References of all things that led to one, nearest first, itself not among them.

    A query for each five hundred things of a level, eight levels, five thousand things at most.
    Things that were merged into one of them are among them; a hot issue stands for its cases.
    """
    return _sources([reference], most=MOST_SOURCES)


def sources_of_many(references: Sequence[str]) -> list[str]:
    """References of all things that led to any of these, each once; as many as there are. A query
    for each five hundred things of a level."""
    return _sources(references, most=None)


def _sources(references: Sequence[str], *, most: int | None) -> list[str]:
    found: dict[str, None] = dict.fromkeys(references)
    level = list(found)
    for _number in range(MOST_LEVELS):
        nearer: dict[str, None] = {}
        for begin in range(0, len(level), _PIECE):
            rows = Link.objects.filter(target__in=level[begin : begin + _PIECE]).order_by("id")
            for source in rows.values_list("source", flat=True)[:most]:
                if source not in found and kind_of(source.partition(":")[0]) is not None:
                    nearer[source] = None
        level = list(nearer) if most is None else list(nearer)[: most - len(found)]
        found.update(dict.fromkeys(level))
        if not level:
            break
    asked = set(references)
    return [one for one in found if one not in asked]
