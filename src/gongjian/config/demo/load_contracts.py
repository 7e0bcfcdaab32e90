"""Contracts of the demo town's calls: signed, delivered, tried, accepted, paid and rated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from gongjian.config.demo.call_scripts import Agreed, CallScript, Part, Rated, Stone
from gongjian.config.demo.market_stage import Stage
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.market.initiatives.actions import tell_behind as telling
from gongjian.market.initiatives.actions.note_contract import note_contract_steps
from gongjian.market.initiatives.models import InitiativeEvent
from gongjian.market.procurement.actions.draft_contract import (
    draft_contract,
    name_acceptors,
    save_contract,
)
from gongjian.market.procurement.actions.rate_contract import rate_contract, reply_to_rating
from gongjian.market.procurement.actions.record_payment import record_payment
from gongjian.market.procurement.actions.report_delivery import decide_delivery, report_delivery
from gongjian.market.procurement.actions.sign_contract import begin_due_contracts, sign_contract
from gongjian.market.procurement.actions.try_delivery import answer_trial, ask_to_try
from gongjian.market.procurement.models import CallEvent, Contract, DeliveryTrial
from gongjian.market.procurement.rules.contracts import (
    Cell,
    ContractTerms,
    DeliverableTerms,
    Duty,
    MilestoneTerms,
)
from gongjian.market.procurement.selectors.signing import file_to_sign

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


class ContractPlay:
    """One contract: what is done when, and how."""

    def __init__(self, stage: Stage, script: CallScript, call_id: Callable[[], UUID]) -> None:
        assert script.agreed is not None
        self._stage, self._script, self._agreed = stage, script, script.agreed
        self._call_id = call_id

    @property
    def _contract(self) -> Contract:
        return Contract.objects.select_related("call", "award").get(call=self._call_id())

    @property
    def _member(self) -> Actor:
        key = self._contract.company_id
        return self._stage.member(
            next(number for number, one in self._stage.companies.items() if one == key)
        )

    @property
    def _signer(self) -> Actor:
        return self._stage.actors[f"supervisor-{self._script.buyer}"]

    def plan(self) -> None:
        agreed, ago = self._agreed, self._stage.agenda.ago
        self._add(ago(agreed.drafted, 11), self._draft)
        self._add(ago(agreed.drafted, 15), self._name_acceptors)
        self._add(ago(agreed.signed, 10), self._sign)
        if agreed.is_signed_by_company:
            self._add(ago(agreed.signed, 16), self._sign_for_company)
            self._add(ago(agreed.signed - 1, 1), lambda now: begin_due_contracts(now=now))
        for number, stone in enumerate(agreed.stones, start=1):
            self._plan_stone(number, stone)
        if agreed.rated:
            self._add(ago(agreed.rated.day, 15), partial(self._rate, agreed.rated))
            self._add(ago(agreed.rated.day - 1, 11), partial(self._reply, agreed.rated))

    def _plan_stone(self, number: int, stone: Stone) -> None:
        ago = self._stage.agenda.ago
        if stone.reported:
            self._add(ago(stone.reported, 10), partial(self._report, number, stone))
            if stone.is_tried:
                self._add(ago(stone.reported, 14), partial(self._ask_to_try, number))
            if self._stage.say(stone.tried):
                self._add(ago(stone.reported - 1, 18), partial(self._try, number, stone))
        if stone.accepted:
            self._add(ago(stone.accepted, 10), partial(self._accept, number, False))
            self._add(ago(stone.accepted, 15), partial(self._accept, number, True))
        if stone.paid:
            self._add(ago(stone.paid, 11), partial(self._pay, number, stone))

    def _add(self, at: datetime, deed: Callable[[datetime], object]) -> None:
        """Do it, and what an event of a contract starts otherwise (config/wiring.py)."""

        def done(now: datetime) -> None:
            deed(now)
            events = CallEvent.objects.filter(call=self._call_id(), at__gte=now)
            note_contract_steps(event_ids=list(events.values_list("pk", flat=True)), now=now)

        self._stage.agenda.add(at, done)

    def _draft(self, now: datetime) -> None:
        contract = draft_contract(actor=self._stage.manager, call_id=self._call_id(), now=now)
        save_contract(
            actor=self._stage.manager, contract_id=contract.pk, version=contract.version,
            terms=self._terms(contract), now=now + HOUR,
        )  # fmt: skip

    def _terms(self, contract: Contract) -> ContractTerms:
        say, agreed = self._stage.say, self._agreed
        return ContractTerms(
            text=contract.text, starts_on=self._begins_on(), amount_minor=contract.award_minor,
            exit_text=say(agreed.exit_text), source_text=say(agreed.source_text),
            data_text=say(agreed.data_text),
            deliverables=tuple(self._deliverable(one) for one in agreed.parts),
            milestones=tuple(
                MilestoneTerms(
                    title=say(one.title), due_on=self._due_on(one.due),
                    amount_minor=one.amount * 100, criteria=say(one.criteria),
                )
                for one in agreed.stones
            ),
        )  # fmt: skip

    def _begins_on(self) -> date:
        agreed: Agreed = self._agreed
        if agreed.is_signed_by_company:
            return self._stage.agenda.day(agreed.signed - 1)
        return local_day(self._stage.town.now) + 5 * DAY

    def _due_on(self, due: int) -> date:
        return (
            self._stage.agenda.day(due) if due > 0 else local_day(self._stage.town.now) - due * DAY
        )

    def _deliverable(self, part: Part) -> DeliverableTerms:
        cells = {}
        for duty, who in zip(Duty, part.duties, strict=True):
            party, words = (who, None) if isinstance(who, str) else who
            cells[duty] = Cell(party, self._stage.say(words) if words else "")
        return DeliverableTerms(
            title=self._stage.say(part.title), milestone=part.milestone, cells=cells
        )

    def _name_acceptors(self, now: datetime) -> None:
        name_acceptors(
            actor=self._stage.manager, contract_id=self._contract.pk, now=now,
            owner_email=self._stage.email("product-manager"),
            acceptor_email=self._stage.email(self._agreed.acceptor),
        )  # fmt: skip

    def _sign(self, now: datetime) -> None:
        self._sign_as(self._signer, now)

    def _sign_for_company(self, now: datetime) -> None:
        self._sign_as(self._member, now)

    def _sign_as(self, actor: Actor, now: datetime) -> None:
        contract = self._contract
        sign_contract(
            actor=actor, contract_id=contract.pk, digest=file_to_sign(contract).digest, now=now
        )

    def _report(self, number: int, stone: Stone, now: datetime) -> None:
        report_delivery(
            actor=self._member, contract_id=self._contract.pk, milestone_number=number,
            text=self._stage.say(stone.report), now=now,
        )  # fmt: skip

    def _ask_to_try(self, number: int, now: datetime) -> None:
        """Those behind the evidence are asked as the worker would: by the initiative's event."""
        ask_to_try(
            actor=self._stage.manager, contract_id=self._contract.pk, milestone_number=number,
            now=now,
        )  # fmt: skip
        events = CallEvent.objects.filter(call=self._call_id(), at=now)
        note_contract_steps(event_ids=list(events.values_list("pk", flat=True)), now=now)
        noted = InitiativeEvent.objects.filter(name=telling.TRIAL, at=now)
        keys = list(noted.values_list("pk", flat=True))
        for one in telling.audiences_of(event_ids=keys, now=now):
            audience: telling.Audience | None = one
            while audience is not None:
                audience = telling.tell_audience(audience=audience, now=now)

    def _try(self, number: int, stone: Stone, now: datetime) -> None:
        rows = DeliveryTrial.objects.filter(
            delivery__milestone__contract=self._contract, delivery__milestone__number=number
        )
        asked = set(rows.values_list("user", flat=True))
        people = [actor for actor in self._stage.actors.values() if actor.user_id in asked]
        for place, actor in enumerate(people):
            answer_trial(
                actor=actor, contract_id=self._contract.pk, milestone_number=number, works=True,
                words=self._stage.say(stone.tried) if place == 0 else "", now=now + place * HOUR,
            )  # fmt: skip

    def _accept(self, number: int, is_independent: bool, now: datetime) -> None:
        key = self._agreed.acceptor if is_independent else "product-manager"
        decide_delivery(
            actor=self._stage.actors[key], contract_id=self._contract.pk, milestone_number=number,
            delivery_number=1, is_accepted=True, now=now,
        )  # fmt: skip

    def _pay(self, number: int, stone: Stone, now: datetime) -> None:
        record_payment(
            actor=self._signer, contract_id=self._contract.pk, milestone_number=number,
            amount_minor=stone.amount * 100, paid_on=local_day(now), now=now,
        )  # fmt: skip

    def _rate(self, rated: Rated, now: datetime) -> None:
        for actor, (stars, words) in (
            (self._stage.manager, rated.buyer),
            (self._member, rated.company),
        ):
            rate_contract(
                actor=actor, contract_id=self._contract.pk, stars=stars,
                text=self._stage.say(words), now=now,
            )  # fmt: skip

    def _reply(self, rated: Rated, now: datetime) -> None:
        reply_to_rating(
            actor=self._member, contract_id=self._contract.pk, text=self._stage.say(rated.reply),
            now=now,
        )  # fmt: skip
