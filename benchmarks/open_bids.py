"""Sealing and opening bids: how long 200 bids of 3 of 5 trustees take, from files to open parts.

    python -m benchmarks.open_bids

Asked: opening under 10 s. It is counted from the bytes of the call file and of the trustees' files
to typed parts, on one core, with every signature, commitment and comparison. In the same run:
what sealing one bid takes, and a trustee's part.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from gongjian.methods import bid_keys
from gongjian.methods.bid_closing import ClosingEntry, closing_root
from gongjian.methods.bid_contents import PriceLine, PricePart, TechnicalPart, write_content
from gongjian.methods.bid_envelopes import (
    Context,
    check_envelope,
    read_envelope,
    seal_bid,
)
from gongjian.methods.bid_openings import open_bid, read_release, release_shares
from gongjian.methods.call_file import PUBLIC_PARTS, outcome_of
from gongjian.methods.key_shares import groups_of


def timed(work: Callable):
    began = time.perf_counter()
    done = work()
    return time.perf_counter() - began, done


def contents(number: int, text_bytes: int) -> dict[str, bytes]:
    amount = 1_000_000 + number
    return {
        "technical": write_content(TechnicalPart(f"Offer {number}", "x" * text_bytes)),
        "price": write_content(PricePart(amount, "CNY", (PriceLine("all", 1, amount, amount),))),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bids", type=int, default=200)
    parser.add_argument("--trustees", type=int, default=5)
    parser.add_argument("--threshold", type=int, default=3)
    parser.add_argument("--text-bytes", type=int, default=100_000, help="of a technical part")
    options = parser.parse_args()
    groups_of(options.trustees, options.threshold)

    seeds = [bytes([number + 1]) * 32 for number in range(options.trustees)]
    keys = [(f"body {n}", bid_keys.trustee_public_key(seed)) for n, seed in enumerate(seeds)]
    price = {"ceiling_minor": 1, "formula": "absolute", "is_limit": False, "version": 1}
    judging = {"criteria": [], "price": {**price, "weight": 100}, "ties": "lot"}
    trustees = tuple(keys)
    context = Context("town", "call", 1, PUBLIC_PARTS, "CNY", options.threshold, trustees, judging)

    def seal() -> list[bytes]:
        return [
            seal_bid(
                contents(number, options.text_bytes),
                context,
                f"company {number}",
                bid_keys.bidder_key(number.to_bytes(32)),
                1,
            )
            for number in range(options.bids)
        ]

    sealing, sent = timed(seal)
    envelopes = [read_envelope(data) for data in sent]
    root = closing_root(ClosingEntry(one.digest(), "", "standing") for one in envelopes)

    def release() -> list[bytes]:
        return [
            release_shares(context, root, envelopes, part, seed)
            for seed in seeds[: options.threshold]
            for part in PUBLIC_PARTS
        ]

    releasing, handed_in = timed(release)

    def open_everything() -> int:
        read = [read_envelope(data) for data in sent]
        for envelope in read:
            check_envelope(envelope, context)
        releases = [read_release(data, context) for data in handed_in]
        outcomes = [
            outcome_of(open_bid(context, envelope, part, releases), part, "CNY")[0]
            for envelope in read
            for part in PUBLIC_PARTS
        ]
        return outcomes.count("open")

    opening, opened = timed(open_everything)
    megabytes = sum(map(len, sent)) / 1e6
    print(f"{options.bids} bids, {megabytes:.1f} MB, {options.threshold} of {options.trustees}")
    print(f"{'sealing one bid':<32}{sealing / options.bids * 1000:>9.1f} ms")
    print(f"{'one trustee, both parts':<32}{releasing / options.threshold:>9.2f} s")
    said = "asked: under 10 s" if options.bids == 200 else ""
    print(f"{'opening ' + str(opened) + ' parts':<32}{opening:>9.2f} s   {said}")


if __name__ == "__main__":
    main()
