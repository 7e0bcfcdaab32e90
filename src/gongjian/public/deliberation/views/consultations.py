"""Consultations as everybody sees them: the list, one, a card at a time, the result, the report."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import (
    GongjianError,
    Invalid,
    NotFound,
    Unauthenticated,
)
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.trail import interface as trail
from gongjian.public.deliberation.actions.add_statement import add_statement as add
from gongjian.public.deliberation.actions.cast_vote import cast_vote as cast
from gongjian.public.deliberation.forms.consultations import StatementForm, VoteForm
from gongjian.public.deliberation.models.consultation_votes import Participant
from gongjian.public.deliberation.models.consultations import Consultation
from gongjian.public.deliberation.participant_limits import limit_statements, limit_votes
from gongjian.public.deliberation.policies import consultations as policies
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.rules.consultations import (
    ConsultationPhase,
    Hurdle,
    StatementState,
)
from gongjian.public.deliberation.selectors import consultations, participants
from gongjian.public.deliberation.selectors.consultation_results import (
    own_group,
    shown_result,
)
from gongjian.public.deliberation.selectors.conversation_files import FILES
from gongjian.public.deliberation.views.visitor_tokens import give_token, token_of

PHASES = {
    phase.value: phase
    for phase in (ConsultationPhase.OPEN, ConsultationPhase.UPCOMING, ConsultationPhase.CLOSED)
}


@public
@require_safe
def consultation_list(request: HttpRequest) -> HttpResponse:
    """All that were announced, the latest first."""
    moment = now()
    chosen = PHASES.get(request.GET.get("phase", ""))
    page = consultations.public_consultations(
        now=moment, phase=chosen, cursor=request.GET.get("cursor", "")
    )
    address = reverse("consultation_list")
    names = {
        ConsultationPhase.OPEN: _("Open"),
        ConsultationPhase.UPCOMING: _("Coming"),
        ConsultationPhase.CLOSED: pgettext("consultation", "Closed"),
    }
    tabs = [(_("All"), address, chosen is None)]
    tabs += [(name, f"{address}?phase={phase}", chosen == phase) for phase, name in names.items()]
    shown = {
        "page": page,
        "items": shown_items(page.items, moment),
        "tabs": tabs,
        "can_hold": policies.moderates_statements(actor_of(request)),
    }
    return render(request, "deliberation/consultation_list.html", shown)


@public
@require_safe
def consultation(request: HttpRequest, consultation_number: str) -> HttpResponse:
    """What it is about, until when, by which rules, how many took part."""
    found = consultations.get_consultation(actor=actor_of(request), number=consultation_number)
    actor, moment = actor_of(request), now()
    shown = {
        **common(request, found, moment),
        "item": shown_items([found], moment)[0],
        "result": consultations.latest_result(found),
        "is_staff": policies.may_moderate(actor, found),
        "closing_change": consultations.last_closing_change(found),
        "trail": trail.trail_of(actor=actor, reference=reference_of(found), now=moment),
    }
    return render(request, "deliberation/consultation.html", shown)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def vote_card(request: HttpRequest, consultation_number: str) -> HttpResponse:
    """One card at a time; a vote leads to the next one."""
    actor, moment = actor_of(request), now()
    found = consultations.get_consultation(actor=actor, number=consultation_number)
    if request.method == "POST":
        form = VoteForm(request.POST)
        if not form.is_valid():
            raise Invalid(_("Choose one of the three answers."))
        data = form.cleaned_data
        limit_votes(request, found, token=token_of(request), now=moment)
        cast(
            actor=actor, consultation_id=found.pk, statement=data["statement"],
            answer=rules.ANSWERS[data["answer"]], now=moment, token=token_of(request),
            is_of_area=data["is_of_area"],
        )  # fmt: skip
        if request.POST.get("from") == "mine":
            messages.success(request, _("Your vote is changed."))
            return redirect("own_votes", found.number)
        return redirect(f"{reverse('vote_card', args=[found.number])}#card")
    if found.phase(moment) != ConsultationPhase.OPEN:
        return redirect("consultation", found.number)
    return give_token(request, _show_card(request, found, moment))


@public
@require_POST
def add_statement(request: HttpRequest, consultation_number: str) -> HttpResponse:
    actor, moment = actor_of(request), now()
    found = consultations.get_consultation(actor=actor, number=consultation_number)
    form = StatementForm(request.POST)
    if not form.is_valid():
        return _show_card(request, found, moment, form, status=422)
    limit_statements(request, moment)
    try:
        made = add(
            actor=actor, consultation_id=found.pk, text=form.cleaned_data["text"],
            language=get_language() or found.language, now=moment, token=token_of(request),
            is_of_area=form.cleaned_data["is_of_area"],
        )  # fmt: skip
    except (NotFound, Unauthenticated):
        raise
    except GongjianError as error:
        show_errors(form, error)
        return _show_card(request, found, moment, form, status=error.status)
    if made.state == StatementState.ACCEPTED:
        messages.success(request, _("Your statement is among the cards now."))
    else:
        messages.success(request, _("Somebody looks at your statement before others see it."))
    return redirect("own_votes", found.number)


@public
@require_safe
def own_votes(request: HttpRequest, consultation_number: str) -> HttpResponse:
    """What somebody voted and wrote, to be changed, and what became of it."""
    actor, moment = actor_of(request), now()
    found = consultations.get_consultation(actor=actor, number=consultation_number)
    participant = _participant(request, found)
    shown = {
        **common(request, found, moment),
        "votes": [
            (statement, rules.ANSWER_NAMES[answer])
            for statement, answer in participants.own_votes(
                consultation=found, participant=participant
            )
        ],
        "statements": participants.own_statements(participant),
    }
    return render(request, "deliberation/own_votes.html", shown)


@public
@require_safe
def consultation_result(request: HttpRequest, consultation_number: str) -> HttpResponse:
    """The map, what each group stands for, what divides, what all agree on."""
    found = consultations.get_consultation(actor=actor_of(request), number=consultation_number)
    result = shown_result(found)
    shown = {
        **common(request, found, now()),
        "shown": result,
        "own": own_group(result.result, _participant(request, found)) if result else "",
    }
    return render(request, "deliberation/consultation_result.html", shown)


@public
@require_safe
def consultation_report(request: HttpRequest, consultation_number: str) -> HttpResponse:
    """All of it on paper, for a council."""
    found = consultations.get_consultation(actor=actor_of(request), number=consultation_number)
    moment = now()
    shown = {
        **common(request, found, moment),
        "shown": shown_result(found, has_rows=True),
        "printed_at": moment,
    }
    return render(request, "deliberation/consultation_report.html", shown)


def common(request: HttpRequest, found: Consultation, moment: datetime) -> dict[str, object]:
    """What every page of a consultation says of it."""
    phase = found.phase(moment)
    return {
        "consultation": found,
        "phase": phase.value,
        "file_names": FILES,
        "takes_statements": rules.takes_statements(phase, found.statements_until, moment)
        and found.statements_each > 0,
    }


def shown_items(found: list[Consultation], moment: datetime) -> list[dict[str, object]]:
    """Consultations of a list with what is counted of them; two queries for all."""
    counts = consultations.counts_of(found)
    statements = consultations.statement_counts(found)
    return [
        {
            "one": one,
            "phase": one.phase(moment).value,
            "people": counts.get(one.pk, (0, 0))[0],
            "votes": counts.get(one.pk, (0, 0))[1],
            "statements": statements.get(one.pk, 0),
        }
        for one in found
    ]


def _participant(request: HttpRequest, found: Consultation) -> Participant | None:
    return participants.find_participant(
        actor=actor_of(request), consultation=found, token=token_of(request)
    )


def _show_card(
    request: HttpRequest,
    found: Consultation,
    moment: datetime,
    form: StatementForm | None = None,
    status: int = 200,
) -> HttpResponse:
    participant = _participant(request, found)
    shown = common(request, found, moment)
    card = participants.next_card(
        consultation=found, participant=participant, draw=secrets.randbelow(1 << 32) / (1 << 32)
    )
    hurdle = participants.hurdle_of(
        actor=actor_of(request), consultation=found, participant=participant
    )
    shown |= {
        "card": card,
        "form": form or StatementForm(),
        "has_error": form is not None,
        "hurdle": hurdle,
        "is_kept_out": hurdle in (Hurdle.ACCOUNT, Hurdle.LIST),
        "asks_area": hurdle == Hurdle.AREA,
    }
    return render(request, "deliberation/vote_card.html", shown, status=status)
