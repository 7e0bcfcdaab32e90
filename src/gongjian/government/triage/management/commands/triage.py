"""``gongjian triage train|predict|group``: learn categories from any table, tell those of another,
and find which rows of one are about one thing."""

from __future__ import annotations

import csv
import os
import sys
import tempfile
import time
from argparse import SUPPRESS, ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from gongjian.foundation.kernel.errors import GongjianError, TooLarge
from gongjian.foundation.kernel.tables import MAX_BYTES, Table, open_table
from gongjian.government.triage.actions.learn_table import LabelledRow
from gongjian.government.triage.management import town_training
from gongjian.government.triage.management.group_table import (
    add_column_options,
    chosen_columns,
    group_table,
    sizes_line,
)
from gongjian.methods.classifier_report import Report, report
from gongjian.methods.classifier_training import train_classifier
from gongjian.methods.message_rows import TOGETHER, Message
from gongjian.methods.text_classifier import TextClassifier, classifier_from_bytes

SEED = 1
PRECISION = 0.95
FEWEST_OF_A_LABEL = 5


class Command(BaseCommand):
    help = "Learn categories from a table of messages, tell those of another, or find hot issues."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        tasks = parser.add_subparsers(dest="task", required=True, metavar="train|predict|group")
        train = tasks.add_parser(
            "train",
            help="learn from a table with labels into a file; without --model, for the town, "
            "whose examples the rows become; without a table, from the town's examples alone",
        )
        train.add_argument("file", type=Path, nargs="?")
        train.add_argument("--label", metavar="COLUMN", help="what is to be learnt")
        _add_text(train, "the title first; give it once for each")
        train.add_argument("--model", type=Path, help="file to write")
        train.add_argument(
            "--skip-unknown", action="store_true", help="leave out labels that name no category"
        )
        train.add_argument("--run", type=UUID, help=SUPPRESS)
        train.add_argument("--parent", type=int, help=SUPPRESS)
        predict = tasks.add_parser("predict", help="tell the labels of a table")
        predict.add_argument("file", type=Path)
        _add_text(
            predict, "the title first; give it once for each; those the model learnt from, without"
        )
        predict.add_argument("--model", required=True, type=Path, help="file that train wrote")
        predict.add_argument("--out", required=True, type=Path, help="CSV: row, label, probability")
        group = tasks.add_parser("group", help="find which rows of a table are about one thing")
        group.add_argument("file", type=Path)
        add_column_options(group)
        group.add_argument("--out", required=True, type=Path, help="CSV: row, issue")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            tasks = {"train": self._train, "predict": self._predict, "group": self._group}
            tasks[options["task"]](options)
        except TooLarge as error:
            raise CommandError(
                f"{options['file']} is too large: a table to learn from has at most "
                f"{MAX_BYTES // 10**6} MB, and no workbook unpacks to far more than it shows. "
                "Take a part of it, or save it as CSV."
            ) from error
        except GongjianError as error:
            raise CommandError(f"{options['file'] or 'train'}: {error}") from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error

    def _train(self, options: dict[str, Any]) -> None:
        if options["run"]:
            town_training.train_reserved(options["run"], options["parent"])
        elif options["file"] is None:
            if options["model"] or options["label"] or options["text"]:
                raise CommandError("Name the table to learn from.")
            town_training.train_here(self.stdout)
        elif not (options["label"] and options["text"]):
            raise CommandError("Name the columns: --label COLUMN and --text COLUMN")
        elif options["model"] is None:
            self._learn_table(options)
            town_training.train_here(self.stdout)
        else:
            self._train_file(options)

    def _learn_table(self, options: dict[str, Any]) -> None:
        table = open_table(options["file"])
        _check_columns(table, [options["label"], *options["text"]])
        rows = [
            LabelledRow(cells[options["label"]], [cells[name] for name in options["text"]])
            for _number, cells in table.rows()
        ]
        labelled = [row for row in rows if row.label and any(row.texts)]
        self._tell_left_out(len(rows) - len(labelled), set())
        town_training.learn_rows(labelled, skips_unknown=options["skip_unknown"], out=self.stdout)

    def _train_file(self, options: dict[str, Any]) -> None:
        _check_folder(options["model"])
        table = open_table(options["file"])
        _check_columns(table, [options["label"], *options["text"]])
        rows = [cells for _number, cells in table.rows()]
        labelled = [
            row for row in rows if row[options["label"]] and _message(row, options["text"]).whole
        ]
        counts = Counter(row[options["label"]] for row in labelled)
        rare = {label for label, count in counts.items() if count < FEWEST_OF_A_LABEL}
        learnt = [row for row in labelled if row[options["label"]] not in rare]
        self._tell_left_out(len(rows) - len(labelled), rare)
        if len(counts) - len(rare) < 2:
            raise CommandError(
                f"Nothing to learn: fewer than two labels in {options['label']!r} have "
                f"{FEWEST_OF_A_LABEL} messages or more."
            )
        began = time.monotonic()
        messages = [_message(row, options["text"]) for row in learnt]
        labels = [row[options["label"]] for row in learnt]
        try:
            model, held_back = train_classifier(
                messages, labels, seed=SEED, told={"text": options["text"]}
            )
        except ValueError as error:
            raise CommandError(f"Nothing to learn: {error}.") from error
        with _replacing(options["model"], "wb") as file:
            file.write(model.to_bytes())
        self.stdout.write(
            f"Learnt {len(model.classes)} labels from {len(learnt)} messages in "
            f"{time.monotonic() - began:.0f} s; {options['model']}, "
            f"{options['model'].stat().st_size / 1e6:.1f} MB."
        )
        self._tell(report(model.classes, held_back.truth, held_back.probabilities, PRECISION))

    def _tell_left_out(self, empty: int, rare: set[str]) -> None:
        if empty:
            self.stderr.write(f"{empty} rows without label or text left out.")
        for label in sorted(rare):
            self.stderr.write(f"Label {label!r} left out: fewer than {FEWEST_OF_A_LABEL} messages.")

    def _tell(self, told: Report) -> None:
        if not told.examples:
            self.stdout.write("Each is nearly a copy of others: there is nothing to judge it by.")
            return
        self.stdout.write(f"On {told.examples} messages that were held back while it was tried:")
        for one in told.classes:
            self.stdout.write(
                f"  {one.name}: {one.examples} messages, precision {one.precision:.3f}, "
                f"recall {one.recall:.3f}, F1 {one.f1:.3f}"
            )
        self.stdout.write(
            f"  macro-F1 {told.macro_f1:.3f}, expected calibration error "
            f"{told.calibration_error:.3f}; {told.coverage:.1%} are answered with a probability "
            f"of {told.threshold:.3f} or more, and {PRECISION:.0%} of these rightly."
        )

    def _predict(self, options: dict[str, Any]) -> None:
        _check_folder(options["out"])
        # Read row by row: a year of a city's messages takes no more memory than a hundred.
        table = open_table(options["file"], max_bytes=sys.maxsize)
        model = _read_model(options["model"])
        columns = options["text"] or model.told.get("text", [])
        if not columns:
            raise CommandError("Name the columns that hold the text: --text COLUMN")
        _check_columns(table, columns)
        began, count = time.monotonic(), 0
        with (
            _replacing(options["out"], "w") as file,
            tqdm(unit=" rows", desc="Predicting", disable=None) as bar,
        ):
            written = csv.writer(file, lineterminator="\n")
            written.writerow(["row", "label", "probability"])
            for block in _blocks(table.every_row()):
                found = model.probabilities([_message(cells, columns) for _number, cells in block])
                for (number, cells), shares in zip(block, found, strict=True):
                    best = int(shares.argmax())
                    # Of a blank row there is nothing to tell.
                    told = [model.classes[best], f"{shares[best]:.6f}"]
                    written.writerow([number - 1, *(told if any(cells.values()) else ["", ""])])
                bar.update(len(block))
                count += len(block)
        self.stdout.write(f"{count} rows in {time.monotonic() - began:.1f} s; {options['out']}.")

    def _group(self, options: dict[str, Any]) -> None:
        table = open_table(options["file"])
        columns = chosen_columns(table, options)
        began = time.monotonic()
        found = group_table(table, columns)
        with _replacing(options["out"], "w") as file:
            written = csv.writer(file, lineterminator="\n")
            written.writerow(["row", "issue"])
            written.writerows(
                [row, "" if issue is None else issue] for row, issue in enumerate(found.issues)
            )
        if found.untimed:
            self.stderr.write(f"{found.untimed} times could not be read.")
        members = sum(size * number for size, number in found.sizes.items())
        self.stdout.write(
            f"{found.sizes.total()} issues with {members} of {len(found.issues)} rows in "
            f"{time.monotonic() - began:.1f} s; {options['out']}."
        )
        self.stdout.write("Columns: " + ", ".join(f"{k} {v!r}" for k, v in columns.items()) + ".")
        if found.sizes:
            self.stdout.write(f"By size: {sizes_line(found.sizes)}.")


def _add_text(parser: ArgumentParser, how: str) -> None:
    parser.add_argument(
        "--text", action="append", default=[], metavar="COLUMN", help=f"a column of text, {how}"
    )


def _check_columns(table: Table, wanted: Sequence[str]) -> None:
    missing = [name for name in wanted if name not in table.columns]
    if missing:
        raise CommandError(
            f"{table.path} has no column {missing[0]!r}; it has: {', '.join(table.columns)}"
        )


def _check_folder(path: Path) -> None:
    """Now, and not when all the work is done."""
    if not path.parent.is_dir():
        raise CommandError(f"{path.parent} is no folder to write {path.name} to.")


def _message(cells: dict[str, str], columns: Sequence[str]) -> Message:
    return Message.of(*(cells[column] for column in columns))


def _read_model(path: Path) -> TextClassifier:
    try:
        return classifier_from_bytes(path.read_bytes())
    except ValueError as error:
        raise CommandError(f"{path}: {error}") from error


def _blocks(
    rows: Iterator[tuple[int, dict[str, str]]],
) -> Iterator[list[tuple[int, dict[str, str]]]]:
    while block := list(islice(rows, TOGETHER)):
        yield block


@contextmanager
def _replacing(path: Path, mode: str) -> Iterator[IO[Any]]:
    """A file that stands under its name only when all of it is written."""
    encoding = None if "b" in mode else "utf-8"
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(
            handle, mode, encoding=encoding, newline=None if "b" in mode else ""
        ) as file:
            yield file
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
