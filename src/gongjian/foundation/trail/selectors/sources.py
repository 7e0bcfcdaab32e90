"""Everything upstream of a thing, whoever may see it: for telling those behind it and for counting.

Never to be shown as it is."""

from __future__ import annotations

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
    found: dict[str, None] = {reference: None}
    level = [reference]
    for _number in range(MOST_LEVELS):
        nearer: dict[str, None] = {}
        for begin in range(0, len(level), _PIECE):
            rows = Link.objects.filter(target__in=level[begin : begin + _PIECE])
            for source in rows.order_by("id").values_list("source", flat=True)[:MOST_SOURCES]:
                if source not in found and kind_of(source.partition(":")[0]) is not None:
                    nearer[source] = None
        level = list(nearer)[: MOST_SOURCES - len(found)]
        found.update(dict.fromkeys(level))
        if not level:
            break
    del found[reference]
    return list(found)
