"""The pages of the two trees: what may be done to a node."""

import re

import pytest
from django.urls import reverse

from gongjian.foundation.kernel.actor import Role
from tests.factories import make_area, make_category, make_department, make_duty

pytestmark = pytest.mark.django_db
FIELD = re.compile(r'<input[^>]*name="((?:initial-)?(?:name|is_active))"[^>]*>')


def as_shown(page):
    """What a browser sends of the form that was not touched."""
    inputs = [(found[1], found[0]) for found in FIELD.finditer(page)]
    value = {name: re.search(r'value="([^"]*)"', tag) for name, tag in inputs}
    checked = [name for name, tag in inputs if "checkbox" not in tag or "checked" in tag]
    return {name: value[name][1] if value[name] else "on" for name in checked}


TREES = [("area", make_area), ("category", make_category)]


@pytest.mark.parametrize(("kind", "make"), TREES)
def test_a_node_is_changed_on_its_page(sign_in, kind, make):
    client, node = sign_in(Role.ADMINISTRATOR), make("Rodas")

    page = client.get(reverse(f"{kind}_list") + f"?parent={node.pk}").content.decode()
    answer = client.post(
        reverse(f"change_{kind}", args=[node.pk]), as_shown(page) | {"name": "Roads"}, follow=True
    ).content.decode()

    node.refresh_from_db()
    assert reverse(f"remove_{kind}", args=[node.pk]) in page
    assert (node.name, node.is_active) == ("Roads", True)
    assert "Roads" in answer


@pytest.mark.parametrize(("kind", "make"), TREES)
def test_a_node_goes_out_of_use_on_its_page(sign_in, kind, make):
    client, node = sign_in(Role.ADMINISTRATOR), make("Roads")
    shown = as_shown(client.get(reverse(f"{kind}_list") + f"?parent={node.pk}").content.decode())
    del shown["is_active"]

    answer = client.post(reverse(f"change_{kind}", args=[node.pk]), shown, follow=True)

    node.refresh_from_db()
    assert (node.name, node.is_active) == ("Roads", False)
    assert "out of use" in answer.content.decode()


@pytest.mark.parametrize(("kind", "make"), TREES)
def test_a_page_of_before_undoes_nothing(sign_in, kind, make):
    client, node = sign_in(Role.ADMINISTRATOR), make("Rodas")
    shown = as_shown(client.get(reverse(f"{kind}_list") + f"?parent={node.pk}").content.decode())
    type(node).objects.filter(pk=node.pk).update(is_active=False)

    client.post(reverse(f"change_{kind}", args=[node.pk]), shown | {"name": "Roads"})

    node.refresh_from_db()
    assert (node.name, node.is_active) == ("Roads", False)


@pytest.mark.parametrize(("kind", "make"), TREES)
def test_of_two_who_rename_it_the_second_is_told_and_shown_what_it_is_called(sign_in, kind, make):
    client, node = sign_in(Role.ADMINISTRATOR), make("Rodas")
    shown = as_shown(client.get(reverse(f"{kind}_list") + f"?parent={node.pk}").content.decode())
    change = reverse(f"change_{kind}", args=[node.pk])
    client.post(change, shown | {"name": "Roads"})

    second = client.post(change, shown | {"name": "Streets"}, follow=True).content.decode()

    node.refresh_from_db()
    assert node.name == "Roads"
    assert "Somebody changed this while you were looking at it" in second
    assert 'value="Roads"' in second


@pytest.mark.parametrize(("kind", "make"), TREES)
def test_a_node_has_another_word_for_its_name_than_a_person(sign_in, kind, make):
    node, client = make("Roads"), sign_in(Role.ADMINISTRATOR)

    page = client.get(
        reverse(f"{kind}_list") + f"?parent={node.pk}", headers={"accept-language": "zh-CN"}
    ).content.decode()

    assert "名称" in page
    assert "姓名" not in page
    assert "没有下级" in page


@pytest.mark.parametrize(("kind", "make"), TREES)
def test_a_node_without_a_name_is_told(sign_in, kind, make):
    node = make("Roads")

    answer = sign_in(Role.ADMINISTRATOR).post(reverse(f"change_{kind}", args=[node.pk]), {})

    assert answer.status_code == 422


@pytest.mark.parametrize(("kind", "make"), TREES)
def test_a_node_is_deleted_where_nothing_refers_to_it(sign_in, kind, make):
    client, top = sign_in(Role.ADMINISTRATOR), make("Top")
    named, free = make("Named", parent=top), make("Free", parent=top)
    make_duty(**{"category": None, kind: named}, lead_department=make_department())

    gone = client.post(reverse(f"remove_{kind}", args=[free.pk]), follow=True).content.decode()
    kept = client.post(reverse(f"remove_{kind}", args=[top.pk]), follow=True).content.decode()

    assert "1 entry was deleted." in gone
    assert "Take it out of use" in kept
    assert list(type(top).objects.order_by("path")) == [top, named]


def test_only_an_administrator_may(sign_in):
    area = make_area("Area")

    answer = sign_in(Role.DISPATCHER).post(reverse("remove_area", args=[area.pk]))

    assert answer.status_code in {403, 404}
