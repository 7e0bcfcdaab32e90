"""Applying: consent, the form, the hand-in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, is_signed_in, requires
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import Conflict, GongjianError, Invalid, NotFound
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.form_fields import posted
from gongjian.government.exchange import interface as exchange
from gongjian.government.services.actions import dispute_answer as disputing
from gongjian.government.services.actions import submit_application as submitting
from gongjian.government.services.actions import withdraw_application as withdrawing
from gongjian.government.services.actions.begin_application import begin_application
from gongjian.government.services.actions.prefill_application import (
    prefill_application as prefill,
)
from gongjian.government.services.errors import GrownOld
from gongjian.government.services.forms import PREFIX, AnswersForm, DisputeForm
from gongjian.government.services.models import Answer, Application, Service
from gongjian.government.services.rules.forms import read_form
from gongjian.government.services.rules.sources import Way
from gongjian.government.services.rules.states import AnswerState, ApplicationState
from gongjian.government.services.selectors.applications import (
    get_own_application,
    own_applications,
)
from gongjian.government.services.selectors.services import get_offered
from gongjian.government.services.selectors.sources import Source, sources_of_offer
from gongjian.government.services.shown_answers import shown_answers


@dataclass(frozen=True, slots=True)
class ShownConsent:
    """What would be fetched under one agreement."""

    agreement: exchange.Agreement
    sources: Sequence[Source]
    is_known: bool
    """Whether the source can find the applicant by a number that is verified."""

    @property
    def purpose(self) -> str:
        return self.agreement.request.purpose

    @property
    def max_age_hours(self) -> int:
        return self.sources[0].max_age_hours

    @property
    def provisions(self) -> Sequence[object]:
        return self.sources[0].provisions


@requires(is_signed_in)
def apply_for_service(request: HttpRequest, service_code: str) -> HttpResponse:
    """What would be fetched, from whom and why; with an answer to that, the form."""
    actor, found = actor_of(request), get_offered(service_code)
    sources = _sources(found)
    if request.method != "POST":
        return render(request, "services/apply_for_service.html", _shown(actor, found, sources))
    chosen = {
        "all": {one.question.name for one in sources if one.way is Way.SOURCE},
        "ticked": set(request.POST.getlist("accept")),
    }.get(request.POST.get("fetch", ""), set())
    application = begin_application(
        actor=actor,
        service_code=service_code,
        accepted=chosen,
        key=request.POST.get("key", "")[:100].replace("\x00", ""),
        language=translation.get_language() or "en",
        now=now(),
    )
    if application.state == ApplicationState.BEGUN:
        prefill(actor=actor, application_id=application.pk, now=now())
    return redirect("application", application.case.number)


@requires(is_signed_in)
@require_safe
def application_list(request: HttpRequest) -> HttpResponse:
    page = own_applications(actor=actor_of(request), cursor=request.GET.get("cursor", ""))
    return render(request, "services/application_list.html", {"page": page})


@requires(is_signed_in)
@require_safe
def application(request: HttpRequest, application_number: str) -> HttpResponse:
    found = get_own_application(actor=actor_of(request), number=application_number)
    return _show(request, found)


@requires(is_signed_in)
@require_POST
def submit_application(request: HttpRequest, application_number: str) -> HttpResponse:
    """Hand it in; or with ``then=keep`` keep what is told so far."""
    actor = actor_of(request)
    found = get_own_application(actor=actor, number=application_number)
    if found.state == ApplicationState.SUBMITTED:
        return redirect("application", found.case.number)
    is_whole = request.POST.get("then") != "keep"
    form = _form(found, request, is_whole=is_whole)
    if not form.is_valid():
        return _show(request, found, form, status=422)
    act = submitting.submit_application if is_whole else submitting.save_answers
    try:
        act(actor=actor, application_id=found.pk, answers=form.told(), now=now())
    except Invalid as error:
        at_fields = {f"{PREFIX}{name}": texts for name, texts in error.fields.items()}
        show_errors(form, Invalid(error.message, fields=at_fields))
        return _show(request, found, form, status=error.status)
    except GrownOld:
        submitting.save_answers(
            actor=actor, application_id=found.pk, answers=form.told(), now=now()
        )
        prefill(actor=actor, application_id=found.pk, now=now())
        messages.warning(
            request,
            _(
                "What was fetched had grown too old, and was fetched again."
                " Look at it and hand it in."
            ),
        )
        return redirect("application", found.case.number)
    except GongjianError as error:
        messages.error(request, str(error))
        return redirect("application", found.case.number)
    if not is_whole:
        messages.success(request, _("Kept. You can go on whenever you like."))
    return redirect("application", found.case.number)


@requires(is_signed_in)
@require_POST
def prefill_application(request: HttpRequest, application_number: str) -> HttpResponse:
    """Ask those sources again that did not answer."""
    actor = actor_of(request)
    found = get_own_application(actor=actor, number=application_number)
    prefill(actor=actor, application_id=found.pk, now=now())
    return redirect("application", found.case.number)


@requires(is_signed_in)
@require_POST
def withdraw_application(request: HttpRequest, application_number: str) -> HttpResponse:
    actor = actor_of(request)
    found = get_own_application(actor=actor, number=application_number)
    withdrawing.withdraw_application(actor=actor, application_id=found.pk, now=now())
    messages.success(request, _("It is withdrawn."))
    return redirect("application", found.case.number)


@requires(is_signed_in)
@require_POST
def withdraw_consent(
    request: HttpRequest, application_number: str, consent_id: UUID
) -> HttpResponse:
    actor = actor_of(request)
    found = get_own_application(actor=actor, number=application_number)
    withdrawing.withdraw_consent(
        actor=actor, application_id=found.pk, consent_id=consent_id, now=now()
    )
    messages.success(request, _("Nothing more is fetched there, and what came is taken out."))
    return redirect("application", found.case.number)


@requires(is_signed_in)
def dispute_answer(
    request: HttpRequest, application_number: str, question_name: str
) -> HttpResponse:
    """Say that what a source gave is wrong."""
    actor = actor_of(request)
    found = get_own_application(actor=actor, number=application_number)
    asked = next((one for one in shown_answers(found) if one.question.name == question_name), None)
    if asked is None or asked.answer.state != AnswerState.FILLED:
        raise NotFound
    form = DisputeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            disputing.dispute_answer(
                actor=actor, application_id=found.pk, name=question_name,
                text=form.cleaned_data["text"], now=now(),
            )  # fmt: skip
        except (Invalid, Conflict) as error:
            show_errors(form, error)
        else:
            messages.success(request, _("The source was told, and answers you."))
            return redirect("application", found.case.number)
    shown = {"form": form, "application": found, "asked": asked}
    status = 422 if form.is_bound else 200
    return render(request, "services/dispute_answer.html", shown, status=status)


def _sources(found: Service) -> list[Source]:
    assert found.current is not None
    return sources_of_offer(found.current, department_id=found.department_id, on=local_day(now()))


def _shown(actor: Actor, found: Service, sources: Sequence[Source]) -> dict[str, object]:
    assert actor.user_id is not None
    fetched = sorted(
        (one for one in sources if one.agreement is not None),
        key=lambda one: str(one.agreement.pk) if one.agreement else "",
    )
    consents = []
    for _key, group in groupby(fetched, key=lambda one: one.agreement and one.agreement.pk):
        of_one = list(group)
        agreement = of_one[0].agreement
        assert agreement is not None
        number = exchange.number_of(user_id=actor.user_id, scheme=agreement.dataset.key_scheme)
        consents.append(ShownConsent(agreement, of_one, bool(number)))
    return {
        "service": found,
        "offer": found.current,
        "consents": consents,
        "is_known": any(one.is_known for one in consents),
        "own": [one for one in sources if one.way is Way.OWN],
        "asked": [one for one in sources if one.way not in (Way.OWN, Way.SOURCE)],
        "key": uuid4(),
    }


def _form(
    found: Application, request: HttpRequest | None = None, *, is_whole: bool = True
) -> AnswersForm:
    answers = {one.name: one for one in found.answers.all()}
    asked = [
        one
        for one in read_form(found.service_version.form)
        if answers[one.name].state in submitting.MAY_BE_TOLD
    ]
    data = request.POST if request is not None else None
    return AnswersForm(data, questions=asked, answers=answers, is_whole=is_whole)


def _show(
    request: HttpRequest, found: Application, form: AnswersForm | None = None, status: int = 200
) -> HttpResponse:
    is_begun = found.state == ApplicationState.BEGUN
    form = form or (_form(found) if is_begun else None)
    rows = shown_answers(found, form)
    consents: dict[UUID, Answer] = {}
    for row in found.answers.all():
        if row.consent is not None and row.consent.withdrawn_at is None:
            consents.setdefault(row.consent.pk, row)
    shown = {
        "application": found,
        "case": found.case,
        "offer": found.service_version,
        "form": form,
        "rows": rows,
        "filled": [one for one in rows if one.is_not_asked],
        "asked": [one for one in rows if not one.is_not_asked],
        "may_ask_again": is_begun and any(one.may_be_asked_again for one in rows),
        "is_begun": is_begun,
        "consents": list(consents.values()),
        "may_withdraw": is_begun
        or (found.state == ApplicationState.SUBMITTED and found.case.is_open),
    }
    return render(request, "services/application.html", shown, status=status)
