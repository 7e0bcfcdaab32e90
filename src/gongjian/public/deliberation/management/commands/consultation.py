"""``gongjian consultation``: the files of Polis analysed, brought in and written out."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import GongjianError, NotFound
from gongjian.government.duties import interface as duties
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
from gongjian.public.deliberation.actions.import_conversation import import_conversation
from gongjian.public.deliberation.management.opinion_table import result_table
from gongjian.public.deliberation.management.polis_folder import WrongFolder, polis_folder
from gongjian.public.deliberation.selectors.consultations import get_consultation
from gongjian.public.deliberation.selectors.conversation_files import FILES, file_pieces

COMMAND = Actor.system("consultation-command")


class Command(BaseCommand):
    help = "Consultations: analyse, import and export the files of Polis."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        tasks = parser.add_subparsers(dest="task", required=True, metavar="analyse|import|export")
        analyse = tasks.add_parser(
            "analyse",
            help="read a folder of Polis' files (votes.csv or participants-votes.csv, comments.csv)"
            " and write groups, what they stand for and what all agree on",
        )
        analyse.add_argument("folder", type=Path, metavar="FOLDER|ZIP")
        analyse.add_argument(
            "--method",
            choices=("polis", "best"),
            default="best",
            help="polis: as the reference does it; best: from many beginnings (default)",
        )
        analyse.add_argument(
            "--json", type=Path, metavar="OUT", help="file to write; without it, a table is printed"
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
        bring = tasks.add_parser(
            "import", help="make a closed consultation of Polis' files, of any size; all or nothing"
        )
        bring.add_argument("folder", type=Path, metavar="FOLDER|ZIP")
        bring.add_argument("--title", default="", help="without it, the topic in summary.csv")
        bring.add_argument("--language", default="en", help="of the texts (default: en)")
        bring.add_argument("--source", default="", help="where it was held, shown with it")
        bring.add_argument("--area", default="", metavar="PATH", help="path of its area")
        export = tasks.add_parser("export", help="write a consultation as the four files of Polis")
        export.add_argument("number", help="as its page shows it")
        export.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            {"analyse": self._analyse, "import": self._import, "export": self._export}[
                options["task"]
            ](options)
        except WrongFolder as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error

    def _import(self, options: dict[str, Any]) -> None:
        began = time.monotonic()
        with polis_folder(options["folder"]) as files:
            if files.comments is None:
                raise WrongFolder(f"{options['folder']} has no comments.csv.")
            try:
                made = import_conversation(
                    actor=COMMAND,
                    comments=files.comments,
                    votes=files.votes,
                    participants=files.participants,
                    summary=files.summary,
                    title=options["title"],
                    language=options["language"],
                    source=options["source"],
                    area_id=_area_id(options["area"]),
                    now=now(),
                )
            except GongjianError as error:
                raise CommandError(_told(error)) from error
        self.stdout.write(
            f"Imported as {made.shown_number}, “{made.title}”, in "
            f"{time.monotonic() - began:.1f} s; its result is made by the worker."
        )

    def _export(self, options: dict[str, Any]) -> None:
        folder: Path = options["folder"]
        try:
            found = get_consultation(actor=COMMAND, number=options["number"])
        except NotFound as error:
            raise CommandError(f"There is no consultation {options['number']}.") from error
        folder.mkdir(exist_ok=True)
        there = next((name for name in FILES if (folder / name).exists()), None)
        if there is not None:
            raise CommandError(f"{folder / there} is there already.")
        for name in FILES:
            part = folder / f"{name}.part"
            with part.open("w", encoding="utf-8", newline="") as file:
                for piece in file_pieces(found, name):
                    file.write(piece)
            part.rename(folder / name)
        self.stdout.write(f"{', '.join(FILES)} are in {folder}.")

    def _analyse(self, options: dict[str, Any]) -> None:
        if options["most_groups"] < 2:
            raise CommandError("--most-groups is 2 or more.")
        out: Path | None = options["json"]
        if out is not None and not out.parent.is_dir():
            raise CommandError(f"{out.parent} is no folder to write to.")
        folder: Path = options["folder"]
        try:
            comments, votes = _read(folder)
        except PolisFileError as error:
            raise CommandError(f"{folder / error.file}, {_without_file(error)}") from error
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
        if out is not None:
            content = json.dumps(values, ensure_ascii=False, allow_nan=False, indent=1)
            out.write_text(content + "\n", encoding="utf-8")
        self.stdout.write(
            f"{found.count} groups of {' and '.join(map(str, values['sizes'])) or 'nobody'}, "
            f"silhouette {found.silhouette:.3f}, of {values['people']} people who cast "
            f"{values['votes']} votes, in {time.monotonic() - began:.1f} s"
            f"{f'; {out}' if out else ''}."
        )
        if len(votes.votes) > values["votes"]:
            self.stdout.write(
                f"{len(votes.votes) - values['votes']} votes were cast again later; "
                "the last one counts."
            )
        if out is None:
            self.stdout.write(result_table(values))


def _area_id(path: str) -> UUID | None:
    if not path:
        return None
    found = next((one for one in duties.areas() if one.path == path), None)
    if found is None:
        raise CommandError(f"There is no area {path}.")
    return found.pk


def _told(error: GongjianError) -> str:
    words = [str(text) for texts in error.fields.values() for text in texts]
    return " ".join(words) or str(error)


def _read(folder: Path) -> tuple[list[Comment], Votes]:
    with polis_folder(folder) as files:
        comments: list[Comment] = []
        if files.comments is not None:
            comments = read_comments(files.comments, needs_text=False)
        known = {one.number for one in comments} if comments else None
        if files.votes is not None:
            return comments, read_votes(files.votes, known)
        if files.participants is not None:
            return comments, read_participants(files.participants, known).votes
    raise WrongFolder(f"{folder} has neither votes.csv nor participants-votes.csv.")


def _without_file(error: PolisFileError) -> str:
    return str(error).removeprefix(f"{error.file}, ")
