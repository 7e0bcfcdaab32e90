"""What happened to a proposal, as far as somebody may know."""

from __future__ import annotations

from gongjian.foundation.kernel.actor import Actor
from gongjian.public.deliberation.models import Proposal, ProposalEvent, Visibility
from gongjian.public.deliberation.policies import proposals as policies

MOST = 300
OF_COMMENTS = ("comment_hidden", "comment_shown", "comment_kept")


def timeline(*, actor: Actor, proposal: Proposal) -> list[ProposalEvent]:
    """Events, oldest first: for its author and moderators those about moderation, too."""
    rows = proposal.events.select_related("department").order_by("id")
    if not policies.moderates_area(actor, proposal.area_path):
        rows = rows.exclude(name__in=OF_COMMENTS).exclude(data__has_key="comment")
        if not policies.is_author(actor, proposal):
            rows = rows.filter(visibility=Visibility.PUBLIC)
    return list(rows[:MOST])
