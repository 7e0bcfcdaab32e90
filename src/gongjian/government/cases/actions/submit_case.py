"""Submitting by the web form: the request and its files are taken together or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.cases.actions.attach_file import attach_files
from gongjian.government.cases.actions.receive_case import CaseDraft, receive_case
from gongjian.government.cases.models import Case
from gongjian.methods.uploads import Upload


def submit_case(
    *, actor: Actor, draft: CaseDraft, files: Sequence[tuple[str, Upload]], now: datetime
) -> Case:
    """Make a request with its cleaned files (name, content) a case; repeated, it is the same case.

    Raises
    ------
    KeyReused
        The draft's reference was used with another content.
    Conflict
        More files than the town allows.
    """
    with transaction.atomic():
        case = receive_case(actor=actor, draft=draft, now=now)
        if files:
            # Whoever sends it may add to it, account or not.
            owner = actor.with_cases(frozenset({case.pk}))
            attach_files(actor=owner, case_id=case.pk, files=files, now=now)
    return case
