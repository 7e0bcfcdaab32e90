"""Who is told what about a case, in words. Which event tells whom is one table, ``TOLD``.

Its words have places for ``{number}``, ``{title}``, ``{department}``, ``{lead}``, ``{other}`` (the
department whose help was asked for), ``{due}``, ``{text}``, ``{into}``, ``{share}``, ``{because}``
and ``{by}``: the provision that an answer cites, or that sets the time for it, or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.people.interface import NoticeWords
from gongjian.government.cases.notice_topics import Audience

ENDED_BY = {
    "case_answered": _("the lead department has answered"),
    "case_handed_back": _("the lead department handed the case back"),
    "case_rejected": _("the case was rejected"),
    "case_merged": _("the case was merged into another one"),
}
"""Why a part is no longer needed, by the event that ended it."""
BY = _("\n\nBy {provision}")
GONE = _(
    "You say “me too” to it. It is handled on, but only its requester and staff read what becomes "
    "of it. If you have that trouble still, tell us: then it is a case of your own."
)
"""What whoever joined a case is told once it is not public any more."""

LINK_IS_A_KEY = _("The link opens your case without an account: keep it, and do not pass it on.")

TOLD: dict[str, dict[Audience, NoticeWords]] = {
    "case_received": {
        Audience.REQUESTER: NoticeWords(
            _("We received your case {number}"),
            _(
                "“{title}”\n\nNext it goes to the department responsible. We will tell you which "
                "one it is and until when it has to answer you."
            ),
        ),
    },
    "application_submitted": {
        Audience.REQUESTER: NoticeWords(
            _("We received your application {number}"),
            _("“{title}”\n\n{department} has until {due} to answer you.{by}"),
        ),
        Audience.DEPARTMENT: NoticeWords(
            _("New application {number}: {title}"),
            _("It came to {department}. To be answered until {due}."),
        ),
    },
    "application_withdrawn": {
        Audience.HANDLERS: NoticeWords(
            _("Application {number} was withdrawn: {title}"),
            _("Whoever applied took it back. Nothing more is to be done."),
        ),
    },
    "case_held": {
        Audience.DISPATCHERS: NoticeWords(
            _("Case {number} waits for a department: {title}"),
            _("{text}"),
        ),
    },
    "case_dispatched": {
        Audience.REQUESTER: NoticeWords(
            _("Case {number}: {department} is responsible"),
            _("“{title}”\n\n{department} has until {due} to answer you.{by}"),
        ),
        Audience.DEPARTMENT: NoticeWords(
            _("New case {number}: {title}"),
            _("It came to {department}. To be answered until {due}."),
        ),
    },
    "case_accepted": {
        Audience.REQUESTER: NoticeWords(
            _("{department} has taken on your case {number}"),
            _("“{title}”\n\nYou get an answer until {due}."),
        ),
    },
    "handler_assigned": {
        Audience.HANDLERS: NoticeWords(
            _("Case {number} is yours now: {title}"),
            _("It was given to you. To be answered until {due}."),
        ),
    },
    "requester_asked": {
        Audience.REQUESTER: NoticeWords(
            _("A question about your case {number}"),
            _("{department} asks:\n\n{text}\n\nUntil you reply, the time stands still."),
            is_urgent=True,
        ),
    },
    "question_replied": {
        Audience.HANDLERS: NoticeWords(
            _("A reply to your question, case {number}"),
            _("The requester replied; the time runs on. To be answered until {due}."),
        ),
    },
    "case_handed_back": {
        Audience.DISPATCHERS: NoticeWords(
            _("{department} handed back case {number}: {title}"),
            _("Their reason:\n\n{text}"),
        ),
    },
    "extension_asked": {
        Audience.SUPERVISORS: NoticeWords(
            _("More time is asked for, case {number}: {title}"),
            _("The reason:\n\n{text}\n\nNow due {due}. Somebody else than who asked decides."),
        ),
    },
    "extension_granted": {
        Audience.REQUESTER: NoticeWords(
            _("Case {number} takes longer: until {due}"),
            _("{department} was granted more time:\n\n{text}"),
        ),
        Audience.SUPPORTERS: NoticeWords(
            _("Case {number} takes longer: {title}"),
            _("{department} was granted more time, until {due}."),
        ),
        Audience.HANDLERS: NoticeWords(
            _("More time granted, case {number}: until {due}"),
            _("{text}"),
        ),
    },
    "extension_refused": {
        Audience.HANDLERS: NoticeWords(
            _("No more time, case {number}: still due {due}"),
            _("{text}"),
        ),
    },
    "assistance_asked": {
        Audience.ASSISTING: NoticeWords(
            _("Your department's help is asked for, case {number}: {title}"),
            _("What is asked for:\n\n{text}\n\nTo be answered until {due}."),
        ),
    },
    "assistance_by_register": {
        Audience.ASSISTING: NoticeWords(
            _("A part for {other}, case {number}: {title}"),
            _(
                "{lead} leads; by the duty register {other} supports it. Say until {due} what your "
                "department did or knows."
            ),
        ),
    },
    "assistance_reminded": {
        Audience.ASSISTING: NoticeWords(
            _("{share} of the time for your part is over, case {number}: {title}"),
            _("{lead} waits for what {other} did or knows, until {due}."),
        ),
    },
    "assistance_overdue": {
        Audience.ASSISTING: NoticeWords(
            _("Your part is overdue, case {number}: {title}"),
            _("It was due until {due}. Your supervisor and {lead} were told, too."),
            is_urgent=True,
        ),
        Audience.ASSISTING_SUPERVISORS: NoticeWords(
            _("{other} owes its part, case {number}: {title}"),
            _("It was due until {due}. {lead} waits for it."),
            is_urgent=True,
        ),
        Audience.HANDLERS: NoticeWords(
            _("{other} has not done its part, case {number}: {title}"),
            _("It was due until {due}. Their supervisor was told."),
        ),
    },
    "assistance_withdrawn": {
        Audience.ASSISTING: NoticeWords(
            _("Your part is no longer needed, case {number}: {title}"),
            _("Nothing more is to be done: {because}."),
        ),
    },
    "assistance_replied": {
        Audience.HANDLERS: NoticeWords(
            _("The department asked for help replied, case {number}"),
            _("Their reply:\n\n{text}"),
        ),
    },
    "case_answered": {
        Audience.REQUESTER: NoticeWords(
            _("Your case {number} was answered"),
            _(
                "{department} answers:\n\n{text}{by}\n\nWas it solved? Please rate the answer, or "
                "close the case. If it was not, say so, and the case is opened again."
            ),
        ),
        Audience.SUPPORTERS: NoticeWords(
            _("Case {number} was answered: {title}"),
            _("{department} has answered."),
        ),
    },
    "case_rejected": {
        Audience.REQUESTER: NoticeWords(
            _("Your case {number} was rejected"),
            _(
                "The reason:\n\n{text}\n\nIf you think that is wrong, appeal on the case's page: "
                "somebody else decides then."
            ),
        ),
        Audience.SUPPORTERS: NoticeWords(
            _("Case {number} was rejected: {title}"),
            _("The reason stands on its page. If you have that trouble still, tell us."),
        ),
    },
    "rejection_appealed": {
        Audience.DISPATCHERS: NoticeWords(
            _("An appeal against a rejection, case {number}: {title}"),
            _("The requester says that the rejection was wrong. Somebody else has to decide."),
        ),
    },
    "appeal_granted": {
        Audience.REQUESTER: NoticeWords(
            _("Your appeal was granted, case {number}"),
            _("{text}\n\nThe case goes to a department now; we will tell you to which."),
        ),
    },
    "appeal_refused": {
        Audience.REQUESTER: NoticeWords(
            _("Your appeal was refused, case {number}"),
            _("The reason:\n\n{text}\n\nThis decision is final."),
        ),
    },
    "case_merged": {
        Audience.REQUESTER: NoticeWords(
            _("Your case {number} goes on as case {into}"),
            _("It is about the same thing:\n\n{text}\n\nYou will be told what becomes of it."),
        ),
        Audience.SUPPORTERS: NoticeWords(
            # Without its number: the other one need not be public.
            _("Case {number} goes on in another one: {title}"),
            _(
                "It is about the same thing. Your “me too” counts there, and you are told what "
                "becomes of it."
            ),
        ),
    },
    "case_made_public": {
        Audience.HANDLERS: NoticeWords(
            _("Everybody may read case {number} now: {title}"),
            _(
                "Its requester made it public. What is publicly said about it, your answer too, is "
                "read by everybody, with personal data covered."
            ),
        ),
    },
    "case_made_private": {
        Audience.HANDLERS: NoticeWords(
            _("Case {number} is private now: {title}"),
            _("Its requester made it private: only they and staff read it."),
        ),
        Audience.SUPPORTERS: NoticeWords(
            _("Case {number} is no longer public"),
            GONE,
        ),
    },
    "case_hidden": {
        Audience.REQUESTER: NoticeWords(
            _("Your case {number} was hidden from the public"),
            _(
                "“{title}”\n\nThe reason:\n\n{text}\n\nIt is handled on. If you think that hiding "
                "it is wrong, appeal on the case's page: somebody else decides then."
            ),
        ),
        Audience.HANDLERS: NoticeWords(
            _("Case {number} was hidden from the public: {title}"),
            _("The reason:\n\n{text}"),
        ),
        Audience.SUPPORTERS: NoticeWords(
            _("Case {number} is no longer public"),
            GONE,
        ),
    },
    "hiding_lifted": {
        Audience.REQUESTER: NoticeWords(
            _("Your case {number} is public again"),
            _("“{title}”\n\nEverybody may read it again, with personal data covered.\n\n{text}"),
        ),
    },
    "hiding_appealed": {
        Audience.DISPATCHERS: NoticeWords(
            _("An appeal against hiding, case {number}: {title}"),
            _("The requester says that hiding it was wrong. Somebody else has to decide."),
        ),
        Audience.ADMINISTRATORS: NoticeWords(
            _("An appeal against hiding, case {number}: {title}"),
            _("The requester says that hiding it was wrong. Somebody else has to decide."),
        ),
    },
    "hiding_appeal_granted": {
        Audience.REQUESTER: NoticeWords(
            _("Your appeal was granted: case {number} is public again"),
            _("{text}"),
        ),
    },
    "hiding_appeal_refused": {
        Audience.REQUESTER: NoticeWords(
            _("Your appeal was refused: case {number} stays hidden"),
            _("The reason:\n\n{text}\n\nThis decision is final."),
        ),
    },
    "case_closed": {
        Audience.REQUESTER: NoticeWords(
            _("Your case {number} was closed"),
            _("“{title}”\n\nIt was answered, and nobody objected. You can still rate the answer."),
        ),
        Audience.SUPPORTERS: NoticeWords(
            _("Case {number} was closed: {title}"),
            _("It was answered and is done."),
        ),
    },
    "case_reopened": {
        Audience.SUPPORTERS: NoticeWords(
            _("Case {number} was reopened: {title}"),
            _("Its requester says that it is not solved. {department} answers again."),
        ),
        Audience.HANDLERS: NoticeWords(
            _("Case {number} was reopened: {title}"),
            _("The requester says that it is not solved. To be answered until {due}."),
        ),
    },
    "case_reminded": {
        Audience.HANDLERS: NoticeWords(
            _("{share} of the time is over, case {number}: {title}"),
            _("To be answered until {due}."),
        ),
    },
    "case_overdue": {
        Audience.HANDLERS: NoticeWords(
            _("Overdue: case {number}: {title}"),
            _("It was to be answered until {due}. Your supervisor was told, too."),
            is_urgent=True,
        ),
        Audience.SUPERVISORS: NoticeWords(
            _("Overdue in {department}: case {number}: {title}"),
            _("It was to be answered until {due}."),
            is_urgent=True,
        ),
    },
    "acceptance_overdue": {
        Audience.DEPARTMENT: NoticeWords(
            _("Nobody has accepted case {number} yet: {title}"),
            _("The time for accepting it is over. To be answered until {due}."),
        ),
        Audience.SUPERVISORS: NoticeWords(
            _("Nobody in {department} has accepted case {number} yet: {title}"),
            _("The time for accepting it is over. To be answered until {due}."),
        ),
    },
}
TOLD["case_settled"] = TOLD["case_dispatched"]


def key_of(event_name: str, data: Mapping[str, Any]) -> str:
    """Where an event stands in ``TOLD``: decisions by what was decided, requests by who asks."""
    outcome = "granted" if data.get("is_granted") else "refused"
    visibility = "public" if data.get("is_public") else "private"
    return {
        "visibility_changed": f"case_made_{visibility}",
        "hiding_appeal_decided": f"hiding_appeal_{outcome}",
        "extension_decided": f"extension_{outcome}",
        "appeal_decided": f"appeal_{outcome}",
        "assistance_asked": "assistance_by_register" if data.get("duty") else "assistance_asked",
    }.get(event_name, event_name)
