"""The door of triage: what a text seems to be about, and what is learnt from what people decide."""

from gongjian.government.triage.actions.keep_examples import (
    ExampleDraft,
    forget_examples,
    keep_examples,
)
from gongjian.government.triage.actions.note_decision import note_decision
from gongjian.government.triage.actions.note_outcome import note_outcome
from gongjian.government.triage.models.example import Evidence
from gongjian.government.triage.selectors.category_decisions import Verdict, verdict
from gongjian.government.triage.selectors.category_suggestions import (
    Suggestion,
    suggest_categories,
)

__all__ = [
    "Evidence",
    "ExampleDraft",
    "Suggestion",
    "Verdict",
    "forget_examples",
    "keep_examples",
    "note_decision",
    "note_outcome",
    "suggest_categories",
    "verdict",
]
