"""The demo town's companies in the registry: by their own people, confirmed by the town."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from gongjian.config.demo.company_texts import FIRMS
from gongjian.config.demo.market_stage import Stage
from gongjian.config.demo.model import Words
from gongjian.market.procurement.actions.bidder_keys import register_bidder_key
from gongjian.market.procurement.actions.declare_owners import (
    OwnerDraft,
    answer_ownership,
    declare_owner,
)
from gongjian.market.procurement.actions.register_company import (
    CompanyDraft,
    confirm_company,
    register_company,
)
from gongjian.methods import bid_keys
from gongjian.methods.canonical_json import write_base64

REGISTERED_DAYS = 132
OWNED_SINCE = date(2021, 3, 1)


def plan_companies(stage: Stage) -> None:
    """Put registrations, owners and keys on the agenda."""
    begin = stage.town.now - timedelta(days=REGISTERED_DAYS)
    for number in range(1, len(FIRMS) + 1):
        at = begin + timedelta(hours=8 + number)
        stage.agenda.add(at, partial(_register, stage, number))
        stage.agenda.add(at + timedelta(days=1), partial(_declare, stage, number))
        stage.agenda.add(at + timedelta(days=2), partial(_give_key, stage, number))


def _register(stage: Stage, number: int, now: datetime) -> None:
    firm, company = FIRMS[number - 1], stage.town.companies[number - 1]
    made = register_company(
        actor=stage.member(number),
        draft=CompanyDraft(
            code=company.code, name=stage.say(company.name), size=firm.size, sectors=firm.sectors,
            text=stage.say(firm.text), email=company.email,
        ),
        now=now,
    )  # fmt: skip
    stage.companies[number] = made.pk
    confirm_company(
        actor=stage.manager, company_id=made.pk, version=made.version,
        now=now + timedelta(hours=3),
    )  # fmt: skip


def _declare(stage: Stage, number: int, now: datetime) -> None:
    for owner, percent in FIRMS[number - 1].owners:
        name, code = (stage.say(owner), "") if isinstance(owner, Words) else _named(stage, owner)
        made = declare_owner(
            actor=stage.member(number), company_id=stage.companies[number], now=now,
            draft=OwnerDraft(
                name=name, is_person=not code, share_bp=percent * 100, since=OWNED_SINCE,
                owner_code=code,
            ),
        )  # fmt: skip
        if isinstance(owner, int):
            answer_ownership(
                actor=stage.member(owner), owner_id=made.pk, is_so=True,
                now=now + timedelta(hours=2),
            )  # fmt: skip


def _named(stage: Stage, company: int) -> tuple[str, str]:
    found = stage.town.companies[company - 1]
    return stage.say(found.name), found.code


def _give_key(stage: Stage, number: int, now: datetime) -> None:
    key = bid_keys.bidder_key(stage.keys.company(number)).verify_key
    register_bidder_key(
        actor=stage.member(number), company_id=stage.companies[number],
        public_key=write_base64(bytes(key)), now=now,
    )  # fmt: skip
