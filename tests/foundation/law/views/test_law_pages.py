"""What changed in the law, what lapsed, and who says that it still holds."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.law.actions.announce_change import announce_change
from gongjian.foundation.law.actions.check_dependents import check_dependents
from gongjian.foundation.law.models import LawFinding, Parameter
from gongjian.foundation.law.rules.registry import all_rules
from tests.factories import (
    NOW,
    make_category,
    make_department,
    make_duty,
    make_provision,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    def get(name, *args, status=200, query="", user=None):
        if user:
            client.force_login(user)
        answer = client.get(reverse(name, args=args) + query)
        assert answer.status_code == status
        return answer.content.decode()

    return get


@pytest.fixture
def question():
    """A duty on the first version of an article whose second is in force."""
    old = make_provision(
        code="noise-1", title="Rules on Noise", text="Be quiet at night.",
        in_force_until=date(2024, 12, 31),
    )  # fmt: skip
    make_provision(
        code="noise-1", version=2, title="Rules on Noise", text="Be quiet by day.",
        in_force_from=date(2025, 1, 1),
    )  # fmt: skip
    make_duty(category=make_category("Noise"), lead_department=make_department(), provision=old)
    made = announce_change(actor=Actor.system("test"), provisions=["noise-1"], now=NOW)
    check_dependents(change_id=made.pk, now=NOW)
    return LawFinding.objects.get()


def test_two_versions_are_compared(page, question):
    text = page("provision_changes", "noise-1", 1, 2)

    assert "<del>at</del>" in text
    assert "<ins>day</ins>" in text
    assert reverse("provision_changes", args=["noise-1", 1, 2]) in page("provision", "noise-1")
    page("provision_changes", "noise-1", 1, 3, status=404)
    page("provision_changes", "noise-1", 1, 10**30, status=404)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_shows_its_cases(page, rule):
    text = page("law_rule", rule.code)

    assert all(case.title.en.replace("'", "&#x27;") in text for case in rule.cases)


def test_rules_are_listed_and_shown_beside_their_article(page):
    provision = make_provision(code="duty-7")
    Parameter.objects.create(
        code="duty-most-working-days", value=20, unit="days", provision=provision,
        in_force_from=date(2020, 1, 1),
    )  # fmt: skip

    assert all(reverse("law_rule", args=[rule.code]) in page("law_rules") for rule in all_rules())
    text = page("provision", "duty-7")
    assert "Thirty days, where the law allows twenty" in text
    assert provision.text_sha256 in text
    assert "duty-most-working-days" in page("parameter_list")
    assert "Deadline of a duty" in page("parameter", "duty-most-working-days")
    page("parameter", "nothing", status=404)
    page("law_rule", "nothing", status=404)


def test_what_lapsed_is_shown_to_everybody_and_settled_by_its_supervisor(client, page, question):
    address = reverse("law_finding", args=[question.pk])

    def judge(reason):
        return client.post(address, {"is_met": "yes", "reason": reason}).status_code

    assert address in page("law_findings")
    assert address not in page("law_findings", query="?result=fail")
    assert "Record the judgement" not in page("law_finding", question.pk)
    assert judge("I am nobody at all.") == 403
    client.force_login(make_user(role=Role.SUPERVISOR, organisation=make_department()))
    assert judge("I am another's supervisor.") == 403

    client.force_login(make_user(role=Role.ADMINISTRATOR, name="Ann Judge"))
    assert [judge("short"), judge("By day it holds too.")] == [422, 302]
    text = page("law_finding", question.pk)
    assert "By day it holds too." in text
    assert "Ann Judge" in text
    assert address in page("law_findings", query="?result=settled")
    client.logout()
    assert "Ann Judge" not in page("law_finding", question.pk)


def test_what_is_not_public_is_hidden(page, question):
    LawFinding.objects.update(is_public=False)

    assert question.title not in page("law_findings")
    page("law_finding", question.pk, status=404)
    assert question.title in page("law_findings", user=make_user(role=Role.AUDITOR))


def test_the_list_takes_as_many_queries_for_many(client, question, django_assert_max_num_queries):
    fields = {name: getattr(question, name) for name in (
        "kind", "title", "rule", "provision_id", "facts", "asked", "outcome", "words_en",
        "words_zh", "day", "found_at", "fingerprint", "is_public", "change_id",
    )}  # fmt: skip
    LawFinding.objects.bulk_create(
        LawFinding(subject=f"duty:{number}", **fields) for number in range(40)
    )

    with django_assert_max_num_queries(2):
        client.get(reverse("law_findings"))


def test_administrators_bring_a_file_and_everybody_takes_it_home(client):
    make_provision(code="noise-1")
    exported = client.get(reverse("export_law"))
    client.force_login(make_user(role=Role.ADMINISTRATOR))

    def upload(data):
        file = SimpleUploadedFile("law.yaml", data)
        return client.post(reverse("import_law"), {"file": file})

    assert "1 as they were" in upload(exported.content).content.decode()
    assert (
        "What is wrong" in upload(exported.content.replace(b"noise-1", b"no ise")).content.decode()
    )
    assert upload(b"- *a").status_code == 422
