"""A ballot as a page shows it: what was chosen so far, and what it leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongjian.public.budgeting.actions.cast_ballot import BallotDraft
from gongjian.public.budgeting.errors import FAULTS
from gongjian.public.budgeting.models import BudgetProject, BudgetRound, KindChoice, RoundPart
from gongjian.public.budgeting.rules.ballots import Choices, Fault, faults
from gongjian.public.budgeting.selectors import rounds
from gongjian.public.budgeting.selectors.projects import ballot_parts, ballot_projects

VALUED = (KindChoice.POINTS, KindChoice.RANKING)


@dataclass(slots=True)
class PaperRow:
    project: BudgetProject
    value: str = ""
    cost: str = ""


@dataclass(slots=True)
class PaperPart:
    """A part of the paper with its rows, and the running sums."""

    part: RoundPart
    rows: list[PaperRow]
    chosen: int = 0
    cost_minor: int = 0
    points: int = 0

    @property
    def left_minor(self) -> int:
        return self.part.budget_minor - self.cost_minor


@dataclass(slots=True)
class Paper:
    """``problems`` says what keeps it from being cast."""

    round: BudgetRound
    parts: list[PaperPart]
    districts: list[RoundPart]
    district: RoundPart | None
    choices: Choices = ()
    problems: list[str] = field(default_factory=list)

    @property
    def is_valued(self) -> bool:
        return self.round.kind in VALUED

    @property
    def draft(self) -> BallotDraft:
        return BallotDraft(self.choices, self.district.pk if self.district else None)

    @property
    def chosen_rows(self) -> list[PaperRow]:
        rows = [row for part in self.parts for row in part.rows if row.value]
        if self.round.kind == KindChoice.RANKING:
            rows.sort(key=lambda row: (row.project.part_id != self.parts[0].part.pk, row.value))
        return rows


def make_paper(
    round_: BudgetRound, values: Mapping[int, str], district: str, *, is_checked: bool
) -> Paper:
    """The paper of somebody who chose so far: number of a project → what was written there."""
    parts, projects = rounds.parts_of(round_), ballot_projects(round_)
    districts = [part for part in parts if not part.is_whole]
    chosen = next((part for part in districts if str(part.pk) == district), None)
    shown = [part for part in parts if part.is_whole or part == chosen]
    papers = [
        PaperPart(
            part,
            [
                PaperRow(p, values.get(p.number, ""), str(p.cost_minor or 0))
                for p in projects
                if p.part_id == part.pk
            ],
        )
        for part in shown
    ]
    paper = Paper(round_, papers, districts, chosen)
    here = {row.project.number for part in papers for row in part.rows}
    found: list[Fault] = []
    said: list[tuple[int, int]] = []
    for number, value in values.items():
        if not value.strip() or (value.strip() == "0" and round_.kind == KindChoice.POINTS):
            continue
        is_number = value.strip().isascii() and value.strip().isdecimal() and len(value) < 6
        if not is_number:
            found.append(Fault.RANKS if round_.kind == KindChoice.RANKING else Fault.NO_POINTS)
        elif number not in here:
            found.append(Fault.UNKNOWN)
        else:
            said.append((number, int(value)))
    paper.choices = tuple(sorted(said))
    _sum_up(paper)
    if is_checked:
        if not said:
            found.append(Fault.EMPTY)
        checked = ballot_parts(parts, projects, chosen.pk if chosen else None)
        found += faults(round_.ballot_rules, paper.choices, checked)
        paper.problems = [str(FAULTS[fault]) for fault in dict.fromkeys(found)]
    return paper


def _sum_up(paper: Paper) -> None:
    values = dict(paper.choices)
    for part in paper.parts:
        for row in part.rows:
            if row.project.number in values:
                part.chosen += 1
                part.cost_minor += row.project.cost_minor or 0
                part.points += values[row.project.number]


def posted_values(data: Mapping[str, str]) -> dict[int, str]:
    """What was written beside each project: fields ``p1``, ``p2`` and so on."""
    found = {}
    for name, value in data.items():
        if name[:1] == "p" and name[1:].isascii() and name[1:].isdecimal() and len(name) < 9:
            found[int(name[1:])] = value[:10]
    return found


def values_of(choices: Sequence[Sequence[int]]) -> dict[int, str]:
    return {number: str(value) for number, value in choices}


def how_to_choose(round_: BudgetRound) -> str:
    """What the kind of ballot allows, in a sentence."""
    most = round_.most
    if round_.kind == KindChoice.LIMITED:
        told = ngettext(
            "Choose up to %(most)d project in each part.",
            "Choose up to %(most)d projects in each part.",
            most,
        )
        return told % {"most": most}
    if round_.kind == KindChoice.RANKING:
        return _(
            "Write 1 beside the project you like best, 2 beside the next, up to %(most)d in each "
            "part."
        ) % {"most": most}
    if round_.kind == KindChoice.POINTS:
        return _("Share out up to %(most)d points in each part.") % {"most": most}
    if round_.kind == KindChoice.KNAPSACK:
        return _("Choose projects that together fit into the money of each part.")
    return _("Choose every project that you would like to see built.")
