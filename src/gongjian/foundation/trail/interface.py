"""The trail's door."""

from gongjian.foundation.trail.actions.add_link import add_link
from gongjian.foundation.trail.models import Relation
from gongjian.foundation.trail.selectors.links import links_of

__all__ = ["Relation", "add_link", "links_of"]
