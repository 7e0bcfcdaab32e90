"""Erasing a person from budget rounds: docs/reference/personal-data.md says what stays, and why."""

from __future__ import annotations

from datetime import datetime
from secrets import token_hex
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.government.cases import interface as cases
from gongjian.public.budgeting.models import (
    BudgetProject,
    ProjectEvent,
    ProjectRating,
    ProjectWording,
    VotedMark,
)
from gongjian.public.budgeting.rules.projects import ProjectState, is_voted_on
from gongjian.public.budgeting.selectors.personal_data import marks_of, rounds_since

ERASED = _("Erased at its author’s wish.")
ERASED_ACTOR = "erased"


def erase_person(*, actor: Actor, user_id: UUID, now: datetime) -> None:
    """Take an account's holder out of their projects, ratings, and the marks of who has voted.

    Before people.interface.erase_account, in its transaction: names are masked by the account's.

    Raises
    ------
    NotAllowed
        It is neither the person nor a job of the town's own.
    """
    people.require_may_erase(actor, user_id)
    with transaction.atomic():
        user = people.User.objects.get(pk=user_id)
        _erase_marks(user)
        ratings = ProjectRating.objects.filter(user=user)
        for project_id in ratings.values_list("project", flat=True):
            ledger.forget(f"budget_project:{project_id}", actor=f"user:{user.pk}")
        ratings.update(user=None)
        projects = BudgetProject.objects.filter(proposer=user).order_by("pk")
        for project in projects.select_for_update(of=("self",)).select_related("round"):
            _erase_proposer(project, user, now)


def _erase_marks(user: people.User) -> None:
    """That somebody voted stays; the digest of who goes. A closed account votes no more."""
    # A ballot that is being cast holds its round by its key, a count as a whole: both wait, and
    # then find the account closed, or were before. Not the account's row: a lock there would name
    # the transaction of the ballot beside its voter.
    list(rounds_since(user).select_for_update(of=("self",)))
    for mark in marks_of(user):
        # By what it says, not its key: a count gives it another one.
        VotedMark.objects.filter(round=mark.round_id, voter=mark.voter).update(voter=token_hex(32))


def _erase_proposer(project: BudgetProject, user: people.User, now: datetime) -> None:
    """What ballots could name keeps its words: votes and money were given to them."""
    keeps = is_voted_on(
        ProjectState(project.state),
        is_locked=project.round.locked_at is not None,
        has_cost=project.cost_minor is not None,
    )
    ledger.forget(project.reference, actor=f"user:{user.pk}")
    with translation.override(project.language):
        erased = str(ERASED)
    project.proposer = None
    project.version += 1
    if keeps:
        project.title = _masked(project.title, user)[:120]
        project.text, project.place = _masked(project.text, user), _masked(project.place, user)
    else:
        project.title, project.text, project.place = erased, "", ""
        project.longitude = project.latitude = None
    project.reason = _masked(project.reason, user)
    was_submitted = project.state == ProjectState.SUBMITTED
    if was_submitted:
        project.state, project.reason = ProjectState.WITHDRAWN.value, erased
    project.save()
    # No ballot ever named these words.
    ProjectWording.objects.filter(project=project).update(
        title=erased, text="", place="", longitude=None, latitude=None
    )
    for event in project.events.all():
        if event.actor == f"user:{user.pk}":
            event.actor, event.text = ERASED_ACTOR, ""
        event.text = _masked(event.text, user)
        event.save()
    if was_submitted:
        ProjectEvent.objects.create(
            project=project, state=project.state, text=erased, actor=ERASED_ACTOR, at=now
        )
        eraser = Actor(ERASED_ACTOR)
        ledger.record(eraser, "budget_project_withdrawn", project.reference, now=now)


def _masked(text: str, user: people.User) -> str:
    return cases.mask(text, [user.name]) if text else ""
