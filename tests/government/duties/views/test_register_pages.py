"""What everybody reads: the register, a duty with its history."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from gongjian.foundation.kernel.actor import Role
from tests.factories import (
    make_area,
    make_category,
    make_department,
    make_duty,
    make_provision,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def noise():
    category = make_category("Noise", parent=make_category("Environment"), keywords="drilling")
    return make_duty(
        category=category,
        lead_department=make_department("Ecology Bureau", phone="5550 0103"),
        area=make_area("Harbour"),
        working_days=5,
        provision=make_provision(code="quiet-11", title="Rules on Noise", article="11"),
    )


def page(client, name, *args, query="", status=200):
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_register_says_who_what_where_until_when_and_why(client, noise):
    text = page(client, "duty_register")

    for words in ("Environment", "Noise", "Ecology Bureau", "Harbour", "5 working days"):
        assert words in text
    assert "Rules on Noise, article 11" in text
    assert reverse("provision", args=["quiet-11"]) in text


@pytest.mark.parametrize(("language", "words"), [("en", ">with <span"), ("zh-CN", ">协办：<span")])
def test_who_helps_is_told_with_the_marks_of_the_language(client, noise, language, words):
    noise.supporting_departments.add(make_department("Police"))

    text = client.get(reverse("duty_register"), headers={"accept-language": language})

    assert words in text.content.decode()


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("?words=drilling", True),
        ("?words=roads", False),
        ("?words=%00", True),  # a form's error is no filter
        ("?area=nonsense", True),
        ("?category=nonsense", True),
        ("?words=" + "x" * 500, True),
        ("?department=00000000-0000-7000-8000-000000000000", False),
    ],
)
def test_the_register_is_searched_and_no_address_breaks_it(client, noise, query, is_found):
    assert ("Ecology Bureau" in page(client, "duty_register", query=query)) is is_found


def test_a_damaged_cursor_is_told(client, noise):
    page(client, "duty_register", query="?cursor=zzz", status=422)


def test_the_register_is_searched_by_area(client, noise):
    text = page(client, "duty_register", query=f"?area={noise.area_id}")

    assert "Ecology Bureau" in text
    assert f'<option value="{noise.area_id}" selected>' in text


def test_the_number_of_queries_does_not_grow(client, django_assert_max_num_queries):
    lead = make_department()
    for _ in range(25):
        make_duty(category=make_category(parent=make_category()), lead_department=lead)

    with django_assert_max_num_queries(8):
        page(client, "duty_register", query="?words=category")


def test_only_administrators_are_offered_to_change(client, sign_in, noise):
    assert reverse("add_duty") not in page(client, "duty_register")
    assert reverse("change_duty", args=[noise.pk]) not in page(client, "duty", noise.pk)

    sign_in(Role.ADMINISTRATOR)

    assert reverse("add_duty") in page(client, "duty_register")
    assert reverse("change_duty", args=[noise.pk]) in page(client, "duty", noise.pk)


def test_a_duty_shows_its_rule_and_history(client, noise):
    noise.in_force_until = date(2025, 12, 31)
    noise.save()
    newest = make_duty(
        category=noise.category,
        area=noise.area,
        lead_department=make_department("Urban Bureau"),
        line=noise.line,
        version=2,
        in_force_from=date(2026, 1, 1),
        note="delegated",
    )

    old, new = page(client, "duty", noise.pk), page(client, "duty", newest.pk)

    assert "Rubbish is collected daily." in old
    assert "5550 0103" in old
    assert "This is version 1" in old
    assert "This is version" not in new
    assert reverse("duty", args=[noise.pk]) in new
    assert "delegated" in new


def test_an_unknown_duty_is_not_found(client, noise):
    page(client, "duty", uuid4(), status=404)


def test_the_register_speaks_chinese(client, noise):
    answer = client.get(reverse("duty_register"), headers={"Accept-Language": "zh-hans"})

    assert "谁负责什么" in answer.content.decode()
    assert "《Rules on Noise》第11条" in answer.content.decode()


def test_a_matter_stands_once_with_all_who_are_responsible_for_it(client, noise):
    make_duty(
        category=noise.category,
        lead_department=make_department("Harbour Office"),
        area=make_area("Old Harbour"),
    )

    text = page(client, "duty_register")

    assert text.count("<h3>Noise</h3>") == 1
    assert "Ecology Bureau" in text
    assert "Harbour Office" in text
