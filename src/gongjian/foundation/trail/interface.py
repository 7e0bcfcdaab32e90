"""The trail's door."""

from gongjian.foundation.trail.actions.add_link import add_link
from gongjian.foundation.trail.actions.remove_link import forget_linker, remove_link
from gongjian.foundation.trail.kinds import (
    Behind,
    Kind,
    Moment,
    Money,
    Movement,
    Told,
    Weight,
    connect_kinds,
    kind_of,
)
from gongjian.foundation.trail.models import Relation
from gongjian.foundation.trail.selectors.links import links_of, links_to, targets_of
from gongjian.foundation.trail.selectors.sources import sources_of, sources_of_many
from gongjian.foundation.trail.selectors.trails import (
    Stage,
    Thing,
    Trail,
    describe,
    is_told_of,
    trail_of,
)

__all__ = [
    "Behind",
    "Kind",
    "Moment",
    "Money",
    "Movement",
    "Relation",
    "Stage",
    "Thing",
    "Told",
    "Trail",
    "Weight",
    "add_link",
    "connect_kinds",
    "describe",
    "forget_linker",
    "is_told_of",
    "kind_of",
    "links_of",
    "links_to",
    "remove_link",
    "sources_of",
    "sources_of_many",
    "targets_of",
    "trail_of",
]
