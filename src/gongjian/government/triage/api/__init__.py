"""The model cards and what governs them, by programme."""

from gongjian.government.triage.api.governing import router

__all__ = ["router"]
