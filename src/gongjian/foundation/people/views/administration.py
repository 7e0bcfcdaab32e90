"""Administration: where to begin, and what the machine could not do by itself."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gongjian.foundation.kernel import failed_tasks as failures
from gongjian.foundation.kernel.access import POLICY, actor_of, requires
from gongjian.foundation.kernel.background import title_of
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.actions import retry_task as tasks
from gongjian.foundation.people.actions.retry_letter import retry_letter as retry_one
from gongjian.foundation.people.policies import is_administrator
from gongjian.foundation.people.selectors.notices import undelivered_letters
from gongjian.foundation.people.selectors.staffing import (
    areas_without_dispatcher,
    unstaffed_leads,
)

# Groups of (URL name, title, what it is for); pages that do not exist or are not the actor's, and
# groups without any, stay out.
GROUPS = (
    (
        _("People and organisations"),
        (
            ("person_list", _("People and roles"), _("Who may do what, where.")),
            ("organisation_list", _("Organisations"), _("Public bodies and companies.")),
            ("api_keys", _("Keys for programmes"), _("Your own keys to the API.")),
        ),
    ),
    (
        _("Who is responsible"),
        (
            ("duty_register", _("Duty register"), _("Who is responsible for what, by which rule.")),
            ("duty_findings", _("Gaps and overlaps"), _("What the duty register leaves open.")),
            ("duty_proposals", _("Proposed changes"), _("Settled disputes, offered as duties.")),
            ("provision_list", _("Rules"), _("Provisions in force, and what they set.")),
        ),
    ),
    (
        _("What everything is sorted by"),
        (
            ("area_list", _("Areas"), _("City, districts and streets, with their outlines.")),
            ("category_list", _("Categories"), _("The tree that cases are sorted into.")),
            ("calendar_days", _("Working days"), _("Public holidays and make-up days.")),
            (
                "import_register",
                _("Import the register"),
                _("Areas, categories, rules, duties and days from files."),
            ),
        ),
    ),
    (
        _("Cases"),
        (
            ("answer_template_list", _("Ready answers"), _("Words that answers begin with.")),
            ("import_list", _("Import cases"), _("Tables of another system.")),
            (
                "draft_log",
                _("Drafts by a machine"),
                _("What a language model was asked to write, and where it is."),
            ),
            (
                "manage_models",
                _("The model that sorts cases"),
                _("How sure it has to be, training, going back."),
            ),
            ("dashboard", _("Dashboard"), _("How every department is doing.")),
        ),
    ),
    (
        _("Running the system"),
        (
            ("failed_tasks", _("Failed background tasks"), _("What the system gave up.")),
            ("undelivered", _("Undelivered e-mails"), _("Addresses that refuse what we send.")),
        ),
    ),
)


@requires(is_administrator)
def administration(request: HttpRequest) -> HttpResponse:
    groups = [
        (
            heading,
            [
                (title, about, url)
                for name, title, about in pages
                if (url := _address(name, request))
            ],
        )
        for heading, pages in GROUPS
    ]
    return render(
        request,
        "people/administration.html",
        {
            "groups": [(heading, pages) for heading, pages in groups if pages],
            "undispatched": areas_without_dispatcher(),
            "unstaffed": unstaffed_leads(),
            "has_failed_tasks": bool(failures.failed_tasks().items),
            "has_undelivered": bool(undelivered_letters(actor=actor_of(request)).items),
        },
    )


@requires(is_administrator)
def failed_tasks(request: HttpRequest) -> HttpResponse:
    page = failures.failed_tasks(request.GET.get("cursor", ""))
    titled = [(title_of(task.task_path), task) for task in page.items]
    return render(request, "people/failed_tasks.html", {"page": page, "tasks": titled})


@require_POST
@requires(is_administrator)
def retry_task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    tasks.retry_task(actor=actor_of(request), task_id=task_id, now=now())
    messages.success(request, gettext("It runs again as soon as a worker is free."))
    return redirect("failed_tasks")


@require_POST
@requires(is_administrator)
def delete_task(request: HttpRequest, task_id: UUID) -> HttpResponse:
    tasks.delete_task(actor=actor_of(request), task_id=task_id, now=now())
    messages.success(request, gettext("Deleted: what it was to do will not be done."))
    return redirect("failed_tasks")


@requires(is_administrator)
def undelivered(request: HttpRequest) -> HttpResponse:
    page = undelivered_letters(actor=actor_of(request), cursor=request.GET.get("cursor", ""))
    shown = {"page": page, "is_mail_printed": settings.IS_MAIL_PRINTED}
    return render(request, "people/undelivered.html", shown)


@require_POST
@requires(is_administrator)
def retry_letter(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    retry_one(actor=actor_of(request), notice_id=notice_id, now=now())
    messages.success(request, gettext("It is sent again."))
    return redirect("undelivered")


def _address(url_name: str, request: HttpRequest) -> str:
    try:
        url = reverse(url_name)
    except NoReverseMatch:
        return ""
    policy = getattr(resolve(url).func, POLICY, None)
    return url if policy is not None and policy(actor_of(request)) else ""
