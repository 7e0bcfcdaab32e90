"""References: how ledger and trail name a thing without a foreign key, ``case:01J…``."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Model


def reference_of(thing: Model) -> str:
    """``Case(pk=…)`` → ``"case:0192…"``."""
    return f"{thing._meta.model_name}:{thing.pk}"


def split_reference(reference: str) -> tuple[str, UUID]:
    """``"case:0192…"`` → ``("case", UUID("0192…"))``.

    Raises
    ------
    ValueError
        The text is not a reference.
    """
    kind, separator, key = reference.partition(":")
    if not (separator and kind.isidentifier()):
        raise ValueError(f"not a reference: {reference!r}")
    return kind, UUID(key)
