"""Operations of deliberation: consultations and proposals by programme."""

from gongjian.public.deliberation.api.consultations import router as consultations
from gongjian.public.deliberation.api.proposal_comments import router as comments
from gongjian.public.deliberation.api.proposal_work import router as work
from gongjian.public.deliberation.api.proposals import router as proposals

ROUTERS = [
    (consultations, "consultations"),
    (proposals, "proposals"),
    (comments, "proposals"),
    (work, "proposals"),
]
"""Each with the heading it stands under."""
