"""Who invites, answers, excludes and decides at the same moment, each with their connection."""

import pytest

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.errors import GongjianError
from gongjian.foundation.people.models import Notice, RoleGrant
from gongjian.market.procurement.actions import company_members as members
from gongjian.market.procurement.actions import exclude_bid as excluding
from gongjian.market.procurement.actions.ask_explanation import explain_price
from gongjian.market.procurement.models import BidExclusion, CallEvent, CompanyMembership
from tests.factories import NOW, make_actor
from tests.market.procurement.calls import make_company, make_member
from tests.market.procurement.evaluations import make_judged
from tests.market.procurement.test_company_ties import invite
from tests.market.procurement.test_exclusions import ask, exclude, given, priced
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def outcome(doing):
    try:
        doing()
    except GongjianError as error:
        return error.code
    return "done"


def together(*doings):
    return sorted(at_once(*[lambda doing=doing: outcome(doing) for doing in doings]))


def test_two_members_invite_the_same_person_once():
    company = make_company()
    first, second, person = make_member(company), make_member(company), make_actor()

    found = together(
        lambda: invite(company, first, person), lambda: invite(company, second, person)
    )

    assert found == ["already_invited", "done"]
    assert CompanyMembership.objects.filter(user=person.user_id).count() == 1
    assert Notice.objects.filter(user=person.user_id).count() == 1


def test_an_invitation_is_accepted_or_withdrawn_and_not_both():
    company = make_company()
    member, person = make_member(company), make_actor()
    made = invite(company, member, person)

    found = together(
        lambda: members.accept_invitation(actor=person, membership_id=made.pk, now=NOW),
        lambda: members.withdraw_invitation(
            actor=member, company_id=company.pk, membership_id=made.pk, now=NOW
        ),
    )

    assert found == ["done", "invitation_answered"]
    made.refresh_from_db()
    is_member = RoleGrant.objects.filter(user=person.user_id, role=Role.COMPANY_MEMBER).exists()
    assert is_member is (made.state == "accepted")


def test_accepting_twice_at_once_gives_one_role():
    company = make_company()
    person = make_actor()
    made = invite(company, make_member(company), person)

    found = together(
        *[lambda: members.accept_invitation(actor=person, membership_id=made.pk, now=NOW)] * 3
    )

    assert found == ["done", "invitation_answered", "invitation_answered"]
    assert RoleGrant.objects.filter(user=person.user_id, role=Role.COMPANY_MEMBER).count() == 1


def test_two_members_who_take_each_other_out_leave_one():
    company = make_company()
    first, second = make_member(company), make_member(company)

    found = together(
        *[
            lambda by=by, other=other: members.remove_company_member(
                actor=by, company_id=company.pk, user_id=other.user_id, now=NOW
            )
            for by, other in ((first, second), (second, first))
        ]
    )

    assert found == ["done", "last_member"]
    grants = RoleGrant.objects.filter(organisation=company.pk, role=Role.COMPANY_MEMBER)
    assert grants.count() == 1


def test_two_who_exclude_a_bid_exclude_it_once():
    judged = make_judged()
    market = judged.market

    found = together(lambda: exclude(judged), lambda: exclude(judged, actor=market.approver))

    assert found == ["done", "invalid"]
    assert BidExclusion.objects.count() == 1
    assert CallEvent.objects.filter(name="bid_excluded").count() == 1


def test_an_exclusion_that_is_proposed_is_agreed_to_or_refused_and_not_both():
    judged = priced()
    ask(judged)
    explain_price(
        **given(judged, actor=make_member(judged.companies[1])), answer="We have them in stock."
    )
    exclude(judged, ground="abnormal")
    market = judged.market

    found = together(
        lambda: excluding.decide_exclusion(
            **given(judged, actor=market.approver), is_confirmed=True
        ),
        lambda: excluding.decide_exclusion(
            **given(judged, actor=market.supervisor), is_confirmed=False, reason="It is possible."
        ),
    )

    assert found == ["done", "not_found"]
    names = CallEvent.objects.filter(name__in=("bid_excluded", "exclusion_refused"))
    state = BidExclusion.objects.get().state
    told = {"in_force": "bid_excluded", "refused": "exclusion_refused"}
    assert [one.name for one in names] == [told[state]]
