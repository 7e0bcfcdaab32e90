from gongjian.government.triage.models.case_fingerprint import CaseFingerprint, RunStatistics
from gongjian.government.triage.models.category_decision import CategoryDecision, DriftWeek
from gongjian.government.triage.models.example import Evidence, Example
from gongjian.government.triage.models.hot_issue import HotIssue
from gongjian.government.triage.models.issue_event import IssueEvent
from gongjian.government.triage.models.issue_summary import IssueState, IssueSummary
from gongjian.government.triage.models.placed_case import PlacedCase
from gongjian.government.triage.models.public_issue import PublicIssue
from gongjian.government.triage.models.trained_model import (
    ModelContent,
    ModelState,
    TrainedModel,
    TrainingRun,
)
from gongjian.government.triage.models.triage_settings import TriageSettings

__all__ = [
    "CaseFingerprint",
    "CategoryDecision",
    "DriftWeek",
    "Evidence",
    "Example",
    "HotIssue",
    "IssueEvent",
    "IssueState",
    "IssueSummary",
    "ModelContent",
    "ModelState",
    "PlacedCase",
    "PublicIssue",
    "RunStatistics",
    "TrainedModel",
    "TrainingRun",
    "TriageSettings",
]
