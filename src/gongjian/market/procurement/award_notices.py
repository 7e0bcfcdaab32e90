"""What evaluators, bidders and those who judge complaints are told, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.people.interface import Topic

JUDGING = Topic(
    "bids_to_judge",
    _("Bids that you judge"),
    _("You were appointed to judge bids, or their evaluation has begun."),
)
BIDS = Topic(
    "own_bids",
    _("Your company’s bids"),
    _("Your company’s bid could not be opened, or its call was ranked, awarded or stopped."),
)
COMPLAINTS = Topic(
    "award_complaints",
    _("Complaints about awards"),
    _("A bidder complains about an intended award."),
    is_for_staff=True,
)
TOPICS = [JUDGING, BIDS, COMPLAINTS]

YOU_JUDGE = _("You judge the bids of this call.")
YOU_BID = _("Your company bid in this call.")
YOU_DECIDE = _("You may decide on complaints about this call.")

APPOINTED = _("Please declare your interests: {title}")
APPOINTED_BODY = _(
    "You are to judge the bids of this call. First say whether you have an interest in a bidder."
)
BEGUN = _("The bids are there to be judged: {title}")
BEGUN_BODY = _("Judge each bid alone, with reasons, and lock your scores.")
RANKED = _("The bids are ranked: {title}")
RANKED_BODY = _(
    "Read your scores, and why the first is the first. You can complain until the standstill ends."
)
SHUT = _("Your bid cannot be opened: {title}")
SHUT_BODY = _(
    "A part of your bid was not sealed as it should be, or too many trustees say that their boxes "
    "are spoiled. As it is, it does not count. Read what each trustee gave."
)
SECRET_SHUT = _("Your trade secrets cannot be opened: {title}")
SECRET_SHUT_BODY = _("Your bid counts without them.")
OPENED = _("Your bid was opened after all: {title}")
OPENED_BODY = _("Trustees gave right shares, and your bid counts.")
EXCLUDED = _("Your bid is excluded: {title}")
EXCLUDED_BODY = _(
    "The ground and the reason are published with the ranking. Once an award is intended you can "
    "complain."
)
LIFTED = _("Your bid counts again: {title}")
LIFTED_BODY = _("Its exclusion was lifted.")
PROPOSED = _("Your bid may be excluded: {title}")
PROPOSED_BODY = _("It was proposed; another person decides.")
REFUSED = _("Your bid is not excluded: {title}")
REFUSED_BODY = _("It was proposed, and another person refused.")
ASKED = _("Please account for your price: {title}")
ASKED_BODY = _("Without an answer in time your bid can be excluded.")
PROOF_ACCEPTED = _("Your proof of concept is accepted: {title}")
PROOF_ACCEPTED_BODY = _("It is to be paid as the call says, whoever gets the contract.")
PROOF_REFUSED = _("Your proof of concept is not accepted: {title}")
PROOF_REFUSED_BODY = _("Read why on the page of the call’s proofs of concept.")
PROOF_PAID = _("Your proof of concept is paid: {title}")
PROOF_PAID_BODY = _("The payment is recorded, and everybody can see it.")
UNSUCCESSFUL = _("The call is unsuccessful: {title}")
UNSUCCESSFUL_BODY = _("Read why your bid has no place.")
STAGE_JUDGED = _("A stage is judged: {title}")
STAGE_JUDGED_BODY = _("Read your scores, and whether you are invited to the next stage.")
AWARDED = _("The contract is awarded: {title}")
AWARDED_BODY = _("The standstill has ended.")
COMPLAINED = _("A bidder complains: {title}")
COMPLAINED_BODY = _(
    "The call rests until the complaint is decided, with reasons, by somebody who neither "
    "judged the bids nor intended the award."
)
DECIDED = _("Your complaint is decided: {title}")
DECIDED_BODY = _("Read the decision and its reasons.")
