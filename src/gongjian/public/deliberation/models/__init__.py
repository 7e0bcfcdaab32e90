from gongjian.public.deliberation.models.consultation_votes import (
    ConsultationPulse,
    ConsultationResult,
    FormerVote,
    FoundGroups,
    Participant,
    Vote,
)
from gongjian.public.deliberation.models.consultations import (
    Consultation,
    ConsultationEvent,
    ListedPerson,
    Statement,
)
from gongjian.public.deliberation.models.proposal_moderation import (
    FlagReason,
    ModerationAct,
    ModerationDecision,
    ProposalFlag,
)
from gongjian.public.deliberation.models.proposal_participation import (
    ProposalComment,
    ProposalFollow,
    ProposalSupport,
    SideChoice,
)
from gongjian.public.deliberation.models.proposal_search import ProposalDocument, ProposalRun
from gongjian.public.deliberation.models.proposal_settings import ModerationMode, ProposalSettings
from gongjian.public.deliberation.models.proposals import (
    OutcomeChoice,
    Proposal,
    ProposalAnswer,
    ProposalEvent,
    ProposalVersion,
    State,
    Visibility,
)

__all__ = [
    "Consultation",
    "ConsultationEvent",
    "ConsultationPulse",
    "ConsultationResult",
    "FlagReason",
    "FormerVote",
    "FoundGroups",
    "ListedPerson",
    "ModerationAct",
    "ModerationDecision",
    "ModerationMode",
    "OutcomeChoice",
    "Participant",
    "Proposal",
    "ProposalAnswer",
    "ProposalComment",
    "ProposalDocument",
    "ProposalEvent",
    "ProposalFlag",
    "ProposalFollow",
    "ProposalRun",
    "ProposalSettings",
    "ProposalSupport",
    "ProposalVersion",
    "SideChoice",
    "State",
    "Statement",
    "Visibility",
    "Vote",
]
