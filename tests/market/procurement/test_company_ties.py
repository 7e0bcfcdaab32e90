"""People say themselves whether they speak for a company or own a part of it."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound, TooMany
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.models import Notice, RoleGrant, User
from gongjian.market.procurement.actions.company_members import (
    INVITED_A_DAY,
    OPEN_FOR,
    SILENT_FOR,
    accept_invitation,
    decline_invitation,
    invite_company_member,
    remove_company_member,
    withdraw_invitation,
)
from gongjian.market.procurement.actions.declare_owners import (
    OwnerDraft,
    answer_ownership,
    declare_owner,
    end_ownership,
)
from gongjian.market.procurement.actions.erase_person import erase_person
from gongjian.market.procurement.actions.register_company import CompanyDraft, register_company
from gongjian.market.procurement.errors import (
    AlreadyInvited,
    AlreadyMember,
    InvitationAnswered,
    InvitationExpired,
)
from gongjian.market.procurement.models import CompanyMembership, CompanyOwner
from gongjian.market.procurement.policies.interests import interests_of
from gongjian.market.procurement.selectors.companies import members_of
from gongjian.market.procurement.selectors.personal_data import export_person
from tests.factories import NOW, make_actor, make_user
from tests.market.procurement.calls import DAY, make_company, make_member, make_owner

pytestmark = pytest.mark.django_db
ANSWERS = {"accept": accept_invitation, "decline": decline_invitation}


@pytest.fixture
def company(db):
    return make_company("Heron")


@pytest.fixture
def member(company):
    return make_member(company)


def email_of(actor):
    return User.objects.get(pk=actor.user_id).email


def invite(company, member, actor, now=NOW):
    return invite_company_member(
        actor=member, company_id=company.pk, email=email_of(actor).upper(), now=now
    )


def test_who_is_invited_is_told_and_is_a_member_when_they_accept(company, member):
    person = make_actor()
    made = invite(company, member, person)
    notice = Notice.objects.get(user=person.user_id)
    assert "Heron" in notice.subject
    assert notice.path == "/companies/and-you/"
    assert not RoleGrant.objects.filter(user=person.user_id).exists()

    accept_invitation(actor=person, membership_id=made.pk, now=NOW)

    assert person.user_id in {one.pk for one in members_of(company)}
    said = LedgerEntry.objects.filter(subject=company.reference)
    assert set(said.values_list("action", flat=True)) == {
        "company_member_invited", "company_invitation_accepted",
    }  # fmt: skip


def test_who_declines_is_no_member_and_that_they_did_stays(company, member):
    person = make_actor()
    made = invite(company, member, person)

    decline_invitation(actor=person, membership_id=made.pk, now=NOW)

    assert len(members_of(company)) == 1
    made.refresh_from_db()
    assert (made.state, made.answered_at) == ("declined", NOW)
    told = export_person(actor=person, user_id=person.user_id)["company_invitations"]
    assert told == [{"company": "Heron", "state": "declined", "invited_at": NOW}]


@pytest.mark.parametrize("first", ANSWERS)
@pytest.mark.parametrize("second", [*ANSWERS, "withdraw"])
def test_an_invitation_is_answered_once(company, member, first, second):
    person = make_actor()
    made = invite(company, member, person)
    ANSWERS[first](actor=person, membership_id=made.pk, now=NOW)

    of_company = {"actor": member, "company_id": company.pk}
    act = ANSWERS.get(second, withdraw_invitation)
    given = of_company if second == "withdraw" else {"actor": person}

    with pytest.raises(InvitationAnswered):
        act(**given, membership_id=made.pk, now=NOW)


def test_an_invitation_expires_and_can_be_made_again(company, member):
    person = make_actor()
    made = invite(company, member, person)
    late = NOW + OPEN_FOR
    with pytest.raises(AlreadyInvited):
        invite(company, member, person, late - DAY)
    with pytest.raises(InvitationExpired):
        accept_invitation(actor=person, membership_id=made.pk, now=late)

    again = invite(company, member, person, late)

    assert accept_invitation(actor=person, membership_id=again.pk, now=late).state == "accepted"
    made.refresh_from_db()
    assert made.state == "withdrawn"


def test_who_declined_is_left_in_peace_for_some_months(company, member):
    person = make_actor()
    decline_invitation(actor=person, membership_id=invite(company, member, person).pk, now=NOW)
    with pytest.raises(AlreadyInvited):
        invite(company, member, person, NOW + SILENT_FOR - DAY)

    assert invite(company, member, person, NOW + SILENT_FOR).state == "invited"


def test_what_is_withdrawn_is_not_accepted(company, member):
    person = make_actor()
    made = invite(company, member, person)
    withdraw_invitation(actor=member, company_id=company.pk, membership_id=made.pk, now=NOW)

    with pytest.raises(InvitationAnswered):
        accept_invitation(actor=person, membership_id=made.pk, now=NOW)


def test_nobody_answers_for_another_and_no_programme_for_its_owner(company, member):
    person = make_actor()
    made = invite(company, member, person)
    for other in (make_actor(), member, replace(person, api_key_id=made.pk)):
        for answer in ANSWERS.values():
            with pytest.raises(NotFound):
                answer(actor=other, membership_id=made.pk, now=NOW)
    with pytest.raises(NotAllowed):
        invite(company, make_member(make_company()), person)
    with pytest.raises(NotFound):
        withdraw_invitation(
            actor=make_member(other_company := make_company()), company_id=other_company.pk,
            membership_id=made.pk, now=NOW,
        )  # fmt: skip


def test_who_is_a_member_is_not_invited_and_who_has_no_account_cannot_be(company, member):
    with pytest.raises(AlreadyMember):
        invite(company, member, member)
    with pytest.raises(Invalid):
        invite_company_member(actor=member, company_id=company.pk, email="no@example.org", now=NOW)


def test_a_company_asks_so_many_a_day(company, member):
    for _one in range(INVITED_A_DAY):
        invite(company, member, make_actor())
    with pytest.raises(TooMany):
        invite(company, member, make_actor())


def test_when_somebody_left_is_kept(company, member):
    person = make_actor()
    made = invite(company, member, person)
    accept_invitation(actor=person, membership_id=made.pk, now=NOW)

    remove_company_member(
        actor=member, company_id=company.pk, user_id=person.user_id, now=NOW + DAY
    )

    made.refresh_from_db()
    assert (made.state, made.ended_at) == ("accepted", NOW + DAY)
    assert invite(company, member, person, NOW + DAY).state == "invited"


def test_who_registers_a_company_is_its_first_member_without_being_asked():
    person = make_actor()
    draft = CompanyDraft(code="91110000600037341L", name="Heron", size="small")

    made = register_company(actor=person, draft=draft, now=NOW)

    assert made.memberships.get().state == "accepted"
    assert [one.pk for one in members_of(made)] == [person.user_id]


def draft(**fields):
    return OwnerDraft(
        **{"name": "Lu Yan", "is_person": True, "share_bp": 1000, "since": NOW.date(), **fields}
    )


def declare(company, member, **fields):
    return declare_owner(actor=member, company_id=company.pk, draft=draft(**fields), now=NOW)


@pytest.mark.parametrize("is_so", [True, False])
def test_a_person_says_whether_they_own_a_part(company, member, is_so):
    person = make_actor()
    made = declare(company, member, email=email_of(person))
    assert Notice.objects.get(user=person.user_id).path == "/companies/and-you/"
    for other in (make_actor(), member):
        with pytest.raises(NotFound):
            answer_ownership(actor=other, owner_id=made.pk, is_so=True, now=NOW)

    answer_ownership(actor=person, owner_id=made.pk, is_so=is_so, now=NOW)

    made.refresh_from_db()
    assert (made.confirmed_at is not None, made.declined_at is not None) == (is_so, not is_so)
    with pytest.raises(InvitationAnswered):
        answer_ownership(actor=person, owner_id=made.pk, is_so=not is_so, now=NOW)


def test_a_member_of_the_owning_company_says_whether_it_owns_a_part(company, member):
    above = make_company()
    made = declare(company, member, is_person=False, owner_code=above.code, email="x@example.org")
    assert made.user_id is None
    with pytest.raises(NotFound):
        answer_ownership(actor=member, owner_id=made.pk, is_so=True, now=NOW)
    of_above = make_member(above)

    answer_ownership(actor=of_above, owner_id=made.pk, is_so=True, now=NOW)

    assert CompanyOwner.objects.get().confirmed_by == of_above.reference


def test_a_name_alone_asks_nobody_and_is_confirmed_by_nobody(company, member):
    namesake = make_user(name="Lu Yan")
    made = declare(company, member)

    assert not Notice.objects.filter(user=namesake).exists()
    with pytest.raises(NotFound):
        answer_ownership(actor=make_actor(name="Lu Yan"), owner_id=made.pk, is_so=True, now=NOW)
    with pytest.raises(Invalid):
        declare(company, member, email="no@example.org")


def test_an_erased_person_is_named_by_no_company(company, member):
    person = make_actor(name="Lu Yan")
    made = make_owner(company, person)
    asked = invite(company, member, person)

    erase_person(actor=person, user_id=person.user_id, now=NOW)

    made.refresh_from_db()
    assert (made.name, made.user_id) == ("erased", None)
    assert CompanyMembership.objects.get(pk=asked.pk).user_id is None


def test_a_person_answers_on_their_page(client, company, member):
    person = make_actor()
    asked = invite(company, member, person)
    owned = declare(company, member, email=email_of(person))
    client.force_login(User.objects.get(pk=person.user_id))
    page = client.get("/companies/and-you/").text
    assert "Heron" in page

    client.post(f"/companies/and-you/invitations/{asked.pk}/decline/")
    client.post(f"/companies/and-you/owned/{owned.pk}/deny/")

    page = client.get("/companies/and-you/").text
    assert "declined" in page
    assert "not so" in page
    again = client.post(f"/companies/and-you/invitations/{asked.pk}/accept/")
    assert again.status_code == 409


def test_the_page_takes_as_many_queries_for_many_as_for_one(
    client, company, member, django_assert_max_num_queries
):
    person = make_actor()
    client.force_login(User.objects.get(pk=person.user_id))
    invite(company, member, person)
    make_owner(company, person)
    client.get("/companies/and-you/")
    with django_assert_max_num_queries(12) as few:
        client.get("/companies/and-you/")
    for _one in range(9):
        other = make_company()
        invite(other, make_member(other), person)
        make_owner(other, person)

    with django_assert_max_num_queries(len(few)):
        client.get("/companies/and-you/")


def test_addresses_are_not_tried_one_by_one(company, member):
    draft = OwnerDraft(
        name="Somebody", is_person=True, share_bp=1, since=NOW.date(), email="nobody@town.example"
    )
    tries = {
        "member": lambda: invite_company_member(
            actor=member, company_id=company.pk, email="nobody@town.example", now=NOW
        ),
        "owner": lambda: declare_owner(
            actor=member, company_id=company.pk, draft=draft, now=NOW
        ),
    }  # fmt: skip
    for attempt in tries.values():
        for _time in range(INVITED_A_DAY):
            with pytest.raises(Invalid):
                attempt()
        with pytest.raises(TooMany):
            attempt()


def test_a_company_frees_nobody_of_an_interest_that_they_had(company, member):
    person = make_actor()
    owner = make_owner(company, person, since=NOW.date() - 90 * DAY)
    given = {"actor": member, "company_id": company.pk, "owner_id": owner.pk, "now": NOW}

    with pytest.raises(Invalid):
        end_ownership(**given, until=NOW.date() - DAY)
    end_ownership(**given, until=NOW.date())

    assert interests_of(User.objects.get(pk=person.user_id), [company.pk], NOW.date())
    claimed = make_owner(company, "Li Ming", is_confirmed=False, since=NOW.date() - 90 * DAY)
    end_ownership(**{**given, "owner_id": claimed.pk}, until=NOW.date() - DAY)


@pytest.mark.parametrize("by", ["the company", "an administrator"])
def test_who_leaves_still_had_to_do_with_it(company, member, by):
    """Whoever gave them the role."""
    person = make_member(company) if by == "the company" else make_actor()
    if by == "the company":
        remove_company_member(
            actor=member, company_id=company.pk, user_id=person.user_id, now=NOW
        )  # fmt: skip
    else:
        made = invite(company, member, person)
        accept_invitation(actor=person, membership_id=made.pk, now=NOW)
        RoleGrant.objects.filter(user=person.user_id, organisation=company.pk).delete()
    user = User.objects.get(pk=person.user_id)

    assert set(interests_of(user, [company.pk], NOW.date())) == {company.pk}


def test_whose_role_was_taken_back_belongs_to_it_until_a_member_takes_them_out(company, member):
    person = make_actor()
    made = invite(company, member, person)
    accept_invitation(actor=person, membership_id=made.pk, now=NOW)
    RoleGrant.objects.filter(user=person.user_id, organisation=company.pk).delete()
    user = User.objects.get(pk=person.user_id)
    client = Client()
    client.force_login(User.objects.get(pk=member.user_id))
    page = client.get(reverse("company", args=[company.pk])).content.decode()
    assert interests_of(user, [company.pk], NOW.date() + 2 * DAY)
    assert reverse("remove_company_member", args=[company.pk, user.pk]) in page
    with pytest.raises(NotAllowed):
        remove_company_member(actor=person, company_id=company.pk, user_id=user.pk, now=NOW)

    remove_company_member(actor=member, company_id=company.pk, user_id=user.pk, now=NOW)

    assert not interests_of(user, [company.pk], NOW.date() + 2 * DAY)
    with pytest.raises(NotFound):
        remove_company_member(actor=member, company_id=company.pk, user_id=user.pk, now=NOW)
    page = client.get(reverse("company", args=[company.pk])).content.decode()
    assert reverse("remove_company_member", args=[company.pk, user.pk]) not in page


def test_who_left_has_nothing_to_do_with_later_calls(company, member):
    person = make_member(company)
    remove_company_member(actor=member, company_id=company.pk, user_id=person.user_id, now=NOW)
    user = User.objects.get(pk=person.user_id)

    assert not interests_of(user, [company.pk], NOW.date() + 2 * DAY)
