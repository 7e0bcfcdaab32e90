"""What becomes of proposals, comments, supports and flags of somebody who is erased."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from uuid import UUID

from django.db.models import F, Manager, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.government.cases import interface as cases
from gongjian.public.deliberation.actions.index_proposal import index_proposal
from gongjian.public.deliberation.actions.proposal_events import write_event
from gongjian.public.deliberation.models import (
    ModerationDecision,
    Proposal,
    ProposalComment,
    ProposalEvent,
    ProposalFlag,
    ProposalFollow,
    ProposalSupport,
    ProposalVersion,
    State,
)
from gongjian.public.deliberation.models.proposals import PLAN_LENGTH
from gongjian.public.deliberation.rules import proposals as rules
from gongjian.public.deliberation.rules.proposals import ProposalState

ERASED = _("Erased at its author’s wish.")
ERASED_ACTOR = "erased"


def erase_proposals(user: people.User, *, now: datetime) -> None:
    """Take somebody out of all they did with proposals; in the caller's transaction."""
    comments = ProposalComment.objects.filter(author=user)
    follows = ProposalFollow.objects.filter(user=user)
    supports = ProposalSupport.objects.filter(user=user)
    own = Proposal.objects.filter(author=user)
    counted = {*comments.values_list("proposal", flat=True)}
    counted |= {*follows.values_list("proposal", flat=True), *own.values_list("pk", flat=True)}
    # In the order in which everybody who locks several locks them.
    list(Proposal.objects.select_for_update(of=("self",)).filter(pk__in=counted).order_by("pk"))
    for proposal_id in {*counted, *supports.values_list("proposal", flat=True)}:
        ledger.forget(f"proposal:{proposal_id}", actor=f"user:{user.pk}")
    followed = follows.values_list("proposal", flat=True)
    Proposal.objects.filter(pk__in=list(followed)).update(follower_count=F("follower_count") - 1)
    follows.delete()
    supports.update(user=None)
    ProposalFlag.objects.filter(user=user).update(user=None, text="")
    _erase_comments(comments, user, now)
    for proposal in own.order_by("pk"):
        if proposal.published_at is None:
            _delete(proposal)
        else:
            _erase_author(proposal, user, now)


def _erase_comments(comments: QuerySet[ProposalComment], user: people.User, now: datetime) -> None:
    """Their words go; what was said for a public body is its statement, and stays."""
    every = list(comments.order_by("pk"))
    of_all = {comment.proposal_id for comment in every}
    of: Counter[UUID] = Counter()
    to: Counter[UUID] = Counter()
    for comment in every:
        comment.author, comment.is_name_shown, comment.erased_at = None, False, now
        if comment.department_id is not None:
            comment.text = comment.public_text = cases.mask(comment.public_text, [user.name])
            continue
        comment.text = comment.public_text = ""
        comment.flag_count = 0
        if comment.hidden_at is None:
            of[comment.proposal_id] += 1
            to.update([comment.parent_id] if comment.parent_id else [])
    changed = ["author", "is_name_shown", "erased_at", "text", "public_text", "flag_count"]
    ProposalComment.objects.bulk_update(every, changed, batch_size=500)
    _subtract(Proposal.objects, "comment_count", of)
    _subtract(ProposalComment.objects, "reply_count", to)
    # What they said in an appeal stands in the history of somebody else's proposal.
    appeals = ProposalEvent.objects.filter(
        proposal__in=of_all, name="moderation_appealed", actor=f"user:{user.pk}"
    )
    appeals.update(text="", public_text="", actor=ERASED_ACTOR)
    emptied = [one.pk for one in every if not one.text]
    _settle(Q(comment__in=emptied), now)
    _erase_appeals(Q(comment__in=[one.pk for one in every]), user, now)


def _subtract(rows: Manager, column: str, counts: Counter[UUID]) -> None:
    for key, count in sorted(counts.items()):
        rows.filter(pk=key).update(**{column: F(column) - count})


def _delete(proposal: Proposal) -> None:
    """Nobody but its author and moderators ever saw it; the ledger keeps that it was."""
    for rows in (
        ModerationDecision.objects.filter(proposal=proposal),
        ProposalFlag.objects.filter(proposal=proposal),
        proposal.events.all(),
        proposal.versions.all(),
    ):
        rows.delete()
    proposal.delete()


def _erase_author(proposal: Proposal, user: people.User, now: datetime) -> None:
    keeps = proposal.is_public and _is_relied_on(proposal)
    with translation.override(proposal.language):
        erased = str(ERASED)

    def kept(text: str) -> str:
        return cases.mask(text, [user.name]) if keeps and text else ""

    def erase_words(thing: Proposal | ProposalVersion) -> None:
        thing.title = thing.public_title = kept(thing.public_title)[: rules.TITLE_LENGTH] or erased
        thing.text = thing.public_text = kept(thing.public_text) or erased

    erase_words(proposal)
    for version in proposal.versions.all():
        erase_words(version)
        version.reason = kept(version.reason)
        version.save()
    for event in proposal.events.all():
        is_theirs = event.actor == f"user:{user.pk}"
        event.public_text = kept(event.public_text) if event.visibility == "public" else ""
        event.text = event.public_text if is_theirs else cases.mask(event.text, [user.name])
        event.actor = ERASED_ACTOR if is_theirs else event.actor
        event.save()
    for answer in proposal.answers.all():
        answer.text = cases.mask(answer.text, [user.name])
        answer.plan = cases.mask(answer.plan, [user.name])[:PLAN_LENGTH]
        answer.save(update_fields=["text", "plan"])
    _erase_appeals(Q(proposal=proposal, comment=None), user, now)
    proposal.author, proposal.is_name_shown, proposal.erased_at = None, False, now
    proposal.case_reference = ""
    to_state = None
    if keeps:
        proposal.place = kept(proposal.place)
    else:
        proposal.is_public, proposal.hidden_at = False, None
        proposal.place, proposal.longitude, proposal.latitude = "", None, None
        proposal.flag_count = 0
        _settle(Q(proposal=proposal, comment=None), now)
        if proposal.state == State.COLLECTING:
            to_state = ProposalState.WITHDRAWN
    write_event(
        proposal, actor=Actor(ERASED_ACTOR), name="author_erased", now=now, to_state=to_state
    )
    index_proposal(proposal)


def _is_relied_on(proposal: Proposal) -> bool:
    return (
        rules.is_relied_on(proposal.support_count, ProposalState(proposal.state))
        or proposal.merged_proposals.exists()
        or proposal.comments.filter(hidden_at=None).exclude(text="").exists()
    )


def _erase_appeals(of: Q, user: people.User, now: datetime) -> None:
    """Nobody is left to be told what an open one ends with."""
    decisions = ModerationDecision.objects.filter(of)
    decisions.filter(appealed_at__isnull=False, appeal_decided_at=None).update(
        appeal_decided_at=now, appeal_decided_by=ERASED_ACTOR
    )
    rows = list(decisions)
    for one in rows:
        one.appeal_text = ""
        one.reason = cases.mask(one.reason, [user.name])
        one.appeal_reason = cases.mask(one.appeal_reason, [user.name])
    ModerationDecision.objects.bulk_update(rows, ["appeal_text", "reason", "appeal_reason"])


def _settle(of: Q, now: datetime) -> None:
    """Flags of what is gone need no moderator."""
    ProposalFlag.objects.filter(of, decided_at=None).update(decided_at=now)
