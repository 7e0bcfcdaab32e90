"""``gongjian consultation analyse``: groups of opinion in a folder of Polis' files."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongjian.methods.opinion_clusters import MOST_GROUPS
from gongjian.methods.opinion_groups import FEWEST_VOTES, SEED, opinion_groups
from gongjian.methods.opinion_result import people_values, result_values
from gongjian.methods.polis_files import (
    Comment,
    Votes,
    read_comments,
    read_participants,
    read_votes,
)
from gongjian.methods.polis_tables import PolisFileError
from gongjian.methods.vote_table import vote_table


class Command(BaseCommand):
    help = "Find groups of opinion among people who voted on statements, as Polis does."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        tasks = parser.add_subparsers(dest="task", required=True, metavar="analyse")
        analyse = tasks.add_parser(
            "analyse",
            help="read a folder of Polis' files (votes.csv or participants-votes.csv, comments.csv)"
            " and write groups, what they stand for and what all agree on",
        )
        analyse.add_argument("folder", type=Path)
        analyse.add_argument(
            "--method",
            choices=("polis", "best"),
            default="best",
            help="polis: as the reference does it; best: from many beginnings (default)",
        )
        analyse.add_argument(
            "--json", required=True, type=Path, metavar="OUT", help="file to write"
        )
        analyse.add_argument(
            "--keep-moderated",
            action="store_true",
            help="also those statements that comments.csv says were taken out",
        )
        analyse.add_argument("--most-groups", type=int, default=MOST_GROUPS, metavar="N")
        analyse.add_argument(
            "--fewest-votes",
            type=int,
            default=FEWEST_VOTES,
            metavar="N",
            help="whoever voted less is in no group",
        )
        analyse.add_argument("--seed", type=int, default=SEED)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["most_groups"] < 2:
            raise CommandError("--most-groups is 2 or more.")
        if not options["json"].parent.is_dir():
            raise CommandError(f"{options['json'].parent} is no folder to write to.")
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder.")
        try:
            comments, votes = _read(folder)
        except PolisFileError as error:
            raise CommandError(f"{folder / error.file}, {_without_file(error)}") from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        moderated = [one.number for one in comments if one.moderated < 0]
        began = time.monotonic()
        table = vote_table(votes.people, votes.comments, votes.votes, votes.times)
        found = opinion_groups(
            table,
            method=options["method"],
            moderated=[] if options["keep_moderated"] else moderated,
            meta=[one.number for one in comments if one.is_meta],
            most_groups=options["most_groups"],
            fewest_votes=options["fewest_votes"],
            seed=options["seed"],
        )
        values = {
            "method": options["method"],
            "seed": options["seed"],
            "moderated": [] if options["keep_moderated"] else sorted(moderated),
            **result_values(found),
            **people_values(found),
        }
        texts = {one.number: one.text for one in comments}
        for one in values["statements"]:
            one["text"] = texts.get(one["statement"], "")
        content = json.dumps(values, ensure_ascii=False, allow_nan=False, indent=1)
        options["json"].write_text(content + "\n", encoding="utf-8")
        self.stdout.write(
            f"{found.count} groups of {' and '.join(map(str, values['sizes'])) or 'nobody'}, "
            f"silhouette {found.silhouette:.3f}, of {values['people']} people who cast "
            f"{values['votes']} votes, in {time.monotonic() - began:.1f} s; {options['json']}."
        )
        if len(votes.votes) > values["votes"]:
            self.stdout.write(
                f"{len(votes.votes) - values['votes']} votes were cast again later; "
                "the last one counts."
            )


def _read(folder: Path) -> tuple[list[Comment], Votes]:
    comments: list[Comment] = []
    if (folder / "comments.csv").exists():
        with (folder / "comments.csv").open("rb") as file:
            comments = read_comments(file)
    known = {one.number for one in comments} if comments else None
    matrix = folder / "participants-votes.csv"
    if not (folder / "votes.csv").exists() and matrix.exists():
        with matrix.open("rb") as file:
            return comments, read_participants(file, known).votes
    with (folder / "votes.csv").open("rb") as file:
        return comments, read_votes(file, known)


def _without_file(error: PolisFileError) -> str:
    return str(error).removeprefix(f"{error.file}, ")
