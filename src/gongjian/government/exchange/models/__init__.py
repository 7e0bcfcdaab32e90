from gongjian.government.exchange.models.agreements import (
    Agreement,
    AgreementStateName,
    DataRequest,
    QuotaDay,
    RequestStateName,
)
from gongjian.government.exchange.models.catalogue import (
    Dataset,
    DatasetKindName,
    DatasetVersion,
    Field,
    FieldKindName,
    SensitivityName,
    SharingName,
)
from gongjian.government.exchange.models.consents import Consent
from gongjian.government.exchange.models.corrections import Correction, CorrectionStateName
from gongjian.government.exchange.models.keys import DepartmentKey, Node
from gongjian.government.exchange.models.looks import LookCount, LookMark, LookQuestion
from gongjian.government.exchange.models.queries import (
    CaseSubject,
    DataQuery,
    OutcomeName,
    QueryStateName,
    SubjectIdentity,
)

__all__ = [
    "Agreement",
    "AgreementStateName",
    "CaseSubject",
    "Consent",
    "Correction",
    "CorrectionStateName",
    "DataQuery",
    "DataRequest",
    "Dataset",
    "DatasetKindName",
    "DatasetVersion",
    "DepartmentKey",
    "Field",
    "FieldKindName",
    "LookCount",
    "LookMark",
    "LookQuestion",
    "Node",
    "OutcomeName",
    "QueryStateName",
    "QuotaDay",
    "RequestStateName",
    "SensitivityName",
    "SharingName",
    "SubjectIdentity",
]
