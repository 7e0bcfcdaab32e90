"""Me too, once a person."""

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound
from gongjian.government.cases import interface as cases
from gongjian.government.cases.errors import TransitionNotAllowed
from gongjian.government.cases.models import Case, Support
from gongjian.government.cases.rules import CaseState
from tests.factories import NOW, make_case

pytestmark = pytest.mark.django_db
VISITOR = Actor.anonymous()


def support(actor, case, **named) -> bool:
    return cases.support_case(actor=actor, case_id=case.pk, now=NOW, **named)


def test_it_counts_and_makes_no_form_stale(town):
    case = make_case(town)

    assert support(town.neighbour, case, wants_notices=True)
    assert support(VISITOR, case, visitor="digest")

    case = Case.objects.get(pk=case.pk)
    assert (case.support_count, case.version) == (2, 1)
    assert Support.objects.get(user=town.neighbour.user_id).wants_notices


def test_twice_is_once(town):
    case = make_case(town)

    told = [support(town.neighbour, case), support(town.neighbour, case)]
    told += [support(VISITOR, case, visitor="digest"), support(VISITOR, case, visitor="digest")]

    assert told == [True, False, True, False]
    assert Case.objects.get(pk=case.pk).support_count == 2


def test_not_ones_own(town):
    with pytest.raises(NotAllowed):
        support(town.resident, make_case(town))


def test_not_what_is_private(town):
    private = make_case(town, is_public=False)

    with pytest.raises(NotFound):
        support(town.neighbour, private)
    with pytest.raises(NotAllowed):
        support(town.dispatcher, private)


@pytest.mark.parametrize("state", [CaseState.CLOSED, CaseState.REJECTED, CaseState.MERGED])
def test_not_what_has_ended(town, state):
    with pytest.raises(TransitionNotAllowed):
        support(town.neighbour, make_case(town, state=state))


def test_somebody_who_cannot_be_told_apart_does_not_count(town):
    with pytest.raises(Invalid):
        support(VISITOR, make_case(town))
