"""The door of triage: what a text seems to be about."""

from gongjian.government.triage.selectors.category_suggestions import (
    Suggestion,
    suggest_categories,
)

__all__ = ["Suggestion", "suggest_categories"]
