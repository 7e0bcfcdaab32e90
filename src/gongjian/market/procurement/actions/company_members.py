"""Who speaks for a company here: members ask others, who accept, and take them out."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.foundation.kernel.rate_limits import count_hit
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.market.procurement.actions.register_company import REGISTRY
from gongjian.market.procurement.errors import (
    AlreadyInvited,
    AlreadyMember,
    InvitationAnswered,
    InvitationExpired,
    LastMember,
)
from gongjian.market.procurement.models import Company, CompanyMembership, MembershipState
from gongjian.market.procurement.notice_texts import TIES
from gongjian.market.procurement.policies import companies as policies
from gongjian.market.procurement.selectors import companies

INVITED_A_DAY = 20
OPEN_FOR = timedelta(days=14)
"""How long an invitation can be accepted."""
SILENT_FOR = timedelta(days=90)
"""How long whoever has declined is not asked again."""
_ACCEPTED = _("You accepted the invitation of {company}.")
_INVITED = _("{company} asks you to speak for it")
_INVITED_BODY = _(
    "You can accept or decline. Only if you accept do you belong to it: you may bid in its name "
    "then, and not decide about its bids for the town."
)
_TAKEN_OUT = _("A member of {company} took you out of it.")


def invite_company_member(
    *, actor: Actor, company_id: UUID, email: str, now: datetime
) -> CompanyMembership:
    """Ask the holder of an account to speak for a company; nothing follows before they accept.

    Raises
    ------
    NotFound, NotAllowed, TooMany
    Invalid
        No account has this address.
    AlreadyMember, AlreadyInvited
        They speak for it, were asked and have not answered, or have declined lately.
    """
    found = companies.get_company(actor=actor, company_id=company_id)
    policies.require(policies.is_member_in_person(actor, found), actor)
    # Before the transaction, for what is refused counts: addresses are not tried one by one.
    key = f"company_invitation:{found.pk}"
    count_hit(key, limit=INVITED_A_DAY, period_seconds=86_400, now=now)
    with transaction.atomic():
        company = companies.get_locked(actor=actor, company_id=company_id)
        policies.require(policies.is_member_in_person(actor, company), actor)
        user = people.User.objects.filter(email=email.strip().lower(), is_active=True).first()
        if user is None:
            raise Invalid(
                fields={"email": [_("No account has this address. They open one first.")]}
            )
        if policies.is_member(people.actor_of_user(user), company):
            raise AlreadyMember
        before = CompanyMembership.objects.filter(company=company, user=user)
        waits = Q(state=MembershipState.INVITED, expires_at__gt=now)
        declined = Q(state=MembershipState.DECLINED, answered_at__gt=now - SILENT_FOR)
        if before.filter(waits | declined).exists():
            raise AlreadyInvited
        # One that has expired unanswered makes room for the next.
        before.filter(state=MembershipState.INVITED).update(
            state=MembershipState.WITHDRAWN, answered_at=now
        )
        made = CompanyMembership.objects.create(
            company=company, user=user, invited_at=now, invited_by=actor.reference,
            expires_at=now + OPEN_FOR,
        )  # fmt: skip
        _record(actor, "company_member_invited", company, now)
        _tell(made, company, user, now)
    return made


def withdraw_invitation(
    *, actor: Actor, company_id: UUID, membership_id: UUID, now: datetime
) -> CompanyMembership:
    """Take back an invitation that nobody has answered.

    Raises
    ------
    NotFound, NotAllowed, InvitationAnswered
    """
    with transaction.atomic():
        company = companies.get_locked(actor=actor, company_id=company_id)
        policies.require(policies.is_member_in_person(actor, company), actor)
        rows = CompanyMembership.objects.select_for_update(of=("self",))
        found = rows.filter(company=company, pk=membership_id).first()
        if found is None:
            raise NotFound
        return _answer(found, MembershipState.WITHDRAWN, actor, company, now)


def accept_invitation(*, actor: Actor, membership_id: UUID, now: datetime) -> CompanyMembership:
    """Speak for a company that asked one to, from now on.

    Raises
    ------
    NotFound
        It is not to this person, in person.
    InvitationAnswered, InvitationExpired
    """
    with transaction.atomic():
        found, company = _own_invitation(actor, membership_id)
        if found.expires_at <= now and found.state == MembershipState.INVITED:
            raise InvitationExpired
        _answer(found, MembershipState.ACCEPTED, actor, company, now)
        if not policies.is_member(actor, company) and actor.user_id is not None:
            people.grant_role(
                actor=REGISTRY, user_id=actor.user_id, role=Role.COMPANY_MEMBER,
                organisation_id=company.pk, now=now,
                told=format_lazy(_ACCEPTED, company=company.name),
            )  # fmt: skip
    return found


def decline_invitation(*, actor: Actor, membership_id: UUID, now: datetime) -> CompanyMembership:
    """Say no; that one was asked and declined stays.

    Raises
    ------
    NotFound, InvitationAnswered
    """
    with transaction.atomic():
        found, company = _own_invitation(actor, membership_id)
        return _answer(found, MembershipState.DECLINED, actor, company, now)


def remove_company_member(*, actor: Actor, company_id: UUID, user_id: UUID, now: datetime) -> None:
    """Take a member out of a company, oneself too, save the last one.

    Whose role somebody else took back belongs to the company until one of its members says here
    that they do not.

    Raises
    ------
    NotFound, NotAllowed, LastMember
    """
    with transaction.atomic():
        company = companies.get_locked(actor=actor, company_id=company_id)
        policies.require(policies.is_member_in_person(actor, company), actor)
        grants = people.RoleGrant.objects.filter(
            role=Role.COMPANY_MEMBER.value, organisation=company.pk
        )
        grant = grants.filter(user=user_id).first()
        if grant is None:
            if not companies.belonging_still(company).filter(user=user_id).update(ended_at=now):
                raise NotFound
            _record(actor, "company_member_removed", company, now)
            return
        if not grants.exclude(user=user_id).filter(user__is_active=True).exists():
            raise LastMember
        _end_membership(company, user_id, actor, now)
        people.revoke_role(
            actor=REGISTRY, user_id=user_id, grant_id=grant.pk, now=now,
            told=format_lazy(_TAKEN_OUT, company=company.name),
        )  # fmt: skip
        _record(actor, "company_member_removed", company, now)


def _end_membership(company: Company, user_id: UUID, actor: Actor, now: datetime) -> None:
    """Keep until when somebody belonged to a company, whoever gave them the role."""
    accepted = CompanyMembership.objects.filter(
        company=company, user=user_id, state=MembershipState.ACCEPTED
    )
    if not accepted.filter(ended_at=None).update(ended_at=now):
        CompanyMembership.objects.create(
            company=company, user_id=user_id, state=MembershipState.ACCEPTED, invited_at=now,
            invited_by=actor.reference, expires_at=now, answered_at=now, ended_at=now,
        )  # fmt: skip


def _own_invitation(actor: Actor, membership_id: UUID) -> tuple[CompanyMembership, Company]:
    """An invitation to somebody, in person, locked, and its company.

    Raises
    ------
    NotFound
    """
    rows = CompanyMembership.objects.select_for_update(of=("self",))
    found = rows.filter(pk=membership_id, user=actor.user_id).first()
    if found is None or not policies.registers_companies(actor):
        raise NotFound
    return found, Company.objects.select_related("organisation").get(pk=found.company_id)


def _answer(
    found: CompanyMembership, state: MembershipState, actor: Actor, company: Company, now: datetime
) -> CompanyMembership:
    if found.state != MembershipState.INVITED:
        raise InvitationAnswered
    found.state, found.answered_at = state.value, now
    found.save(update_fields=["state", "answered_at"])
    _record(actor, f"company_invitation_{state.value}", company, now)
    return found


def _tell(made: CompanyMembership, company: Company, user: people.User, now: datetime) -> None:
    draft = people.NoticeDraft(
        event=made.reference, topic=TIES.code, reason=_("A company asks you."),
        subject=format_lazy(_INVITED, company=company.name), body=_INVITED_BODY,
        path=reverse("company_ties"), users=[user],
    )  # fmt: skip
    people.notify(drafts=[draft], now=now)


def _record(actor: Actor, name: str, company: Company, now: datetime) -> None:
    ledger.record(actor, name, company.reference, now=now)
