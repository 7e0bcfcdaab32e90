"""Drafts by a language model: asked for, watched, put into an answer; and their log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, is_staff, requires
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import GongjianError
from gongjian.government.cases import draft_rules, interface, policies
from gongjian.government.cases.models import Case, DraftRequest
from gongjian.government.cases.models.draft_request import DraftKind, DraftState
from gongjian.government.cases.rules import Step
from gongjian.government.cases.selectors import cases, drafts
from gongjian.government.cases.selectors.answer_templates import ReadyAnswer, ready_answers
from gongjian.government.cases.views.draft_words import outcome_words, statements_of


@dataclass(frozen=True, slots=True)
class DraftPanel:
    """A kind of draft on the workbench: the last one, and what asks for another."""

    kind: str
    case: Case
    draft: DraftRequest | None
    ready: Sequence[ReadyAnswer] = ()
    error: str = ""
    may_ask: bool = True
    statements: list[tuple[str, str]] = field(default_factory=list)
    why_not: str = ""

    @property
    def is_written(self) -> bool:
        return self.draft is not None and self.draft.state == DraftState.WRITTEN

    @property
    def level(self) -> int:
        """Of its heading: the answer's stands below what one can do."""
        return 3 if self.kind == DraftKind.ANSWER else 2

    @property
    def text(self) -> str:
        return self.draft.text if self.draft and self.is_written else ""


@requires(is_staff)
@require_POST
def ask_draft(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """Have a draft written; by htmx only its panel is shown anew, so that nothing typed is lost."""
    actor = actor_of(request)
    case = cases.get_case_as_staff(actor=actor, number=number)
    error = ""
    try:
        interface.ask_draft(
            actor=actor, case_id=case.pk, kind=kind, now=now(),
            template_id=_uuid(request.POST.get("template_id", "")),
        )  # fmt: skip
    except GongjianError as refused:
        if not _is_htmx(request) or kind not in DraftKind.values:
            messages.error(request, _words_of(refused))
            return redirect(_place(case, kind))
        error = _words_of(refused)
    if _is_htmx(request):
        return _panel(request, actor, case, kind, error)
    return redirect(_place(case, kind))


@requires(is_staff)
@require_safe
def draft(request: HttpRequest, number: str, draft_id: UUID) -> HttpResponse:
    """A draft, as it stands: by htmx its panel, else the workbench with it."""
    actor = actor_of(request)
    case = cases.get_case_as_staff(actor=actor, number=number)
    found = drafts.get_draft(actor=actor, case=case, draft_id=draft_id)
    if _is_htmx(request):
        return _panel(request, actor, case, found.kind)
    return redirect(_place(case, found.kind))


@requires(policies.sees_draft_log)
@require_safe
def draft_log(request: HttpRequest) -> HttpResponse:
    """Whether drafting is on, where what is written goes, and what was asked for."""
    actor = actor_of(request)
    page = drafts.draft_log(actor=actor, cursor=request.GET.get("cursor", ""))
    shown = {
        "endpoint": drafts.endpoint(),
        "per_day": settings.DRAFTING_PER_DAY,
        "per_person_hour": settings.DRAFTING_PER_PERSON_HOUR,
        "counts": drafts.draft_counts(actor=actor, now=now()),
        "days": drafts.COUNTED_DAYS,
        "page": page,
        "rows": [(row, outcome_words(row)) for row in page.items],
    }
    return render(request, "cases/draft_log.html", shown)


def draft_panels(
    case: Case, steps: Sequence[Step], ready: Sequence[ReadyAnswer], events: int
) -> dict[str, DraftPanel | None]:
    """What the workbench shows of drafts; without a language model nothing, and no query."""
    if drafts.endpoint() is None:
        return {"answer_draft": None, "summary_draft": None}
    latest = drafts.latest_drafts(case)
    summary = latest.get(DraftKind.SUMMARY)
    is_long = (
        len(case.text) >= draft_rules.LONG_CASE_CHARACTERS or events >= draft_rules.LONG_CASE_EVENTS
    )
    answer = _panel_of(case, DraftKind.ANSWER, latest.get(DraftKind.ANSWER), ready)
    return {
        "answer_draft": answer if Step.ANSWER in steps else None,
        "summary_draft": _panel_of(case, DraftKind.SUMMARY, summary)
        if is_long or summary
        else None,
    }


def draft_to_put(request: HttpRequest, case: Case, panel: DraftPanel | None) -> DraftRequest | None:
    """The written draft of an answer that the address asks to have put into the form."""
    asked = _uuid(request.GET.get("draft", ""))
    if asked is None or panel is None:
        return None
    found = (one for one in drafts.drafts_of(case) if one.pk == asked)
    return next((one for one in found if one.kind == DraftKind.ANSWER and one.text), None)


def _panel(
    request: HttpRequest, actor: Actor, case: Case, kind: str, error: str = ""
) -> HttpResponse:
    found = drafts.latest_drafts(case).get(kind)
    may_ask = kind == DraftKind.SUMMARY or Step.ANSWER in policies.steps_of(actor, case)
    ready = ready_answers(case) if kind == DraftKind.ANSWER and may_ask else []
    panel = _panel_of(case, kind, found, ready, error=error, may_ask=may_ask)
    return render(request, "cases/draft_fragment.html", {"panel": panel, "case": case})


def _panel_of(
    case: Case,
    kind: str,
    draft: DraftRequest | None,
    ready: Sequence[ReadyAnswer] = (),
    *,
    error: str = "",
    may_ask: bool = True,
) -> DraftPanel:
    return DraftPanel(
        kind=kind, case=case, draft=draft, ready=ready, error=error,
        may_ask=may_ask and not (draft is not None and draft.is_under_way),
        statements=statements_of(draft) if draft else [],
        why_not=outcome_words(draft) if draft else "",
    )  # fmt: skip


def _place(case: Case, kind: str) -> str:
    part = kind if kind in DraftKind.values else DraftKind.ANSWER.value
    return f"{reverse('workbench', args=[case.number])}#draft-{part}"


def _words_of(error: GongjianError) -> str:
    fields = [str(text) for texts in error.fields.values() for text in texts]
    return " ".join(fields) or str(error)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _is_htmx(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))
