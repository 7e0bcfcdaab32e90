"""What an administrator's programme sends, whatever it is, is answered as described."""

import pytest
from hypothesis import given

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.people.models import ApiKey, RoleGrant
from gongjian.foundation.people.selectors.actors import key_digest
from tests import factories
from tests.api.test_openapi import (
    BUDGET,
    CHECKS,
    OPERATIONS,
    PLAIN,
    _one_connection,
    _unlimited,
)

pytestmark = pytest.mark.django_db
ADMINISTRATIVE = [
    operation
    for operation in OPERATIONS
    if not operation.path.startswith(("/api/v1/cases", "/api/v1/readings"))
]
__all__ = ["_one_connection", "_unlimited"]


@pytest.fixture
def known(db):
    """Things that addresses of administration name, and an administrator with a key."""
    town = factories.make_town()
    user = factories.make_user(role=Role.ADMINISTRATOR)
    ApiKey.objects.create(name="fuzz", digest=key_digest("fuzz"), user=user)
    person = factories.make_user(role=Role.AUDITOR)
    return {
        "user_id": person.pk,
        "role_id": RoleGrant.objects.get(user=person).pk,
        "organisation_id": town.department.pk,
        "duty_id": town.duty.pk,
        "code": factories.make_provision().code,
        "calendar": "CN",
    }


@pytest.mark.parametrize("operation", ADMINISTRATIVE, ids=lambda found: found.label)
def test_whatever_an_administrator_sends_is_answered_as_described(operation, known):
    @BUDGET
    @given(case=operation.as_strategy())
    def sent(case):
        named = {name: str(known[name]) for name in case.path_parameters if name in known}
        case.path_parameters.update(named)
        case.call_and_validate(checks=CHECKS, headers={**PLAIN, "Authorization": "Bearer fuzz"})

    sent()
