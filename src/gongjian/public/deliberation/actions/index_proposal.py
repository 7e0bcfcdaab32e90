"""Keeps what proposals are found and compared by in step, in the transaction that changes them."""

from __future__ import annotations

from gongjian.methods.search_terms import index_terms
from gongjian.public.deliberation.models import Proposal, ProposalDocument, ProposalRun
from gongjian.public.deliberation.selectors.proposal_index import drop_terms, write_terms
from gongjian.public.deliberation.selectors.similar_proposals import runs_of


def index_proposal(proposal: Proposal) -> None:
    """Make a public proposal findable by its words; one that is not public is found by nothing."""
    ProposalRun.objects.filter(proposal=proposal).delete()
    if not proposal.is_public:
        for document in ProposalDocument.objects.filter(proposal=proposal):
            drop_terms(document.pk)
            document.delete()
        return
    document, _is_new = ProposalDocument.objects.get_or_create(proposal=proposal)
    write_terms(
        document.pk,
        index_terms(f"{proposal.public_title}\n{proposal.public_text}\n{proposal.place}"),
    )
    ProposalRun.objects.bulk_create(
        ProposalRun(hash=one, proposal=proposal)
        for one in runs_of(proposal.public_title, proposal.public_text)
    )
