from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Conflict, Invalid, WrongState
from gongjian.market.procurement.reader_words import as_read


def _at(field: str, reason: str) -> dict[str, list[str]] | None:
    """What the reader of a sealed file says of it, at the field with which it was sent."""
    return {field: [as_read(reason)]} if reason else None


class EnvelopeRefused(Invalid):
    """The bytes are no envelope for this call and stage; the reason is the reader's, in English."""

    code = "envelope_refused"
    message = _(
        "This is not an envelope for this call. Seal the bid again with the page or the command "
        "of this call, and send the file unchanged."
    )

    def __init__(self, reason: str = "") -> None:
        super().__init__(fields=_at("envelope", reason))
        self.reason = reason


class UnknownBidderKey(Invalid):
    code = "unknown_bidder_key"
    message = _(
        "The envelope is signed with a key that your company has not registered, or has revoked."
    )


class BidderKeyTaken(Conflict):
    code = "bidder_key_taken"
    message = _("This key is registered already. Make a new one.")


class BadBidderKey(Invalid):
    code = "bad_bidder_key"
    message = _("This is not a public key of a bidder: it has 44 characters and ends in “=”.")


class BidTooLate(WrongState):
    """By the database's own clock."""

    code = "bid_too_late"
    message = _("The deadline of this call has passed. Nothing was taken.")


class ClockWentBack(WrongState):
    code = "clock_went_back"
    message = _(
        "The town’s clock stands before a bid that came in earlier. Nothing was taken; try again, "
        "and tell the town if it stays so."
    )


class NewerEnvelope(Conflict):
    code = "newer_envelope"
    message = _(
        "Your company has sent an envelope that was sealed later than this one. Seal it again if "
        "it is to replace that one."
    )


class EnvelopeGone(Conflict):
    """Sent again after it was withdrawn or replaced: the same bytes never stand a second time."""

    code = "envelope_gone"
    message = _(
        "Your company has withdrawn or replaced this envelope, and it does not stand any more. "
        "Seal the bid again and send the new one."
    )


class TooManyEnvelopes(Conflict):
    """Each is kept for ever, and published."""

    code = "too_many_envelopes"
    message = _(
        "Your company has sent as many envelopes for this stage as are taken. What stands, stands; "
        "you may still withdraw it."
    )


class WithdrawalRefused(Invalid):
    """The bytes withdraw nothing; the reason is the reader's, in English."""

    code = "withdrawal_refused"
    message = _(
        "This is not a withdrawal of the envelope that stands, signed with a key of your company. "
        "Sign it with the page or the command of this call, and send the file unchanged."
    )

    def __init__(self, reason: str = "") -> None:
        super().__init__(fields=_at("withdrawal", reason))
        self.reason = reason


class NoBid(WrongState):
    code = "no_bid"
    message = _("There is no bid of your company in this stage that could be withdrawn.")


class NoTrustees(WrongState):
    code = "no_trustees"
    message = _("This call has no trustees with keys, so nothing can be sealed for it.")


class NotClosed(WrongState):
    code = "bids_not_closed"
    message = _("Nothing is opened before the root over all envelopes was published.")


class PartNotOpenYet(WrongState):
    code = "part_not_open_yet"
    message = _("This part of the bids is not opened in the present state of the call.")


class PartUnsettled(WrongState):
    """Shares came in for a part that could not be opened before."""

    code = "part_unsettled"
    message = _("Shares that came in are still being tried on a bid. Wait a moment, and try again.")


class PartSettled(WrongState):
    code = "part_settled"
    message = _(
        "These shares come too late: a bid of which you said that your box is spoiled was left out "
        "when the evaluation began."
    )


class SharesRefused(Invalid):
    code = "shares_refused"
    message = _("This is not a file with your shares for this call and part.")

    def __init__(self, reason: str = "") -> None:
        super().__init__(fields=_at("shares", reason))
        self.reason = reason


class TooManyShares(Conflict):
    code = "too_many_shares"
    message = _(
        "You have handed in as many different files for this part as are taken. The program makes "
        "the same file every time: send one of them again, and tell the town if nothing opens."
    )


class BadTrusteeKey(Invalid):
    code = "bad_trustee_key"
    message = _("This is not a public key of a trustee: it has 88 characters and ends in “==”.")


class TrusteeKeyTaken(Conflict):
    code = "trustee_key_taken"
    message = _("This key was given before. Make a new one for each call.")
