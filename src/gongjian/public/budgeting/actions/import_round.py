"""A round that was voted elsewhere, from its public file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from itertools import repeat

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.bulk import insert_rows
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.kernel.ids import new_number
from gongjian.foundation.kernel.money import CURRENCIES, MOST_MINOR
from gongjian.foundation.ledger import interface as ledger
from gongjian.methods.budget_count import CountRule
from gongjian.methods.budget_election import BudgetElection
from gongjian.methods.pabulib import PabulibError, PabulibFile, read_pabulib, withdrawn_projects
from gongjian.public.budgeting import policies
from gongjian.public.budgeting.actions.count_round import counts_of_parts, write_counts
from gongjian.public.budgeting.file_words import words_of
from gongjian.public.budgeting.models import (
    BudgetProject,
    BudgetRound,
    KindChoice,
    RoundPart,
)
from gongjian.public.budgeting.rules.projects import ProjectState
from gongjian.public.budgeting.selectors.elections import CastBallot

MOST_PROJECTS = 2_000
KINDS = {
    "approval": KindChoice.APPROVAL,
    "choose-1": KindChoice.LIMITED,
    "cumulative": KindChoice.POINTS,
    "scoring": KindChoice.POINTS,
    "ordinal": KindChoice.RANKING,
}


def import_round(
    *, actor: Actor, text: str, rule: CountRule, now: datetime, title: str = ""
) -> BudgetRound:
    """A counted round of a Pabulib file's text. Its ballots stand in its public file only, and
    have neither secrets nor receipts.

    Raises
    ------
    NotAllowed
    Invalid
        It is no such file, said with its line; it has too many projects, or amounts smaller than
        the smallest unit of its currency.
    CountImpossible
    """
    policies.require_may_manage(actor, "")
    try:
        file = read_pabulib(text)
    except PabulibError as error:
        raise Invalid(fields={"file": [words_of(error)]}) from error
    if len(file.election.projects) > MOST_PROJECTS:
        raise Invalid(fields={"file": [_("These are more than 2,000 projects.")]})
    begin, end = _days(file, now)
    currency = file.meta.get("currency", "CNY")
    round_ = BudgetRound(
        number=new_number(),
        title=(title or file.meta.get("description") or _("Imported round"))[:120],
        language=file.meta.get("language", "en")[:10],
        currency=currency if currency in CURRENCIES else "CNY",
        published_at=now,
        collects_at=begin - timedelta(days=2),
        checks_at=begin - timedelta(days=1),
        votes_at=begin,
        closes_at=end,
        kind=KINDS[file.meta["vote_type"]],
        most=_most(file),
        rule=rule.rule,
        utility=rule.utility,
        completion=rule.completion,
        locked_at=now,
        is_imported=True,
        next_project=len(file.election.projects) + 1,
        created_by=actor.reference,
        created_at=now,
    )
    factor = Fraction(10 ** CURRENCIES[round_.currency][1], file.election.unit)
    part = RoundPart(
        round=round_,
        is_whole=True,
        name=file.meta.get("subunit", "")[:120],
        budget_minor=max(_minor(file.election.budget * factor), 1),
    )
    projects = list(_projects(round_, part, file, factor, now))
    ballots = list(_ballots(round_, file))
    counted = counts_of_parts(round_, [(part, projects)], ballots, now=now)
    with transaction.atomic():
        round_.save(force_insert=True)
        part.save(force_insert=True)
        insert_rows(projects)
        ledger.record(actor, "budget_round_imported", round_.reference, now=now)
        write_counts(round_, counted, voters=len(ballots), now=now)
    return round_


def _days(file: PabulibFile, now: datetime) -> tuple[datetime, datetime]:
    """When the vote began and ended, in the past whatever the file says."""
    found = []
    for name in ("date_begin", "date_end"):
        with suppress(ValueError, OverflowError):
            day, month, year = (int(part) for part in file.meta.get(name, "")[:10].split("."))
            found.append(timezone.make_aware(datetime.combine(date(year, month, day), time())))
    if len(found) == 2 and found[0] <= found[1] < now and found[0].year >= 1900:
        return found[0], found[1] + timedelta(days=1)
    return now - timedelta(days=2), now - timedelta(days=1)


def _most(file: PabulibFile) -> int:
    kind = KINDS[file.meta["vote_type"]]
    names = {KindChoice.POINTS: "max_sum_points"}
    said = file.meta.get(names.get(kind, "max_length"), "")
    return int(said) if said.isdecimal() and len(said) < 5 and kind != KindChoice.APPROVAL else 0


def _minor(amount: Fraction) -> int:
    if amount.denominator != 1 or amount > MOST_MINOR:
        raise Invalid(fields={"file": [_("An amount of money is no whole number of cents.")]})
    return int(amount)


def _projects(
    round_: BudgetRound, part: RoundPart, file: PabulibFile, factor: Fraction, now: datetime
) -> Iterator[BudgetProject]:
    withdrawn = set(withdrawn_projects(file))
    for number, (name, cost) in enumerate(
        zip(file.election.projects, file.election.costs, strict=True), 1
    ):
        title = file.project_fields[name].get("name") or name
        yield BudgetProject(
            round=round_,
            part=part,
            number=number,
            title=title[:120],
            language=round_.language,
            cost_minor=_minor(cost * factor),
            state=ProjectState.WITHDRAWN if name in withdrawn else ProjectState.ACCEPTED,
            submitted_at=now,
        )


def _ballots(round_: BudgetRound, file: PabulibFile) -> Iterator[CastBallot]:
    election = file.election
    chosen = _chosen(election, is_ranked=round_.kind == KindChoice.RANKING)
    for choices, voters in zip(chosen, election.multiplicity.tolist(), strict=True):
        yield from repeat(CastBallot(None, choices), voters)
    yield from repeat(CastBallot(None, []), election.voters - int(election.multiplicity.sum()))


def _chosen(election: BudgetElection, *, is_ranked: bool) -> list[list[list[int]]]:
    """Of each different ballot its choices, by number."""
    chosen: list[list[list[int]]] = [[] for _ in election.multiplicity]
    for project, who in enumerate(election.supporters):
        points = [1] * len(who) if election.points is None else election.points[project].tolist()
        for ballot, value in zip(who.tolist(), points, strict=True):
            chosen[ballot].append([project + 1, value])
    if is_ranked:
        for choices in chosen:
            ranks = sorted((value for _, value in choices), reverse=True)
            for one in choices:
                one[1] = ranks.index(one[1]) + 1
    return chosen
