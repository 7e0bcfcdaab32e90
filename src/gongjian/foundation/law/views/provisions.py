"""The rules this town works by."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.law import policies
from gongjian.foundation.law.forms import ProvisionSearchForm
from gongjian.foundation.law.models import Provision
from gongjian.foundation.law.rules.periods import Period
from gongjian.foundation.law.rules.registry import rules_resting_on
from gongjian.foundation.law.selectors.parameters import parameters_of
from gongjian.foundation.law.selectors.provisions import (
    list_provisions,
    provision_versions,
    two_versions,
)
from gongjian.methods.text_diff import text_diff


@public
@require_safe
def provision_list(request: HttpRequest) -> HttpResponse:
    form = ProvisionSearchForm(request.GET)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    page = list_provisions(on=local_day(now()), query=words, cursor=request.GET.get("cursor", ""))
    can_edit = policies.can_edit_law(actor_of(request))
    shown = {"form": form, "page": page, "can_edit": can_edit}
    return render(request, "law/provision_list.html", shown)


@public
@require_safe
def provision(request: HttpRequest, code: str) -> HttpResponse:
    """The version of today with its history, what it sets, and the rules that rest on it."""
    today = local_day(now())
    versions = provision_versions(code)
    present = next(
        (v for v in versions if Period(v.in_force_from, v.in_force_until).holds(today)), None
    )
    shown = present or versions[0]
    parameters = parameters_of(code, today)
    return render(
        request,
        "law/provision.html",
        {
            "provision": shown,
            "is_in_force": present is not None,
            "is_to_come": shown.in_force_from > today,
            "others": [version for version in versions if version.pk != shown.pk],
            "parameters": parameters,
            "rules": rules_resting_on(code, [one.code for one in parameters]),
        },
    )


@public
@require_safe
def provision_changes(request: HttpRequest, code: str, old: int, new: int) -> HttpResponse:
    """What one version says otherwise than another."""
    before, after = two_versions(code, old, new)
    facts = zip(_facts(before), _facts(after), strict=True)
    shown = {
        "before": before,
        "after": after,
        "title": text_diff(before.citation, after.citation),
        "text": text_diff(before.text, after.text),
        "others": [(name, was, said) for (name, was), (_name, said) in facts if was != said],
    }
    return render(request, "law/provision_changes.html", shown)


def _facts(version: Provision) -> list[tuple[str, str]]:
    return [(_("The official text"), version.source_url), ("SHA-256", version.text_sha256)]
