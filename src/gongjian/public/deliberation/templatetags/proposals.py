"""Who wrote a proposal or a comment, as everybody reads it."""

from __future__ import annotations

from django import template

from gongjian.public.deliberation.author_names import author_name
from gongjian.public.deliberation.models import Proposal, ProposalComment

register = template.Library()


@register.filter
def author_of(thing: Proposal | ProposalComment) -> str:
    return author_name(thing)
