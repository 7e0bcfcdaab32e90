"""What the town does for applications by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.background import background_task
from gongjian.foundation.kernel.clock import now
from gongjian.government.services.actions.withdraw_application import (
    forget_erased,
    give_up_forgotten,
)
from gongjian.government.services.selectors.applications import forgotten_ids


@background_task(_("Forget the answers of people who had their data erased"))
def forget_erased_applications(ids: Sequence[str]) -> None:
    """Of cases that changed: where their requester was erased."""
    forget_erased(case_ids=[UUID(case_id) for case_id in ids], now=now())


@background_task(_("Give up forms that nobody hands in"))
def give_up_forgotten_applications() -> None:
    """Those older than the law lets them wait."""
    give_up_forgotten(now=now())


def drafts_are_old() -> bool:
    """Whether there may be such: what the law says exactly is asked then."""
    return bool(forgotten_ids(now() - timedelta(days=1)))
