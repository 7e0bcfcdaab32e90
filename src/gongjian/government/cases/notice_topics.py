"""Whom an event of a case may be told to, why, and the topics by which they refuse letters."""

from __future__ import annotations

from enum import Enum, auto

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.people.interface import Topic


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
    ASSISTING_SUPERVISORS = auto()
    DISPATCHERS = auto()
    ADMINISTRATORS = auto()


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
    Audience.ASSISTING_SUPERVISORS: DEADLINES,
    Audience.DISPATCHERS: DISPATCH,
    Audience.ADMINISTRATORS: DISPATCH,
}
_OF_DEADLINES = frozenset(
    {
        "case_reminded",
        "case_overdue",
        "acceptance_overdue",
        "assistance_reminded",
        "assistance_overdue",
    }
)

REASONS = {
    Audience.REQUESTER: _("You reported case {number}."),
    Audience.SUPPORTERS: _("You say “me too” to case {number} and asked to be told."),
    Audience.HANDLERS: _("You handle cases of {department}."),
    Audience.DEPARTMENT: _("You handle cases of {department}."),
    Audience.SUPERVISORS: _("You supervise {department}."),
    Audience.ASSISTING: _("You handle cases of {department}, whose help was asked for."),
    Audience.ASSISTING_SUPERVISORS: _("You supervise {department}, whose help was asked for."),
    Audience.DISPATCHERS: _("You dispatch cases."),
    Audience.ADMINISTRATORS: _("You administer the cases of this area."),
}


def topic_of(event_name: str, audience: Audience) -> Topic:
    """The topic that whoever is told can refuse e-mail about."""
    return DEADLINES if event_name in _OF_DEADLINES else TOPIC_OF[audience]
