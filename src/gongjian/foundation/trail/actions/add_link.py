from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.references import split_reference
from gongjian.foundation.trail.models import Link, Relation


def add_link(
    actor: Actor, source: str, relation: Relation, target: str, *, now: datetime, note: str = ""
) -> None:
    """Say that ``source`` led to ``target``; saying it twice says it once.

    Raises
    ------
    ValueError
        One of the two is not a reference, or they are the same.
    """
    if split_reference(source) == split_reference(target):
        raise ValueError(f"{source} cannot be linked to itself")
    with transaction.atomic():
        Link.objects.bulk_create(
            [
                Link(
                    source=source,
                    relation=relation,
                    target=target,
                    note=note,
                    actor=actor.reference,
                    at=now,
                )
            ],
            ignore_conflicts=True,
        )
