"""A named person's word where a rule needs one: "necessary", "proportionate", a changed text."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.law import policies
from gongjian.foundation.law.errors import NothingToSettle
from gongjian.foundation.law.models import LawFinding
from gongjian.foundation.law.selectors.findings import visible
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.methods.legal_rules import Outcome
from gongjian.methods.personal_data import mask_personal_data

SHORTEST_REASON = 10
LONGEST_REASON = 2_000


def settle_finding(
    *, actor: Actor, finding_id: UUID, is_met: bool, reason: str, now: datetime
) -> LawFinding:
    """Say whether what a rule could not tell is so, and why; once, for good.

    Raises
    ------
    NotFound
        There is no such finding, or this actor may not see it.
    NotAllowed, InPersonOnly
        The actor may see but not settle it, or is a programme.
    NothingToSettle
        The rule could tell itself, it is so no longer, or somebody has settled it.
    Invalid
        The reason is too short to be one, or too long.
    """
    words = mask_personal_data(reason.strip())
    with transaction.atomic():
        rows = visible(actor).filter(pk=finding_id).select_for_update(of=("self",))
        finding = rows.first()
        if finding is None:
            raise NotFound
        policies.require_can_settle(actor, finding)
        people.require_in_person(actor)
        if finding.outcome != Outcome.NEEDS_PERSON or finding.settled_at or finding.gone_at:
            raise NothingToSettle
        if not SHORTEST_REASON <= len(words) <= LONGEST_REASON:
            told = {"low": SHORTEST_REASON, "high": LONGEST_REASON}
            raise Invalid(fields={"reason": [_LENGTH % told]})
        finding.settled_outcome = (Outcome.PASSED if is_met else Outcome.FAILED).value
        finding.settled_by, finding.settled_reason = actor.reference, words
        finding.settled_at = now
        finding.save(
            update_fields=["settled_outcome", "settled_by", "settled_reason", "settled_at"]
        )
        data = {
            "subject": finding.subject,
            "rule": finding.rule,
            "outcome": finding.settled_outcome,
            "reason_sha256": sha256(words.encode()).hexdigest(),
        }
        ledger.record(actor, "finding_settled", reference_of(finding), now=now, data=data)
    return finding


_LENGTH = _("Say in %(low)s to %(high)s characters why.")
