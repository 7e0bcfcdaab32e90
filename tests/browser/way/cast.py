"""Who takes part, and what was there before: three residents' cases that are a hot issue."""

from __future__ import annotations

from dataclasses import dataclass

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.clock import now
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState
from gongjian.government.triage.models import HotIssue
from gongjian.market.procurement.models import Company
from tests.browser.way.windows import Person, Windows
from tests.factories import Town, make_actor, make_case, make_department
from tests.government.issues import make_issue
from tests.market.procurement.calls import Market, make_company, make_market, make_member

TITLE = "The lake path is dark"
COMPANIES = ("Heron Lamps", "Ibis Lighting", "Egret Electric")


@dataclass(frozen=True, slots=True)
class Bidder:
    company: Company
    member: Person


@dataclass(frozen=True, slots=True)
class Cast:
    town: Town
    market: Market
    windows: Windows
    case: Case
    issue: HotIssue
    resident: Person
    """Who told of it first."""
    manager: Person
    approver: Person
    trustees: tuple[Person, ...]
    bidders: tuple[Bidder, ...]
    judges: tuple[Person, ...]
    acceptor: Person
    anybody: Person


def make_cast(town: Town, windows: Windows) -> Cast:
    market = make_market()
    case, issue = _demand(town)
    quality = make_department("Quality Office")
    return Cast(
        town=town,
        market=market,
        windows=windows,
        case=case,
        issue=issue,
        resident=windows.open_for(town.resident),
        manager=windows.open_for(market.buyer),
        approver=windows.open_for(market.approver),
        trustees=tuple(map(windows.open_for, market.trustees)),
        bidders=tuple(_bidder(windows, name) for name in COMPANIES),
        judges=tuple(windows.open_for(make_actor()) for _number in range(3)),
        acceptor=windows.open_for(make_actor(Role.HANDLER, organisation=quality)),
        anybody=windows.open_for(None),
    )


def _demand(town: Town) -> tuple[Case, HotIssue]:
    people: list[Actor] = [town.resident, town.neighbour, make_actor()]
    told = {"title": TITLE, "text": "Nobody dares to walk there after six.", "now": now()}
    state = CaseState.ACCEPTED
    cases = [make_case(town, state=state, requester_id=one.user_id, **told) for one in people]
    return cases[0], make_issue(cases, now=now())


def _bidder(windows: Windows, name: str) -> Bidder:
    company = make_company(name)
    return Bidder(company, windows.open_for(make_member(company)))
