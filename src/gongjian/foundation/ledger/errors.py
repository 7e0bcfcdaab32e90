from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import GongjianError


class WrongLedgerKey(GongjianError):
    """This host would sign with another key than the one the ledger began with."""

    code = "wrong_ledger_key"
    status = 500
    message = _(
        "The ledger is signed with another key than the one on this host. Copy keys/ledger.pem "
        "from the host where the ledger began; all hosts of a town share it."
    )


class LedgerBroken(GongjianError):
    """What is stored of the tree contradicts itself; ``gongjian ledger check`` tells where."""

    code = "ledger_broken"
    status = 500
    message = _("The ledger contradicts itself. Run “gongjian ledger check” to see where.")
