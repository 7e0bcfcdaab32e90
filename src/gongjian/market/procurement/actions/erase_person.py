"""Erasing a person from calls and companies: docs/reference/procurement.md says what stays."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.db import models, transaction

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.government.cases import interface as cases
from gongjian.market.procurement.models import (
    AwardComplaint,
    BidderKey,
    Call,
    CallFollow,
    CallQuestion,
    Company,
    CompanyOwner,
    DeliveryTrial,
    InterestDeclaration,
)

ERASED_ACTOR = "erased"
SAID = ((CallQuestion, "asker"), (AwardComplaint, "maker"))
"""What people wrote in the name of a company: it stays, for others bid and decided by it."""
KINDS = {"call": "call", "company": "company", "bid": "bid", "closing": "bid_closing"}
"""What a row belongs to, by its key, and how the ledger names that."""


def erase_person(*, actor: Actor, user_id: UUID, now: datetime) -> None:
    """Take an account's holder out of what they asked, followed and did.

    Acts of a company and of staff stay as acts of nobody that is named: bids were judged by them.
    That another person approved a call stays; which, does not.

    Raises
    ------
    NotAllowed
        It is neither the person nor a job of the town's own.
    """
    people.require_may_erase(actor, user_id)
    with transaction.atomic():
        user = people.User.objects.get(pk=user_id)
        CallFollow.objects.filter(user=user).delete()
        for model, key in SAID:
            for row in model._default_manager.filter(**{key: user}).select_for_update():
                row.text = cases.mask(row.text, [user.name])
                row.save(update_fields=["text"])
        # Scores and their reasons stay, for a contract was awarded by them; interests go.
        InterestDeclaration.objects.filter(evaluator__user=user).update(text="")
        # Whether it worked stays, for others accepted by it; what they said goes.
        DeliveryTrial.objects.filter(user=user).update(words="")
        CompanyOwner.objects.filter(user=user).update(name=ERASED_ACTOR)
        subjects: set[str] = set()
        for found in apps.get_app_config("procurement").get_models():
            subjects |= _forget(found, user)
        subjects |= {one.reference for one in _companies_of(user)}
        for subject in sorted(subjects):
            ledger.forget(subject, actor=f"user:{user.pk}")


def _forget(model: type[models.Model], user: people.User) -> set[str]:
    """Empty every key to a person, and every column that says whose act a row is: all of them, so
    that none that comes later is left out. Returns the calls and companies they acted on."""
    subjects: set[str] = set()
    for field in model._meta.concrete_fields:
        is_key = isinstance(field, models.ForeignKey) and field.related_model is people.User
        is_act = isinstance(field, models.CharField) and (
            field.name in {"actor", "by"} or field.name.endswith("_by")
        )
        if not (is_key or is_act):
            continue
        meant: object = user.pk if is_key else f"user:{user.pk}"
        rows = model._default_manager.filter(**{field.attname: meant})
        subjects |= _subjects(model, rows)
        rows.update(**{field.attname: None if is_key else ERASED_ACTOR})
    return subjects


def _subjects(model: type[models.Model], rows: models.QuerySet) -> set[str]:
    if model in (Call, Company, BidderKey):
        return {row.reference for row in rows}
    found = set()
    for name, kind in KINDS.items():
        if any(field.attname == f"{name}_id" for field in model._meta.concrete_fields):
            keys = rows.values_list(f"{name}_id", flat=True).distinct()
            found |= {f"{kind}:{key}" for key in keys if key is not None}
    return found


def _companies_of(user: people.User) -> models.QuerySet[Company]:
    grants = people.RoleGrant.objects.filter(user=user, role=Role.COMPANY_MEMBER.value)
    return Company.objects.filter(pk__in=grants.values("organisation"))
