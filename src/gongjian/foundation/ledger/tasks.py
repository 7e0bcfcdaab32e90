from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.background import background_task
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.ledger.actions.seal_ledger import seal_ledger


# Few attempts, soon after each other: the next periodic start tries anew anyhow.
@background_task(
    _("Seal new entries of the ledger"), max_attempts=4, first_wait_seconds=2, priority=10
)
def seal_entries() -> None:
    """Every few seconds while entries wait: put them into the tree and sign its root."""
    while seal_ledger(now=now()):
        pass
