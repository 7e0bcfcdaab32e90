"""Who may change provisions and parameters. Everybody may read them."""

from __future__ import annotations

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotAllowed


def can_edit_law(actor: Actor) -> bool:
    """Administrators of the whole town: a provision knows no areas."""
    return actor.is_system or actor.reaches("", Role.ADMINISTRATOR)


def require_can_edit_law(actor: Actor) -> None:
    if not can_edit_law(actor):
        raise NotAllowed
