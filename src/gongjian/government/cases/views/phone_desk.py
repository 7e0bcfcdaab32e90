"""The telephone desk: one page, made for the keyboard, a call after another."""

from __future__ import annotations

import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator, MinLengthValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import GongjianError, NotFound
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.government.cases import policies
from gongjian.government.cases.actions.receive_case import CaseDraft
from gongjian.government.cases.actions.take_call import join_caller as join
from gongjian.government.cases.actions.take_call import take_call
from gongjian.government.cases.forms import TEXT_LIMIT, AreaField, CategoryField
from gongjian.government.cases.models import Case
from gongjian.government.cases.models.case import Channel, Kind
from gongjian.government.cases.rules import CaseKind
from gongjian.government.cases.selectors import cases
from gongjian.government.cases.selectors.tracking import show_secret, tracking_secret
from gongjian.government.cases.views.suggesting import (
    category_in_use,
    named_by_form,
    suggestions_for,
)
from gongjian.government.duties import interface as duties

LAST_CALL = "last_call"
SHOWN_SECONDS = 3600
LEAST_TEXT = 4


class PhoneCaseForm(forms.Form):
    """What the operator hears, in the order in which callers say it."""

    text = forms.CharField(
        label=_("What the caller says"),
        widget=forms.Textarea(attrs={"rows": 6, "accesskey": "1", "autofocus": True}),
        validators=[MinLengthValidator(LEAST_TEXT), MaxLengthValidator(TEXT_LIMIT)],
    )
    contact_name = forms.CharField(
        label=_("Caller’s name"), max_length=80, required=False,
        widget=forms.TextInput(attrs={"accesskey": "2", "autocomplete": "off"}),
    )  # fmt: skip
    contact_phone = forms.CharField(
        label=_("Telephone"), max_length=40, required=False,
        widget=forms.TextInput(
            attrs={"accesskey": "3", "autocomplete": "off", "inputmode": "tel"}
        ),
    )  # fmt: skip
    category = CategoryField(
        label=_("Category"), empty=_("not known"),
        attrs={"accesskey": "4", "data-typeahead": True},
    )  # fmt: skip
    area = AreaField(
        label=_("Area"), empty=_("not known"),
        attrs={"accesskey": "5", "data-typeahead": True},
    )  # fmt: skip
    address = forms.CharField(
        label=_("Address"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"accesskey": "6", "autocomplete": "off"}),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(kind.value, capfirst(kind.label)) for kind in Kind],
        initial=Kind.HELP,
        widget=forms.Select(attrs={"accesskey": "7"}),
    )  # fmt: skip
    is_public = forms.BooleanField(
        label=_("Everyone may read it"), required=False,
        help_text=_("Ask the caller. Name and telephone are never public."),
        widget=forms.CheckboxInput(attrs={"accesskey": "8"}),
    )  # fmt: skip
    suggested = forms.UUIDField(required=False)
    """One of the categories suggested beside the text; a category chosen from the tree wins."""
    request_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    use_required_attribute = False


@dataclass(frozen=True, slots=True)
class LastCall:
    """What became of the call just taken, to be read out."""

    case: Case
    secret: str
    was_joined: bool
    may_open: bool


@requires(policies.takes_calls)
@require_http_methods(["GET", "HEAD", "POST"])
def phone_case(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    if request.method != "POST":
        return _show(request, PhoneCaseForm(), {})
    if request.POST.get("do") == "look":
        # Without JavaScript: what is like it, before it is sent.
        return _show(request, PhoneCaseForm(initial=request.POST.dict()), request.POST)
    form = PhoneCaseForm(request.POST)
    if not form.is_valid():
        return _show(request, form, request.POST, status=422)
    try:
        taken = take_call(actor=actor, draft=_draft(form.cleaned_data), now=now())
    except GongjianError as error:
        show_errors(form, error)
        return _show(request, form, request.POST, status=error.status)
    _remember(request, taken)
    return redirect("phone_case")


@requires(policies.takes_calls)
@require_POST
def phone_suggestions(request: HttpRequest) -> HttpResponse:
    """Like cases and fitting categories while the operator types; a fragment."""
    return render(
        request, "cases/phone_suggestions.html", suggestions_for(request.POST, least=LEAST_TEXT)
    )


@requires(policies.takes_calls)
@require_POST
def join_caller(request: HttpRequest, number: str) -> HttpResponse:
    """The caller has the same trouble as others: they are counted there."""
    actor = actor_of(request)
    found = cases.get_case(actor=actor, number=number)
    joined, _is_new = join(
        actor=actor,
        case_id=found.pk,
        telephone=request.POST.get("contact_phone", "")[:40],
        call=request.POST.get("request_id", "")[:40],
        now=now(),
    )
    _remember(request, joined, was_joined=True)
    return redirect("phone_case")


def _show(request: HttpRequest, form: PhoneCaseForm, given: Any, status: int = 200) -> HttpResponse:
    shown = {"form": form, "last": _last_call(request), **suggestions_for(given, least=LEAST_TEXT)}
    return render(request, "cases/phone_case.html", shown, status=status)


def _remember(request: HttpRequest, case: Case, *, was_joined: bool = False) -> None:
    request.session[LAST_CALL] = [str(case.pk), was_joined, now().isoformat()]


def _last_call(request: HttpRequest) -> LastCall | None:
    """The call this operator took last, for an hour; also of areas they cannot look into."""
    if LAST_CALL not in request.session:
        return None
    case_id, was_joined, at = request.session[LAST_CALL]
    if (now() - datetime.fromisoformat(at)).total_seconds() > SHOWN_SECONDS:
        return None
    case = None
    with suppress(NotFound):
        case = cases.get_visible(actor=Actor.system("phone"), case_id=uuid.UUID(case_id))
    if case is None or case.erased_at:
        return None
    return LastCall(
        case=case,
        secret="" if was_joined else show_secret(tracking_secret(case.pk)),
        was_joined=was_joined,
        may_open=policies.is_staff_on(actor_of(request), case),
    )


def _draft(data: dict[str, Any]) -> CaseDraft:
    area = duties.get_area(data["area"]) if data["area"] else None
    draft = CaseDraft(
        title="",
        text=data["text"],
        kind=CaseKind(data["kind"]),
        channel=Channel.PHONE,
        is_public=data["is_public"],
        language=get_language() or settings.LANGUAGE_CODE,
        category_id=data["category"] or category_in_use(data["suggested"]),
        area_id=area.pk if area else None,
        area_path=area.path if area else "",
        address=data["address"],
        contact_name=data["contact_name"],
        contact_phone=data["contact_phone"],
    )
    return named_by_form(draft, data["request_id"])
