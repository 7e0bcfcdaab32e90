"""What is told about the exchange, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.people.interface import Topic

REQUESTS = Topic(
    "data_exchange",
    _("Data exchange between departments"),
    _("Requests for data, agreements to sign, sources that send too much, doubts about data."),
    is_for_staff=True,
)
CORRECTIONS = Topic(
    "data_corrections",
    _("Doubts about my data"),
    _("What became of data that you said are wrong."),
)
LOOKS = Topic(
    "data_looks",
    _("Looks at my data"),
    _(
        "Which departments looked at data about you, once a day where any did; what an"
        " investigation kept from you, on its day; a number that was noted as yours."
    ),
)
TOPICS = [REQUESTS, CORRECTIONS, LOOKS]

YOU_SUPERVISE = _("You supervise {department}.")
YOU_ADMINISTER = _("You administer the town.")
YOU_RAISED = _("You said that data are wrong.")

ASKED_SUBJECT = _("{consumer} asks for data: {dataset}")
ASKED_BODY = _("For: {purpose}\n\nAnswer by {day}.")
ESCALATED_SUBJECT = _("Overdue: {consumer} asked for data: {dataset}")
ESCALATED_BODY = _("For: {purpose}\n\nThe answer was due on {day}.")
DECIDED_SUBJECT = _("Your request for data was answered: {dataset}")
DECIDED_BODY = _("For: {purpose}\n\n{state}. {reason}")
SIGN_SUBJECT = _("An agreement waits for your signature: {dataset}")
SIGN_BODY = _("{consumer} asks {provider} for: {purpose}")
SURPLUS_SUBJECT = _("Your source sends more than was agreed: {dataset}")
SURPLUS_BODY = _("Dropped, and given to nobody: {fields}")
DOUBT_SUBJECT = _("Data of yours are said to be wrong: {dataset}")
DOUBT_BODY = _("Answer by {day}.\n\n{text}")
LATE_SUBJECT = _("Overdue: data of yours are said to be wrong: {dataset}")
ANSWERED_SUBJECT = _("What you said is wrong was looked into: {dataset}")
ANSWERED_BODY = _("{state}.\n\n{text}")

YOURS = _("It is about you.")
LOOKED_SUBJECT = _("Departments asked for data about you: {count}")
LOOKED_BODY = _(
    "On {day}, by: {names}.\n\nRefused: {refused}. You see what, why and on which law, and can ask."
)
RELEASED_SUBJECT = _("A look at your data that was kept from you: {consumer}")
RELEASED_BODY = _("It was on {day}, for an investigation. From today on you see it.")
VERIFIED_SUBJECT = _("A number was noted as yours: {scheme}")
VERIFIED_BODY = _(
    "How it is known: {how}\n\nFrom now on you see who looked at your data. If it is not your"
    " number, tell us."
)
QUESTIONED_SUBJECT = _("A person asks why their data were looked at: {dataset}")
QUESTIONED_BODY = _("{consumer} looked, and is to answer. You are the source.")
