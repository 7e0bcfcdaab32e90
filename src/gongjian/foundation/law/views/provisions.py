"""The rules this town works by."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import public
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.law.forms import ProvisionSearchForm
from gongjian.foundation.law.rules.periods import Period
from gongjian.foundation.law.selectors.parameters import parameters_of
from gongjian.foundation.law.selectors.provisions import list_provisions, provision_versions


@public
@require_safe
def provision_list(request: HttpRequest) -> HttpResponse:
    form = ProvisionSearchForm(request.GET)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    page = list_provisions(on=local_day(now()), query=words, cursor=request.GET.get("cursor", ""))
    return render(request, "law/provision_list.html", {"form": form, "page": page})


@public
@require_safe
def provision(request: HttpRequest, code: str) -> HttpResponse:
    today = local_day(now())
    versions = provision_versions(code)
    present = next(
        (v for v in versions if Period(v.in_force_from, v.in_force_until).holds(today)), None
    )
    shown = present or versions[0]
    return render(
        request,
        "law/provision.html",
        {
            "provision": shown,
            "is_in_force": present is not None,
            "is_to_come": shown.in_force_from > today,
            "others": [version for version in versions if version.pk != shown.pk],
            "parameters": parameters_of(code, today),
        },
    )
