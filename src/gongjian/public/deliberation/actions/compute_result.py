"""Finding groups of opinion in a consultation's votes, and keeping what was found."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from gongjian.foundation.kernel.actor import Actor
from gongjian.methods.opinion_groups import OpinionGroups, opinion_groups
from gongjian.methods.opinion_picture import opinion_picture
from gongjian.methods.opinion_result import result_values
from gongjian.public.deliberation.actions.consultation_checks import note_event
from gongjian.public.deliberation.models.consultation_votes import (
    ConsultationPulse,
    ConsultationResult,
    FoundGroups,
)
from gongjian.public.deliberation.models.consultations import Consultation, Statement
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.rules.consultations import ConsultationPhase, StatementState
from gongjian.public.deliberation.selectors.consultation_votes import pack_groups, read_table

JOB = Actor.system("consultation-result")


def compute_result(*, consultation_id: UUID, now: datetime) -> ConsultationResult | None:
    """Make the result of a consultation anew.

    What counts is read and computed outside of any transaction. A vote that arrives meanwhile
    beats again, so that the next result has it.

    Returns
    -------
    ConsultationResult or None
        None where another worker was faster.

    Notes
    -----
    50,000 people with 60 votes each take about two seconds.
    """
    began = time.monotonic()
    pulses = dict(
        ConsultationPulse.objects.filter(consultation=consultation_id).values_list("pk", "beats")
    )
    found = Consultation.objects.get(pk=consultation_id)
    version = _last_version(found)
    statements = list(
        Statement.objects.filter(consultation=found)
        .order_by("number")
        .values_list("pk", "number", "state", "is_meta")
    )
    table, digest = read_table(found)
    # Taken out, or not looked at yet: people do not see it, whoever voted on it before.
    hidden = [
        number for _pk, number, state, _meta in statements if state != StatementState.ACCEPTED
    ]
    meta = [number for _pk, number, _state, is_meta in statements if is_meta]
    opinions = opinion_groups(
        table,
        method="polis" if found.method == "polis" else "best",
        moderated=hidden,
        meta=meta,
        seed=rules.SEED,
    )
    values = shown_values(opinions, hidden=set(hidden), privacy_limit=found.privacy_limit)
    priorities = dict(
        zip(opinions.votes.statements.tolist(), opinions.priority.tolist(), strict=True)
    )
    result = ConsultationResult(
        consultation=found, version=version + 1, at=now, method=found.method, seed=rules.SEED,
        people=len(table.people), votes=int(table.cells.nnz),
        statements=len(statements) - len(hidden), silhouette=opinions.silhouette, values=values,
    )  # fmt: skip
    with transaction.atomic():
        locked = Consultation.objects.select_for_update(no_key=True).get(pk=consultation_id)
        if _last_version(locked) != version:
            return None
        result.took_ms = int((time.monotonic() - began) * 1000)
        result.save()
        old = ConsultationResult.objects.filter(
            consultation=found, version__lte=version + 1 - rules.KEPT_RESULTS
        )
        old.delete()
        changed = [
            Statement(pk=pk, priority=priorities[number])
            for pk, number, _state, _meta in statements
            if number in priorities
        ]
        Statement.objects.bulk_update(changed, ["priority"], batch_size=200)
        _keep_groups(opinions, found)
        if locked.phase(now) == ConsultationPhase.CLOSED and _closes(found, pulses):
            locked.finalised_at = locked.finalised_at or now
            locked.save(update_fields=["finalised_at"])
            note_event(
                locked, actor=JOB, name="consultation_counted", now=now,
                data={
                    "version": result.version, "method": result.method, "people": result.people,
                    "votes": result.votes, "ballots_sha256": digest,
                },
            )  # fmt: skip
        for pk, beats in pulses.items():
            ConsultationPulse.objects.filter(pk=pk).update(seen=Greatest(F("seen"), beats))
    return result


def _closes(consultation: Consultation, read: dict[int, int]) -> bool:
    """Whether nothing came since the votes were read; then no vote comes any more.

    A vote that was let in before the closing may still be on its way: it has beaten, and this waits
    for it, or it finds the pulse closed and is refused.
    """
    rows = ConsultationPulse.objects.select_for_update().filter(consultation=consultation)
    now = {row.pk: row.beats for row in rows.order_by("shard")}
    if now != read:
        return False
    ConsultationPulse.objects.filter(consultation=consultation).update(is_closed=True)
    return True


def _keep_groups(found: OpinionGroups, consultation: Consultation) -> None:
    """Keep who stands in which group that may be shown."""
    labels = found.labels.astype(np.int8)
    for group, size in enumerate(np.bincount(labels[labels >= 0], minlength=found.count)):
        if size < consultation.privacy_limit:
            labels[labels == group] = -1
    people, groups = pack_groups(found.votes.people, labels)
    FoundGroups.objects.update_or_create(
        consultation=consultation, defaults={"participants": people, "groups": groups}
    )


def _last_version(consultation: Consultation) -> int:
    rows = ConsultationResult.objects.filter(consultation=consultation).order_by("-version")
    return rows.values_list("version", flat=True).first() or 0


def shown_values(found: OpinionGroups, *, hidden: set[int], privacy_limit: int) -> dict[str, Any]:
    """What everybody may know: of a group below the limit, only that there is one.

    Returns
    -------
    dict
        As methods.opinion_result, without statements that nobody sees; ``small`` lists the groups
        below the limit; ``cells`` and ``centres`` draw the map, ``middles`` and each statement's
        ``direction`` and ``mean`` place one more person on it.
    """
    values = result_values(found)
    small = [group for group, size in enumerate(values["sizes"]) if size < privacy_limit]
    means = found.map.means.tolist()
    directions = found.map.components.T.tolist()
    for place, statement in enumerate(values["statements"]):
        statement["mean"] = round(means[place], 6)
        statement["direction"] = [round(number, 6) for number in directions[place]]
        statement["is_hidden"] = statement["statement"] in hidden
        if statement["is_hidden"]:
            statement["groups"] = []
        for group in small:
            if statement["groups"]:
                statement["groups"][group] = None
    for group in small:
        values["sizes"][group] = None
        values["representative"][str(group)] = []
    is_small = np.isin(found.labels, small)
    picture = opinion_picture(found.map.people, np.where(is_small, -1, found.labels))
    values["small"] = small
    values["cells"] = [list(cell) for cell in picture.cells]
    values["centres"] = [
        None if group in small else list(picture.centres[group])
        for group in range(found.count)
        if group < len(picture.centres) or group in small
    ]
    values["middles"] = [
        None
        if group in small
        else [round(number, 6) for number in found.map.people[found.labels == group].mean(axis=0)]
        for group in range(found.count)
    ]
    return values
