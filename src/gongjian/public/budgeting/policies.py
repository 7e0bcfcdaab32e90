"""Who may do what in a budget round. Predicates fail closed."""

from __future__ import annotations

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotAllowed
from gongjian.public.budgeting.models import BudgetProject, BudgetRound

MANAGING = (Role.PRODUCT_MANAGER, Role.ADMINISTRATOR)
READING_PAPER = (Role.DISPATCHER, *MANAGING)
OF_DEPARTMENT = (Role.HANDLER, Role.SUPERVISOR)


def manages_rounds(actor: Actor) -> bool:
    """Whether somebody sets up budget rounds anywhere."""
    return actor.is_system or actor.holds(*MANAGING)


def may_manage(actor: Actor, round_: BudgetRound) -> bool:
    return actor.is_system or actor.reaches(round_.area_path, *MANAGING)


def require_may_manage(actor: Actor, area_path: str) -> None:
    if not (actor.is_system or actor.reaches(area_path, *MANAGING)):
        raise NotAllowed


def works_on_rounds(actor: Actor) -> bool:
    """Whether somebody has the pages of those who work on budget rounds."""
    return actor.is_system or actor.holds(*READING_PAPER, *OF_DEPARTMENT)


def reads_paper(actor: Actor) -> bool:
    """Whether somebody enters paper ballots anywhere."""
    return actor.holds(*READING_PAPER)


def may_read_paper(actor: Actor, round_: BudgetRound) -> bool:
    """A person, for two have to read each: no job and no key of a programme."""
    is_person = actor.user_id is not None and actor.api_key_id is None
    return is_person and actor.reaches(round_.area_path, *READING_PAPER)


def may_check(actor: Actor, project: BudgetProject) -> bool:
    """Say whether a project can be built and for how much, and how building goes: its department,
    and who manages the round."""
    is_department = project.department_id is not None and actor.has_role(
        *OF_DEPARTMENT, organisation_id=project.department_id, area_path=project.round.area_path
    )
    return is_department or may_manage(actor, project.round)


def is_proposer(actor: Actor, project: BudgetProject) -> bool:
    return actor.user_id is not None and actor.user_id == project.proposer_id


def may_withdraw(actor: Actor, project: BudgetProject) -> bool:
    return is_proposer(actor, project) or may_manage(actor, project.round)


def may_vote(actor: Actor) -> bool:
    """A person in person: a programme with somebody's key would know their choice."""
    return actor.user_id is not None and actor.api_key_id is None


def is_person(actor: Actor) -> bool:
    return actor.user_id is not None


def require_may_read_paper(actor: Actor, round_: BudgetRound) -> None:
    if not may_read_paper(actor, round_):
        raise NotAllowed
