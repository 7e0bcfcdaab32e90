"""Two cases about one thing become one."""

from datetime import timedelta

import pytest

from gongjian.foundation.kernel.errors import Invalid, NotFound, StaleVersion
from gongjian.foundation.trail.interface import links_of
from gongjian.government.cases import interface as cases
from gongjian.government.cases.errors import AppealOpen
from gongjian.government.cases.models import Case, Support
from gongjian.government.cases.rules import CaseState, Step
from tests.factories import NOW, make_case, take_step

pytestmark = pytest.mark.django_db


def merge(town, case: Case, target: Case, actor=None, **named) -> Case:
    return cases.merge_case(
        actor=actor or town.handler,
        case_id=case.pk,
        into_number=target.shown_number,
        reason="The same heap.",
        now=NOW,
        **named,
    )


def test_it_ends_and_points_to_the_other(town):
    case, target = make_case(town, state=CaseState.ACCEPTED), make_case(town)

    merged = merge(town, case, target)

    assert (merged.state, merged.merged_into) == (CaseState.MERGED, target)
    assert [(link.relation, link.target) for link in links_of(f"case:{case.pk}")] == [
        ("merged_into", f"case:{target.pk}")
    ]
    assert target.events.get(name="case_joined").visibility == "staff"


def test_its_requester_and_its_supporters_follow_the_other(town):
    target = make_case(town, requester_id=town.neighbour.user_id)
    case = make_case(town, state=CaseState.ACCEPTED)
    for visitor in ("one", "two"):
        Support.objects.create(case=case, visitor=visitor, at=NOW)
    Support.objects.create(case=target, visitor="two", at=NOW)

    merge(town, case, target)

    target.refresh_from_db()
    followers = target.supports.order_by("visitor").values_list("visitor", "user", "wants_notices")
    assert list(followers) == [
        ("", town.resident.user_id, True),
        ("one", None, False),
        ("two", None, False),
    ]
    assert target.support_count == 3


def test_nobody_supports_their_own_case_by_a_merge(town):
    target, case = make_case(town), make_case(town, state=CaseState.ACCEPTED)
    cases.support_case(actor=town.neighbour, case_id=case.pk, now=NOW)
    own = make_case(town, requester_id=town.neighbour.user_id)

    merge(town, case, target)
    merge(town, target, own, actor=town.dispatcher)

    assert not Support.objects.filter(case=own, user=town.neighbour.user_id).exists()
    assert Support.objects.filter(case=own, user=town.resident.user_id).exists()


def test_an_anonymous_requester_follows_by_the_case(town):
    target = make_case(town)
    case = make_case(town, state=CaseState.ACCEPTED, requester_id=None)

    merge(town, case, target)

    assert target.supports.get().visitor == f"case:{case.pk}"


@pytest.mark.parametrize("state", [CaseState.CLOSED, CaseState.REJECTED, CaseState.MERGED])
def test_not_into_a_case_that_has_ended(town, state):
    target = make_case(town, state=state)

    with pytest.raises(Invalid) as error:
        merge(town, make_case(town, state=CaseState.ACCEPTED), target)

    assert list(error.value.fields) == ["into_number"]


def test_no_circle_can_arise(town):
    first, second, third = (make_case(town, state=CaseState.ACCEPTED) for _ in range(3))
    merge(town, first, second)
    merge(town, second, third)

    with pytest.raises(Invalid):
        merge(town, third, first)
    with pytest.raises(Invalid):
        merge(town, third, third)


@pytest.mark.parametrize("number", ["", "7K3M9-Q2XAB", "x" * 50, "\x00"])
def test_no_such_case(town, number):
    case = make_case(town, state=CaseState.ACCEPTED)

    with pytest.raises(Invalid):
        cases.merge_case(
            actor=town.handler, case_id=case.pk, into_number=number, reason="Same.", now=NOW
        )


def test_a_case_the_actor_does_not_see_is_no_target(town):
    hidden = make_case(town, is_public=False)

    with pytest.raises(Invalid):
        merge(town, make_case(town, state=CaseState.ACCEPTED), hidden)


def test_a_private_case_is_not_shown_to_another_requester(town):
    private = make_case(town, is_public=False, requester_id=town.neighbour.user_id)
    own = make_case(town, is_public=False)

    def hidden() -> Case:
        return make_case(town, state=CaseState.ACCEPTED, is_public=False)

    with pytest.raises(Invalid):
        merge(town, hidden(), private, actor=town.dispatcher)
    assert merge(town, hidden(), own, actor=town.dispatcher).merged_into == own


def test_the_public_does_not_lose_sight_of_a_case(town):
    public = make_case(town, state=CaseState.ACCEPTED)
    own_private = make_case(town, state=CaseState.ACCEPTED, is_public=False)

    with pytest.raises(Invalid) as error:
        merge(town, public, own_private)
    merge(town, own_private, public)

    assert "lose sight" in str(error.value.fields["into_number"][0])
    assert not Case.objects.get(pk=public.pk).merged_into_id


def test_the_version_is_that_of_the_case_and_not_of_the_other(town):
    case, target = make_case(town, state=CaseState.ACCEPTED), make_case(town)

    with pytest.raises(StaleVersion):
        merge(town, case, target, version=case.version - 1)
    merge(town, case, target, version=case.version)


def test_a_hidden_case_cannot_be_merged(town):
    hidden = make_case(town, is_public=False)

    with pytest.raises(NotFound):
        merge(town, hidden, make_case(town), actor=town.other_handler)


def test_an_appeal_comes_first(town):
    case = make_case(town, state=CaseState.REJECTED)
    take_step(town, case, Step.APPEAL, now=NOW + timedelta(days=1))

    with pytest.raises(AppealOpen):
        merge(town, case, make_case(town), actor=town.dispatcher)
