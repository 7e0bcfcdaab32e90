"""What people are told of initiatives, in words: by the name of the event."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.people.interface import NoticeWords, Topic

TOPIC = Topic(
    "initiatives",
    _("What the government makes of what you asked for"),
    _("An initiative was made of it, planned, begun, delivered, reviewed, refused or dropped."),
    is_paced=True,
)
TOPICS = [TOPIC]
REASONS = {
    "case": _("You told the government about this."),
    "hotissue": _("You told the government about the same as others did."),
    "proposal": _("You wrote, support or follow a proposal that this came of."),
    "budgetproject": _("You submitted a budget project that this came of."),
    "": _("You follow this initiative."),
}
_WHY = _("The reason:\n\n{text}")
_MADE = NoticeWords(
    _("The government considers it: {title}"),
    _(
        "What you and others said is evidence for a new initiative. Its page says what is to be "
        "done and why, and you are told of each step."
    ),
)
TOLD: dict[str, NoticeWords] = {
    "initiative_made": _MADE,
    "evidence_added": _MADE,
    "initiative_planned": NoticeWords(
        _("It is planned: {title}"),
        _("{department} is to deliver it in {quarter}. Its page says how its outcome is measured."),
    ),
    "initiative_started": NoticeWords(
        _("The work has begun: {title}"), _("{department} is to deliver it in {quarter}.")
    ),
    "initiative_delivered": NoticeWords(
        _("It is done: {title}"),
        _("{department} says that it is delivered. Next, what it came to is measured.\n\n{text}"),
    ),
    "initiative_reviewed": NoticeWords(_("What it came to: {title}"), _("{text}")),
    "contract_signed": NoticeWords(
        _("A contract is signed: {title}"),
        _("A company builds it. The contract says what, for how much, and who answers for what."),
    ),
    "milestone_trial_asked": NoticeWords(
        _("Please try it: {title}"),
        _(
            "“{what}” is there, the company says. You asked for it: does it work? Your answer is "
            "read by those who accept it, without your name."
        ),
    ),
    "milestone_accepted": NoticeWords(
        _("Delivered and accepted: {what}"), _("A part of this is there now: {title}")
    ),
    "contract_done": NoticeWords(
        _("All is built: {title}"), _("Everything that the contract says was accepted.")
    ),
    "initiative_refused": NoticeWords(_("It is not going to be done: {title}"), _WHY),
    "initiative_dropped": NoticeWords(_("It was dropped: {title}"), _WHY),
    "initiative_resumed": NoticeWords(_("It is taken up again: {title}"), _WHY),
}
"""An event that is not here is told to nobody."""
