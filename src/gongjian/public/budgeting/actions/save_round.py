"""Setting a round up: what it is about, when, how it is voted and counted, how much money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, StaleVersion
from gongjian.foundation.kernel.ids import new_number
from gongjian.foundation.kernel.money import CURRENCIES, MOST_MINOR
from gongjian.foundation.ledger import interface as ledger
from gongjian.government.duties import interface as duties
from gongjian.public.budgeting import policies
from gongjian.public.budgeting.errors import PhaseOver, RulesLocked
from gongjian.public.budgeting.models import (
    Ballot,
    BudgetProject,
    BudgetRound,
    KindChoice,
    ProjectWording,
    RoundPart,
)
from gongjian.public.budgeting.rules.counting import completion_of
from gongjian.public.budgeting.rules.phases import Phase, Times
from gongjian.public.budgeting.selectors import rounds

MOST_CHOICES = 1_000
HOURS_OF_A_YEAR = 8_760
LOCKED = (
    "area_id", "currency", "kind", "most", "rule", "utility", "completion", "ties",
    "account_hours", "votes_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """All that managers set of a round; ``whole_minor`` is the part of all, None for none."""

    title: str
    text: str
    collects_at: datetime
    checks_at: datetime
    votes_at: datetime
    closes_at: datetime
    kind: str
    most: int
    rule: str
    utility: str
    completion: str
    ties: str
    area_id: UUID | None = None
    currency: str = "CNY"
    account_hours: int = 0
    language: str = "en"
    whole_minor: int | None = None
    districts_minor: Sequence[tuple[UUID, int]] = ()

    def fields(self) -> dict[str, object]:
        names = (
            "title", "text", "collects_at", "checks_at", "votes_at", "closes_at", "kind", "rule",
            "utility", "completion", "ties", "area_id", "currency", "account_hours", "language",
        )  # fmt: skip
        needs_most = self.kind in {KindChoice.LIMITED, KindChoice.RANKING, KindChoice.POINTS}
        completion = completion_of(self.rule, self.completion)
        said = {name: getattr(self, name) for name in names}
        return {**said, "completion": completion, "most": self.most if needs_most else 0}


def create_round(*, actor: Actor, draft: RoundDraft, now: datetime) -> BudgetRound:
    """A round that nobody but its managers sees until it is published.

    Raises
    ------
    NotAllowed
    Invalid
        Phases are not in order, there is no money, a number is missing.
    """
    area_path = _area_path(draft)
    policies.require_may_manage(actor, area_path)
    _require_sound(draft)
    with transaction.atomic():
        round_ = BudgetRound.objects.create(
            **draft.fields(),
            number=new_number(),
            area_path=area_path,
            created_by=actor.reference,
            created_at=now,
        )
        _write_parts(round_, draft)
        ledger.record(actor, "budget_round_created", round_.reference, now=now, data=_said(draft))
    return round_


def change_round(
    *, actor: Actor, round_id: UUID, draft: RoundDraft, version: int, now: datetime
) -> BudgetRound:
    """Change a round; once its rules are locked, its words only, and when the vote ends: later.

    Raises
    ------
    NotFound, NotAllowed, Invalid
    RulesLocked
        A rule would change after they were locked.
    PhaseOver
        The vote is over.
    StaleVersion
        Somebody changed it since ``version``.
    """
    with transaction.atomic():
        round_ = rounds.lock_round(actor=actor, round_id=round_id, now=now)
        policies.require_may_manage(actor, round_.area_path)
        if round_.version != version:
            raise StaleVersion
        if round_.phase(now) not in {Phase.DRAFT, Phase.COLLECT, Phase.CHECK, Phase.VOTE}:
            raise PhaseOver
        area_path = _area_path(draft)
        policies.require_may_manage(actor, area_path)
        _require_sound(draft)
        fields = draft.fields()
        if is_locked(round_):
            is_same = all(getattr(round_, name) == fields[name] for name in LOCKED)
            is_shorter = draft.closes_at < round_.closes_at
            if is_shorter or not (is_same and _parts_of(draft) == _present_parts(round_)):
                raise RulesLocked
        for name, value in fields.items():
            setattr(round_, name, value)
        round_.area_path = area_path
        round_.version += 1
        round_.save()
        if not is_locked(round_):
            _write_parts(round_, draft)
        ledger.record(actor, "budget_round_changed", round_.reference, now=now, data=_said(draft))
    return round_


def publish_round(*, actor: Actor, round_id: UUID, now: datetime) -> BudgetRound:
    """Let everybody see a round from the beginning of its first phase on; again: nothing."""
    with transaction.atomic():
        round_ = rounds.lock_round(actor=actor, round_id=round_id, now=now)
        policies.require_may_manage(actor, round_.area_path)
        if round_.published_at is None:
            round_.published_at = now
            round_.version += 1
            round_.save(update_fields=["published_at", "version"])
            ledger.record(actor, "budget_round_published", round_.reference, now=now)
    return round_


def lock_rules(*, actor: Actor, round_id: UUID, now: datetime) -> BudgetRound:
    """Lock the rules before the first ballot does; again: nothing."""
    with transaction.atomic():
        round_ = rounds.lock_round(actor=actor, round_id=round_id, now=now)
        policies.require_may_manage(actor, round_.area_path)
        if round_.locked_at is None:
            round_.locked_at = now
            round_.version += 1
            round_.save(update_fields=["locked_at", "version"])
            ledger.record(actor, "budget_rules_locked", round_.reference, now=now)
    return round_


def is_locked(round_: BudgetRound) -> bool:
    return round_.locked_at is not None or Ballot.objects.filter(round=round_).exists()


def _area_path(draft: RoundDraft) -> str:
    return duties.get_area(draft.area_id).path if draft.area_id else ""


def _require_sound(draft: RoundDraft) -> None:
    wrong: dict[str, list[str]] = {}
    times = Times(None, draft.collects_at, draft.checks_at, draft.votes_at, draft.closes_at)
    if not times.are_in_order():
        wrong["closes_at"] = [_("The phases have to begin one after another.")]
    fields = draft.fields()
    if draft.kind in {KindChoice.LIMITED, KindChoice.RANKING, KindChoice.POINTS} and not (
        0 < draft.most <= MOST_CHOICES
    ):
        wrong["most"] = [_("Say how many, from 1 to 1,000.")]
    if not 0 <= draft.account_hours <= HOURS_OF_A_YEAR:
        wrong["account_hours"] = [_("From 0 to 8,760 hours: a year.")]
    if draft.currency not in CURRENCIES:
        wrong["currency"] = [_("This currency is not known.")]
    areas = [area_id for area_id, _amount in draft.districts_minor]
    if len({*areas, draft.area_id}) <= len(areas):
        wrong["districts"] = [_("Each district once, and none that the whole round is about.")]
    amounts = [amount for _area, amount in _parts_of(draft)]
    if not amounts or not all(0 < amount <= MOST_MINOR for amount in amounts):
        wrong["whole"] = [_("There has to be money, for all or for districts.")]
    if not fields["title"]:
        wrong["title"] = [_("A title is needed.")]
    if wrong:
        raise Invalid(fields=wrong)


def _parts_of(draft: RoundDraft) -> list[tuple[UUID | None, int]]:
    whole = [] if draft.whole_minor is None else [(None, draft.whole_minor)]
    return [*whole, *sorted(draft.districts_minor, key=lambda one: str(one[0]))]


def _present_parts(round_: BudgetRound) -> list[tuple[UUID | None, int]]:
    parts = rounds.parts_of(round_)
    whole = [(None, part.budget_minor) for part in parts if part.is_whole]
    others = [(part.area_id, part.budget_minor) for part in parts if not part.is_whole]
    return [*whole, *sorted(others, key=lambda one: str(one[0]))]


def _write_parts(round_: BudgetRound, draft: RoundDraft) -> None:
    """Bring parts to what the draft says; one with projects in it stays."""
    present = {None if p.is_whole else p.area_id: p for p in rounds.parts_of(round_)}
    for place, (area_id, budget_minor) in enumerate(_parts_of(draft)):
        part = present.pop(area_id, None)
        if part is None:
            area = duties.get_area_in_use(area_id) if area_id else None
            if area and not area.path.startswith(round_.area_path):
                raise Invalid(
                    fields={"districts": [_("A district lies outside the round’s area.")]}
                )
            part = RoundPart(
                round=round_,
                area_id=area_id or round_.area_id,
                is_whole=area_id is None,
                name=area.name if area else "",
            )
        part.budget_minor, part.place = budget_minor, place
        part.save()
    for part in present.values():
        was_in_it = ProjectWording.objects.filter(project__round=round_, part=part)
        if BudgetProject.objects.filter(part=part).exists() or was_in_it.exists():
            raise Invalid(
                fields={"whole": [_("There are projects in a part that would be taken away.")]}
            )
        part.delete()


def _said(draft: RoundDraft) -> dict[str, object]:
    return {
        "kind": draft.kind,
        "most": draft.most,
        "rule": draft.rule,
        "utility": draft.utility,
        "completion": draft.completion,
        "ties": draft.ties,
        "parts": [[str(area_id or ""), amount] for area_id, amount in _parts_of(draft)],
    }
