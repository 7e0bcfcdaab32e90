"""What is told about the duty register, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.people.interface import Topic

REGISTER = Topic(
    "duty_register",
    _("The duty register"),
    _("A settled dispute is offered as a change of the register, and what became of the offer."),
    is_for_staff=True,
)
TOPICS = [REGISTER]

YOU_ADMINISTER = _("You administer the duty register of {area}.")
YOU_PROPOSED = _("You settled the dispute over case {number} that this comes from.")
EVERYWHERE = _("the whole town")

PROPOSED_SUBJECT = _("A change of the duty register is proposed: {category}, {area}")
PROPOSED_BODY = _(
    "Case {number} was handed back twice and settled: {department} is responsible.\n\n{text}\n\n"
    "Shall the register say so from now on? Accept the change or decline it."
)
ACCEPTED_SUBJECT = _("The duty register says so now: {category}, {area}")
ACCEPTED_BODY = _("Your settlement became a duty: {department} is responsible from now on.")
DECLINED_SUBJECT = _("The duty register stays as it is: {category}, {area}")
DECLINED_BODY = _("Your settlement holds for case {number} only. The reason:\n\n{text}")
