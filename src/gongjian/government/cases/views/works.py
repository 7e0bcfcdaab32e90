"""The steps of the workbench: which action, which form, which words, which key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongjian.government.cases import interface
from gongjian.government.cases.rules import Step
from gongjian.government.cases.views import staff_forms


@dataclass(frozen=True, slots=True)
class Work:
    """How a step stands on the workbench."""

    action: Callable[..., object]
    form: type[staff_forms.WorkForm]
    title: str | Promise
    button: str | Promise
    told: str | Promise
    style: str = ""
    key: str = ""
    """With Alt, what opens it."""
    hands_on: bool = False
    """After it the case is somebody else's: who works a queue goes on to the next one."""


# In the order in which they stand on the page.
WORKS: dict[Step, Work] = {
    Step.DISPATCH: Work(
        interface.dispatch_case, staff_forms.DispatchForm,
        _("Give it to a department"), _("Dispatch"), _("Dispatched."),
        key="g", hands_on=True,
    ),
    Step.ACCEPT: Work(
        interface.accept_case, staff_forms.WorkForm,
        _("Accept"), _("Accept the case"), _("You have accepted the case."),
        key="a",
    ),
    Step.START: Work(
        interface.start_case, staff_forms.WorkForm,
        _("Begin work"), _("Work has begun"), _("Noted: work has begun."), "outline",
        key="s",
    ),
    Step.ANSWER: Work(
        interface.answer_case, staff_forms.AnswerForm,
        _("Answer"), _("Send the answer"), _("The answer is sent."),
        key="r", hands_on=True,
    ),
    Step.ASK_REQUESTER: Work(
        interface.ask_requester, staff_forms.AskRequesterForm,
        _("Ask the requester"), _("Ask"), _("Asked. The clock stands still."), "outline",
        key="q", hands_on=True,
    ),
    Step.REPLY: Work(
        interface.reply_to_question, staff_forms.ReplyForRequesterForm,
        _("Enter the requester’s reply"), _("Enter"), _("Entered. The clock runs again."),
        "outline",
    ),
    Step.ASK_ASSISTANCE: Work(
        interface.ask_assistance, staff_forms.AskAssistanceForm,
        _("Ask another department for help"), _("Ask for help"), _("Asked for help."), "outline",
        key="h",
    ),
    Step.ASK_EXTENSION: Work(
        interface.ask_extension, staff_forms.AskExtensionForm,
        _("Ask for more time"), _("Ask for more time"), _("Asked for more time."), "outline",
        key="t",
    ),
    Step.ASSIGN: Work(
        interface.assign_handler, staff_forms.AssignForm,
        _("Name the handler"), _("Assign"), _("Assigned."), "outline",
        key="p",
    ),
    Step.SET_URGENCY: Work(
        interface.set_urgency, staff_forms.SetUrgencyForm,
        _("Say how urgent it is"), _("Set the urgency"), _("The urgency is set."), "outline",
        key="e",
    ),
    Step.NOTE: Work(
        interface.add_note, staff_forms.AddNoteForm,
        _("Write a note"), _("Add the note"), _("Noted."), "outline",
        key="w",
    ),
    Step.HAND_BACK: Work(
        interface.hand_back_case, staff_forms.HandBackForm,
        _("Hand back: not ours"), _("Hand back"), _("Handed back to the dispatcher."), "outline",
        key="b", hands_on=True,
    ),
    Step.MERGE: Work(
        interface.merge_case, staff_forms.MergeForm,
        _("Merge into another case"), _("Merge"), _("Merged."), "outline",
        key="m", hands_on=True,
    ),
    Step.REJECT: Work(
        interface.reject_case, staff_forms.RejectForm,
        _("Reject"), _("Reject the case"), _("Rejected. The requester may appeal."), "secondary",
        hands_on=True,
    ),
    Step.HIDE: Work(
        interface.hide_case, staff_forms.HideForm,
        _("Hide it from the public"), _("Hide the case"),
        _("Hidden. The requester is told and may appeal."), "secondary",
    ),
    Step.LIFT_HIDING: Work(
        interface.lift_hiding, staff_forms.LiftHidingForm,
        _("Show it to the public again"), _("Show the case"), _("Everybody may read it again."),
        "outline",
    ),
    Step.CLOSE: Work(
        interface.close_case, staff_forms.WorkForm,
        _("Close"), _("Close the case"), _("Closed."), "outline",
        hands_on=True,
    ),
}  # fmt: skip
ADDRESSES: dict[str, Step] = {step.value.replace("_", "-"): step for step in WORKS}
