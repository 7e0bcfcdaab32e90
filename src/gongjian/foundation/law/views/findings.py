"""What lapsed: everything that rests on law that changed or ended."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.foundation.law import policies
from gongjian.foundation.law.actions import settle_finding as settling
from gongjian.foundation.law.errors import NothingToSettle
from gongjian.foundation.law.forms import FindingFilterForm, SettleFindingForm
from gongjian.foundation.law.rules.registry import rule_named
from gongjian.foundation.law.selectors import findings
from gongjian.methods.legal_rules import Outcome


@public
@require_safe
def law_findings(request: HttpRequest) -> HttpResponse:
    """What everybody may see, and for who works here what is theirs."""
    form = FindingFilterForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"result": "", "kind": ""}
    page = findings.list_findings(
        actor=actor_of(request),
        result=asked["result"],
        kind=asked["kind"],
        cursor=request.GET.get("cursor", ""),
    )
    changes = findings.list_changes(size=8).items
    return render(
        request, "law/finding_list.html", {"form": form, "page": page, "changes": changes}
    )


@public
def law_finding(request: HttpRequest, finding_id: UUID) -> HttpResponse:
    """One finding with its facts; whoever may settle it does so here."""
    actor = actor_of(request)
    finding = findings.get_finding(actor=actor, finding_id=finding_id)
    form = SettleFindingForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            settling.settle_finding(
                actor=actor,
                finding_id=finding_id,
                is_met=form.cleaned_data["is_met"],
                reason=form.cleaned_data["reason"],
                now=now(),
            )
        except (Invalid, NothingToSettle) as error:
            show_errors(form, error)
        else:
            messages.success(request, _("Your judgement was recorded."))
            return redirect("law_finding", finding_id)
    if request.method == "POST":
        policies.require_can_settle(actor, finding)
    is_open = finding.outcome == Outcome.NEEDS_PERSON and not finding.settled_at
    shown = {
        "finding": finding,
        "rule": rule_named(finding.rule),
        "newer": finding.facts.get("version_now"),
        "form": form,
        "may_settle": is_open and not finding.gone_at and policies.can_settle(actor, finding),
        "judge": findings.judge_of(finding) if actor.is_staff else "",
    }
    return render(request, "law/finding.html", shown, status=422 if form.errors else 200)
