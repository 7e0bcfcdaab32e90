"""What is told of calls, in words."""

from __future__ import annotations

from enum import Enum

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.people.interface import NoticeWords, Topic
from gongjian.market.procurement.award_notices import BIDS, YOU_BID

FOLLOWED = Topic(
    "calls",
    _("Calls that you follow"),
    _("A call that you follow was changed, answered a question, or went on."),
)
QUESTIONS = Topic(
    "call_questions",
    _("Your questions about calls"),
    _("A question that you asked about a call was answered."),
)
WORK = Topic(
    "call_work",
    _("Work on calls"),
    _("A call waits for approval, a key or shares, or a company has asked something."),
    is_for_staff=True,
)
TIES = Topic(
    "companies",
    _("Companies and you"),
    _("A company asks you to speak for it, or says that you own a part of it."),
)
TOPICS = [FOLLOWED, QUESTIONS, WORK, TIES]


class Audience(Enum):
    FOLLOWERS = "followers"
    ASKER = "asker"
    BUYERS = "buyers"
    APPROVERS = "approvers"
    TRUSTEES = "trustees"
    BIDDERS = "bidders"
    """Members of companies whose bid stands in the stage."""


TOPIC_OF = {
    Audience.FOLLOWERS: FOLLOWED,
    Audience.ASKER: QUESTIONS,
    Audience.BUYERS: WORK,
    Audience.APPROVERS: WORK,
    Audience.TRUSTEES: WORK,
    Audience.BIDDERS: BIDS,
}
REASONS = {
    Audience.FOLLOWERS: _("You follow this call."),
    Audience.ASKER: _("You asked this question."),
    Audience.BUYERS: _("You run the calls of this area."),
    Audience.APPROVERS: _("You may approve this call."),
    Audience.TRUSTEES: _("You are a trustee of this call."),
    Audience.BIDDERS: YOU_BID,
}


REASON = _("The reason: {text}")
CALL_AMENDED = NoticeWords(
    _("A call was changed: {title}"), _("{text} The last day for bids is {day}.")
)
CALL_DOCUMENT_ATTACHED = NoticeWords(
    _("A document was added to a call: {title}"), _("You find it on the call’s page.")
)
CALL_SUSPENDED = NoticeWords(_("A call was suspended: {title}"), REASON)
CALL_RESUMED = NoticeWords(
    _("A call goes on: {title}"), _("Its deadlines have moved by as long as it stood.")
)
CALL_CANCELLED = NoticeWords(_("A call was cancelled: {title}"), REASON)
CALL_DECLARED_UNSUCCESSFUL = NoticeWords(_("A call led to no award: {title}"), REASON)
AWARD_WITHDRAWN = NoticeWords(_("An intended award was withdrawn: {title}"), REASON)
AWARD_GIVEN_UP = NoticeWords(
    _("An award was given up: {title}"),
    _("The winner does not sign. The other bids are ranked again. {text}"),
)
TOLD: dict[str, dict[Audience, NoticeWords]] = {
    "call_drafted": {
        Audience.APPROVERS: NoticeWords(
            _("A call was drafted: {title}"), _("It waits for somebody else’s approval.")
        ),
    },
    "call_approved": {
        Audience.BUYERS: NoticeWords(
            _("A call was approved: {title}"),
            _("It can be opened as soon as its trustees have given their keys."),
        ),
    },
    "call_returned": {Audience.BUYERS: NoticeWords(_("A call is a draft again: {title}"), REASON)},
    "call_trustees_named": {
        Audience.TRUSTEES: NoticeWords(
            _("You are a trustee of a call: {title}"),
            _("Please make a key and give its public part, so that the call can be opened."),
        ),
    },
    "call_opened": {
        Audience.TRUSTEES: NoticeWords(
            _("A call is open: {title}"),
            _("Please check that bids are sealed for your key. Its page says how."),
        ),
    },
    "call_stage_opened": {
        Audience.FOLLOWERS: NoticeWords(
            _("The next stage is open: {title}"), _("The last day for bids is {day}.")
        ),
    },
    "call_amended": {
        Audience.BIDDERS: CALL_AMENDED,
        Audience.FOLLOWERS: CALL_AMENDED,
    },
    "call_document_attached": {
        Audience.BIDDERS: CALL_DOCUMENT_ATTACHED,
        Audience.FOLLOWERS: CALL_DOCUMENT_ATTACHED,
    },
    "call_question_asked": {
        Audience.BUYERS: NoticeWords(
            _("A company has asked something: {title}"), _("Please answer by {answer_day}.")
        ),
    },
    "call_question_answered": {
        Audience.FOLLOWERS: NoticeWords(
            _("A question was answered: {title}"), _("All companies read question and answer.")
        ),
        Audience.ASKER: NoticeWords(
            _("Your question was answered: {title}"), _("All companies read question and answer.")
        ),
    },
    "call_closed": {
        Audience.FOLLOWERS: NoticeWords(
            _("A call was closed: {title}"), _("No more bids are taken.")
        ),
        Audience.TRUSTEES: NoticeWords(
            _("A call was closed: {title}"),
            _("Release nothing yet: you are told when your shares are needed."),
        ),
    },
    "proof_accepted": {
        Audience.APPROVERS: NoticeWords(
            _("A proof of concept is to be paid: {title}"),
            _("Another person than who accepted one records the payment."),
        ),
    },
    "technical_opening_begun": {
        Audience.TRUSTEES: NoticeWords(
            _("Your shares are needed: {title}"),
            _("The technical parts of its bids are opened now. Its page says how."),
        ),
    },
    "price_opening_begun": {
        Audience.TRUSTEES: NoticeWords(
            _("Your shares are needed: {title}"),
            _("The prices of its bids are opened now. Its page says how."),
        ),
    },
    "call_not_closed": {
        Audience.BUYERS: NoticeWords(
            _("A call cannot be closed: {title}"),
            _("Its deadline has passed and no bid is taken, but it does not close. {text}"),
        ),
        Audience.APPROVERS: NoticeWords(
            _("A call cannot be closed: {title}"),
            _("Its deadline has passed and no bid is taken, but it does not close. {text}"),
        ),
    },
    "contract_signed": {
        Audience.FOLLOWERS: NoticeWords(
            _("A contract is signed: {title}"), _("Its page says who answers for what.")
        ),
    },
    "contract_changed": {
        Audience.FOLLOWERS: NoticeWords(_("A contract was changed: {title}"), REASON),
    },
    "contract_done": {
        Audience.FOLLOWERS: NoticeWords(
            _("All is delivered and accepted: {title}"), _("Both sides rate each other now.")
        ),
    },
    "contract_ended": {
        Audience.FOLLOWERS: NoticeWords(_("A contract was ended early: {title}"), REASON)
    },
    "contract_lapsed": {
        Audience.FOLLOWERS: NoticeWords(_("No contract was signed in time: {title}"), REASON)
    },
    "call_suspended": {Audience.BIDDERS: CALL_SUSPENDED, Audience.FOLLOWERS: CALL_SUSPENDED},
    "call_resumed": {
        Audience.BIDDERS: CALL_RESUMED,
        Audience.FOLLOWERS: CALL_RESUMED,
    },
    "exclusion_proposed": {
        Audience.APPROVERS: NoticeWords(
            _("An exclusion was proposed: {title}"),
            _("Somebody else than who proposed it has to agree or refuse. {text}"),
        ),
    },
    "price_explained": {
        Audience.BUYERS: NoticeWords(
            _("A company accounted for its price: {title}"), _("Read it before you decide.")
        ),
    },
    "award_withdrawn": {Audience.BIDDERS: AWARD_WITHDRAWN, Audience.FOLLOWERS: AWARD_WITHDRAWN},
    "award_declined": {
        Audience.BUYERS: AWARD_GIVEN_UP,
        Audience.BIDDERS: AWARD_GIVEN_UP,
        Audience.FOLLOWERS: AWARD_GIVEN_UP,
    },
    "award_given_up": {
        Audience.BUYERS: AWARD_GIVEN_UP,
        Audience.BIDDERS: AWARD_GIVEN_UP,
        Audience.FOLLOWERS: AWARD_GIVEN_UP,
    },
    "call_cancelled": {Audience.BIDDERS: CALL_CANCELLED, Audience.FOLLOWERS: CALL_CANCELLED},
    "call_declared_unsuccessful": {
        Audience.BIDDERS: CALL_DECLARED_UNSUCCESSFUL,
        Audience.FOLLOWERS: CALL_DECLARED_UNSUCCESSFUL,
    },
}
"""By event, who is told what."""
