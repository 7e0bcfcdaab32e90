"""By which key a node knows a consumer: the one under the first agreement that it found proven,
then the one which that key names as the next; or what the node's operator says.

The gateway says whose key is whose, too. It is not believed: one that lies could ask in the name of
whom it likes.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from gongjian.government.exchange.node.memory import NodeMemory
from gongjian.government.exchange.rules.queries import KEY_GRACE
from gongjian.methods import exchange_messages as messages

MOST_SUCCESSIONS = 100


class KeyUnknown(Exception):
    """A consumer's key that is not known here; unless final, what leads to it is to be sent."""

    def __init__(self, consumer: str, kid: str, *, is_final: bool) -> None:
        super().__init__(kid)
        self.consumer, self.kid, self.is_final = consumer, kid, is_final


def require_known_key(
    memory: NodeMemory, consumer: str, kid: str, successions: Any, now: datetime
) -> None:
    """Refuse a query that is signed with a key which is not the consumer's, as known here.

    Parameters
    ----------
    successions : object
        As it was sent: what the consumer's keys signed about the keys after them, the oldest
        first; None: not sent yet.

    Raises
    ------
    KeyUnknown
        It is not known, or was retired more than two minutes ago.
    """
    if _may_sign(memory, consumer, kid, now):
        return
    if successions is None:
        raise KeyUnknown(consumer, kid, is_final=False)
    for token in list(successions)[:MOST_SUCCESSIONS]:
        _follow(memory, consumer, token, now)
    if not _may_sign(memory, consumer, kid, now):
        raise KeyUnknown(consumer, kid, is_final=True)


def _follow(memory: NodeMemory, consumer: str, token: Any, now: datetime) -> None:
    """Believe a key about the next one while it is the one in use; each names one, once."""
    department, former, following = messages.read_succession(token)
    known = memory.keys_of(consumer)
    former_id, kid = messages.key_id(former), messages.key_id(following)
    is_current = former_id in known and known[former_id] is None
    if department == consumer and is_current and kid not in known:
        memory.keep_next_key(consumer, kid, told_by=former_id, now=int(now.timestamp()))


def _may_sign(memory: NodeMemory, consumer: str, kid: str, now: datetime) -> bool:
    known = memory.keys_of(consumer)
    if kid not in known:
        return False
    retired = known[kid]
    return retired is None or now.timestamp() <= retired + KEY_GRACE.total_seconds()
