"""Calls and companies by programme: everything the pages do."""

from gongjian.market.procurement.api import (
    bids,
    call_work,
    calls,
    companies,
    company_ties,
    contracts,
    evaluation,
    judging,
    openings,
    proofs,
)

ROUTERS = (
    contracts.router,
    evaluation.router,
    proofs.router,
    calls.router,
    bids.router,
    companies.router,
)

__all__ = ["ROUTERS", "call_work", "company_ties", "judging", "openings"]
