"""Making a call of an initiative: the door of procurement, with what is known already."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import GongjianError, NotFound, StepNotOpen
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.foundation.kernel.idempotency import fingerprint_of, once
from gongjian.foundation.kernel.references import reference_of
from gongjian.market.initiatives import policies
from gongjian.market.initiatives.forms import CallForm
from gongjian.market.initiatives.models import Initiative
from gongjian.market.initiatives.rules import InitiativeStep
from gongjian.market.initiatives.selectors import initiatives
from gongjian.market.procurement import interface as procurement


@requires(policies.manages_initiatives)
@require_http_methods(["GET", "HEAD", "POST"])
def make_call(request: HttpRequest, initiative_number: str) -> HttpResponse:
    """A draft that its author goes on with: procedure and criteria are chosen there."""
    actor = actor_of(request)
    found = initiatives.get_initiative(number=initiative_number)
    policies.require(InitiativeStep.MAKE_CALL, actor, found)
    if InitiativeStep.MAKE_CALL not in initiatives.offered_steps(actor=actor, initiative=found):
        raise StepNotOpen
    form = CallForm(posted(request), initiative=found)
    if request.method == "POST" and form.is_valid():
        try:
            number, _is_new = once(
                scope=f"call-of-initiative:{actor.user_id}",
                key=str(form.cleaned_data["request_id"]),
                fingerprint=fingerprint_of([str(found.pk)]),
                make=lambda: (
                    procurement.draft_call(actor=actor, draft=_draft(found, form), now=now()).number
                ),
            )
        except NotFound as error:
            form.add_error(None, str(error))
        except GongjianError as error:
            show_errors(form, error)
        else:
            messages.success(
                request, _("Drafted. Choose procedure and criteria, then name the trustees.")
            )
            return redirect("edit_call", number)
    shown = {
        "initiative": found,
        "form": form,
        "calls": procurement.calls_of_initiative(actor=actor, reference=reference_of(found)),
    }
    status = 422 if form.is_bound else 200
    return render(request, "initiatives/make_call.html", shown, status=status)


def _draft(found: Initiative, form: CallForm) -> procurement.CallDraft:
    assert found.department_id is not None  # a constraint of the table: it is planned
    return procurement.CallDraft(
        procedure_code="open_call",
        title=form.cleaned_data["title"],
        text=form.cleaned_data["text"],
        buyer_id=found.department_id,
        estimate_minor=form.estimate_minor(found.currency),
        currency=found.currency,
        area_id=found.area_id,
        category_id=found.category_id,
        initiative_ref=reference_of(found),
        language=found.language,
    )
