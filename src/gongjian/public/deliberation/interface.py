"""The door of deliberation: proposals and consultations."""

from gongjian.public.deliberation.actions.erase_person import erase_person
from gongjian.public.deliberation.selectors.evidence import (
    ProposalEvidence,
    accepted_proposals,
    proposal_evidence,
)
from gongjian.public.deliberation.selectors.personal_data import export_person

__all__ = [
    "ProposalEvidence",
    "accepted_proposals",
    "erase_person",
    "export_person",
    "proposal_evidence",
]
