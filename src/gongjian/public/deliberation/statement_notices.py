"""What is told of statements in consultations, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.people.interface import Topic

STATEMENTS = Topic(
    "statements",
    _("Your statements in consultations"),
    _("A statement that you added was shown, or taken out."),
)
YOU_WROTE = _("You added this statement.")
SUBJECTS = {
    "statement_shown": _("Your statement is among the cards: {title}"),
    "statement_taken_out": _("Your statement was taken out: {title}"),
}
