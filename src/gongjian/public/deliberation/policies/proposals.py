"""Who may see and do what with a proposal. All fail closed."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import NotAllowed, Unauthenticated
from gongjian.public.deliberation.errors import OwesTheAnswer
from gongjian.public.deliberation.models import Proposal
from gongjian.public.deliberation.rules.proposals import ProposalState, ProposalStep

MODERATING_ROLES = (Role.DISPATCHER, Role.PRODUCT_MANAGER, Role.ADMINISTRATOR)
SEEING_ROLES = (*MODERATING_ROLES, Role.AUDITOR)

Predicate = Callable[[Actor, Proposal], bool]


def is_author(actor: Actor, proposal: Proposal) -> bool:
    return actor.user_id is not None and proposal.author_id == actor.user_id


def is_participant(actor: Actor, proposal: Proposal) -> bool:
    """Anybody with an account, on what everybody may read."""
    return actor.is_signed_in and proposal.is_public


def is_other_participant(actor: Actor, proposal: Proposal) -> bool:
    return is_participant(actor, proposal) and not is_author(actor, proposal)


def moderates_area(actor: Actor, area_path: str) -> bool:
    return actor.reaches(area_path, *MODERATING_ROLES)


def is_moderator(actor: Actor, proposal: Proposal) -> bool:
    """Who moderates where it is; never of their own."""
    return moderates_area(actor, proposal.area_path) and not is_author(actor, proposal)


def is_answerer(actor: Actor, proposal: Proposal) -> bool:
    """Who owes the answer; also of what was hidden before it came: the day stays."""
    if not (proposal.is_public or is_awaiting(proposal)):
        return False
    return owes_answer(actor, proposal)


def is_awaiting(proposal: Proposal) -> bool:
    return proposal.state == ProposalState.AWAITING_ANSWER


def owes_answer(actor: Actor, proposal: Proposal) -> bool:
    """A product manager of the area, or a supervisor of the department that owes the answer; never
    the author."""
    if is_author(actor, proposal):
        return False
    return actor.reaches(proposal.area_path, Role.PRODUCT_MANAGER) or _supervises(actor, proposal)


def _supervises(actor: Actor, proposal: Proposal) -> bool:
    return proposal.department_id is not None and actor.has_role(
        Role.SUPERVISOR, organisation_id=proposal.department_id, area_path=proposal.area_path
    )


def any_of(*predicates: Predicate) -> Predicate:
    return lambda actor, proposal: any(holds(actor, proposal) for holds in predicates)


def _is_merger(actor: Actor, proposal: Proposal) -> bool:
    return proposal.is_public and (is_author(actor, proposal) or is_moderator(actor, proposal))


def _is_hider(actor: Actor, proposal: Proposal) -> bool:
    return (
        proposal.is_public
        and is_moderator(actor, proposal)
        and not _would_hide_their_debt(actor, proposal)
    )


def _would_hide_their_debt(actor: Actor, proposal: Proposal) -> bool:
    return is_awaiting(proposal) and owes_answer(actor, proposal)


MAY: dict[ProposalStep, Predicate] = {
    ProposalStep.PUBLISH: is_moderator,
    ProposalStep.REFUSE: is_moderator,
    ProposalStep.EDIT: is_author,
    ProposalStep.SUPPORT: is_other_participant,
    ProposalStep.UNSUPPORT: is_other_participant,
    ProposalStep.FOLLOW: is_participant,
    ProposalStep.COMMENT: is_participant,
    ProposalStep.FLAG: is_other_participant,
    ProposalStep.ANSWER: is_answerer,
    ProposalStep.WITHDRAW: is_author,
    ProposalStep.MERGE: _is_merger,
    ProposalStep.HIDE: _is_hider,
    ProposalStep.SHOW: (
        lambda actor, proposal: proposal.hidden_at is not None and is_moderator(actor, proposal)
    ),
    ProposalStep.APPEAL: is_author,
}
"""Who may take a step, in the states in which it exists (rules/proposals.py)."""


def may_see(actor: Actor, proposal: Proposal) -> bool:
    return (
        proposal.is_public
        or is_author(actor, proposal)
        or actor.reaches(proposal.area_path, *SEEING_ROLES)
        or (is_awaiting(proposal) and _supervises(actor, proposal))
    )


def visible_to(actor: Actor) -> Q:
    """The same as a condition."""
    seen = Q(is_public=True)
    if actor.user_id is not None:
        seen |= Q(author_id=actor.user_id)
    for grant in actor.grants_of(*SEEING_ROLES):
        seen |= Q(area_path__startswith=grant.area_path)
    for grant in actor.grants_of(Role.SUPERVISOR):
        if grant.organisation_id:
            seen |= Q(
                state=ProposalState.AWAITING_ANSWER,
                department_id=grant.organisation_id,
                area_path__startswith=grant.area_path,
            )
    return seen


def require(step: ProposalStep, actor: Actor, proposal: Proposal) -> None:
    """Raise Unauthenticated or NotAllowed unless the actor may take the step; OwesTheAnswer where
    somebody would hide what they have to answer."""
    if not MAY[step](actor, proposal):
        if step is ProposalStep.HIDE and _would_hide_their_debt(actor, proposal):
            raise OwesTheAnswer
        raise NotAllowed if actor.is_signed_in else Unauthenticated


def writes_proposals(actor: Actor) -> bool:
    return actor.is_signed_in


def moderates(actor: Actor) -> bool:
    """Whether somebody moderates anywhere."""
    return actor.holds(*MODERATING_ROLES)


def answers_proposals(actor: Actor) -> bool:
    """Whether somebody answers proposals, or watches whether they are answered."""
    return actor.holds(
        Role.PRODUCT_MANAGER, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AUDITOR, Role.DISPATCHER
    )


def governs_proposals(actor: Actor) -> bool:
    """Whether somebody sets thresholds and days anywhere."""
    return actor.holds(Role.ADMINISTRATOR)


def may_govern_area(actor: Actor, area_path: str) -> bool:
    return actor.is_system or actor.reaches(area_path, Role.ADMINISTRATOR)
