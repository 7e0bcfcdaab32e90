"""The pages of hot issues: readable by everybody, whole on a phone, and without scripts."""

from __future__ import annotations

import pytest

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.models import User
from gongjian.government.cases.actions.begin_joint_answer import begin_joint_answer
from gongjian.government.cases.actions.run_joint_answer import run_joint_answer
from tests.browser.test_public_pages import EVERYWHERE, PLACE, look_at, sign_in
from tests.government.issues import make_hot_issue

pytestmark = pytest.mark.browser


def made(town) -> tuple[str, str]:
    """Number of an issue that was answered jointly, and its joint answer; another is still open."""
    make_hot_issue(town, 3, now=now(), title="Noise from the mixing plant at Mill Street", **PLACE)
    issue, _cases = make_hot_issue(town, 3, now=now(), title="A dark street", **PLACE)
    joint = begin_joint_answer(
        actor=town.handler, issue_id=issue.pk, text="The lamps burn again.", now=now()
    )
    run_joint_answer(joint_id=joint.pk, clock=now)
    return issue.number, str(joint.pk)


@pytest.mark.any_database
@pytest.mark.parametrize(("language", "size"), EVERYWHERE)
def test_what_everybody_sees_is_accessible(visitor, town, language, size):
    number, _joint = made(town)
    visit = visitor(language=language, size=size)

    paths = ["/", "/issues/", "/issues/?state=closed", "/issues/map/", f"/issues/{number}/"]
    assert look_at(visit, paths) == {}


@pytest.mark.any_database
@pytest.mark.parametrize(("language", "size"), EVERYWHERE)
def test_what_staff_see_is_accessible(visitor, town, client, language, size):
    number, joint = made(town)
    visit = visitor(language=language, size=size)
    sign_in(visit, client, User.objects.get(pk=town.supervisor.user_id))

    paths = [
        "/issues/queue/", f"/issues/{number}/work/", f"/issues/{number}/answer/",
        f"/issues/{number}/answers/{joint}/",
    ]  # fmt: skip
    assert look_at(visit, paths) == {}
