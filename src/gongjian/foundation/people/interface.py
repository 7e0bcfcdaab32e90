"""The door of people: accounts, organisations, roles, notices."""

from gongjian.foundation.people.actions.count_letter import count_letter
from gongjian.foundation.people.actions.erase_account import erase_account
from gongjian.foundation.people.actions.forget_address import forget_address
from gongjian.foundation.people.actions.grant_role import grant_role, revoke_role
from gongjian.foundation.people.actions.notify import NoticeDraft, notify
from gongjian.foundation.people.actions.open_account import open_account
from gongjian.foundation.people.actions.save_organisation import (
    OrganisationData,
    save_organisation,
)
from gongjian.foundation.people.actions.silence_letters import silence_letters
from gongjian.foundation.people.api_auth import ApiAccess
from gongjian.foundation.people.errors import TooManyLetters
from gongjian.foundation.people.middleware import needs_second_factor, show_case_secret
from gongjian.foundation.people.models import Organisation, OrganisationKind, RoleGrant, User
from gongjian.foundation.people.policies import (
    require_account,
    require_in_person,
    require_may_erase,
)
from gongjian.foundation.people.role_names import role_name
from gongjian.foundation.people.rules import Pace
from gongjian.foundation.people.selectors.actors import (
    actor_of_key,
    actor_of_user,
    users_with_role,
)
from gongjian.foundation.people.selectors.names import user_names
from gongjian.foundation.people.selectors.notices import UNREAD_COUNTED, unread_count
from gongjian.foundation.people.selectors.organisations import (
    body_options,
    get_public_body,
    is_area_named,
    is_public_number,
    line_of,
    public_bodies,
)
from gongjian.foundation.people.selectors.people import (
    DemoPart,
    connect_demo_parts,
    demo_parts,
    demo_people,
)
from gongjian.foundation.people.selectors.personal_data import export_account
from gongjian.foundation.people.selectors.staffing import (
    areas_without_dispatcher,
    connect_leads,
    has_dispatcher,
    unstaffed_leads,
)
from gongjian.foundation.people.topics import (
    STALE_AFTER,
    NoticeWords,
    Topic,
    connect_areas,
    connect_topics,
)

__all__ = [
    "STALE_AFTER",
    "UNREAD_COUNTED",
    "ApiAccess",
    "DemoPart",
    "NoticeDraft",
    "NoticeWords",
    "Organisation",
    "OrganisationData",
    "OrganisationKind",
    "Pace",
    "RoleGrant",
    "TooManyLetters",
    "Topic",
    "User",
    "actor_of_key",
    "actor_of_user",
    "areas_without_dispatcher",
    "body_options",
    "connect_areas",
    "connect_demo_parts",
    "connect_leads",
    "connect_topics",
    "count_letter",
    "demo_parts",
    "demo_people",
    "erase_account",
    "export_account",
    "forget_address",
    "get_public_body",
    "grant_role",
    "has_dispatcher",
    "is_area_named",
    "is_public_number",
    "line_of",
    "needs_second_factor",
    "notify",
    "open_account",
    "public_bodies",
    "require_account",
    "require_in_person",
    "require_may_erase",
    "revoke_role",
    "role_name",
    "save_organisation",
    "show_case_secret",
    "silence_letters",
    "unread_count",
    "unstaffed_leads",
    "user_names",
    "users_with_role",
]
