"""Background work of the law; config/wiring.py says what starts it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.background import background_task
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.law.actions import announce_change, check_dependents, notify_people
from gongjian.foundation.law.selectors.findings import has_standing


@background_task(_("Hold what rests on a changed law against it"))
def check_changed_law(ids: Sequence[str]) -> None:
    """Look at everything that rests on these changes, and tell whom it concerns."""
    for key in ids:
        check_dependents.check_dependents(change_id=UUID(key), now=now())
        notify_people.tell_of_change(change_id=UUID(key), now=now())


@background_task(_("Look again at what was found to rest on no law"))
def check_law_again(ids: Sequence[str] = ()) -> None:
    """Look again at what stands, since something of it was changed."""
    if has_standing():
        check_dependents.check_standing(now=now())


@background_task(_("See which laws begin or end today"))
def begin_day_of_law() -> None:
    """Announce what begins and ends by itself."""
    announce_change.announce_day(now=now())


def is_new_day() -> bool:
    return announce_change.is_new_day(now())
