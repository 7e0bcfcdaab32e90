"""What people who handle cases fill in, step by step."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.form_fields import offer
from gongjian.foundation.law import interface as law
from gongjian.government.cases.forms import (
    AreaField,
    CategoryField,
    DepartmentField,
    StepForm,
    words_field,
)
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import (
    MOST_ASSISTANCE_WORKING_DAYS,
    MOST_EXTRA_WORKING_DAYS,
)
from gongjian.government.cases.selectors.colleagues import handlers_of
from gongjian.government.cases.views.shown_checks import ShownCheck


class WorkForm(StepForm):
    """A step on one case; knows the case for what there is to choose."""

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        self.case = case
        super().__init__(*args, **options)


class DispatchForm(WorkForm):
    category_id = CategoryField(label=_("Category"), empty=_("not decided yet"))
    area_id = AreaField(label=_("Area"), empty=_("not known"))
    department_id = DepartmentField(
        label=_("Department"),
        empty=_("whom the duty register names"),
        help_text=_("Only where the register is wrong or silent; then say why."),
    )
    reason = words_field(_("Reason"), rows=2, required=False)


class AskRequesterForm(WorkForm):
    question = words_field(
        _("What do you need to know?"),
        rows=3,
        help_text=_("The requester is told at once. The clock stands still until the reply."),
    )


class HandBackForm(WorkForm):
    reason = words_field(_("Why is it not yours?"), rows=3)
    better_department_id = DepartmentField(
        label=_("Who is responsible?"), empty=_("choose a department"), required=True
    )


class AskExtensionForm(WorkForm):
    working_days = forms.IntegerField(
        label=_("More working days"), min_value=1, max_value=MOST_EXTRA_WORKING_DAYS
    )
    reason = words_field(
        _("Why is more time needed?"),
        rows=3,
        help_text=_("Somebody else decides. The requester sees the new due date and the reason."),
    )


class DecideForm(WorkForm):
    is_granted = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("Grant")), ("no", _("Refuse"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = words_field(
        _("Reason"), rows=2, required=False, help_text=_("Needed where you refuse.")
    )


class AskAssistanceForm(WorkForm):
    department_id = DepartmentField(
        label=_("Department"), empty=_("choose a department"), required=True
    )
    request = words_field(_("What shall they do?"), rows=3)
    working_days = forms.IntegerField(
        label=_("Within working days"),
        min_value=1,
        max_value=MOST_ASSISTANCE_WORKING_DAYS,
        initial=3,
    )


class ReplyAssistanceForm(WorkForm):
    reply = words_field(_("What was done?"), rows=3)


class AddNoteForm(WorkForm):
    text = words_field(
        _("Note"), rows=2, help_text=_("Only staff read it, never the requester or the public.")
    )


class AnswerForm(WorkForm):
    check: ShownCheck | None = None
    """What a look at the draft found, where somebody asked for it."""

    text = words_field(
        _("Answer"),
        rows=10,
        help_text=_("What was done, by whom and when; what follows; whom to ask."),
    )
    provision_id = forms.TypedChoiceField(
        label=_("Provision"), required=False, coerce=uuid.UUID, empty_value=None
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        in_force = law.provisions_in_force(local_day(now()))
        # The duty keeps the version it was written by; an answer cites the one of its day.
        by = self.case.duty.provision if self.case.duty else None
        chosen = next((one.pk for one in in_force if by and one.code == by.code), None)
        provisions = [(str(provision.pk), str(provision)) for provision in in_force]
        self.provisions = dict(provisions)
        offer(self, "provision_id", [("", _("none")), *provisions])
        self.fields["provision_id"].initial = chosen

    @property
    def put_draft_id(self) -> str:
        """The machine's draft that the text was made from; "" where nobody says so."""
        return str(self.data.get("draft_id", "") or self.initial.get("draft_id", ""))

    @property
    def is_draft_owed(self) -> bool:
        """Whether it was refused because nobody said that they had checked it."""
        if self.put_draft_id:
            return True
        return self.is_bound and self.case.drafts.exists()

    def clean(self) -> dict[str, Any]:
        """With what draft_check.html adds, which comes and goes with the draft."""
        data = super().clean() or self.cleaned_data
        text = str(self.data.get("draft_id", ""))
        try:
            data["draft_id"] = uuid.UUID(text) if text else None
        except ValueError:
            self.add_error(None, _("There is nothing with this id."))
        data["is_draft_checked"] = self.data.get("is_draft_checked") == "yes"
        return data


class SetUrgencyForm(WorkForm):
    is_urgent = forms.TypedChoiceField(
        label=_("Is it urgent?"),
        choices=[
            ("yes", _("Urgent: it goes first and is never closed by itself")),
            ("no", _("Not urgent: it waits its turn")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = words_field(
        _("Reason"), rows=2, help_text=_("Staff read it in the history; the requester does not.")
    )


class MergeForm(WorkForm):
    into_number = forms.CharField(
        label=_("Number of the case that goes on"),
        max_length=20,
        help_text=_("For example 7K3M9-Q2XAB."),
    )
    reason = words_field(_("Reason"), rows=2)


class RejectForm(WorkForm):
    reason = words_field(
        _("Why is it rejected?"),
        rows=3,
        help_text=_("The requester reads this and may appeal."),
    )


class HideForm(WorkForm):
    reason = words_field(
        _("Why may the public not read it?"),
        rows=3,
        help_text=_("The requester reads this and may appeal. The case is handled on."),
    )


class LiftHidingForm(WorkForm):
    reason = words_field(_("Reason"), rows=2, required=False)


class AssignForm(WorkForm):
    user_id = forms.TypedChoiceField(label=_("Handler"), coerce=uuid.UUID)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        handlers = handlers_of(self.case)
        offer(self, "user_id", [(str(user.pk), user.name or user.email) for user in handlers])


class ReplyForRequesterForm(WorkForm):
    text = words_field(
        _("What the requester replied"), rows=3, help_text=_("For replies that came by phone.")
    )
