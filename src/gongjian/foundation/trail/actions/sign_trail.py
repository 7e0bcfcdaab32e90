"""The file of a trail: signed by the town, with the places of its moments in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.trail.selectors.stories import Story
from gongjian.methods.canonical_json import write_canonical
from gongjian.methods.trail_file import digest_of, statement_text, unsigned_file


def sign_trail(*, actor: Actor, story: Story, told: Mapping[str, Any], now: datetime) -> bytes:
    """The file of a trail that the actor has fetched, by which anybody checks it offline.

    Parameters
    ----------
    told : mapping
        The trail as the API tells it.
    """
    acts = [(one.moment.subject, one.moment.action, one.moment.at) for one in story.entries]
    reader = actor.reference if actor.user_id else ""
    proofs = ledger.prove_entries([act for act in acts if act[0]], reader=reader)
    entries = [
        {
            "moment": number,
            "subject": act[0],
            "action": act[1],
            "index": proof.index,
            "path": [step.hex() for step in proof.path],
            "opening": proof.opening,
        }
        for number, act in enumerate(acts)
        if (proof := proofs.proofs.get(act)) is not None
    ]
    unsigned = unsigned_file(
        trail=_plain(told), made_at=_moment(now), checkpoint=proofs.checkpoint, entries=entries
    )
    digest = digest_of(unsigned)
    statement = ledger.sign_statement(lambda town: statement_text(town, digest))
    return write_canonical({**unsigned, "statement": statement})


def _plain(value: Any) -> Any:
    """As canonical JSON has it: moments and days as texts, no fractions."""
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, bool | int) else str(value)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
