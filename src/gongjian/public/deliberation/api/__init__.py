"""Deliberation by programme."""
