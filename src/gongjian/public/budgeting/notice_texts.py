"""What is told of budget rounds, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.people.interface import Topic

PROJECTS = Topic(
    "budget_projects",
    _("Your budget projects"),
    _("A project that you submitted was checked, counted or built."),
)
CHECKS = Topic(
    "budget_checks",
    _("Budget projects that your department checks"),
    _("A project was changed by whoever proposed it, and is to be checked again."),
)
TOPICS = [PROJECTS, CHECKS]

YOU_SUBMITTED = _("You submitted this project.")
YOU_CHECK = _("Your department says whether this project can be built.")
CHANGED = _("A project is to be checked again: {title}")
WAS_CHANGED = _("Whoever proposed it has changed it. What it said before stands beside it.")
SUBJECTS = {
    "accepted": _("Your project is on the ballot: {title}"),
    "refused": _("Your project is not feasible: {title}"),
    "withdrawn": _("Your project was withdrawn: {title}"),
    "building": _("Your project is being built: {title}"),
    "built": _("Your project is built: {title}"),
    "given_up": _("Your project was given up: {title}"),
}
