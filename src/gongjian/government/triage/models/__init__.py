from gongjian.government.triage.models.hot_issue import HotIssue
from gongjian.government.triage.models.issue_event import IssueEvent
from gongjian.government.triage.models.issue_summary import IssueState, IssueSummary
from gongjian.government.triage.models.placed_case import KeptApart, PlacedBy, PlacedCase
from gongjian.government.triage.models.public_issue import PublicIssue

__all__ = [
    "HotIssue",
    "IssueEvent",
    "IssueState",
    "IssueSummary",
    "KeptApart",
    "PlacedBy",
    "PlacedCase",
    "PublicIssue",
]
