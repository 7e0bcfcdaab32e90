"""The door of triage: what a text seems to be about, what is learnt from what people decide, and
which cases are about one thing."""

from gongjian.government.triage.actions.count_runs import count_runs, counts_are_due
from gongjian.government.triage.actions.forget_text import forget_text
from gongjian.government.triage.actions.keep_examples import (
    ExampleDraft,
    forget_examples,
    keep_examples,
)
from gongjian.government.triage.actions.mark_stale import mark_stale, withdraw_case
from gongjian.government.triage.actions.note_decision import note_decision
from gongjian.government.triage.actions.note_outcomes import Outcome, note_outcomes
from gongjian.government.triage.actions.place_cases import NearCopy, place_cases
from gongjian.government.triage.actions.save_summary import (
    Summary,
    lock_to_summarise,
    save_summary,
)
from gongjian.government.triage.actions.tidy_issues import (
    LONGEST_TITLE,
    MOST_AT_ONCE,
    merge_issues,
    put_in_case,
    rename_issue,
    split_issue,
    take_out_cases,
)
from gongjian.government.triage.actions.write_issue_event import write_issue_event
from gongjian.government.triage.models import HotIssue, IssueEvent, IssueState, PublicIssue
from gongjian.government.triage.models.example import Evidence
from gongjian.government.triage.policies import may_see as may_see_issue
from gongjian.government.triage.policies import may_tidy as may_tidy_issue
from gongjian.government.triage.policies import sees_issues
from gongjian.government.triage.rules import (
    FARTHEST_METRES,
    LEAST_PUBLIC,
    METRES_A_DEGREE,
    Somewhere,
    Trend,
    Voice,
    Warmth,
    arrivals_by_day,
    common_path,
    heat_at,
    most_common,
    trend,
    warmed_by,
)
from gongjian.government.triage.selectors.category_decisions import Verdict, verdict
from gongjian.government.triage.selectors.category_suggestions import (
    Suggestion,
    suggest_categories,
)
from gongjian.government.triage.selectors.champion import fresh_champion as make_ready
from gongjian.government.triage.selectors.issue_filters import IssueFilters, IssueOrder
from gongjian.government.triage.selectors.issues import (
    MOST_ON_MAP,
    case_ids_after,
    case_ids_of,
    cases_in,
    get_issue,
    history_of,
    issues_of_cases,
    lock_issue,
    map_issues,
    merged_into,
    place_of_issue,
    placed_among,
    public_face_of,
    public_issue_of,
    public_issues,
    senders_of,
    staff_issues,
    stale_issue_ids,
)
from gongjian.government.triage.selectors.likeness import SimilarText, similar_texts
from gongjian.government.triage.selectors.run_index import ArrivingCase
from gongjian.government.triage.selectors.trail_faces import trail_faces

__all__ = [
    "FARTHEST_METRES",
    "LEAST_PUBLIC",
    "LONGEST_TITLE",
    "METRES_A_DEGREE",
    "MOST_AT_ONCE",
    "MOST_ON_MAP",
    "ArrivingCase",
    "Evidence",
    "ExampleDraft",
    "HotIssue",
    "IssueEvent",
    "IssueFilters",
    "IssueOrder",
    "IssueState",
    "NearCopy",
    "Outcome",
    "PublicIssue",
    "SimilarText",
    "Somewhere",
    "Suggestion",
    "Summary",
    "Trend",
    "Verdict",
    "Voice",
    "Warmth",
    "arrivals_by_day",
    "case_ids_after",
    "case_ids_of",
    "cases_in",
    "common_path",
    "count_runs",
    "counts_are_due",
    "forget_examples",
    "forget_text",
    "get_issue",
    "heat_at",
    "history_of",
    "issues_of_cases",
    "keep_examples",
    "lock_issue",
    "lock_to_summarise",
    "make_ready",
    "map_issues",
    "mark_stale",
    "may_see_issue",
    "may_tidy_issue",
    "merge_issues",
    "merged_into",
    "most_common",
    "note_decision",
    "note_outcomes",
    "place_cases",
    "place_of_issue",
    "placed_among",
    "public_face_of",
    "public_issue_of",
    "public_issues",
    "put_in_case",
    "rename_issue",
    "save_summary",
    "sees_issues",
    "senders_of",
    "similar_texts",
    "split_issue",
    "staff_issues",
    "stale_issue_ids",
    "suggest_categories",
    "take_out_cases",
    "trail_faces",
    "trend",
    "verdict",
    "warmed_by",
    "withdraw_case",
    "write_issue_event",
]
