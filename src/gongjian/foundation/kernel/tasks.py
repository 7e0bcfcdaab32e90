from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.background import background_task
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.pruning import prune


@background_task(_("Delete technical records that are no longer needed"), max_attempts=3)
def prune_kernel() -> None:
    """Hourly: delete what the kernel kept for a while."""
    prune(now())
