"""The numbers of the law, and how each changed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import public
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.law.rules.registry import all_rules
from gongjian.foundation.law.selectors.parameters import list_parameters, parameter_history


@public
@require_safe
def parameter_list(request: HttpRequest) -> HttpResponse:
    page = list_parameters(on=local_day(now()), cursor=request.GET.get("cursor", ""))
    return render(request, "law/parameter_list.html", {"page": page})


@public
@require_safe
def parameter(request: HttpRequest, code: str) -> HttpResponse:
    """All values of a parameter, the newest first, each with its provision."""
    shown = {
        "code": code,
        "history": parameter_history(code),
        "today": local_day(now()),
        "rules": [rule for rule in all_rules() if code in rule.parameters],
    }
    return render(request, "law/parameter.html", shown)
