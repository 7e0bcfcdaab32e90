from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import NotAllowed


class ProofNeeded(NotAllowed):
    """Somebody at an unlocked machine must not be able to erase its owner."""

    code = "proof_needed"
    message = _("Prove first that it is you, with your password or a code, then ask again.")
