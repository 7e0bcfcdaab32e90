"""The file format of participatory budgeting elections, Pabulib's ``.pb``.

Three sections, META, PROJECTS and VOTES, each with a line of headings, fields separated by
semicolons, lists within a field by commas.

References
----------
Stolicki, Szufa and Talmon, *Pabulib: a participatory budgeting library*, 2020; format of
pabulib.org.
"""

from __future__ import annotations

import csv
import io
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from gongjian.methods.budget_election import BudgetElection, budget_election

APPROVAL: Final = frozenset({"approval", "choose-1"})
POINTED: Final = frozenset({"cumulative", "scoring"})
RANKED: Final = frozenset({"ordinal"})
SECTIONS: Final = ("meta", "projects", "votes")
FORMULA_STARTS: Final = ("=", "+", "-", "@")
SHOWN: Final = 40
AT_ONCE: Final = 1_000_000
"""Characters of which lines are made at a time."""
DIGITS: Final = 30
"""Of an amount of money: more are no money."""


class Flaw(StrEnum):
    """What is wrong with a file, in words with places for what stands there."""

    LONG_FIELD = "a field larger than {most} characters"
    NO_SECTION = "there is no section {section}"
    NO_META = "a file begins with META"
    SECOND_SECTION = "a second section {section}"
    NO_COLUMN = "{section} has no column '{column}'"
    NO_PAIR = "a key and its value are expected"
    NO_ID = "'{text}' is no id of a project"
    PROJECT_TWICE = "project '{text}' is there twice"
    NO_COST = "there is no cost"
    FEW_CELLS = "a vote has {cells} cells, {wanted} are expected"
    VOTER_TWICE = "voter '{text}' votes twice"
    VOTE_TYPE = "vote_type '{text}' is none of {known}"
    NO_BUDGET = "META has no budget"
    UNKNOWN_PROJECT = "a vote for an unknown project: '{text}'"
    ONE_TWICE = "a vote names one project twice"
    NO_MONEY = "{what} '{text}' is no amount of money"
    NEGATIVE = "{what} '{text}' is negative"
    FEW_POINTS = "{points} numbers of points for {projects} projects"
    NO_POINTS = "points are whole numbers, 0 or more: '{text}'"


class PabulibError(ValueError):
    """A file that is none.

    Attributes
    ----------
    line : int
        Where it stops being one.
    flaw : Flaw
    values : dict
        For the places in its words; what stands in the file is cut to 40 characters.
    """

    def __init__(self, line: int, flaw: Flaw, **values: str | int) -> None:
        self.line, self.flaw = line, flaw
        self.values = {
            name: value[:SHOWN] if name == "text" and isinstance(value, str) else value
            for name, value in values.items()
        }
        super().__init__(f"line {line}: {flaw.format(**self.values)}")


@dataclass(frozen=True, slots=True)
class PabulibFile:
    """What a file says.

    Attributes
    ----------
    meta : dict
        Its first section: ``description``, ``unit``, ``budget``, ``vote_type``, …
    project_fields : dict of project id to dict
        All that is said of each project: ``cost``, ``name``, …
    election : BudgetElection
        Of ordinal votes, the first of a ballot gets as many points as the longest ballot has
        projects, each following one less.
    """

    meta: dict[str, str]
    project_fields: dict[str, dict[str, str]]
    election: BudgetElection


def read_pabulib(text: str) -> PabulibFile:
    """Read a file's text.

    Parameters
    ----------
    text : str
        Any line ends; a byte order mark is passed over.

    Returns
    -------
    PabulibFile

    Raises
    ------
    PabulibError
        A section or column is missing; money is no number or negative; a project is there twice;
        a voter votes twice, for an unknown project, or for one project twice; points do not fit;
        the kind of vote is unknown.

    Notes
    -----
    131,778 votes take a third of a second: equal ballots are read once.
    """
    reading = _Reading()
    reader = csv.reader(_lines(text.removeprefix("\ufeff")), delimiter=";")
    take: Callable[[int, list[str]], None] = reading.nothing_yet
    try:
        for row in reader:
            if not row or (len(row) == 1 and not row[0].strip()):
                continue
            section = row[0].strip().lower()
            if section in SECTIONS and not any(row[1:]):
                take = reading.begin(reader.line_num, section, next(reader, []))
            else:
                take(reader.line_num, row)
    except csv.Error as error:
        most = csv.field_size_limit()
        raise PabulibError(reader.line_num, Flaw.LONG_FIELD, most=most) from error
    missing = next((name for name in SECTIONS if name not in reading.seen), None)
    if missing:
        raise PabulibError(reader.line_num, Flaw.NO_SECTION, section=missing.upper())
    return PabulibFile(reading.meta, reading.projects, reading.election())


def _lines(text: str) -> Iterator[str]:
    """As ``splitlines``, some at a time: ten million at once are half a gigabyte."""
    begin = 0
    while begin < len(text):
        end = text.find("\n", begin + AT_ONCE) + 1 or len(text)
        yield from text[begin:end].splitlines()
        begin = end


class _Reading:
    """What has been read of a file so far."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.heads: list[str] = []
        self.meta: dict[str, str] = {}
        self.projects: dict[str, dict[str, str]] = {}
        self.costs: dict[str, Fraction] = {}
        self.voters: set[str] = set()
        # Of each different ballot, as it is written, how many cast it and where it stands first.
        self.ballots: dict[str | tuple[str, str], int] = {}
        self.voters_of, self.first_line = array("q"), array("q")
        self.columns: tuple[int, int, int | None, int] = (0, 0, None, 0)

    def nothing_yet(self, line: int, row: list[str]) -> None:
        raise PabulibError(line, Flaw.NO_META)

    def begin(self, line: int, section: str, heads: list[str]) -> Callable[[int, list[str]], None]:
        """A section's headings; returns what takes its rows."""
        if section in self.seen:
            raise PabulibError(line, Flaw.SECOND_SECTION, section=section.upper())
        self.seen.append(section)
        self.heads = [head.strip() for head in heads]
        needed = {"meta": (), "projects": ("project_id", "cost"), "votes": ("voter_id", "vote")}
        missing = next((name for name in needed[section] if name not in self.heads), None)
        if missing:
            raise PabulibError(line + 1, Flaw.NO_COLUMN, section=section.upper(), column=missing)
        if section != "votes":
            return self.take_meta if section == "meta" else self.take_project
        at = {head: place for place, head in enumerate(self.heads)}
        needed_cells = 1 + max(at["voter_id"], at["vote"], at.get("points", 0))
        self.columns = (at["voter_id"], at["vote"], at.get("points"), needed_cells)
        return self.take_vote

    def take_meta(self, line: int, row: list[str]) -> None:
        if len(row) < 2:
            raise PabulibError(line, Flaw.NO_PAIR)
        self.meta[row[0].strip()] = _bare(row[1].strip())

    def take_project(self, line: int, row: list[str]) -> None:
        said = dict(zip(self.heads, (_bare(cell.strip()) for cell in row), strict=False))
        name = said.get("project_id", "")
        if not name or "," in name:
            raise PabulibError(line, Flaw.NO_ID, text=name)
        if name in self.projects:
            raise PabulibError(line, Flaw.PROJECT_TWICE, text=name)
        if "cost" not in said:
            raise PabulibError(line, Flaw.NO_COST)
        self.projects[name] = said
        self.costs[name] = _money(line, said["cost"], "cost")

    def take_vote(self, line: int, row: list[str]) -> None:
        of_voter, of_vote, of_points, needed = self.columns
        if len(row) < needed:
            raise PabulibError(line, Flaw.FEW_CELLS, cells=len(row), wanted=needed)
        voter = row[of_voter]
        if voter in self.voters:
            raise PabulibError(line, Flaw.VOTER_TWICE, text=voter)
        self.voters.add(voter)
        ballot = row[of_vote] if of_points is None else (row[of_vote], row[of_points])
        place = self.ballots.setdefault(ballot, len(self.voters_of))
        if place < len(self.voters_of):
            self.voters_of[place] += 1
        else:
            self.voters_of.append(1)
            self.first_line.append(line)

    def election(self) -> BudgetElection:
        kind = self.meta.get("vote_type", "")
        if kind not in APPROVAL | POINTED | RANKED:
            kinds = ", ".join(sorted(APPROVAL | POINTED | RANKED))
            raise PabulibError(1, Flaw.VOTE_TYPE, text=kind, known=kinds)
        if "budget" not in self.meta:
            raise PabulibError(1, Flaw.NO_BUDGET)
        budget = _money(1, self.meta["budget"], "budget")
        read = self._approved if kind in APPROVAL else self._pointed
        return budget_election(
            costs=self.costs, budget=budget, ballots=read(), has_points=kind not in APPROVAL
        )

    def _approved(self) -> Iterator[tuple[tuple[str, ...], int]]:
        for ballot, voters, line in self._different():
            yield self._names(line, ballot[0]), voters

    def _pointed(self) -> Iterator[tuple[tuple[tuple[str, int], ...], int]]:
        is_ranked = self.meta["vote_type"] in RANKED
        longest = max((one[0].count(",") + 1 for one, *_ in self._different()), default=0)
        for ballot, voters, line in self._different():
            names = self._names(line, ballot[0])
            points: Sequence[int] = (
                range(longest, longest - len(names), -1)
                if is_ranked
                else _points(line, ballot[1], len(names))
            )
            yield tuple(zip(names, points, strict=True)), voters

    def _different(self) -> Iterator[tuple[tuple[str, str], int, int]]:
        """Different ballots with their points, how many cast each, and where it stands first."""
        for ballot, voters, line in zip(self.ballots, self.voters_of, self.first_line, strict=True):
            yield (ballot, "") if isinstance(ballot, str) else ballot, voters, line

    def _names(self, line: int, text: str) -> tuple[str, ...]:
        names = text.split(",")
        different = set(names)
        if not self.costs.keys() >= different:
            names = [name.strip() for name in names] if text.strip() else []
            different = set(names)
            unknown = next((name for name in names if name not in self.costs), None)
            if unknown is not None:
                raise PabulibError(line, Flaw.UNKNOWN_PROJECT, text=unknown)
        if len(different) != len(names):
            raise PabulibError(line, Flaw.ONE_TWICE)
        return tuple(names)


def _money(line: int, text: str, what: str) -> Fraction:
    try:
        if len(text) > DIGITS:
            raise ValueError
        # "1e9" and "1/3" are no money either.
        money = Fraction(text.replace(",", ".")) if text.strip("+-.,0123456789") == "" else None
        if money is None:
            raise ValueError
    except (ValueError, ZeroDivisionError):
        raise PabulibError(line, Flaw.NO_MONEY, what=what, text=text) from None
    if money < 0:
        raise PabulibError(line, Flaw.NEGATIVE, what=what, text=text)
    return money


def _points(line: int, text: str, wanted: int) -> tuple[int, ...]:
    cells = [cell.strip() for cell in text.split(",")] if text else []
    if len(cells) != wanted:
        raise PabulibError(line, Flaw.FEW_POINTS, points=len(cells), projects=wanted)
    if not all(cell.isdecimal() and len(cell) <= 9 for cell in cells):
        raise PabulibError(line, Flaw.NO_POINTS, text=text)
    return tuple(int(cell) for cell in cells)


def withdrawn_projects(file: PabulibFile) -> tuple[str, ...]:
    """The projects that cannot be built any more: those with a 1 in a column ``withdrawn``, which
    the format does not have and other readers pass over.

    Parameters
    ----------
    file : PabulibFile

    Returns
    -------
    tuple of str
    """
    return tuple(name for name, said in file.project_fields.items() if said.get("withdrawn") == "1")


def write_pabulib(
    meta: Mapping[str, object],
    projects: Sequence[Mapping[str, object]],
    votes: Iterable[tuple[Sequence[str], Sequence[int] | None]],
) -> str:
    """Write a file's text, which `read_pabulib` reads.

    Parameters
    ----------
    meta : mapping
        ``budget``, ``vote_type`` and more; here and below line breaks become spaces, and what a
        spreadsheet would run as a formula gets an apostrophe in front, which `read_pabulib` takes
        away.
    projects : sequence of mapping
        All with the same keys, ``project_id`` and ``cost`` among them.
    votes : iterable of (ids, points)
        In their order; points None where the kind of vote has none.

    Returns
    -------
    str
        With line feeds. Voters are numbered from 1.
    """
    votes = list(votes)
    has_points = any(points is not None for _, points in votes)
    written = io.StringIO()
    rows = csv.writer(written, delimiter=";", lineterminator="\n")
    rows.writerow(["META"])
    rows.writerow(["key", "value"])
    rows.writerows((key, _one_line(value)) for key, value in meta.items())
    rows.writerow(["PROJECTS"])
    heads = list(projects[0]) if projects else ["project_id", "cost"]
    rows.writerow(heads)
    rows.writerows([_one_line(project[head]) for head in heads] for project in projects)
    rows.writerow(["VOTES"])
    rows.writerow(["voter_id", "vote", "points"] if has_points else ["voter_id", "vote"])
    for number, (ids, points) in enumerate(votes, 1):
        cells = [number, ",".join(ids)]
        if has_points:
            cells.append(",".join(map(str, points or ())))
        rows.writerow(cells)
    return written.getvalue()


def _one_line(value: object) -> str:
    text = " ".join(str(value).split())
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_STARTS) else text


def _bare(text: str) -> str:
    """Without the apostrophe that `_one_line` put before what a spreadsheet would run."""
    is_marked = text.startswith("'") and text.lstrip("'").startswith(FORMULA_STARTS)
    return text[1:] if is_marked else text
