"""What both sides of a contract and those who accept are told, in words."""

from __future__ import annotations

from enum import Enum

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.people.interface import NoticeWords, Topic

CONTRACTS = Topic(
    "contracts",
    _("Contracts of your company"),
    _("A contract of your company waits for you, was changed, accepted, paid or rated."),
)
ACCEPTING = Topic(
    "deliveries_to_accept",
    _("Deliveries that you accept"),
    _("Something was delivered that you accept or refuse."),
)
BUYING = Topic(
    "contract_work",
    _("Work on contracts"),
    _("A contract waits for a signature, a payment or a decision on a change."),
    is_for_staff=True,
)
TOPICS = [CONTRACTS, ACCEPTING, BUYING]


class Told(Enum):
    COMPANY = "company"
    ACCEPTORS = "acceptors"
    BUYERS = "buyers"


TOPIC_OF = {Told.COMPANY: CONTRACTS, Told.ACCEPTORS: ACCEPTING, Told.BUYERS: BUYING}
REASONS = {
    Told.COMPANY: _("It is your company’s contract."),
    Told.ACCEPTORS: _("You accept what is delivered."),
    Told.BUYERS: _("You run or approve the calls of this area."),
}


_REASON = _("The reason: {text}")
_SIGN = NoticeWords(
    _("A contract waits for your signature: {title}"), _("Read it, then sign or send it back.")
)
_SIGNED = NoticeWords(_("The contract is signed: {title}"), _("Both sides are bound by it now."))
_BACK = NoticeWords(_("A contract is a draft again: {title}"), _REASON)
_CHANGE = NoticeWords(_("A change of a contract is proposed: {title}"), _REASON)
_CHANGED = NoticeWords(_("A contract was changed: {title}"), _REASON)
_UNCHANGED = NoticeWords(_("A change of a contract was refused: {title}"), _REASON)
_RATED = NoticeWords(
    _("You were rated: {title}"), _("Read it; you may reply once, and your reply stands beside it.")
)
_ENDED = NoticeWords(_("A contract was ended early: {title}"), _REASON)
_DONE = NoticeWords(_("All is delivered and accepted: {title}"), _("Please rate the other side."))
CONTRACT_TOLD: dict[str, dict[Told, NoticeWords]] = {
    "contract_drafted": {
        Told.COMPANY: NoticeWords(
            _("Your contract is being written: {title}"),
            _("You can read the draft. Both sides sign it when nothing is missing."),
        )
    },
    "contract_acceptors_named": {
        Told.ACCEPTORS: NoticeWords(
            _("You are to accept what is delivered: {title}"),
            _("You are told of each delivery, and accept or refuse it with your own word."),
        )
    },
    "contract_side_signed": {Told.COMPANY: _SIGN, Told.BUYERS: _SIGN},
    "contract_taken_back": {Told.COMPANY: _BACK, Told.BUYERS: _BACK},
    "contract_signed": {Told.COMPANY: _SIGNED, Told.BUYERS: _SIGNED},
    "milestone_reported": {
        Told.ACCEPTORS: NoticeWords(
            _("Delivered, for you to accept: {title}"),
            _("Compare it with what was agreed, then accept or refuse it."),
        )
    },
    "milestone_refused": {Told.COMPANY: NoticeWords(_("A delivery was refused: {title}"), _REASON)},
    "milestone_accepted": {
        Told.COMPANY: NoticeWords(_("A milestone is accepted: {title}"), _("It is paid next.")),
        Told.BUYERS: NoticeWords(
            _("A milestone is accepted, to be paid: {title}"),
            _("Somebody who accepted nothing of it records the payment."),
        ),
    },
    "milestone_paid": {
        Told.COMPANY: NoticeWords(_("A milestone is paid: {title}"), _("See what was recorded."))
    },
    "contract_change_proposed": {Told.COMPANY: _CHANGE, Told.BUYERS: _CHANGE},
    "contract_changed": {Told.COMPANY: _CHANGED, Told.ACCEPTORS: _CHANGED},
    "contract_change_refused": {Told.COMPANY: _UNCHANGED, Told.BUYERS: _UNCHANGED},
    "contract_done": {Told.COMPANY: _DONE, Told.BUYERS: _DONE},
    "contract_ended": {Told.COMPANY: _ENDED, Told.ACCEPTORS: _ENDED},
    "contract_lapsed": {
        Told.COMPANY: NoticeWords(_("No contract was signed in time: {title}"), _REASON)
    },
}
"""By event, who is told what. Ratings: see actions/tell_of_contracts.py."""
RATED = _RATED
SIGN_SOON = NoticeWords(
    _("To be signed until {day}: {title}"),
    _("Your side has not signed yet. What is not signed in time comes to nothing."),
)
DELIVER_SOON = NoticeWords(
    _("A milestone is due on {day}: {title}"), _("Report it when it is delivered.")
)
"""Reminders, with a place for ``{day}``: see actions/remind_of_contracts.py."""
