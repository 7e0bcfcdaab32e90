"""Who may what: the table of docs/reference/budget-rounds.md, by role."""

from dataclasses import replace
from uuid import uuid4

import pytest

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.public.budgeting import policies
from gongjian.public.budgeting.models import BudgetProject
from tests.factories import make_actor, make_area
from tests.public.budgeting.rounds import make_round

pytestmark = pytest.mark.django_db

PREDICATES = ("manage", "check", "withdraw", "read_paper", "vote")
MAY = {
    "visitor": "",
    "resident": "vote",
    "proposer": "withdraw vote",
    "handler of the department": "check vote",
    "supervisor of the department": "check vote",
    "handler of another department": "vote",
    "dispatcher": "read_paper vote",
    "auditor": "vote",
    "product manager": "manage check withdraw read_paper vote",
    "administrator": "manage check withdraw read_paper vote",
    "product manager of another area": "vote",
    "key of a product manager": "manage check withdraw",
    "key of a resident": "",
    "job": "manage check withdraw",
}


def actors(round_):
    manager, resident = round_.manager, make_actor()
    area = make_area("Elsewhere")
    return {
        "visitor": Actor.anonymous(),
        "resident": resident,
        "proposer": Actor("user:x", user_id=round_.project(1).proposer_id),
        "handler of the department": round_.town.handler,
        "supervisor of the department": round_.town.supervisor,
        "handler of another department": round_.town.other_handler,
        "dispatcher": round_.operator,
        "auditor": round_.town.auditor,
        "product manager": manager,
        "administrator": make_actor(Role.ADMINISTRATOR),
        "product manager of another area": make_actor(Role.PRODUCT_MANAGER, area=area),
        "key of a product manager": replace(manager, api_key_id=uuid4()),
        "key of a resident": replace(resident, api_key_id=uuid4()),
        "job": Actor.system("job"),
    }


@pytest.mark.parametrize("who", MAY)
def test_who_may_what(who):
    round_ = make_round()
    department = round_.town.department
    BudgetProject.objects.filter(round=round_.round).update(department=department)
    project = round_.project(1)
    actor = actors(round_)[who]

    told = {
        "manage": policies.may_manage(actor, round_.round),
        "check": policies.may_check(actor, project),
        "withdraw": policies.may_withdraw(actor, project),
        "read_paper": policies.may_read_paper(actor, round_.round),
        "vote": policies.may_vote(actor),
    }

    assert " ".join(name for name in PREDICATES if told[name]) == MAY[who]
