"""Who wrote a proposal or a comment, as everybody reads it."""

from __future__ import annotations

from django import template

from gongjian.public.deliberation.models import Proposal, ProposalComment
from gongjian.public.deliberation.views.shown_proposals import author_name

register = template.Library()


@register.filter
def author_of(thing: Proposal | ProposalComment) -> str:
    return author_name(thing)
