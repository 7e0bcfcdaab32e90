from gongjian.government.triage.models.hot_issue import HotIssue, IssueState
from gongjian.government.triage.models.placed_case import KeptApart, PlacedBy, PlacedCase

__all__ = ["HotIssue", "IssueState", "KeptApart", "PlacedBy", "PlacedCase"]
