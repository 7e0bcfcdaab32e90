"""Proposals for tests, made by the actions that make them."""

from __future__ import annotations

from datetime import datetime, timedelta

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.models import User
from gongjian.public.deliberation.actions.answer_proposal import answer_proposal
from gongjian.public.deliberation.actions.appeal_moderation import appeal_moderation
from gongjian.public.deliberation.actions.comment_proposal import comment_proposal
from gongjian.public.deliberation.actions.edit_proposal import edit_proposal, withdraw_proposal
from gongjian.public.deliberation.actions.flag_proposal import flag_comment, flag_proposal
from gongjian.public.deliberation.actions.merge_proposal import merge_proposal
from gongjian.public.deliberation.actions.moderate_proposal import moderate_proposal
from gongjian.public.deliberation.actions.support_proposal import support_proposal
from gongjian.public.deliberation.actions.write_proposal import ProposalDraft, write_proposal
from gongjian.public.deliberation.models import (
    FlagReason,
    ModerationAct,
    ModerationDecision,
    ModerationMode,
    Proposal,
    ProposalSettings,
    State,
)
from gongjian.public.deliberation.rules.proposals import Outcome, Side
from tests.factories import NOW, Town, make_actor

TITLE = "A shelter at the bus stop of the school"
TEXT = "Children wait there in the rain every morning, and there is room for one."


def set_proposals(*, threshold: int = 2, days: int = 10, before: bool = False, **fields) -> None:
    """What holds in the whole town; accounts of any age may write."""
    fields = {
        "support_threshold": threshold,
        "answer_working_days": days,
        "moderation": ModerationMode.BEFORE if before else ModerationMode.AFTER,
        "account_age_hours": 0,
        "changed_at": NOW,
        **fields,
    }
    ProposalSettings.objects.update_or_create(area_path="", defaults=fields)


def age_accounts() -> None:
    """Let all accounts be a year old on the tests' day, whenever the tests run."""
    User.objects.update(joined_at=NOW - timedelta(days=365))


def make_draft(town: Town, **fields) -> ProposalDraft:
    defaults = {
        "title": TITLE, "text": TEXT, "category_id": town.category.pk, "area_id": town.area.pk
    }  # fmt: skip
    return ProposalDraft(**{**defaults, **fields})


def make_proposal(
    town: Town,
    *,
    state: State = State.COLLECTING,
    author: Actor | None = None,
    now: datetime = NOW,
    **fields,
) -> Proposal:
    """A proposal of the town's resident, led to a state by the steps that lead there."""
    if not ProposalSettings.objects.exists():
        set_proposals()
    age_accounts()
    waits = state in {State.UNDER_REVIEW, State.REFUSED}
    if waits:
        set_proposals(before=True)
    author = author or town.resident
    proposal = write_proposal(actor=author, draft=make_draft(town, **fields), now=now)
    if waits:
        set_proposals()
    lead_to(town, proposal, state, author=author, now=now)
    return Proposal.objects.get(pk=proposal.pk)


def lead_to(
    town: Town, proposal: Proposal, state: State, *, author: Actor, now: datetime = NOW
) -> None:
    at = {"proposal_id": proposal.pk, "now": now}
    if state == State.REFUSED:
        moderate_proposal(
            actor=town.dispatcher, act=ModerationAct.REFUSE, reason="It names a neighbour.", **at
        )
    elif state == State.AWAITING_ANSWER:
        reach(proposal, now=now)
    elif state in Outcome.__members__.values():
        reach(proposal, now=now)
        plan = "Plan of 2027" if state == State.IN_PLAN else ""
        answer_proposal(
            actor=make_product_manager(), outcome=Outcome(state), text="For good reasons.",
            plan=plan, **at,
        )  # fmt: skip
    elif state == State.WITHDRAWN:
        withdraw_proposal(actor=author, reason="There is a better one.", **at)
    elif state == State.MERGED:
        other = make_proposal(town, author=make_actor(), title="A roof where pupils wait", now=now)
        merge_proposal(
            actor=town.dispatcher, into_number=other.number, reason="They ask the same.", **at
        )


def reach(proposal: Proposal, *, now: datetime = NOW) -> None:
    """Let as many people support it as it takes."""
    for _person in range(Proposal.objects.get(pk=proposal.pk).missing_count):
        support_proposal(actor=make_actor(), proposal_id=proposal.pk, now=now)


def make_product_manager(**fields) -> Actor:
    return make_actor(Role.PRODUCT_MANAGER, **fields)


def make_known_proposals(town: Town) -> dict[str, object]:
    """One of everything that addresses name, each as it waits for somebody to act."""
    shown = make_proposal(town)
    by = {"proposal_id": shown.pk, "now": NOW}
    comment = comment_proposal(actor=town.neighbour, text="A good idea.", side=Side.FOR, **by)
    hidden = make_proposal(town)
    hiding = moderate_proposal(
        actor=town.dispatcher, proposal_id=hidden.pk, act=ModerationAct.HIDE, reason="A name.",
        now=NOW,
    )  # fmt: skip
    appeal_moderation(actor=town.resident, decision_id=hiding.pk, text="No name.", now=NOW)
    return {
        "proposal_number": shown.number,
        "comment_id": comment.pk,
        "decision_id": hiding.pk,
        "settings_id": ProposalSettings.objects.get().pk,
    }


def make_full_proposals(town: Town) -> dict[str, list[str]]:
    """Proposals in all ways that pages show, all at this moment: argument of addresses → values."""
    at = now()
    set_proposals()
    shown = make_proposal(town, now=at)
    by = {"proposal_id": shown.pk, "now": at}
    comment = comment_proposal(actor=town.neighbour, text="A good idea.", side=Side.FOR, **by)
    comment_proposal(actor=town.resident, text="It is.", parent_id=comment.pk, **by)
    flag_proposal(actor=town.neighbour, reason=FlagReason.FALSE, text="Not so.", **by)
    flag_comment(actor=town.resident, comment_id=comment.pk, reason=FlagReason.SPAM, now=at)
    edit_proposal(actor=town.resident, title=f"{TITLE}s", text=TEXT, **by)
    hidden = make_proposal(town, now=at)
    hiding = moderate_proposal(
        actor=town.dispatcher, proposal_id=hidden.pk, act=ModerationAct.HIDE, reason="A name.",
        now=at,
    )  # fmt: skip
    appeal_moderation(actor=town.resident, decision_id=hiding.pk, text="No name.", now=at)
    every = [shown, hidden, *(make_proposal(town, state=state, now=at) for state in State)]
    decisions = ModerationDecision.objects.values_list("pk", flat=True)
    return {
        "proposal_number": [one.number for one in every],
        "comment_id": [str(comment.pk)],
        "decision_id": [str(pk) for pk in decisions],
        "settings_id": [str(ProposalSettings.objects.get().pk)],
    }
