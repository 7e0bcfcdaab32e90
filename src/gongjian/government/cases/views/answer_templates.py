"""Ready-made answers: a department's own, and those for every department."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import GongjianError
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.form_fields import offer
from gongjian.foundation.law import interface as law
from gongjian.foundation.people import interface as people
from gongjian.government.cases import policies
from gongjian.government.cases.actions import save_answer_template as saving
from gongjian.government.cases.forms import CategoryField, StepForm, words_field
from gongjian.government.cases.models import AnswerTemplate
from gongjian.government.cases.rules import fill_template
from gongjian.government.cases.selectors.answer_templates import get_template, list_templates


class AnswerTemplateForm(StepForm):
    """What it is called, for whom, and its words; it carries the version it was made from."""

    name = forms.CharField(
        label=gettext_lazy("What it is called"),
        help_text=gettext_lazy("What handlers choose it by."),
        max_length=saving.LONGEST_NAME,
    )
    department_id = forms.TypedChoiceField(
        label=gettext_lazy("Department"), coerce=uuid.UUID, empty_value=None, required=False
    )
    category_id = CategoryField(
        label=gettext_lazy("Category"),
        leaves_only=False,
        empty=gettext_lazy("any"),
        help_text=gettext_lazy("It is offered for cases of this category and those below it."),
    )
    text = words_field(
        gettext_lazy("Its words"),
        rows=9,
        help_text=gettext_lazy(
            "Write {number}, {department} and {title} where the case’s own are to stand, and "
            "{provision} where the provision is to be cited."
        ),
    )
    provision_id = forms.TypedChoiceField(
        label=gettext_lazy("Provision"),
        help_text=gettext_lazy("Answers made from it cite it, as it is in force on their day."),
        required=False,
        coerce=uuid.UUID,
        empty_value=None,
    )

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        bodies = [
            (str(body.pk), body.name)
            for body in people.public_bodies()
            if policies.may_write_template(actor, body.pk)
        ]
        if policies.may_write_template(actor, None):
            bodies = [("", _("every department")), *bodies]
        else:
            self.fields["department_id"].required = True
        offer(self, "department_id", bodies)
        in_force = law.provisions_in_force(local_day(now()))
        offer(self, "provision_id", [("", _("none")), *((str(p.pk), str(p)) for p in in_force)])


@requires(policies.writes_templates)
@require_safe
def answer_template_list(request: HttpRequest) -> HttpResponse:
    page = list_templates(actor=actor_of(request), cursor=request.GET.get("cursor", ""))
    return render(request, "cases/answer_template_list.html", {"page": page})


@requires(policies.writes_templates)
@require_http_methods(["GET", "HEAD", "POST"])
def add_answer_template(request: HttpRequest) -> HttpResponse:
    return _save(request, None)


@requires(policies.writes_templates)
@require_http_methods(["GET", "HEAD", "POST"])
def answer_template(request: HttpRequest, template_id: UUID) -> HttpResponse:
    return _save(request, get_template(actor=actor_of(request), template_id=template_id))


@requires(policies.writes_templates)
@require_POST
def delete_answer_template(request: HttpRequest, template_id: UUID) -> HttpResponse:
    saving.delete_answer_template(actor=actor_of(request), template_id=template_id, now=now())
    messages.success(request, _("Deleted. Answers written from it stay as they are."))
    return redirect("answer_template_list")


def _save(request: HttpRequest, template: AnswerTemplate | None) -> HttpResponse:
    actor = actor_of(request)
    form = AnswerTemplateForm(request.POST or None, actor=actor, initial=_initial(template))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                saving.save_answer_template(
                    actor=actor,
                    template_id=template.pk if template else None,
                    now=now(),
                    **form.cleaned_data,
                )
            except GongjianError as error:
                show_errors(form, error)
                status = error.status
            else:
                messages.success(request, _("Saved."))
                return redirect("answer_template_list")
    shown = {"form": form, "template": template, "example": _example(template)}
    return render(request, "cases/answer_template.html", shown, status=status)


def _initial(template: AnswerTemplate | None) -> dict[str, object]:
    names = ("name", "department_id", "category_id", "text", "version")
    if template is None:
        return {}
    return {name: getattr(template, name) for name in names} | {
        "provision_id": getattr(_provision_today(template), "pk", None)
    }


def _provision_today(template: AnswerTemplate) -> law.Provision | None:
    cited = template.provision
    return law.versions_in_force([cited], local_day(now())).get(cited.code) if cited else None


def _example(template: AnswerTemplate | None) -> str:
    """How it reads in an answer to some case."""
    if template is None:
        return ""
    department = template.department.name if template.department else _("Your department")
    return fill_template(
        template.text,
        number="7K3M9-Q2XAB",
        department=department,
        title=_("Street lamp is dark"),
        provision=str(_provision_today(template) or ""),
    )
