from gongjian.foundation.people.models.api_key import ApiKey
from gongjian.foundation.people.models.notice import (
    Notice,
    NoticeState,
    NoticeSubscription,
    PaceChoice,
)
from gongjian.foundation.people.models.organisation import Organisation, OrganisationKind
from gongjian.foundation.people.models.role_grant import RoleGrant
from gongjian.foundation.people.models.user import User

__all__ = [
    "ApiKey",
    "Notice",
    "NoticeState",
    "NoticeSubscription",
    "Organisation",
    "OrganisationKind",
    "PaceChoice",
    "RoleGrant",
    "User",
]
