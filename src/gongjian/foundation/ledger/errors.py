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


class LedgerRolledBack(GongjianError):
    """The database is behind what this host signed: going on would make a second ledger."""

    code = "ledger_rolled_back"
    status = 500
    message = _(
        "The database holds fewer ledger entries than were signed on this host, or other ones: it "
        "was set back or begun anew. Nothing is sealed, for that would make a second ledger. Bring "
        "the missing entries back with “gongjian ledger recover”; a town that begins anew takes "
        "another key with “gongjian ledger begin-anew”."
    )


class NotSealedYet(GongjianError):
    code = "not_sealed_yet"
    status = 409
    message = _(
        "This is recorded, and is put into the ledger's tree within seconds. Try again in a moment."
    )


class UnknownCheckpoint(GongjianError):
    """A witness sent a signature below something that this log did not sign."""

    code = "unknown_checkpoint"
    status = 422
    message = _("This ledger did not sign this checkpoint.")


class UnknownWitness(GongjianError):
    code = "unknown_witness"
    status = 403
    message = _("No witness that this town publishes has signed this checkpoint anew.")


class OtherLedger(GongjianError):
    """What was to be taken over is no continuation of this ledger."""

    code = "other_ledger"
    status = 422
    message = _("This is not signed by this ledger's key, or did not grow out of what is here.")


class OlderCopy(GongjianError):
    """A copy of the log ends before what was signed on this host: it does not bring back all."""

    code = "older_copy"
    status = 422
    message = _(
        "This copy of the log ends before the last tree that was signed on this host. With it the "
        "ledger would go on as a second one: name a later copy."
    )


class LedgerBegan(GongjianError):
    code = "ledger_began"
    status = 409
    message = _(
        "This database holds sealed entries. Its ledger goes on under its key; only an empty one "
        "begins with another."
    )
