"""What is told about changes of the law, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.people.interface import Topic

LAW = Topic(
    "law",
    _("Changes of the law"),
    _("Something of yours rests on a provision or a number that changed or ended."),
    is_for_staff=True,
)
TOPICS = [LAW]

YOU_SUPERVISE = _("You supervise a body whose duties or decisions rest on this.")
YOU_ADMINISTER = _("You administer the town.")
SUBJECT = _("The law changed: {failed} without basis or in conflict, {questions} to be judged")
BODY = _(
    "What changed: {codes}.\n\n{titles}\n\nLook at each: put it right, or say why it still holds."
)
MORE = _("and {count} more")
