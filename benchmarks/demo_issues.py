"""How well hot issues are found in English: B-cubed F1 on the texts of the demo town.

    python -m benchmarks.demo_issues [--size 2500] [--language en] [--language zh]

No English messages are at hand whose issues a person marked. The demo town's are composed, so it is
known which tell of one thing; the Chinese town has the same cases in other words, and says how much
of a figure is the texts' doing. Composed texts share sentences: those of one issue are more alike
than what people write, and so are those of different issues of one kind.

Two readings of what one issue is: strict, the same matter at the same house; by place, the same
matter at the same estate, road or square, whatever the house. A hot matter is one issue in both.
Two ways to find them: as `gongjian triage group` does, by words, day, sender and area; and as a
town does, where points far apart and other categories count as well.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import time
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from benchmarks.hot_issues import place_all
from gongjian.config.demo.model import Language, Story, Town
from gongjian.config.demo.people import accounts
from gongjian.config.demo.plots import Plot, draw_plots
from gongjian.config.demo.town import build_town
from gongjian.government.triage.rules import oneness
from gongjian.methods.bcubed import BCubed, bcubed
from gongjian.methods.issue_grouper import Arrival
from gongjian.methods.issue_judge import common_runs, issue_judge
from gongjian.methods.text_fingerprints import fingerprints
from tools.train_issue_judge import pairs_of

TODAY = date(2026, 3, 2)
SEED = 1


@dataclass(frozen=True, slots=True)
class Where:
    """Where a case is, as triage asks for it."""

    longitude: float
    latitude: float
    category_path: str


@dataclass(frozen=True, slots=True)
class Measure:
    """How good one way is by one reading, over all cases and over the members of true issues."""

    way: str
    reading: str
    over_all: BCubed
    of_members: BCubed


def measure(language: Language, size: int) -> list[Measure]:
    """The two ways by the two readings, on a town of some cases. Some 10 ms of processor a case."""
    town = build_town(language=language, today=TODAY, seed=SEED, size=size)
    plots = draw_plots(accounts(), town.now, SEED, size)
    texts = fingerprints([(story.title, story.text) for story in town.stories])
    counts = common_runs().plus([text.hashes for text in texts], seed=SEED)
    arrivals = [
        Arrival(
            text, story.received_at.timestamp() / 86_400, sender(story), frozenset([story.area])
        )
        for story, text in zip(town.stories, texts, strict=True)
    ]
    pairs = pairs_of(arrivals, counts, np.arange(len(arrivals)))
    scores = issue_judge().probabilities(pairs.features)
    places = whereabouts(town)
    near = [
        oneness(places[later], places[earlier])
        for later, earlier in zip(pairs.later.tolist(), pairs.earlier.tolist(), strict=True)
    ]
    found = {
        "by words, as a table is grouped": place_all(pairs, scores, size),
        "with places and categories, as in a town": place_all(pairs, scores * near, size),
    }
    readings = {"strict": true_issues(plots, True), "by place": true_issues(plots, False)}
    return [
        Measure(way, reading, bcubed(groups, truth), bcubed(groups, truth, only_grouped=True))
        for way, groups in found.items()
        for reading, truth in readings.items()
    ]


def true_issues(plots: Sequence[Plot], by_house: bool) -> list[Hashable | None]:
    """The issue of each case; None for one that is alone."""
    issues: list[Hashable] = [
        plot.cluster or (id(plot.matter), plot.place.key, plot.house if by_house else 0)
        for plot in plots
    ]
    sizes = Counter(issues)
    return [issue if sizes[issue] > 1 else None for issue in issues]


def sender(story: Story) -> str:
    who = story.requester
    return who.account or who.email or who.phone


def whereabouts(town: Town) -> list[Where]:
    parents = {category.code: category.parent for category in town.categories}

    def path(code: str) -> str:
        return f"{path(parents[code])}{code}/" if code else ""

    return [Where(story.lon, story.lat, path(story.category)) for story in town.stories]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=2500)
    parser.add_argument("--language", action="append", choices=["en", "zh"])
    asked = parser.parse_args()
    print(f"{'B-cubed':64}{'F1, all':>8}{'members':>9}{'precision':>11}{'recall':>8}")
    for language in asked.language or ("en", "zh"):
        began = time.process_time()
        for one in measure(language, asked.size):
            members = one.of_members
            print(
                f"{f'{language}, {one.reading}: {one.way}':64}{one.over_all.f1:8.3f}"
                f"{members.f1:9.3f}{members.precision:11.3f}{members.recall:8.3f}"
            )
        print(f"{asked.size:,} cases, {time.process_time() - began:.0f} s of processor", flush=True)


if __name__ == "__main__":
    main()
