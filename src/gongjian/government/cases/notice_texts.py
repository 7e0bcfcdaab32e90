"""Who is told what about a case, in words. Which event tells whom is one table, ``TOLD``.

Words have places for ``{number}``, ``{title}``, ``{department}``, ``{due}``, ``{text}``,
``{into}`` and ``{share}``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.people.interface import Topic

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Audience(Enum):
    """Whom an event is told to."""

    REQUESTER = auto()
    SUPPORTERS = auto()
    HANDLERS = auto()
    """The case's handler, or all of the department where it has none."""
    DEPARTMENT = auto()
    """All handlers of the lead department."""
    SUPERVISORS = auto()
    ASSISTING = auto()
    """The handlers of the department whose help was asked for."""
    DISPATCHERS = auto()


@dataclass(frozen=True, slots=True)
class Words:
    """What one audience reads."""

    subject: _StrPromise
    body: _StrPromise
    is_urgent: bool = False


MINE = Topic(
    "cases",
    _("What you reported"),
    _("It was received, is dealt with, is answered; somebody has a question for you."),
)
SUPPORTED = Topic(
    "supported_cases",
    _("What you say “me too” to"),
    _("It was answered or closed."),
)
WORK = Topic(
    "case_work",
    _("Cases of your department"),
    _("New ones, replies, reopened ones, requests for help."),
    is_for_staff=True,
)
DEADLINES = Topic(
    "case_deadlines",
    _("Deadlines"),
    _("Half of the time is over, 80 %, all of it; more time is asked for."),
    is_for_staff=True,
)
DISPATCH = Topic(
    "case_dispatch",
    _("Cases without a department"),
    _("The duty register names nobody, a department handed back, somebody appeals."),
    is_for_staff=True,
)
TOPICS = [MINE, SUPPORTED, WORK, DEADLINES, DISPATCH]

TOPIC_OF = {
    Audience.REQUESTER: MINE,
    Audience.SUPPORTERS: SUPPORTED,
    Audience.HANDLERS: WORK,
    Audience.DEPARTMENT: WORK,
    Audience.SUPERVISORS: DEADLINES,
    Audience.ASSISTING: WORK,
    Audience.DISPATCHERS: DISPATCH,
}
_OF_DEADLINES = frozenset({"case_reminded", "case_overdue", "acceptance_overdue"})

REASONS = {
    Audience.REQUESTER: _("You reported case {number}."),
    Audience.SUPPORTERS: _("You say “me too” to case {number} and asked to be told."),
    Audience.HANDLERS: _("You handle cases of {department}."),
    Audience.DEPARTMENT: _("You handle cases of {department}."),
    Audience.SUPERVISORS: _("You supervise {department}."),
    Audience.ASSISTING: _("You handle cases of {department}, whose help was asked for."),
    Audience.DISPATCHERS: _("You dispatch cases."),
}

LINK_IS_A_KEY = _("The link opens your case without an account: keep it, and do not pass it on.")

TOLD: dict[str, dict[Audience, Words]] = {
    "case_received": {
        Audience.REQUESTER: Words(
            _("We received your case {number}"),
            _(
                "“{title}”\n\nNext it goes to the department responsible. We will tell you which "
                "one it is and until when it has to answer you."
            ),
        ),
    },
    "case_held": {
        Audience.DISPATCHERS: Words(
            _("Case {number} waits for a department: {title}"),
            _("{text}"),
        ),
    },
    "case_dispatched": {
        Audience.REQUESTER: Words(
            _("Case {number}: {department} is responsible"),
            _("“{title}”\n\n{department} has until {due} to answer you."),
        ),
        Audience.DEPARTMENT: Words(
            _("New case {number}: {title}"),
            _("It came to {department}. To be answered until {due}."),
        ),
    },
    "case_accepted": {
        Audience.REQUESTER: Words(
            _("{department} has taken on your case {number}"),
            _("“{title}”\n\nYou get an answer until {due}."),
        ),
    },
    "handler_assigned": {
        Audience.HANDLERS: Words(
            _("Case {number} is yours now: {title}"),
            _("It was given to you. To be answered until {due}."),
        ),
    },
    "requester_asked": {
        Audience.REQUESTER: Words(
            _("A question about your case {number}"),
            _("{department} asks:\n\n{text}\n\nUntil you reply, the time stands still."),
            is_urgent=True,
        ),
    },
    "question_replied": {
        Audience.HANDLERS: Words(
            _("A reply to your question, case {number}"),
            _("The requester replied; the time runs on. To be answered until {due}."),
        ),
    },
    "case_handed_back": {
        Audience.DISPATCHERS: Words(
            _("{department} handed back case {number}: {title}"),
            _("Their reason:\n\n{text}"),
        ),
    },
    "extension_asked": {
        Audience.SUPERVISORS: Words(
            _("More time is asked for, case {number}: {title}"),
            _("The reason:\n\n{text}\n\nNow due {due}. Somebody else than who asked decides."),
        ),
    },
    "extension_granted": {
        Audience.REQUESTER: Words(
            _("Case {number} takes longer: until {due}"),
            _("{department} was granted more time:\n\n{text}"),
        ),
        Audience.HANDLERS: Words(
            _("More time granted, case {number}: until {due}"),
            _("{text}"),
        ),
    },
    "extension_refused": {
        Audience.HANDLERS: Words(
            _("No more time, case {number}: still due {due}"),
            _("{text}"),
        ),
    },
    "assistance_asked": {
        Audience.ASSISTING: Words(
            _("Your department's help is asked for, case {number}: {title}"),
            _("What is asked for:\n\n{text}"),
        ),
    },
    "assistance_replied": {
        Audience.HANDLERS: Words(
            _("The department asked for help replied, case {number}"),
            _("Their reply:\n\n{text}"),
        ),
    },
    "case_answered": {
        Audience.REQUESTER: Words(
            _("Your case {number} was answered"),
            _(
                "{department} answers:\n\n{text}\n\nWas it solved? Please rate the answer, or "
                "close the case. If it was not, say so, and the case is opened again."
            ),
        ),
        Audience.SUPPORTERS: Words(
            _("Case {number} was answered: {title}"),
            _("{department} has answered."),
        ),
    },
    "case_rejected": {
        Audience.REQUESTER: Words(
            _("Your case {number} was rejected"),
            _(
                "The reason:\n\n{text}\n\nIf you think that is wrong, appeal on the case's page: "
                "somebody else decides then."
            ),
        ),
    },
    "rejection_appealed": {
        Audience.DISPATCHERS: Words(
            _("An appeal against a rejection, case {number}: {title}"),
            _("The requester says that the rejection was wrong. Somebody else has to decide."),
        ),
    },
    "appeal_granted": {
        Audience.REQUESTER: Words(
            _("Your appeal was granted, case {number}"),
            _("{text}\n\nThe case goes to a department now; we will tell you to which."),
        ),
    },
    "appeal_refused": {
        Audience.REQUESTER: Words(
            _("Your appeal was refused, case {number}"),
            _("The reason:\n\n{text}\n\nThis decision is final."),
        ),
    },
    "case_merged": {
        Audience.REQUESTER: Words(
            _("Your case {number} goes on as case {into}"),
            _("It is about the same thing:\n\n{text}\n\nYou will be told what becomes of it."),
        ),
    },
    "case_closed": {
        Audience.REQUESTER: Words(
            _("Your case {number} was closed"),
            _("“{title}”\n\nIt was answered, and nobody objected. You can still rate the answer."),
        ),
        Audience.SUPPORTERS: Words(
            _("Case {number} was closed: {title}"),
            _("It was answered and is done."),
        ),
    },
    "case_reopened": {
        Audience.HANDLERS: Words(
            _("Case {number} was reopened: {title}"),
            _("The requester says that it is not solved. To be answered until {due}."),
        ),
    },
    "case_reminded": {
        Audience.HANDLERS: Words(
            _("{share} of the time is over, case {number}: {title}"),
            _("To be answered until {due}."),
        ),
    },
    "case_overdue": {
        Audience.HANDLERS: Words(
            _("Overdue: case {number}: {title}"),
            _("It was to be answered until {due}. Your supervisor was told, too."),
            is_urgent=True,
        ),
        Audience.SUPERVISORS: Words(
            _("Overdue in {department}: case {number}: {title}"),
            _("It was to be answered until {due}."),
            is_urgent=True,
        ),
    },
    "acceptance_overdue": {
        Audience.DEPARTMENT: Words(
            _("Nobody has accepted case {number} yet: {title}"),
            _("The time for accepting it is over. To be answered until {due}."),
        ),
        Audience.SUPERVISORS: Words(
            _("Nobody in {department} has accepted case {number} yet: {title}"),
            _("The time for accepting it is over. To be answered until {due}."),
        ),
    },
}
TOLD["case_settled"] = TOLD["case_dispatched"]


def key_of(event_name: str, *, is_granted: bool) -> str:
    """Where an event stands in ``TOLD``: decisions by what was decided."""
    outcome = "granted" if is_granted else "refused"
    return {
        "extension_decided": f"extension_{outcome}",
        "appeal_decided": f"appeal_{outcome}",
    }.get(event_name, event_name)


def topic_of(event_name: str, audience: Audience) -> Topic:
    """The topic that whoever is told can refuse e-mail about."""
    return DEADLINES if event_name in _OF_DEADLINES else TOPIC_OF[audience]
