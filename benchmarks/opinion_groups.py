"""Groups of opinion: how fast, and whether they are those of the reference, red-dwarf 0.4.0.

    python -m benchmarks.opinion_groups --peer ~/peers/bin/python
    python -m benchmarks.opinion_groups --million

The first runs both on the conversations of the shared data and on generated ones, in one run: from
arrays of votes (the peer: from its list of votes) to groups, what stands for each and priorities,
after one run on little, so that loading counts for nobody; the shortest of some runs. ``ARI`` is
the adjusted Rand index of the groups of the way ``polis`` and the peer's. The second takes a
million people, a thousand statements and thirty million votes in no order, and tells the peak of
the process' memory.

Generated people belong to three camps; what they think of a statement depends on the camp and on
chance; how many statements each saw is as uneven as in real conversations, mostly under a tenth.
"""

from __future__ import annotations

import argparse
import csv
import resource
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import adjusted_rand_score

from benchmarks.peers import Peer, add_peer_options
from benchmarks.shared_data import shared_data
from gongjian.methods.opinion_groups import OpinionGroups, Way, opinion_groups
from gongjian.methods.vote_table import vote_table

GENERATED = ((2_000, 200, 10), (6_000, 400, 30), (50_000, 600, 50))
"""People, statements, and how many times as fast as the peer is asked."""
MILLION = (1_000_000, 1_000, 30)
REPEATS = 5


@dataclass(frozen=True)
class Conversation:
    name: str
    people: NDArray[np.int64]
    statements: NDArray[np.int64]
    votes: NDArray[np.int8]
    moderated: NDArray[np.int64]
    asked: int | None = None

    def groups(self, way: Way) -> OpinionGroups:
        table = vote_table(self.people, self.statements, self.votes)
        return opinion_groups(table, method=way, moderated=self.moderated)


def generated(n_people: int, n_statements: int, asked: int) -> Conversation:
    random = np.random.default_rng(n_people)
    camps = random.choice(3, n_people, p=[0.5, 0.3, 0.2])
    leaning = random.normal(size=(3, n_statements))
    said = np.minimum(np.ceil(random.lognormal(3.2, 0.8, n_people)), n_statements // 2)
    popular = random.gamma(1.5, size=n_statements)
    people, statements, votes = [], [], []
    for person, number in enumerate(said.astype(int)):
        seen = random.choice(n_statements, number, replace=False, p=popular / popular.sum())
        thought = leaning[camps[person], seen] + random.normal(size=number)
        vote = np.where(np.abs(thought) < 0.3, 0, np.sign(thought))
        people.append(np.full(number, person))
        statements.append(seen)
        votes.append(vote)
    order = random.permutation(int(said.sum()))
    return Conversation(
        f"generated, {n_people:,} people × {n_statements} statements",
        np.concatenate(people)[order],
        np.concatenate(statements)[order],
        np.concatenate(votes)[order].astype(np.int8),
        np.zeros(0, dtype=np.int64),
        asked,
    )


def shared(folder: Path) -> Conversation:
    with (folder / "votes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with (folder / "comments.csv").open(encoding="utf-8-sig", newline="") as file:
        out = [int(row["comment-id"]) for row in csv.DictReader(file) if row["moderated"] == "-1"]
    last = {(int(row["voter-id"]), int(row["comment-id"])): int(row["vote"]) for row in rows}
    people, statements = np.array(list(last), dtype=np.int64).T
    votes = np.array(list(last.values()), dtype=np.int8)
    return Conversation(folder.name, people, statements, votes, np.array(out, dtype=np.int64))


def timed(conversation: Conversation, way: Way) -> tuple[float, float, OpinionGroups]:
    """The shortest of some runs: seconds by the clock, seconds of processor, and what was found."""
    taken, used = [], []
    for _ in range(REPEATS):
        began, before = time.perf_counter(), time.process_time()
        found = conversation.groups(way)
        taken.append(time.perf_counter() - began)
        used.append(time.process_time() - before)
    return min(taken), min(used), found


def compare(conversation: Conversation, peer: Peer | None) -> None:
    print(f"\n{conversation.name}: {len(np.unique(conversation.people)):,} people, "
          f"{len(conversation.votes):,} votes")  # fmt: skip
    ours = {}
    for way in ("polis", "best"):
        seconds, processor, ours[way] = timed(conversation, way)
        found = ours[way]
        print(f"  {way:9} {seconds:8.3f} s, {processor:.3f} s of processor   {found.count} groups, "
              f"silhouette {found.silhouette:.4f}")  # fmt: skip
        ours[f"{way} seconds"], ours[f"{way} processor"] = seconds, processor
    if peer is None:
        return
    with tempfile.NamedTemporaryFile(suffix=".npz") as file:
        np.savez(
            file, people=conversation.people, statements=conversation.statements,
            votes=conversation.votes, moderated=conversation.moderated,
        )  # fmt: skip
        file.flush()
        told = peer.asked(file.name, "1" if len(conversation.votes) > 1_000_000 else "3")
    if told is None:
        seconds = processor = 60 * peer.minutes
        bound = "more than "
        print(f"  red-dwarf was not done after {peer.minutes:g} minutes")
    else:
        seconds, processor, bound = min(told["seconds"]), min(told["processor"]), ""
        found = ours["polis"]
        labels = dict(zip(found.votes.people.tolist(), found.labels.tolist(), strict=True))
        theirs = {int(person): group for person, group in told["groups"].items()}
        index = adjusted_rand_score(list(theirs.values()), [labels[one] for one in theirs])
        measured = told["silhouette"]
        print(f"  red-dwarf {seconds:8.3f} s, {processor:.3f} s of processor   "
              f"{len(set(theirs.values()))} groups, silhouette "
              f"{'not measured' if measured is None else f'{measured:.4f}'}   ARI {index:.4f}, "
              f"representative statements {same_statements(found, told)}")  # fmt: skip
    for way in ("polis", "best"):
        asked = f" (asked: {conversation.asked})" if conversation.asked else ""
        print(f"  {way} is {bound}{seconds / ours[f'{way} seconds']:.0f} times as fast{asked}, "
              f"by processor time {processor / ours[f'{way} processor']:.0f} times")  # fmt: skip


def same_statements(found: OpinionGroups, told: dict) -> str:
    ours = [
        [
            [
                int(found.votes.statements[one.statement]),
                "agree" if one.is_agreement else "disagree",
            ]
            for one in chosen
        ]
        for chosen in found.representative
    ]
    theirs = [told["representative"][group] for group in sorted(told["representative"], key=int)]
    return "the same" if ours == theirs else f"not the same: {ours} and {theirs}"


def million() -> None:
    n_people, n_statements, each = MILLION
    random = np.random.default_rng(1)
    # Different ones for each person: steps forward that never come around.
    steps = random.integers(1, n_statements // each + 1, (n_people, each), dtype=np.int16)
    begin = random.integers(0, n_statements, (n_people, 1), dtype=np.int16)
    statements = ((begin + np.cumsum(steps, axis=1, dtype=np.int16)) % n_statements).ravel()
    del steps
    people = np.repeat(np.arange(n_people, dtype=np.int32), each)
    lean = random.normal(size=(3, n_statements)).astype(np.float32)
    votes = np.empty(len(people), dtype=np.int8)
    for part in np.array_split(np.arange(len(people)), 30):
        thought = lean[people[part] % 3, statements[part]]
        thought += random.normal(size=len(part)).astype(np.float32)
        votes[part] = np.where(np.abs(thought) < 0.3, 0, np.sign(thought))
    order = random.permutation(len(people)).astype(np.int32)
    people, statements, votes = (
        people[order].astype(np.int64), statements[order].astype(np.int64), votes[order],
    )  # fmt: skip
    del order
    small = generated(300, 20, 1)
    for way in ("best", "polis"):
        small.groups(way)
        began, used = time.perf_counter(), time.process_time()
        table = vote_table(people, statements, votes)
        put = time.perf_counter() - began
        found = opinion_groups(table, method=way)
        seconds = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
        print(
            f"{way}: {n_people:,} people × {n_statements:,} statements, {len(votes):,} votes: "
            f"{seconds:.1f} s ({put:.1f} of them for the table), "
            f"{time.process_time() - used:.1f} s of processor, "
            f"peak of the process {peak:.2f} GiB; {found.count} groups, "
            f"silhouette {found.silhouette:.3f} (asked: < 20 s, 3 GB)"
        )
        del table, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_peer_options(parser, minutes=15)
    parser.add_argument("--million", action="store_true")
    parser.add_argument("--only", default="", metavar="TEXT", help="conversations so called")
    options = parser.parse_args()
    if options.million:
        million()
        return
    peer = Peer(options.peer, "red_dwarf_groups.py", "reddwarf", options.minutes)
    peer_or_none = peer if peer.is_there() else None
    opinions = shared_data() / "opinion"
    folders = sorted(opinions.iterdir()) if opinions.is_dir() else []
    if not folders:
        print(f"No conversations in {opinions}: GONGJIAN_SHARED_DATA says where the data are.")
    makers = [lambda folder=folder: shared(folder) for folder in folders if folder.is_dir()]
    makers += [lambda size=size: generated(*size) for size in GENERATED]
    for way in ("best", "polis"):
        generated(300, 20, 1).groups(way)
    for make in makers:
        conversation = make()
        if options.only in conversation.name:
            compare(conversation, peer_or_none)


if __name__ == "__main__":
    main()
