"""What this app holds on one person, as they may take it with them."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.people.models import Notice, NoticeSubscription
from gongjian.foundation.people.selectors.people import own_account, own_keys


def export_account(actor: Actor) -> dict[str, Any]:
    """Everything about the account of whoever asks, as values JSON can hold.

    Secrets are not in it: what opens the account is no knowledge about the person.
    """
    user = own_account(actor)
    return {
        "id": str(user.pk),
        "email": user.email,
        "name": user.name,
        "phone": user.phone,
        "language": user.language,
        "joined_at": user.joined_at.isoformat(),
        "last_sign_in_at": user.last_login.isoformat() if user.last_login else None,
        "roles": [
            {
                "role": grant.role,
                "organisation": grant.organisation.name if grant.organisation else None,
                "area": grant.area_path,
                "granted_at": grant.granted_at.isoformat(),
            }
            for grant in user.grants.all()
        ],
        "api_keys": [
            {
                "name": key.name,
                "created_at": key.created_at.isoformat(),
                "works": not key.revoked_at,
            }
            for key in own_keys(actor)
        ],
        "other_sign_ins": [
            {"provider": account.provider, "id": account.uid, "told_us": account.extra_data}
            for account in SocialAccount.objects.filter(user_id=user.pk).order_by("pk")
        ],
        "second_factors": sorted(
            Authenticator.objects.filter(user_id=user.pk).values_list("type", flat=True)
        ),
        "refused_emails": sorted(
            NoticeSubscription.objects.filter(user_id=user.pk, wants_email=False).values_list(
                "topic", flat=True
            )
        ),
        "paces_of_emails": dict(
            NoticeSubscription.objects.filter(user_id=user.pk)
            .exclude(pace="")
            .order_by("topic")
            .values_list("topic", "pace")
        ),
        "notices": [
            {
                "at": notice.created_at.isoformat(),
                "subject": notice.subject,
                "text": notice.body,
                "reason": notice.reason,
                "read_at": notice.read_at.isoformat() if notice.read_at else None,
            }
            for notice in Notice.objects.filter(user_id=user.pk).order_by("created_at", "id")
        ],
    }
