"""What is said of a call is said with a reason of some length, and in the call's language."""

import pytest
from django.utils.translation import override

from gongjian.foundation.kernel.errors import Invalid
from gongjian.market.procurement.actions.decide_complaint import make_complaint
from gongjian.market.procurement.actions.end_call import cancel_call
from gongjian.market.procurement.actions.suspend_call import suspend_call
from gongjian.market.procurement.models import Call
from gongjian.market.procurement.rules.evaluation import REASON_LENGTH
from tests.factories import NOW
from tests.market.procurement.calls import DAY, make_member
from tests.market.procurement.evaluations import make_judged, make_standing

pytestmark = pytest.mark.django_db
LATER = NOW + 34 * DAY


@pytest.mark.parametrize("reason", ["", "  ", "a" * (REASON_LENGTH + 1)], ids=len)
@pytest.mark.parametrize("act", [cancel_call, suspend_call])
def test_a_step_takes_a_reason_and_not_a_book(act, reason):
    judged = make_judged()
    given = {"actor": judged.market.buyer, "call_id": judged.call.pk, "now": LATER}

    with pytest.raises(Invalid) as caught:
        act(**given, reason=reason)

    assert list(caught.value.fields) == ["reason"]
    assert judged.fresh().state == "evaluation"


def test_what_the_town_says_of_a_call_is_in_the_calls_language():
    judged = make_standing()
    Call.objects.filter(pk=judged.call.pk).update(language="zh-hans")
    company = judged.companies[0]

    with override("en"):
        make_complaint(
            actor=make_member(company), call_id=judged.call.pk, company_id=company.pk,
            text="It was read wrongly.", now=LATER + DAY,
        )  # fmt: skip

    assert judged.fresh().state == "suspended"
    assert not judged.fresh().state_reason.isascii()
