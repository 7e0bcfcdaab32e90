"""The door of deliberation: proposals and consultations."""

from gongjian.public.deliberation.actions.erase_person import erase_person
from gongjian.public.deliberation.selectors.evidence import (
    ProposalEvidence,
    accepted_proposals,
    concluded_references,
    consultation_id_of,
    people_of_proposal,
    proposal_evidence,
    proposal_id_of,
)
from gongjian.public.deliberation.selectors.movements import movements
from gongjian.public.deliberation.selectors.personal_data import export_person

__all__ = [
    "ProposalEvidence",
    "accepted_proposals",
    "concluded_references",
    "consultation_id_of",
    "erase_person",
    "export_person",
    "movements",
    "people_of_proposal",
    "proposal_evidence",
    "proposal_id_of",
]
