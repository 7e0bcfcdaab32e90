from gongjian.market.procurement.models.call_parts import (
    CallAmendment,
    CallCriterion,
    CallDocument,
    CallFollow,
    CallInvitation,
    CallQuestion,
    CallTrustee,
    CriterionKind,
    DocumentContent,
)
from gongjian.market.procurement.models.calls import (
    Call,
    CallEvent,
    LegalFinding,
    ProcedureChoice,
    State,
)
from gongjian.market.procurement.models.companies import (
    Company,
    CompanyOwner,
    CompanySector,
    Debarment,
    SizeChoice,
)

__all__ = [
    "Call",
    "CallAmendment",
    "CallCriterion",
    "CallDocument",
    "CallEvent",
    "CallFollow",
    "CallInvitation",
    "CallQuestion",
    "CallTrustee",
    "Company",
    "CompanyOwner",
    "CompanySector",
    "CriterionKind",
    "Debarment",
    "DocumentContent",
    "LegalFinding",
    "ProcedureChoice",
    "SizeChoice",
    "State",
]
