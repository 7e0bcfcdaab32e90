"""What administrators open: people, organisations, the register, what failed. For everybody."""

from __future__ import annotations

import pytest

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.models import User
from gongjian.government.duties.interface import propose_duty_change
from gongjian.government.duties.models import DutyProposal
from gongjian.government.triage.models import ModelState
from tests.browser.test_public_pages import EVERYWHERE, look_at, sign_in
from tests.factories import make_provision, make_user
from tests.government.triage.models import make_model
from tests.government.triage.views.test_model_pages import CARD, HELD_BACK

pytestmark = pytest.mark.browser


@pytest.mark.any_database
@pytest.mark.parametrize(("language", "size"), EVERYWHERE)
def test_administration_is_accessible(visitor, town, client, language, size):
    person = User.objects.get(pk=town.handler.user_id)
    make_model(state=ModelState.CHAMPION, card=CARD, held_back=HELD_BACK.to_bytes())
    visit = visitor(language=language, size=size)
    sign_in(visit, client, make_user(role=Role.ADMINISTRATOR))

    paths = [
        "/administration/people/", "/administration/people/?query=nobody&role=handler",
        f"/administration/people/{person.pk}/", "/administration/organisations/",
        f"/administration/organisations/{town.department.pk}/", "/administration/organisations/new",
        "/administration/organisations/import", "/administration/tasks/",
        "/administration/letters/", "/account/keys/", "/account/notices/", "/inbox/",
        "/models/manage/", "/models/", f"/models/{make_model(card=CARD).pk}/",
    ]  # fmt: skip
    assert look_at(visit, paths) == {}


@pytest.mark.any_database
@pytest.mark.parametrize(("language", "size"), EVERYWHERE)
def test_the_register_is_accessible_to_those_who_keep_it(visitor, town, client, language, size):
    make_provision()
    propose_duty_change(
        actor=town.dispatcher, case_reference="case:x", case_number="7K3M9Q2XAB",
        category_id=town.category.pk, area_id=town.area.pk,
        department_id=town.other_department.pk, reason="It is theirs.", now=now(),
    )  # fmt: skip
    proposal = DutyProposal.objects.get()
    visit = visitor(language=language, size=size)
    sign_in(visit, client, make_user(role=Role.ADMINISTRATOR))

    paths = [
        "/duties/", "/duties/new", f"/duties/{town.duty.pk}/", f"/duties/{town.duty.pk}/change",
        f"/duties/{town.duty.pk}/end", "/duties/findings/", "/duties/proposals/",
        "/duties/calendar/", "/duties/import/", "/duties/areas/", "/duties/categories/", "/law/",
        f"/duties/proposals/{proposal.pk}/",
    ]  # fmt: skip
    assert look_at(visit, paths) == {}
