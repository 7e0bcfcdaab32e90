"""What people are told of things that came, further on, of what they asked for or supported."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.people.interface import Pace, Topic

TOPIC = Topic(
    "trail",
    _("What became of it, further on"),
    _("Something moved on the trail of what you asked for, proposed or support."),
    pace=Pace.WEEKLY,
    is_paced=True,
)
TOPICS = [TOPIC]
REASONS: dict[str, str | Promise] = {
    "case": _("You asked for this, or said “me too”."),
    "hotissue": _("You told the government about the same as others did."),
    "proposal": _("You wrote, support or follow a proposal that led to this."),
    "budgetproject": _("You submitted a budget project that led to this."),
    "initiative": _("You follow an initiative that led to this."),
    "call": _("You follow a call that led to this."),
}
