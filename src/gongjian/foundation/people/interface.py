"""The door of people: accounts, organisations, roles, notices."""

from gongjian.foundation.people.selectors.actors import (
    actor_of_key,
    actor_of_user,
    users_with_role,
)
from gongjian.foundation.people.selectors.organisations import get_public_body, public_bodies

__all__ = ["actor_of_key", "actor_of_user", "get_public_body", "public_bodies", "users_with_role"]
