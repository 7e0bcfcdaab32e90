"""Who wrote something, as pages and programmes tell everybody."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongjian.public.deliberation.models import Proposal, ProposalComment


def author_name(thing: Proposal | ProposalComment) -> str:
    """Who wrote it, as everybody reads it."""
    department = getattr(thing, "department", None) if isinstance(thing, ProposalComment) else None
    if department is not None:
        return department.name
    if thing.is_name_shown and thing.author is not None and thing.author.name:
        return thing.author.name
    return _("a former participant") if thing.erased_at else _("a resident")
