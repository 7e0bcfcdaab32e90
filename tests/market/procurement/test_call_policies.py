"""Who may take which step in which state: the table of docs/reference/procurement.md."""

from dataclasses import replace
from uuid import uuid4

import pytest

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.market.procurement.models import Call, CallEvent
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.policies import companies as company_policies
from gongjian.market.procurement.rules.states import TRANSITIONS, CallState, CallStep
from tests.factories import NOW, make_actor, make_area
from tests.market.procurement.calls import make_call, make_company, make_market, make_member
from tests.market.procurement.test_evaluation import STEPS as OF_EVALUATION

pytestmark = pytest.mark.django_db
OF_PAID_STAGES = policies.OF_PAID_STAGES

OURS = (
    CallStep.EDIT, CallStep.APPROVE, CallStep.RETURN, CallStep.NAME_TRUSTEE, CallStep.GIVE_KEY,
    CallStep.OPEN, CallStep.ATTACH, CallStep.ASK, CallStep.ANSWER, CallStep.AMEND, CallStep.CLOSE,
    CallStep.NEXT_STAGE, CallStep.SUSPEND, CallStep.RESUME, CallStep.CANCEL,
    CallStep.DECLARE_UNSUCCESSFUL, CallStep.BID, CallStep.OPEN_TECHNICAL, CallStep.DELIVER,
    CallStep.FINISH, CallStep.END_CONTRACT, CallStep.LAPSE,
)  # fmt: skip
"""The others stand in test_evaluation.py."""
RUNS = {
    CallStep.EDIT, CallStep.NAME_TRUSTEE, CallStep.OPEN, CallStep.ATTACH, CallStep.ANSWER,
    CallStep.AMEND, CallStep.NEXT_STAGE, CallStep.SUSPEND, CallStep.RESUME, CallStep.CANCEL,
    CallStep.DECLARE_UNSUCCESSFUL, CallStep.OPEN_TECHNICAL,
}  # fmt: skip
BY_ITSELF = {
    CallStep.CLOSE, CallStep.SUSPEND, CallStep.RESUME, CallStep.OPEN_TECHNICAL, CallStep.DELIVER,
    CallStep.FINISH, CallStep.END_CONTRACT, CallStep.LAPSE,
}  # fmt: skip
APPROVES = {CallStep.APPROVE, CallStep.RETURN}
MAY = {
    "visitor": set(),
    "resident": set(),
    "member of a company": {CallStep.ASK, CallStep.BID},
    "trustee": {CallStep.GIVE_KEY},
    "key of a trustee": set(),
    "handler": set(),
    "dispatcher": set(),
    "auditor": set(),
    "supervisor of the body": APPROVES,
    "supervisor of another body": set(),
    "author": RUNS | {CallStep.RETURN},
    "product manager": RUNS | APPROVES,
    "key of a product manager": RUNS,
    "product manager of another area": set(),
    "administrator": RUNS | APPROVES,
    "job": BY_ITSELF,
}


def actors(market):
    other = make_market()
    return {
        "visitor": Actor.anonymous(),
        "resident": make_actor(),
        "member of a company": make_member(make_company()),
        "trustee": market.trustees[0],
        "key of a trustee": replace(market.trustees[0], api_key_id=uuid4()),
        "handler": make_actor(Role.HANDLER, organisation=market.body),
        "dispatcher": make_actor(Role.DISPATCHER),
        "auditor": market.auditor,
        "supervisor of the body": market.supervisor,
        "supervisor of another body": other.supervisor,
        "author": market.buyer,
        "product manager": market.approver,
        "key of a product manager": replace(market.approver, api_key_id=uuid4()),
        "product manager of another area": make_actor(
            Role.PRODUCT_MANAGER, area=make_area("Elsewhere")
        ),
        "administrator": make_actor(Role.ADMINISTRATOR),
        "job": Actor.system("job"),
    }


def test_every_step_stands_in_a_table():
    # Those of proofs of concept, in their stage only: test_proofs.py.
    assert set(OURS) | set(OF_EVALUATION) | OF_PAID_STAGES == set(CallStep)


def test_who_may_take_which_step_in_which_state():
    market = make_market()
    call = make_call(market)
    CallEvent.objects.create(
        call=call, name="call_drafted", from_state="draft", to_state="draft", at=NOW,
        actor=market.buyer.reference,
    )  # fmt: skip
    wrong = []
    everybody = actors(market)
    for state in CallState:
        call.state = state.value
        call.suspended_from = "open" if state is CallState.SUSPENDED else ""
        call.opened_at = None if call.may_be_edited else NOW
        for who, actor in everybody.items():
            offered = set(policies.steps_of(actor, call)) & set(OURS)
            there = {step for step in MAY[who] if state in TRANSITIONS[step][0]}
            if offered != there:
                wrong.append((who, state.value, sorted(offered ^ there)))

    assert wrong == []


@pytest.mark.parametrize("who", MAY)
def test_who_sees_a_call_that_is_not_public(who):
    market = make_market()
    call = make_call(market, state=CallState.DRAFT)
    sees = {
        "trustee", "key of a trustee", "auditor", "supervisor of the body", "author",
        "product manager", "key of a product manager", "administrator", "job",
    }  # fmt: skip
    actor = actors(market)[who]

    assert policies.may_see(actor, call) == (who in sees)
    listed = Call.objects.filter(policies.visible_to(actor)).exists()
    assert listed == (who in sees)


COMPANY = ("see", "people", "member", "confirm", "debar")
MAY_OF_COMPANY = {
    "visitor": "",
    "resident": "",
    "member": "see people member",
    "key of a member": "see people",
    "member of another": "",
    "handler": "",
    "auditor": "see people",
    "product manager": "see people confirm debar",
    "key of a product manager": "see people confirm",
    "administrator": "see people confirm debar",
}


@pytest.mark.parametrize("who", MAY_OF_COMPANY)
def test_who_may_what_with_a_company_that_is_not_confirmed(who):
    company = make_company(is_confirmed=False)
    member, manager = make_member(company), make_actor(Role.PRODUCT_MANAGER)
    actor = {
        "visitor": Actor.anonymous(),
        "resident": make_actor(),
        "member": member,
        "key of a member": replace(member, api_key_id=uuid4()),
        "member of another": make_member(make_company()),
        "handler": make_actor(Role.HANDLER),
        "auditor": make_actor(Role.AUDITOR),
        "product manager": manager,
        "key of a product manager": replace(manager, api_key_id=uuid4()),
        "administrator": make_actor(Role.ADMINISTRATOR),
    }[who]

    told = {
        "see": company_policies.may_see(actor, company),
        "people": company_policies.may_see_people(actor, company),
        "member": company_policies.is_member_in_person(actor, company),
        "confirm": company_policies.confirms_companies(actor),
        "debar": company_policies.debars_companies(actor),
    }

    assert " ".join(name for name in COMPANY if told[name]) == MAY_OF_COMPANY[who]
