"""What people fill in about hot issues."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.form_fields import TickedField, offer
from gongjian.foundation.law import interface as law
from gongjian.government.cases.forms import (
    AreaField,
    CategoryField,
    DepartmentField,
    StepForm,
    words_field,
)
from gongjian.government.cases.selectors.case_filters import EARLIEST, LATEST
from gongjian.government.cases.views.shown_checks import ShownCheck
from gongjian.government.duties import interface as duties
from gongjian.government.triage import interface as triage

ORDER_NAMES = {
    triage.IssueOrder.HEAT: _("hottest now"),
    triage.IssueOrder.PEAK: _("hottest ever"),
    triage.IssueOrder.LATEST: _("latest heard of"),
}
STATES = (
    triage.IssueState.OPEN,
    triage.IssueState.ANSWERED,
    triage.IssueState.CLOSED,
)


class IssueFilterForm(forms.Form):
    """The filters of list and map, as an address that can be shared."""

    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("", _("hottest now")), *list(ORDER_NAMES.items())[1:]],
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), *((state.value, state.label) for state in STATES)],
    )
    category = CategoryField(label=_("Category"), leaves_only=False, empty=_("All"))
    area = AreaField(label=_("Area"), empty=_("All"))
    department = DepartmentField(label=_("Department"), empty=_("All"))
    since = forms.DateField(
        label=_("Heard of since"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("Heard of until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        since, until = data.get("since"), data.get("until")
        if since and until and since > until:
            self.add_error("until", _("This is before the first day."))
        return data

    def filters(self) -> triage.IssueFilters:
        """The filters chosen. A wrong value narrows nothing; its message stands at the field."""
        data = {} if not self.is_bound else self.cleaned_data if self.is_valid() else {}
        return issue_filters(**data)


def issue_filters(
    *,
    state: str = "",
    category: uuid.UUID | None = None,
    area: uuid.UUID | None = None,
    department: uuid.UUID | None = None,
    since: date | None = None,
    until: date | None = None,
    order: str = "",
) -> triage.IssueFilters:
    """Filters of what an address says; days are local and inclusive. Raises NotFound for a
    category or an area that is not there."""
    return triage.IssueFilters(
        state=triage.IssueState(state) if state else None,
        category_ids=duties.category_ids_under(duties.get_category(category).path)
        if category
        else (),
        area_ids=duties.area_ids_under(duties.get_area(area).path) if area else (),
        department_id=department,
        since=_midnight(since) if since else None,
        until=_midnight(until, days_later=1) if until else None,
        order=triage.IssueOrder(order or triage.IssueOrder.HEAT),
    )


def _midnight(day: date, *, days_later: int = 0) -> datetime:
    day = min(max(day, EARLIEST), LATEST) + timedelta(days=days_later)
    return timezone.make_aware(datetime.combine(day, time.min))


class MergeIssueForm(StepForm):
    into_number = forms.CharField(
        label=_("Number of the hot issue that goes on"),
        max_length=20,
        help_text=_("For example 7K3M9-Q2XAB."),
    )


class RenameIssueForm(StepForm):
    title = forms.CharField(
        label=_("Title"),
        max_length=triage.LONGEST_TITLE,
        required=False,
        help_text=_("Everybody reads it: no names. Empty: again the one made of its cases."),
    )


class PutInCaseForm(StepForm):
    number = forms.CharField(
        label=_("Number of the case"), max_length=20, help_text=_("For example 7K3M9-Q2XAB.")
    )


class RegroupForm(StepForm):
    """Cases ticked in the list of an issue, and what becomes of them."""

    case_ids = TickedField(required=False)
    title = forms.CharField(max_length=triage.LONGEST_TITLE, required=False)
    do = forms.ChoiceField(choices=[("split", "split"), ("take_out", "take_out")])


class JointAnswerForm(StepForm):
    """An answer to all cases of an issue."""

    check: ShownCheck | None = None
    """What a look at the draft found, where somebody asked for it."""

    text = words_field(
        _("Answer"),
        rows=10,
        help_text=_(
            "It goes to each requester as the answer to their case: what was done, by whom and "
            "when; what follows; whom to ask. Name nobody."
        ),
    )
    provision_id = forms.TypedChoiceField(
        label=_("Provision"), required=False, coerce=uuid.UUID, empty_value=None
    )
    department_id = forms.TypedChoiceField(
        label=_("For which department"), coerce=uuid.UUID, empty_value=None
    )

    def __init__(self, *args: Any, departments: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        in_force = law.provisions_in_force(local_day(now()))
        self.provisions = {str(provision.pk): str(provision) for provision in in_force}
        self.departments = dict(departments)
        offer(self, "provision_id", [("", _("none")), *self.provisions.items()])
        offer(self, "department_id", departments)
        if len(departments) == 1:
            self.fields["department_id"].widget = forms.HiddenInput()
            self.fields["department_id"].initial = departments[0][0]
