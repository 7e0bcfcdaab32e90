from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.background import background_task
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.ledger.actions.ask_witnesses import ask_witnesses
from gongjian.foundation.ledger.actions.seal_ledger import seal_ledger
from gongjian.foundation.ledger.selectors.checkpoints import witnesses


# Few attempts, soon after each other: the next periodic start tries anew anyhow.
@background_task(
    _("Seal new entries of the ledger"), max_attempts=4, first_wait_seconds=2, priority=10
)
def seal_entries() -> None:
    """Every second while entries wait: put them into the tree and sign its root."""
    while seal_ledger(now=now()):
        pass


@background_task(_("Bring the ledger's checkpoint to its witnesses"), max_attempts=1, priority=5)
def bring_checkpoint() -> None:
    """Every minute: the witnesses that have an address are asked to sign the latest checkpoint."""
    ask_witnesses(now=now)


def has_witnesses_to_ask() -> bool:
    return any(witness.url for witness in witnesses())
