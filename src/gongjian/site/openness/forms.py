"""What the published figures can be narrowed to, as addresses that can be shared."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.form_fields import KeyField, offer
from gongjian.foundation.people import interface as people
from gongjian.government.cases.interface import RateFilters
from gongjian.government.duties import interface as duties
from gongjian.site.openness.selectors.dashboards import months_of, reach


class RateFilterForm(forms.Form):
    """Period, department, category and area of the rates; without a period, the last year."""

    month_from = forms.TypedChoiceField(
        label=pgettext_lazy("month", "From"),
        required=False,
        coerce=date.fromisoformat,
        empty_value=None,
    )
    month_until = forms.TypedChoiceField(
        label=pgettext_lazy("month", "Until"),
        required=False,
        coerce=date.fromisoformat,
        empty_value=None,
    )
    department = KeyField(people.body_options, label=_("Department"), empty=_("All"))
    category = KeyField(
        partial(duties.category_options, leaves_only=False, with_old=True),
        label=_("Category"),
        empty=_("All"),
    )
    area = KeyField(partial(duties.area_options, with_old=True), label=_("Area"), empty=_("All"))
    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.reach = reach(local_day(now()))
        months = months_of(self.reach.first, self.reach.last)
        shown = [(m.isoformat(), date_format(m, "YEAR_MONTH_FORMAT")) for m in reversed(months)]
        offer(self, "month_from", [("", _("the last twelve months")), *shown])
        offer(self, "month_until", [("", _("today")), *shown])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        start, end = data.get("month_from"), data.get("month_until")
        if start and end and start > end:
            self.add_error("month_until", _("This is before the first month."))
        return data

    def filters(self) -> RateFilters:
        """The filters chosen. A wrong value narrows nothing; its message stands at the field."""
        self.full_clean()
        data = self.cleaned_data
        category = duties.get_known_category(data["category"]) if data.get("category") else None
        area = duties.get_area(data["area"]) if data.get("area") else None
        until = data.get("month_until") or self.reach.last
        return RateFilters(
            month_from=data.get("month_from") or min(self.reach.usual_first, until),
            month_until=until,
            department_id=data.get("department"),
            category_path=category.path if category else "",
            area_path=area.path if area else "",
        )
