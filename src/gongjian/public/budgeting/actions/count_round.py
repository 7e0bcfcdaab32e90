"""Counting a round: by its own rule, and by others beside it, from its public file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.bulk import insert_rows
from gongjian.foundation.ledger import interface as ledger
from gongjian.methods.budget_count import CountRule, count_budget, report_of
from gongjian.methods.pabulib import PabulibFile, read_pabulib, withdrawn_projects
from gongjian.public.budgeting import policies
from gongjian.public.budgeting.actions.mix_ballots import mix_all
from gongjian.public.budgeting.errors import (
    CountImpossible,
    CountUnderWay,
    PaperUnclear,
    PhaseOver,
)
from gongjian.public.budgeting.events import CountAsked
from gongjian.public.budgeting.models import (
    BudgetProject,
    BudgetRound,
    PartCount,
    PartResult,
    RoundPart,
)
from gongjian.public.budgeting.rules.phases import Phase
from gongjian.public.budgeting.rules.projects import ProjectState
from gongjian.public.budgeting.selectors import rounds
from gongjian.public.budgeting.selectors.ballots import unclear_papers
from gongjian.public.budgeting.selectors.elections import (
    CastBallot,
    ballots_of,
    public_file,
    tie_rule_of,
)
from gongjian.public.budgeting.selectors.projects import counted_projects

COMPARED = (
    CountRule("equal-shares", "cost", "add1u-greedy"),
    CountRule("equal-shares", "cardinality", "add1u-greedy"),
    CountRule("greedy", "cost"),
    CountRule("greedy", "cardinality"),
)
ASK_AGAIN = timedelta(minutes=10)
JOB = Actor.system("budget-count")


def ask_count(*, actor: Actor, round_id: UUID, now: datetime) -> BudgetRound:
    """Have a round counted whose vote is over.

    Raises
    ------
    NotFound, NotAllowed, PhaseOver
    PaperUnclear
        A paper ballot is not settled.
    CountUnderWay
        It was asked less than ten minutes ago.
    """
    with transaction.atomic():
        round_ = rounds.lock_round(actor=actor, round_id=round_id, now=now)
        policies.require_may_manage(actor, round_.area_path)
        if round_.phase(now) != Phase.COUNT:
            raise PhaseOver
        if round_.count_asked_at and now - round_.count_asked_at < ASK_AGAIN:
            raise CountUnderWay
        if unclear_papers(round_):
            raise PaperUnclear
        round_.count_asked_at = now
        round_.version += 1
        round_.save(update_fields=["count_asked_at", "version"])
        ledger.record(actor, "budget_count_asked", round_.reference, now=now)
        outbox.add(CountAsked(round_id=round_.pk))
    return round_


def count_round(*, round_id: UUID, now: datetime) -> None:
    """Count what was asked for; counted already: nothing.

    What takes long is done in no transaction: from the asking on no ballot comes or changes, and
    where a project is withdrawn meanwhile it is counted again. Ended in the middle nothing is
    written but that the box was shaken, and the next time all is done.

    Raises
    ------
    CountImpossible
        The round's own rule comes to no end on these ballots.
    """
    while (asked := take_up_count(round_id=round_id, now=now)) is not None:
        parts = [(part, counted_projects(part)) for part in rounds.parts_of(asked)]
        ballots = ballots_of(asked)
        counted = counts_of_parts(asked, parts, ballots, now=now)
        if write_count(asked, counted, voters=len(ballots), now=now):
            break


def take_up_count(*, round_id: UUID, now: datetime) -> BudgetRound | None:
    """A round whose count was asked for, its box shaken; None where there is nothing to count."""
    with transaction.atomic():
        round_ = rounds.lock_round(actor=JOB, round_id=round_id, now=now)
        if round_.count_asked_at is None or round_.phase(now) != Phase.COUNT:
            return None
        mix_all(round_)
    return round_


def write_count(
    asked: BudgetRound, counted: Sequence[CountedPart], *, voters: int, now: datetime
) -> bool:
    """Write what was counted of a round; not where it has changed since it was taken up."""
    with transaction.atomic():
        round_ = rounds.lock_round(actor=JOB, round_id=asked.pk, now=now)
        if round_.version != asked.version:
            return False
        write_counts(round_, counted, voters=voters, now=now)
    return True


@dataclass(frozen=True, slots=True)
class CountedPart:
    """Rows to be written of a part, and the numbers of the projects that are funded."""

    result: PartResult
    counts: list[PartCount]
    funded: list[int]


def counts_of_parts(
    round_: BudgetRound,
    parts: Sequence[tuple[RoundPart, Sequence[BudgetProject]]],
    ballots: Sequence[CastBallot],
    *,
    now: datetime,
) -> list[CountedPart]:
    """Count each part with its projects; nothing is written.

    Raises
    ------
    CountImpossible
    """
    ties = tie_rule_of(round_, ballots)
    found = []
    for part, projects in parts:
        text = public_file(round_, part, projects, ballots, ties)
        file = read_pabulib(text)
        counts = _counts(round_, part, file, ties)
        digest = hashlib.sha256(text.encode()).hexdigest()
        voters = file.election.voters
        result = PartResult(part=part, voters=voters, file=text, digest=digest, counted_at=now)
        found.append(CountedPart(result, counts, [int(one) for one in counts[0].report["funded"]]))
    return found


def write_counts(
    round_: BudgetRound, counted: Sequence[CountedPart], *, voters: int, now: datetime
) -> None:
    """Write files, counts and what is funded of a locked round."""
    for one in counted:
        one.result.save(force_insert=True)
        insert_rows(one.counts)
    funded = [number for one in counted for number in one.funded]
    projects = BudgetProject.objects.filter(round=round_, state=ProjectState.ACCEPTED)
    projects.filter(number__in=funded).update(state=ProjectState.FUNDED)
    projects.exclude(number__in=funded).update(state=ProjectState.UNFUNDED)
    round_.counted_at, round_.voters = now, voters
    if not funded:
        round_.finished_at = now
    round_.version += 1
    round_.save(update_fields=["counted_at", "voters", "finished_at", "version"])
    files = {str(one.result.part_id): one.result.digest for one in counted}
    data = {"files": files, "funded": sorted(funded), "voters": voters}
    ledger.record(JOB, "budget_counted", round_.reference, now=now, data=data)


def _counts(round_: BudgetRound, part: RoundPart, file: PabulibFile, ties: str) -> list[PartCount]:
    """The binding count, then others to compare."""
    binding = round_.count_rule(ties)
    others = [rule for one in COMPARED if (rule := replace(one, ties=ties)) != binding]
    withdrawn = withdrawn_projects(file)
    written = []
    for rule in (binding, *others):
        try:
            counted = count_budget(
                file.election, rule, withdrawn=withdrawn, asks_what_was_needed=rule == binding
            )
        except ValueError as error:
            if rule == binding:
                raise CountImpossible from error
            continue
        report = report_of(counted)
        written.append(
            PartCount(
                part=part,
                rule=rule.rule,
                utility=rule.utility,
                completion=rule.completion,
                is_binding=rule == binding,
                report=report,
            )
        )
    return written
