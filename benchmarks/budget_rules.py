"""Counting budget rounds: outcomes and times beside pabutools 1.2.3, in one run.

    python -m benchmarks.budget_rules --peer ~/peers/bin/python
    python -m benchmarks.budget_rules --million

The first counts every approval file of the shared data by every rule: outcomes beside those that
pabutools gave (``expected-pabutools.json``) and gives now, times from the file to the outcome, the
peer's with ``as_multiprofile()``; each the shortest of some runs, without the time in which Python
and libraries are loaded. ``add1`` goes to the end. The second counts a million voters who choose
among two hundred projects.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.peers import Peer, add_peer_options
from benchmarks.shared_data import shared_data
from gongjian.methods.equal_shares import equal_shares
from gongjian.methods.greedy_budget import greedy_budget
from gongjian.methods.pabulib import PabulibFile, read_pabulib

RULES: dict[str, tuple[str, Callable]] = {
    "greedy": ("greedy_cost", lambda one: greedy_budget(one, utility="cost")),
    "cost": ("mes_cost", lambda one: equal_shares(one, utility="cost").funded),
    "cardinality": (
        "mes_cardinality", lambda one: equal_shares(one, utility="cardinality").funded,
    ),
    "add1": (
        "mes_cost_add1", lambda one: equal_shares(one, utility="cost", completion="add1").funded,
    ),
}  # fmt: skip
LARGE = 1_000
"""Voters above which a file counts for the median."""
LONGEST = "poland_warszawa_2018_rejon-3.pb"
"""Whose ``add1`` is asked to be 300 times as fast."""


def read(path: Path) -> PabulibFile:
    return read_pabulib(path.read_text(encoding="utf-8"))


def counted(path: Path, count: Callable) -> list[str]:
    election = read(path).election
    return sorted(election.projects[place] for place in count(election))


def shortest(work: Callable, repeats: int = 5) -> float:
    taken = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return min(taken)


def compare(folder: Path, peer: Peer | None, with_all_adding: bool) -> None:
    expected = json.loads((folder / "expected-pabutools.json").read_text())["results"]
    ratios, different = [], []
    heads = ("file", "voters", "rule", "ours, ms", "peer, ms", "ratio")
    print(f"{heads[0]:42} " + " ".join(f"{head:>11}" for head in heads[1:]))
    for name in sorted(expected, key=lambda one: expected[one]["voters"]):
        path, voters = folder / name, expected[name]["voters"]
        for rule, (wanted, count) in RULES.items():
            ours = counted(path, count)
            if wanted in expected[name] and ours != sorted(expected[name][wanted]):
                different.append((name, rule, "expected-pabutools.json"))
            taken = shortest(lambda path=path, count=count: counted(path, count))
            told = None
            is_asked = rule != "add1" or name == LONGEST or with_all_adding
            if peer is not None and is_asked and wanted in expected[name]:
                repeats = "1" if rule == "add1" or voters > 100_000 else "3"
                told = peer.asked(str(path), rule, repeats)
            line = f"{name[7:-3][:42]:42} {voters:11,} {rule:>11} {taken * 1000:11.1f}"
            if told is not None:
                if told["funded"] != ours:
                    different.append((name, rule, "the peer of now"))
                seconds = min(map(sum, told["seconds"]))
                line += f" {seconds * 1000:11.1f} {seconds / taken:11.0f}"
                if voters > LARGE and rule != "add1":
                    ratios.append(seconds / taken)
            print(line, flush=True)
    print(f"Outcomes that differ: {different or 'none'}")
    if ratios:
        print(
            f"File to outcome, median over files with more than {LARGE:,} voters and three rules: "
            f"{statistics.median(ratios):.0f} times as fast (asked: 10), least {min(ratios):.0f}"
        )
    largest = max(folder.glob("*.pb"), key=lambda path: path.stat().st_size)
    print(f"Reading {largest.name}: {shortest(lambda: read(largest)):.3f} s (asked: < 0.5)")


def million(path: Path) -> None:
    """Written to a file first, as any round would come."""
    n_voters, n_projects = 1_000_000, 200
    random = np.random.default_rng(1)
    costs = (random.lognormal(12, 0.8, n_projects)).astype(int)
    popular = random.gamma(1.2, size=n_projects)
    chances = popular / popular.sum()
    with path.open("w", encoding="utf-8") as file:
        file.write(f"META\nkey;value\nbudget;{costs.sum() // 4}\nvote_type;approval\n")
        file.write("PROJECTS\nproject_id;cost\n")
        file.writelines(f"P{number};{cost}\n" for number, cost in enumerate(costs))
        file.write("VOTES\nvoter_id;vote\n")
        for begin in range(0, n_voters, 50_000):
            # The five to ten highest of numbers drawn with a project's weight: without repeats.
            drawn = random.random((50_000, n_projects)) ** (1 / (chances * n_projects))
            best = np.argpartition(-drawn, 10, axis=1)[:, :10]
            sizes = random.integers(5, 11, 50_000)
            for number, (row, size) in enumerate(zip(best.tolist(), sizes.tolist(), strict=True)):
                names = ",".join(f"P{project}" for project in row[:size])
                file.write(f"{begin + number};{names}\n")
    began, used = time.perf_counter(), time.process_time()
    election = read(path).election
    taken, reading = time.perf_counter() - began, time.process_time() - used
    print(
        f"{n_voters:,} voters, {len(election.multiplicity):,} different ballots, {n_projects} "
        f"projects: read in {taken:.1f} s, {reading:.1f} s of processor"
    )
    for completion in ("none", "add1"):
        began, used = time.perf_counter(), time.process_time()
        found = equal_shares(election, utility="cost", completion=completion)
        seconds, counting = time.perf_counter() - began, time.process_time() - used
        print(
            f"  {completion}: {seconds:.1f} s, {counting:.1f} s of processor, "
            f"{len(found.funded)} funded, {found.added_units} units added"
            + " (asked, with reading: < 60 s)"
            * (completion == "add1")
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"  peak of the process {peak:.2f} GiB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_peer_options(parser, minutes=10)
    parser.add_argument("--million", action="store_true")
    parser.add_argument(
        "--all-adding", action="store_true", help="ask the peer for add1 of every file"
    )
    options = parser.parse_args()
    if options.million:
        with tempfile.TemporaryDirectory() as folder:
            million(Path(folder) / "million.pb")
        return
    data = shared_data() / "budgeting"
    if not data.is_dir():
        print(f"No elections in {data}: GONGJIAN_SHARED_DATA says where the data are.")
        return
    peer = Peer(options.peer, "pabutools_counts.py", "pabutools", options.minutes)
    compare(data, peer if peer.is_there() else None, options.all_adding)


if __name__ == "__main__":
    main()
