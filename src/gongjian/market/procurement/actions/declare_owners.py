"""Who owns a company, as it declares itself: added and ended, never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day
from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.foundation.kernel.rate_limits import count_hit
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.market.procurement.errors import InvitationAnswered
from gongjian.market.procurement.models import Company, CompanyOwner
from gongjian.market.procurement.notice_texts import TIES
from gongjian.market.procurement.policies import companies as policies
from gongjian.market.procurement.rules.companies import WHOLE_BP, Share, first_excess
from gongjian.market.procurement.selectors import companies

NAME_LENGTH = 120
ASKED_A_DAY = 20
_ASKED = gettext_lazy("A company asks you.")
_CLAIMED = gettext_lazy("{company} says that you own a part of it")
_CLAIMED_BODY = gettext_lazy(
    "Please say whether it is so. Before you confirm it, it is no more than what that company says."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerDraft:
    """A part of a company; ``owner_code`` is the number of an owner in the registry."""

    name: str
    is_person: bool
    share_bp: int
    since: date
    owner_code: str = ""
    email: str = ""
    """Of a natural person: of the account that is asked to confirm it."""


def declare_owner(
    *, actor: Actor, company_id: UUID, draft: OwnerDraft, now: datetime
) -> CompanyOwner:
    """Add an owner: a claim, until the person confirms it, or a member of the owning company.

    Raises
    ------
    NotFound, NotAllowed, TooMany
    Invalid
        On some day the parts would be more than the whole; or a field is wrong.
    """
    if draft.email.strip() and draft.is_person:
        found = companies.get_company(actor=actor, company_id=company_id)
        policies.require(policies.is_member_in_person(actor, found), actor)
        # Before the transaction, for what is refused counts: addresses are not tried one by one.
        key = f"company_owner:{found.pk}"
        count_hit(key, limit=ASKED_A_DAY, period_seconds=86_400, now=now)
    with transaction.atomic():
        company = companies.get_locked(actor=actor, company_id=company_id)
        policies.require(policies.is_member_in_person(actor, company), actor)
        owner_company = _owner_company(company, draft)
        _require_sound(company, draft)
        user = _account(draft)
        owner = CompanyOwner.objects.create(
            company=company, name=draft.name.strip(), is_person=draft.is_person,
            owner_company=owner_company, user=user, share_bp=draft.share_bp, since=draft.since,
            declared_at=now, declared_by=actor.reference,
        )  # fmt: skip
        said = {
            "owner": str(owner.pk),
            "share_bp": owner.share_bp,
            "since": owner.since.isoformat(),
        }
        ledger.record(actor, "company_owner_declared", company.reference, now=now, data=said)
        _ask(owner, company, now)
    return owner


def answer_ownership(*, actor: Actor, owner_id: UUID, is_so: bool, now: datetime) -> CompanyOwner:
    """Say, as the person or as a member of the owning company, whether one owns that part.

    Raises
    ------
    NotFound
        Nobody asks this person, in person.
    InvitationAnswered
    """
    with transaction.atomic():
        rows = CompanyOwner.objects.select_for_update(of=("self",)).select_related("company")
        owner = rows.filter(policies.is_asked(actor), pk=owner_id).first()
        if owner is None or not policies.registers_companies(actor):
            raise NotFound
        if owner.confirmed_at is not None or owner.declined_at is not None:
            raise InvitationAnswered
        if is_so:
            owner.confirmed_at, owner.confirmed_by = now, actor.reference
        else:
            owner.declined_at = now
        owner.save(update_fields=["confirmed_at", "confirmed_by", "declined_at"])
        name = "company_ownership_confirmed" if is_so else "company_ownership_declined"
        ledger.record(actor, name, owner.company.reference, now=now, data={"owner": str(owner.pk)})
    return owner


def end_ownership(
    *, actor: Actor, company_id: UUID, owner_id: UUID, until: date, now: datetime
) -> CompanyOwner:
    """Say on which day somebody owned their part for the last time; of what they have confirmed,
    today at the earliest: a company alone frees nobody of an interest that they had.

    Raises
    ------
    NotFound, NotAllowed
    Invalid
        Before it began, or it had ended before; or it is confirmed, and the day is over.
    """
    with transaction.atomic():
        company = companies.get_locked(actor=actor, company_id=company_id)
        policies.require(policies.is_member_in_person(actor, company), actor)
        owner = CompanyOwner.objects.filter(company=company, pk=owner_id).first()
        if owner is None:
            raise NotFound
        if until < owner.since or (owner.until is not None and owner.until <= until):
            raise Invalid(fields={"until": [_("Choose a day after it began.")]})
        if owner.confirmed_at is not None and until < local_day(now):
            words = _("Its owner has confirmed this part: choose today or a later day.")
            raise Invalid(fields={"until": [words]})
        owner.until = until
        owner.save(update_fields=["until"])
        said = {"owner": str(owner.pk), "until": until.isoformat()}
        ledger.record(actor, "company_ownership_ended", company.reference, now=now, data=said)
    return owner


def _account(draft: OwnerDraft) -> people.User | None:
    email = draft.email.strip().lower()
    if not email or not draft.is_person:
        return None
    user = people.User.objects.filter(email=email, is_active=True).first()
    if user is None:
        raise Invalid(fields={"email": [_("No account has this address. They open one first.")]})
    return user


def _ask(owner: CompanyOwner, company: Company, now: datetime) -> None:
    """Tell whoever can confirm it."""
    asked = [owner.user] if owner.user else []
    if owner.owner_company is not None:
        asked = companies.members_of(owner.owner_company)
    draft = people.NoticeDraft(
        event=f"company_owner:{owner.pk}", topic=TIES.code, reason=_ASKED,
        subject=format_lazy(_CLAIMED, company=company.name), body=_CLAIMED_BODY,
        path=reverse("company_ties"), users=asked,
    )  # fmt: skip
    people.notify(drafts=[draft], now=now)


def _owner_company(company: Company, draft: OwnerDraft) -> Company | None:
    code = "".join(draft.owner_code.split()).upper()
    if not code or draft.is_person:
        return None
    found = Company.objects.filter(organisation__code=code).first()
    if found is None:
        raise Invalid(fields={"owner_code": [_("No company with this number is registered.")]})
    if found.pk == company.pk:
        raise Invalid(fields={"owner_code": [_("A company does not own itself.")]})
    return found


def _require_sound(company: Company, draft: OwnerDraft) -> None:
    wrong: dict[str, list[str]] = {}
    if not 0 < len(draft.name.strip()) <= NAME_LENGTH:
        wrong["name"] = [_("The name is missing or longer than 120 characters.")]
    if not 1 <= draft.share_bp <= WHOLE_BP:
        wrong["share"] = [_("A part is more than nothing and at most 100 %.")]
    else:
        shares = [Share(one.share_bp, one.since, one.until) for one in companies.owners_of(company)]
        over = first_excess([*shares, Share(draft.share_bp, draft.since)])
        if over is not None:
            words = _("On %(day)s the parts would add up to more than 100 %%.")
            wrong["share"] = [words % {"day": date_format(over, "DATE_FORMAT")}]
    if wrong:
        raise Invalid(fields=wrong)
