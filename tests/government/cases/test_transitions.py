"""Every state is reached by the steps that lead to it, and the history tells how."""

import pytest

from gongjian.government.cases.rules import CaseState
from tests.factories import make_case, make_town

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", CaseState)
def test_state_is_reached_and_told_by_the_history(state):
    case = make_case(make_town(), state=state)

    history = list(case.events.order_by("id").values_list("from_state", "to_state"))

    assert case.state == state
    assert history[0] == ("", CaseState.RECEIVED)
    assert [after for _, after in history[:-1]] == [before for before, _ in history[1:]]
    assert history[-1][1] == state
