"""Why envelopes no longer stand: nothing is taken out of a call without a signature of its bidder.

A withdrawn envelope has a withdrawal, a replaced one a later envelope of the same company; both are
signed. Where the key is that of the envelope itself, this proves that its bidder wanted it so.
Under another key of the company it is the town's word whose key that is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongjian.methods.bid_closing import ClosingEntry
from gongjian.methods.bid_envelopes import Envelope
from gongjian.methods.bid_withdrawals import Withdrawal


def wrong_fates(
    context: bytes,
    entries: Sequence[ClosingEntry],
    standing: Sequence[Envelope],
    others: Sequence[Envelope],
    withdrawals: Sequence[Withdrawal],
) -> list[tuple[str, bytes]]:
    """What contradicts the fates under a closing's root.

    Parameters
    ----------
    context : bytes
        Digest of what bids were sealed for.
    entries : sequence of ClosingEntry
    standing, others : sequence of Envelope
        Whose signatures hold; of the others the heads.
    withdrawals : sequence of Withdrawal

    Returns
    -------
    list of (str, bytes)
        Reason (`call_check_words.REASONS`) and envelope; empty where nothing does.
    """
    heads = {one.digest(): one for one in (*standing, *others)}
    ended = {one.envelope: one.fate for one in entries if one.fate != "standing"}
    wrong = []
    if sorted(ended) != sorted(one.digest() for one in others):
        wrong.append(("heads_other", b""))
    wrong += [("head_elsewhere", one.digest()) for one in others if one.context != context]
    taken_back = {one.envelope for one in withdrawals if one.context == context}
    withdrawn = {envelope for envelope, fate in ended.items() if fate == "withdrawn"}
    if len(taken_back) != len(withdrawals) or taken_back != withdrawn:
        wrong.append(("withdrawals_other", b""))
    last: dict[str, int] = {}
    for one in heads.values():
        if ended.get(one.digest()) != "withdrawn":
            last[one.company] = max(one.sequence, last.get(one.company, 0))
    wrong += [
        ("no_successor", one.digest())
        for one in others
        if ended.get(one.digest()) == "replaced" and not _successor(one, heads)
    ]
    wrong += [
        ("not_latest", one.digest()) for one in standing if one.sequence < last.get(one.company, 0)
    ]
    return wrong


def by_other_keys(
    entries: Sequence[ClosingEntry],
    standing: Sequence[Envelope],
    others: Sequence[Envelope],
    withdrawals: Sequence[Withdrawal],
) -> list[bytes]:
    """Envelopes that were withdrawn or replaced under another key than their own, by digest."""
    heads = {one.digest(): one for one in (*standing, *others)}
    fates = {one.envelope: one.fate for one in entries}
    signers = {one.envelope: one.bidder for one in withdrawals}
    found = []
    for one in others:
        if fates.get(one.digest()) == "withdrawn":
            signer = signers.get(one.digest())
        else:
            later = _successor(one, heads)
            signer = later.bidder if later else None
        if signer is not None and signer != one.bidder:
            found.append(one.digest())
    return sorted(found)


def _successor(envelope: Envelope, heads: Mapping[bytes, Envelope]) -> Envelope | None:
    """The next envelope of the same company."""
    later = [
        one
        for one in heads.values()
        if one.company == envelope.company and one.sequence > envelope.sequence
    ]
    return min(later, key=lambda one: one.sequence, default=None)
