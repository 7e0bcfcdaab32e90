"""Counting a round: by its own rule, and by others beside it, from its public file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
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

COMPARED = (
    CountRule("equal-shares", "cost", "add1u-greedy"),
    CountRule("equal-shares", "cardinality", "add1u-greedy"),
    CountRule("greedy", "cost"),
    CountRule("greedy", "cardinality"),
)
ASK_AGAIN = timedelta(minutes=10)


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

    Raises
    ------
    CountImpossible
        The round's own rule comes to no end on these ballots.
    """
    job = Actor.system("budget-count")
    with transaction.atomic():
        round_ = rounds.lock_round(actor=job, round_id=round_id, now=now)
        if round_.counted_at is None and round_.phase(now) == Phase.COUNT:
            write_counts(round_, ballots_of(round_), now=now)
            mix_all(round_)


def write_counts(round_: BudgetRound, ballots: Sequence[CastBallot], *, now: datetime) -> None:
    """Write files, counts and what is funded of a locked round."""
    ties = tie_rule_of(round_, ballots)
    digests, funded = {}, []
    for part in rounds.parts_of(round_):
        text = public_file(round_, part, ballots, ties)
        file = read_pabulib(text)
        digest = hashlib.sha256(text.encode()).hexdigest()
        PartResult.objects.create(
            part=part, voters=file.election.voters, file=text, digest=digest, counted_at=now
        )
        counts = list(_counts(round_, part, file, ties))
        PartCount.objects.bulk_create(counts)
        digests[str(part.pk)] = digest
        funded += [int(number) for number in counts[0].report["funded"]]
    projects = BudgetProject.objects.filter(round=round_, state=ProjectState.ACCEPTED)
    projects.filter(number__in=funded).update(state=ProjectState.FUNDED)
    projects.exclude(number__in=funded).update(state=ProjectState.UNFUNDED)
    round_.counted_at, round_.voters = now, len(ballots)
    if not funded:
        round_.finished_at = now
    round_.version += 1
    round_.save(update_fields=["counted_at", "voters", "finished_at", "version"])
    data = {"files": digests, "funded": sorted(funded), "voters": len(ballots)}
    job = Actor.system("budget-count")
    ledger.record(job, "budget_counted", round_.reference, now=now, data=data)


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
